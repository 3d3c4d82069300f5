"""How a file writes its table: as what, in which encoding, with which delimiter, its header on which line.

Decided from the first 64 KiB and from what we know: a delimiter counts only if the columns that are
needed appear under it, so a title above the header or a stray comma does not mislead.
"""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Literal, NamedTuple

from upsell_cli.problems import Place, first_few, shortened
from upsell_cli.sources.cells.trimming import bare
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.forms.files import HEAD_BYTES, LONGEST_HEADER, InputFile, opened
from upsell_cli.sources.forms.heading import Fit, Heading, Line, best_heading, strange_heading
from upsell_cli.sources.forms.json_lines import keys, looks_like_json
from upsell_cli.sources.forms.parquet import parquet_columns
from upsell_cli.sources.forms.quoting import escapes_quotes
from upsell_cli.sources.forms.records import Record

Form = Literal["delimited", "JSON Lines", "Parquet", "workbook"]

DELIMITERS = (",", ";", "\t", "|")
LINES_TO_TRY = 60
SHOWN_NAMES = 8
TALLEST = 8
"""Lines that a header with line ends in its names may have."""

LINE_ENDS = re.compile(r"\s*[\r\n]+\s*")
NO_DELIMITERS = '"\r\n\0'
SPELLED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PARQUET, ZIPPED = b"PAR1", b"PK\x03\x04"
TAR = slice(257, 262), b"ustar"
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of the old kind or with a password; save it as plain .xlsx"),
    (b"%PDF", "a PDF, not a table"),
    (b"ORC", "an ORC file; export it as Parquet"),
    (b"Obj\x01", "an Avro file; export it as Parquet"),
    (b"BZh", "compressed with bzip2; unpack it, or pack it with gzip or zstd"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it, or pack it with gzip or zstd"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\x1f\x8b", "compressed twice; unpack it once"),
    (b"\x28\xb5\x2f\xfd", "compressed twice; unpack it once"),
    (b"SQLite format 3\0", "an SQLite database; export the table as CSV"),
    (b"{\\rtf", "a text document; save it as plain CSV"),
)
CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"})
MOST_CONTROLS = 0.05
"""Share of control characters above which bytes are no text; text may have a stray NUL."""

MARKUP = ("<!", "<?xml", "<html", "<head", "<body", "<table", "<div", "<style", "<meta")


class Dialect(NamedTuple):
    """How one file is written; rows start on the line after `header_line`.

    Where each row brings its names along, there is no such line. With `escaped`, a backslash makes text of
    a quote in quoted text, where others double it.
    """

    encoding: str
    delimiter: str
    header_line: int | None
    headers: tuple[str, ...]
    form: Form = "delimited"
    escaped: bool = False


