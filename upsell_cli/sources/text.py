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
from upsell_cli.sources.values import BLANKS

Progress = Callable[[str, int, int], None]
"""Told now and then: the file, its bytes read so far, its size."""

BATCH_ROWS = 20_000
MOST_FLAWS = 1_000


def text_relation(
    engine: Engine, ledger: Ledger, fields: Sequence[Field], relation: str, progress: Progress | None
) -> str:
    """Give the name of a relation with `line` and the found columns as trimmed text: `c0`, `c1`, ...

    Rows that cannot be taken apart are booked as rejected. Whoever uses the relation sees nothing of the
    file, so another way to bring text into the engine can take the place of this one.
    """
    rows = _rows(ledger, fields, progress)
    batches = iter(lambda: list(itertools.islice(rows, BATCH_ROWS)), [])
    columns = (list(zip(*batch, strict=True)) for batch in batches)
    load_text(engine, relation, len(fields), ((lines, cells) for lines, *cells in columns))
    return relation


def file_records(file: InputFile, dialect: Dialect, progress: Progress | None = None) -> Iterator[Record | Flaw]:
    """Give the records under the header of a file; one with too few or too many fields is a flaw."""
    width = len(dialect.headers)
    with opened(file) as stream:
        text = io.TextIOWrapper(stream, dialect.encoding, newline="")
        try:
            for _ in range(dialect.header_line):
                text.readline()
            for number, record in enumerate(records(text, dialect.delimiter, dialect.header_line + 1), 1):
                if progress and number % BATCH_ROWS == 0:
                    progress(file.name, stream.tell(), file.size)
                ragged = isinstance(record, Record) and len(record.fields) != width
                yield _fitted(record, width) if ragged and isinstance(record, Record) else record
        except UnicodeDecodeError as error:
            raise undecodable(file, dialect.encoding) from error


def _rows(ledger: Ledger, fields: Sequence[Field], progress: Progress | None) -> Iterator[tuple[object, ...]]:
    """Give (line, cell, cell, ...) of the rows of a file; book its flaws."""
    positions = [field.position for field in fields]
    flaws = 0
    for record in file_records(ledger.file, ledger.dialect, progress):
        if isinstance(record, Record):
            cells = record.fields
            yield (record.line, *[cells[position].strip(BLANKS) for position in positions])
            continue
        flaws += 1
        ledger.counted += 1
        place = Place(ledger.name, record.line)
        ledger.reject(1, [problem(record.code, record.message, place, value=record.value or None)])
        if flaws > MOST_FLAWS:
            ledger.check(None)


def _fitted(record: Record, width: int) -> Record | Flaw:
    """Give a record its proper width when only blank fields are too many; else tell what it has."""
    count = len(record.fields)
    if count > width and not any(record.fields[width:]):
        return Record(record.line, record.fields[:width])
    fields = "1 field" if count == 1 else f"{count} fields"
    message = f"the row has {fields}, the header {width} columns"
    return Flaw(record.line, "wrong-fields", message, ",".join(record.fields))
