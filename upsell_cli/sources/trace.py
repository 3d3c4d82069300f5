"""Which rows of which files an account's facts come from, as they stand there."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from upsell_cli.frames.explanation import SourceRow
from upsell_cli.frames.inputs import TABLES, InputTable
from upsell_cli.sources.files import InputFile, find_files
from upsell_cli.sources.reader import recognise
from upsell_cli.sources.records import Record
from upsell_cli.sources.request import Request
from upsell_cli.sources.text import file_records
from upsell_cli.sources.values import BLANKS


def trace(request: Request, account_id: str) -> tuple[SourceRow, ...]:
    """Give every row of the request's files that is about an account, also under its other ids."""
    with TemporaryDirectory(prefix="upsell-") as folder:
        spool = Path(folder)
        crosswalk = find_files(request.crosswalk, spool)
        found = [row for file in crosswalk for row in _rows(file, TABLES["crosswalk"], request, {account_id})]
        ids = {account_id} | {from_id for _, from_id in found}
        others = (table for table in TABLES.values() if "account_id" in {c.name for c in table.columns})
        return tuple(row for row, _ in found) + tuple(
            row
            for table in others
            if table.name != "crosswalk"
            for file in find_files(request.files_of(table.name), spool)
            for row, _ in _rows(file, table, request, ids)
        )


def _rows(
    file: InputFile, table: InputTable, request: Request, ids: set[str]
) -> Iterator[tuple[SourceRow, str]]:
    """Give the rows of a file with one of the ids, each with the id it leads from."""
    seen = recognise(file, table, request)
    dialect, fields = seen.dialect, seen.fields
    at = {field.key: field.position for field in fields}
    for record in file_records(file, dialect):
        if isinstance(record, Record) and _id(record.fields[at["account_id"]]) in ids:
            cells = {field.header: record.fields[field.position] for field in fields}
            row = SourceRow(table.name, file.name, record.line, cells)
            yield row, _id(record.fields[at.get("from_id", at["account_id"])])


def _id(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip(BLANKS))
