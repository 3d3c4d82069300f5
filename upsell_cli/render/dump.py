"""The rows that were used, as JSON: table by table, written as they come, whatever there are."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TextIO

from upsell_cli.frames.documents.used_rows import Batch, UsedColumn, UsedRows
from upsell_cli.render.formats.json import literal


def write_dump(stream: TextIO, files: Sequence[UsedRows]) -> None:
    """Write `{"usage": {"rows": n, "records": [...]}, ...}`, a record a line, files of a kind together."""
    stream.write("{")
    for place, (table, group) in enumerate(groupby(files, key=attrgetter("table"))):
        own = list(group)
        rows = sum(file.rows for file in own)
        stream.write(f'{"," if place else ""}\n{literal(table)}: {{"rows": {rows}, "records": [')
        between = "\n"
        for record in (record for file in own for batch in file.batches for record in _records(file, batch)):
            stream.write(f"{between}{record}")
            between = ",\n"
        stream.write("\n]}")
    stream.write("\n}\n")


def _records(file: UsedRows, batch: Batch) -> Iterator[str]:
    """Give the rows of a batch as JSON objects."""
    keys = [f"{literal(column.name)}: " for column in file.columns]
    texts = [_column(column, values) for column, values in zip(file.columns, batch, strict=True)]
    for values in zip(*texts, strict=True):
        yield f"{{{', '.join(map(str.__add__, keys, values))}}}"


def _column(column: UsedColumn, values: Sequence[str | None]) -> list[str]:
    if column.is_bare:
        return ["null" if text is None else text for text in values]
    return [literal(text) for text in values]