def decide(file: InputFile, fit: Fit, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """Give the dialect of a file, or refuse it with what it is instead of a table."""
    head = file.head()
    _refuse_strangers(file, head)
    if head.startswith(PARQUET):
        return Dialect("utf-8", ",", None, parquet_columns(file), "Parquet")
    if head.startswith(ZIPPED):
        from upsell_cli.sources.forms.workbook import workbook_rows  # noqa: PLC0415  few files wait for it

        rows = (row for row in workbook_rows(file) if isinstance(row, Record))
        lines = [(row.line, _names(row.fields)) for row in itertools.islice(rows, LINES_TO_TRY)]
        heading = _found(best_heading(lines, fit), file, [lines])
        return Dialect("utf-8", ",", heading.line, heading.names, "workbook")
    chosen = _encoding(file, head, encoding)
    text = _decoded(file, head, chosen)
    if not text.strip("\ufeff \t\r\n"):
        raise refusal("empty-file", "the file is empty", file.place)
    if text.lstrip().casefold().startswith(MARKUP):
        raise refusal("not-a-table", "this is an HTML or XML page, not a CSV file", file.place)
    if looks_like_json(text, file.place):
        return Dialect(chosen, ",", None, _keys(file, chosen), "JSON Lines")
    declared, skipped = _declared_delimiter(text)
    told = _spelled(delimiter) or declared
    delimiters = (told,) if told else DELIMITERS
    found, heading = _best_delimiter(file, text, delimiters, skipped, fit)
    escaped = escapes_quotes(text, found, heading, whole=len(head) < HEAD_BYTES)
    return Dialect(chosen, found, heading.line, heading.names, escaped=escaped)


def looks_like_utf8(file: InputFile, encoding: str) -> bool:
    """Tell whether a file that is read in an encoding of single bytes is probably UTF-8.

    Letters beyond ASCII make several bytes there, in an order that other encodings hardly ever come by.
    """
    if encoding.startswith("utf"):
        return False
    head = file.head()
    with suppress(UnicodeDecodeError):
        return not head.isascii() and bool(codecs.getincrementaldecoder("utf-8")().decode(head))
    return False


def undecodable(file: InputFile, encoding: str) -> Exception:
    """Give the refusal for a file whose bytes are not of its encoding, with the first bad one."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset, line = 0, 1
    with opened(file) as content:
        for piece in iter(lambda: content.stream.read(HEAD_BYTES), b""):
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                at = error.start - pending
                line += piece[: max(at, 0)].count(b"\n")
                byte = error.object[error.start]
                message = f"byte 0x{byte:02x} at offset {offset + at} is not {_shown(encoding)} (encoding)"
                return refusal("bad-encoding", message, Place(file.name, line))
            line += piece.count(b"\n")
            offset += len(piece)
    return refusal(
        "bad-encoding", f"the file ends within a character of {_shown(encoding)}", Place(file.name, line)
    )


def _refuse_strangers(file: InputFile, head: bytes) -> None:
    if not head:
        raise refusal("empty-file", "the file is empty (0 bytes)", file.place)
    for signature, what in SIGNATURES:
        if head.startswith(signature):
            raise refusal("not-a-table", f"this is {what}", file.place, fix="Give the table that is in it.")
    where, mark = TAR
    if head[where] == mark:
        raise refusal("not-a-table", "this is a tar archive", file.place, fix="Unpack it.")


def _encoding(file: InputFile, head: bytes, asked: str | None) -> str:
    marked = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if asked is None or marked not in {None, "utf-32"}:
        controls = len(head) - len(head.translate(None, CONTROLS))
        if marked == "utf-32" or (marked is None and controls > MOST_CONTROLS * len(head)):
            fix = "Save it as UTF-8, or name its encoding with `--encoding`."
            raise refusal(
                "not-a-table", "this is binary, or text in an unusual encoding", file.place, fix=fix
            )
        return marked or "utf-8"
    name = _text_encoding(asked)
    if name is None:
        fix = "Use a name such as utf-8, utf-16, cp1252 or latin-1."
        raise refusal("bad-encoding", f'"{asked}" is no encoding', file.place, fix=fix)
    return "utf-8-sig" if name == "utf-8" else name


def _text_encoding(asked: str) -> str | None:
    """Give the name of an encoding; None for what is none, or turns bytes into other bytes, such as `hex`."""
    try:
        name = codecs.lookup(asked).name
        text: object = codecs.getincrementaldecoder(name)().decode(b"")
    except (LookupError, TypeError, UnicodeError):
        return None
    return name if isinstance(text, str) else None


def _decoded(file: InputFile, head: bytes, encoding: str) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError as error:
        raise undecodable(file, encoding) from error


def _declared_delimiter(text: str) -> tuple[str | None, int]:
    first = text.split("\n", 1)[0].strip().strip('"')
    if first[:4].casefold() != "sep=":
        return None, 0
    return ("\t" if first[4:] == r"\t" else first[4:5] or "\t"), 1


def _spelled(delimiter: str | None) -> str | None:
    """Give the character that a delimiter is asked for by."""
    asked = SPELLED.get(delimiter or "", delimiter)
    if asked and (len(asked) != 1 or asked in NO_DELIMITERS):
        fix = "Use one character, such as `;`, or `tab`, `comma`, `semicolon` or `pipe`."
        raise refusal("bad-setting", f'"{shortened(asked)}" cannot part values', value=delimiter, fix=fix)
    return asked


def _keys(file: InputFile, encoding: str) -> tuple[str, ...]:
    with opened(file) as content:
        text = io.TextIOWrapper(content.stream, encoding, newline="")
        try:
            return keys(text)
        except UnicodeDecodeError as error:
            raise undecodable(file, encoding) from error


def _best_delimiter(
    file: InputFile, text: str, delimiters: Sequence[str], skipped: int, fit: Fit
) -> tuple[str, Heading]:
    """Give the delimiter under which the header is complete, else that under which it knows most columns."""
    numbered = enumerate(io.StringIO(text, newline=""), 1)
    lines = [
        line for line in itertools.islice(numbered, skipped, LINES_TO_TRY) if len(line[1]) < LONGEST_HEADER
    ]
    best: tuple[str, Heading | None] = (delimiters[0], None)
    for delimiter in delimiters:
        if len(delimiters) > 1 and delimiter not in text:
            continue
        heading = best_heading(_split(lines, delimiter), fit)
        if heading and (best[1] is None or heading.score > best[1].score):
            best = (delimiter, heading)
    return best[0], _found(best[1], file, (_split(lines, delimiter) for delimiter in delimiters))


def _found(heading: Heading | None, file: InputFile, read_as: Iterable[Iterable[Line]]) -> Heading:
    """Give a heading, unless it is damaged or none; `read_as` are the rows by each of the delimiters."""
    if heading is None:
        strange = next(filter(None, map(strange_heading, read_as)), None)
        if strange:
            raise _nothing_known(*strange, file)
        message = "no header line: no column has a name we know, and the first line looks like data or prose"
        fix = "Add a header line; if anything but , ; | or a tab parts the values, name it: `--delimiter ^`."
        raise refusal("no-header", message, Place(file.name, 1), fix=fix)
    damaged = next((name for name in heading.names if "\0" in name), None)
    if damaged is not None:
        message = "a NUL byte (\\x00) stands in the header"
        raise refusal("nul-byte", message, Place(file.name, heading.line), value=damaged)
    return heading


def _nothing_known(number: int, names: Sequence[str], file: InputFile) -> Exception:
    """Give the refusal for a file of which the header seems to be there, in words that nobody knows."""
    listed = first_few((f'"{shortened(name)}"' for name in names), len(names), most=SHOWN_NAMES)
    message = f"no header line: no column has a name we know; line {number} has {listed}"
    fix = (
        "If that is the header, say in a mapping (`--map`) what is what: "
        f'`account_id: "{shortened(names[0])}"`; `upsell init` drafts one. If not, add a header line.'
    )
    return refusal("no-header", message, Place(file.name, number), fix=fix)


def _split(lines: Sequence[tuple[int, str]], delimiter: str) -> Iterator[Line]:
    """Give the rows that the lines make, each with the number of its last line."""
    at = 0
    while at < len(lines):
        tall, cells = _row(lines[at : at + TALLEST], delimiter)
        at += tall
        if cells:
            yield lines[at - 1][0], _names(cells)


def _row(lines: Sequence[tuple[int, str]], delimiter: str) -> tuple[int, list[str]]:
    """Give how many lines the first row has, since quoted names may go on over several, and its cells."""
    texts = [line for _, line in lines]
    for tall in range(1, len(texts) + 1):
        with suppress(csv.Error):
            return tall, next(csv.reader(texts[:tall], delimiter=delimiter, strict=True), [])
    try:
        return 1, next(csv.reader([texts[0].rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return 1, []


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Give the names in a row of cells; one that is written over several lines becomes one line."""
    return tuple(LINE_ENDS.sub(" ", bare(cell)) for cell in cells)


def _shown(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()
