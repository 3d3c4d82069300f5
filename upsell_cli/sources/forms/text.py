"""A file as text in the engine: the seam between how bytes come in and everything that is done with them."""

import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from upsell_cli.problems import Place, shortened
from upsell_cli.sources.cells.trimming import bare
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.engine import Engine, load_file, load_text, quoted, watched
from upsell_cli.sources.forms.below import RULED, TextBelow, told_apart
from upsell_cli.sources.forms.dialect import Dialect, undecodable
from upsell_cli.sources.forms.files import InputFile, opened
from upsell_cli.sources.forms.json_lines import json_records
from upsell_cli.sources.forms.parquet import load_parquet, parquet_records
from upsell_cli.sources.forms.plain import plainly_written, trimmed
from upsell_cli.sources.forms.records import Flaw, Record, records
from upsell_cli.sources.ledger import HEADER_AGAIN, TEXT_BELOW, Ledger
from upsell_cli.sources.request import Request

Progress = Callable[[str, int, int], None]
"""Told now and then: the file, its stored bytes read so far, its size."""

BATCH_ROWS = 20_000
MOST_FLAWS = 1_000


def load_rows(
    engine: Engine,
    relation: str,
    ledger: Ledger,
    fields: Sequence[Field],
    request: Request,
    progress: Progress | None,
) -> None:
    """Make the relation of a file: `line`, and the found columns as trimmed text `c0`, `c1`, ...

    Every record is counted, and those that cannot be taken apart are booked as rejected. Whoever uses the
    relation sees nothing of the file: another way to bring text in may take the place of this one.
    """
    if ledger.dialect.form == "Parquet":
        _load_parquet(engine, relation, ledger, fields)
        return
    if _load_plainly(engine, relation, ledger, fields, progress):
        return
    rows = _rows(ledger, fields, request, progress)
    batches = iter(lambda: list(itertools.islice(rows, BATCH_ROWS)), [])
    columns = (list(zip(*batch, strict=True)) for batch in batches)
    load_text(engine, relation, len(fields), ((lines, cells) for lines, *cells in columns))


def _load_plainly(
    engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field], progress: Progress | None
) -> bool:
    """Let the engine read a large file itself; tell whether it did, and found the rows that there are."""
    looked, read = two_halves(ledger.file, progress)
    plain = plainly_written(ledger.file, ledger.dialect, looked)
    if plain is None:
        return False
    cells = trimmed(plain, [field.position for field in fields])
    lines = f"row_number() OVER () + {ledger.dialect.header_line} AS line"
    with watched(engine, read):
        as_said = load_file(engine, relation, f"SELECT {lines}, {cells} FROM {plain.relation()}")
    if as_said:
        (ledger.counted,) = engine.execute(f"SELECT count(*) FROM {quoted(relation)}").fetchone() or (0,)
        if ledger.counted == plain.rows:
            return True
        engine.execute(f"DROP TABLE {quoted(relation)}")
        ledger.counted = 0
    return False


