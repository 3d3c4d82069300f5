"""Large files that are plainly written: the engine reads them itself, once no byte of them is in doubt.

Nothing is accepted that could be read in two ways: with a quote that is not around a whole cell, a line end
between two, a NUL, what databases write for NULL, a stray carriage return, a blank line or a byte that is not
UTF-8, a file is taken apart record by record, like any small one.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from upsell_cli.sources.cells.trimming import AS_TEXT, BLANKS, NO_VALUE, stripped
from upsell_cli.sources.engine import literal
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.forms.quoting import around_cells
from upsell_cli.sources.forms.records import LONGEST_CELL

LARGE = 128 * 1024
"""Bytes from which on it pays to look at all of them first, which takes as long as a thousand rows do."""

PACKED = 4
"""How many times as large a packed file is, at least."""

CHUNK = 4 * 1024 * 1024
ASCII_BLANKS = (b" ", b"\t", b"\v", b"\f", b"\x1a")
OTHER_BLANKS = tuple(blank.encode() for blank in BLANKS if not blank.isascii())
FIRST_OF_OTHERS = frozenset(blank[:1] for blank in OTHER_BLANKS)
BLANK_START = b"\n(?:" + b"|".join(map(re.escape, (*ASCII_BLANKS, *OTHER_BLANKS))) + b")+(?:\r|\n|"
QUOTE = b'"'
NEVER_PLAIN = (b"\0", AS_TEXT.encode().replace(QUOTE, 2 * QUOTE), NO_VALUE.encode())


class PlainText(NamedTuple):
    """A file of which every line is a record; with `blanks`, cells may have some around them."""

    file: InputFile
    dialect: Dialect
    rows: int
    blanks: bool

    def relation(self) -> str:
        """Give the SQL of its rows in their order, all columns as text: `h0`, `h1`, ..."""
        names = [f"'h{i}'" for i in range(len(self.dialect.headers))]
        columns = ", ".join(f"{name}: 'VARCHAR'" for name in names)
        return (
            f"read_csv({literal(str(self.file.path))}, columns = {{{columns}}}, auto_detect = false, "
            f"header = false, skip = {self.dialect.header_line}, delim = {literal(self.dialect.delimiter)}, "
            f"quote = '\"', escape = '\"', "
            f"force_not_null = [{', '.join(names)}], strict_mode = true, max_line_size = {LONGEST_CELL})"
        )

    def cell(self, position: int) -> str:
        """Give SQL for the trimmed text of a column."""
        return stripped(f"h{position}") if self.blanks else f"h{position}"


def plainly_written(file: InputFile, dialect: Dialect, tell: Callable[[int], None]) -> PlainText | None:
    """Give a large file as plain text, or nothing when there is any doubt about its structure.

    `tell` hears how many bytes were looked at so far.
    """
    delimited = dialect.form == "delimited" and not dialect.escaped
    ours = delimited and dialect.encoding in {"utf-8", "utf-8-sig"}
    if not large(file) or file.packing or not ours or dialect.header_line is None:
        return None
    seen = _Seen(dialect.delimiter.encode())
    for position, chunk in _chunks(file):
        if not seen.take(chunk):
            return None
        tell(position)
    if not seen.complete():
        return None
    rows = seen.lines - dialect.header_line + (not seen.last.endswith(b"\n"))
    return PlainText(file, dialect, rows, seen.blanks)


def large(*files: InputFile) -> bool:
    """Tell whether it pays to look at the bytes of files first; packed, they have several times as many."""
    return sum(file.size * (PACKED if file.packing else 1) for file in files) >= LARGE


def _chunks(file: InputFile) -> Iterator[tuple[int, bytes]]:
    """Give the content in pieces that end where a line does, with the position behind each."""
    with file.path.open("rb") as content:
        if content.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            content.seek(0)
        while chunk := content.read(CHUNK):
            yield content.tell(), chunk + content.readline(LONGEST_CELL)


@dataclass(slots=True)
class _Seen:
    """What the bytes so far are like; lines are counted by their line feeds."""

    delimiter: bytes
    lines: int = 0
    returns: int = 0
    last: bytes = b"\n"
    edged: bool = False
    decoder: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def take(self, chunk: bytes) -> bool:
        """Look at the next piece; tell whether it is plain."""
        if any(mark in chunk for mark in NEVER_PLAIN):
            return False
        joined = self.last + chunk
        if QUOTE in chunk and not around_cells(joined, self.delimiter):
            return False
        blanks = _blanks_in(joined)
        if self._may_have_empty_row(joined, blanks):
            return False
        lines, returns = chunk.count(b"\n"), chunk.count(b"\r")
        if returns and chunk.count(b"\r\n") != returns:
            return False
        self.lines, self.returns, self.last = self.lines + lines, self.returns + returns, chunk[-1:]
        self.edged = self.edged or self._has_edge(joined, blanks)
        return chunk.isascii() or self._decodes(chunk)

    def complete(self) -> bool:
        """Tell whether all lines ended alike, and the last character was whole."""
        return self.returns in {0, self.lines} and self._decodes(b"", final=True)

    @property
    def blanks(self) -> bool:
        """Tell whether a cell may begin or end with a blank; within a text, they stay."""
        return self.edged or self.last in ASCII_BLANKS

    def _may_have_empty_row(self, chunk: bytes, blanks: Sequence[bytes]) -> bool:
        """Tell whether a line has nothing in it, or nothing in its first cell but blanks."""
        quoted = (QUOTE + nothing for nothing in (QUOTE, *blanks)) if QUOTE in chunk else ()
        if any(b"\n" + follows in chunk for follows in (b"\n", b"\r", self.delimiter, *quoted)):
            return True
        begins = any(b"\n" + blank in chunk for blank in blanks)
        return begins and re.search(BLANK_START + re.escape(self.delimiter) + b")", chunk) is not None

    def _has_edge(self, chunk: bytes, blanks: Sequence[bytes]) -> bool:
        """Tell whether a blank stands beside a delimiter, a quote or a line end; beyond ASCII, anywhere."""
        if not all(map(bytes.isascii, blanks)):
            return True
        edges = (self.delimiter, b"\n", b"\r", *([QUOTE] if QUOTE in chunk else ()))
        others = (blank for blank in blanks if blank != self.delimiter)
        return any(blank + edge in chunk or edge + blank in chunk for blank in others for edge in edges)

    def _decodes(self, chunk: bytes, *, final: bool = False) -> bool:
        try:
            self.decoder.decode(chunk, final=final)
        except UnicodeDecodeError:
            return False
        return True


def _blanks_in(chunk: bytes) -> tuple[bytes, ...]:
    """Give the blanks that some bytes have; one is only looked for where its first byte is at all."""
    first_bytes = {first for first in FIRST_OF_OTHERS if first in chunk}
    others = (blank for blank in OTHER_BLANKS if blank[:1] in first_bytes)
    return tuple(blank for blank in (*ASCII_BLANKS, *others) if blank in chunk)


def trimmed(plain: PlainText, positions: Sequence[int]) -> str:
    """Give SQL for the cells of these columns as `c0`, `c1`, ..."""
    return ", ".join(f"{plain.cell(position)} AS c{i}" for i, position in enumerate(positions))
