"""A file as text in the engine: the seam between how bytes come in and everything that is done with them."""

import io
import itertools
from collections.abc import Callable, Iterator, Sequence

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.dialect import Dialect, undecodable
from upsell_cli.sources.engine import Engine, load_text
from upsell_cli.sources.files import InputFile, opened
from upsell_cli.sources.ledger import Ledger
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.records import Flaw, Record, records
from upsell_cli.sources.request import Request
from upsell_cli.sources.values import BLANKS

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
    rows = _rows(ledger, fields, request, progress)
    batches = iter(lambda: list(itertools.islice(rows, BATCH_ROWS)), [])
    columns = (list(zip(*batch, strict=True)) for batch in batches)
    load_text(engine, relation, len(fields), ((lines, cells) for lines, *cells in columns))


def file_records(
    file: InputFile, dialect: Dialect, progress: Progress | None = None
) -> Iterator[Record | Flaw]:
    """Give the records under the header of a file; one with too few or too many fields is a flaw."""
    width = len(dialect.headers)
    with opened(file) as content:
        text = io.TextIOWrapper(content.stream, dialect.encoding, newline="")
        try:
            for _ in range(dialect.header_line):
                text.readline()
            for number, record in enumerate(records(text, dialect.delimiter, dialect.header_line + 1), 1):
                if progress and number % BATCH_ROWS == 0:
                    progress(file.name, content.position, file.size)
                yield record if isinstance(record, Flaw) else _fitted(record, width)
        except UnicodeDecodeError as error:
            raise undecodable(file, dialect.encoding) from error


def _rows(
    ledger: Ledger, fields: Sequence[Field], request: Request, progress: Progress | None
) -> Iterator[tuple[object, ...]]:
    """Give (line, cell, cell, ...) of the rows of a file; book its flaws."""
    positions = [field.position for field in fields]
    for record in file_records(ledger.file, ledger.dialect, progress):
        ledger.counted += 1
        if isinstance(record, Record):
            cells = record.fields
            yield (record.line, *[cells[position].strip(BLANKS) for position in positions])
            continue
        place = Place(ledger.name, record.line)
        ledger.reject(problem(record.code, record.message, place, value=record.value or None))
        if ledger.rejected > MOST_FLAWS:
            ledger.check(request)


def _fitted(record: Record, width: int) -> Record | Flaw:
    """Give a record its proper width when only blank fields are too many; else tell what it has."""
    count = len(record.fields)
    if count == width:
        return record
    if count > width and not any(record.fields[width:]):
        return Record(record.line, record.fields[:width])
    fields = "1 field" if count == 1 else f"{count} fields"
    message = f"the row has {fields}, the header {width} columns"
    return Flaw(record.line, "wrong-fields", message, ",".join(record.fields))