def two_halves(
    file: InputFile, progress: Progress | None
) -> tuple[Callable[[int], None], Callable[[float], None]]:
    """Give what to tell of bytes looked at, the first half of the work, and of the share read then."""

    def tell(position: int) -> None:
        if progress:
            progress(file.name, position, file.size)

    return lambda position: tell(position // 2), lambda share: tell(int((1 + share) * file.size) // 2)


def one_way(file: InputFile, progress: Progress | None) -> Callable[[int], None]:
    """Give what to tell of stored bytes read; what was told before is not told when they are read again."""
    furthest = 0

    def tell(position: int) -> None:
        nonlocal furthest
        if progress and position > furthest:
            furthest = position
            progress(file.name, position, file.size)

    return tell


def file_records(
    file: InputFile, dialect: Dialect, progress: Progress | None = None
) -> Iterator[Record | Flaw]:
    """Give the records under the header of a file; one with too few or too many fields is a flaw."""
    match dialect.form:
        case "Parquet":
            yield from parquet_records(file)
        case "workbook":
            from upsell_cli.sources.forms.workbook import workbook_rows  # noqa: PLC0415

            width, header_line = len(dialect.headers), dialect.header_line or 0
            for row in workbook_rows(file):
                if row.line > header_line:
                    yield row if isinstance(row, Flaw) else _fitted(_filled(row, width), width)
        case _:
            yield from _text_records(file, dialect, progress)


def _text_records(file: InputFile, dialect: Dialect, progress: Progress | None) -> Iterator[Record | Flaw]:
    """Give the records of a file that is text; the progress is told in stored bytes."""
    with opened(file) as content:
        text = io.TextIOWrapper(content.stream, dialect.encoding, newline="")
        try:
            for number, record in enumerate(_taken_apart(text, dialect), 1):
                if progress and number % BATCH_ROWS == 0:
                    progress(file.name, content.position, file.size)
                yield record
        except UnicodeDecodeError as error:
            raise undecodable(file, dialect.encoding) from error


def _taken_apart(text: TextIO, dialect: Dialect) -> Iterator[Record | Flaw]:
    width = len(dialect.headers)
    if dialect.form == "JSON Lines":
        yield from json_records(text, dialect.headers)
        return
    header_line = dialect.header_line or 0
    for _ in range(header_line):
        text.readline()
    for record in records(text, dialect.delimiter, header_line + 1, escaped=dialect.escaped):
        yield record if isinstance(record, Flaw) else _fitted(record, width)


def _rows(
    ledger: Ledger, fields: Sequence[Field], request: Request, progress: Progress | None
) -> Iterator[tuple[object, ...]]:
    """Give (line, cell, cell, ...) of the rows of a file; book its flaws."""
    positions = [field.position for field in fields]
    found = file_records(ledger.file, ledger.dialect, progress)
    for record in told_apart(found, ledger.dialect):
        if isinstance(record, TextBelow):
            _book_text(record, ledger)
            continue
        ledger.counted += 1
        if isinstance(record, Record):
            cells = record.fields
            yield (record.line, *[bare(cells[position]) for position in positions])
            continue
        _book(record, ledger)
        if ledger.rejected > MOST_FLAWS:
            ledger.check(request)


def _load_parquet(engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field]) -> None:
    positions = [field.position for field in fields]
    rows, flaws = load_parquet(engine, relation, ledger.file, positions)
    ledger.counted += rows
    for flaw in flaws:
        _book(flaw, ledger)


def _book(flaw: Flaw, ledger: Ledger) -> None:
    """Book a record that cannot be used; lines that are only drawn are none of the data."""
    if flaw.alone and RULED.fullmatch(flaw.value):
        ledger.skip(HEADER_AGAIN)
        return
    place = Place(ledger.name, flaw.line)
    ledger.reject(problem(flaw.code, flaw.message, place, value=flaw.value or None))


def _book_text(below: TextBelow, ledger: Ledger) -> None:
    """Book lines of text under a table, which are left out and told."""
    ledger.counted += below.lines
    ledger.skip(TEXT_BELOW, below.lines)
    many = "1 line" if below.lines == 1 else f"{below.lines} lines"
    message = f'{many} of text under the table, from "{shortened(below.text)}", left out'
    ledger.problems.append(problem("text-below", message, Place(ledger.name, below.line)))


def _filled(row: Record, width: int) -> Record:
    """Give a row of a sheet with its blank cells at the end, which sheets do not have."""
    return Record(row.line, [*row.fields, *[""] * (width - len(row.fields))])


def _fitted(record: Record, width: int) -> Record | Flaw:
    """Give a record its proper width when only blank fields are too many; else tell what it has."""
    count = len(record.fields)
    if count == width:
        return record
    if count > width and not any(record.fields[width:]):
        return Record(record.line, record.fields[:width])
    fields = "1 field" if count == 1 else f"{count} fields"
    message = f"the row has {fields}, the header {width} columns"
    return Flaw(record.line, "wrong-fields", message, ",".join(record.fields), alone=count == 1)
