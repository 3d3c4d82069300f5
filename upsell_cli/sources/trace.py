"""Which rows of which files an account's facts come from, as they stand there."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from upsell_cli.frames.documents.explanation import SourceRow
from upsell_cli.frames.inputs import TABLES, InputTable
from upsell_cli.sources.accounts.identity import build_crosswalk, with_accounts
from upsell_cli.sources.accounts.lineage import follow_lineage
from upsell_cli.sources.accounts.names import follow_names
from upsell_cli.sources.cells.trimming import bare
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.columns.recognition import Recognised, check, look_at_all
from upsell_cli.sources.engine import engine, quoted
from upsell_cli.sources.forms.files import InputFile, find_files
from upsell_cli.sources.forms.records import Record
from upsell_cli.sources.forms.text import file_records
from upsell_cli.sources.framing import NOT_OF_ACCOUNTS
from upsell_cli.sources.request import Request
from upsell_cli.sources.tables import read_files


def trace(request: Request, account_id: str) -> tuple[SourceRow, ...]:
    """Give every row of the request's files that is about an account, also under its other ids."""
    with TemporaryDirectory(prefix="upsell-") as folder:
        spool = Path(folder)
        files = {name: find_files(request.files_of(name), spool) for name in TABLES}
        crosswalk = _seen(TABLES["crosswalk"], files, request)
        found = [row for seen in crosswalk for row in _rows(seen, {account_id})]
        ids = {account_id} | {from_id for _, from_id in found}
        others = [
            seen
            for table in TABLES.values()
            if table.name != "crosswalk" and "account_id" in {c.name for c in table.columns}
            for seen in _seen(table, files, request)
        ]
        if not request.roll_up and all(seen.look.plain_id for seen in others):
            rows = (row for seen in others for row, _ in _rows(seen, ids))
            return (*(row for row, _ in found), *rows)
        return (*(row for row, _ in found), *_rows_led(request, account_id, spool))


class _Seen(NamedTuple):
    """A file of a table, what it seems to be, and the request as it is for that file."""

    file: InputFile
    table: InputTable
    look: Recognised
    request: Request


def _seen(table: InputTable, files: Mapping[str, Sequence[InputFile]], request: Request) -> Iterator[_Seen]:
    given = files[table.name]
    looks = look_at_all(given, table, request)
    return (_Seen(file, table, *look) for file, look in zip(given, looks, strict=True))


def _rows(seen: _Seen, ids: set[str]) -> Iterator[tuple[SourceRow, str]]:
    """Give the rows of a file with one of the ids, each with the id it leads from."""
    file, table, look, request = seen
    check(file, look, table, request)
    at = {field.key: field.position for field in look.fields}
    for record in file_records(file, look.dialect):
        if isinstance(record, Record) and _id(record.fields[at["account_id"]]) in ids:
            row = _source_row(record, table.name, file.name, look.fields)
            yield row, _id(record.fields[at.get("from_id", at["account_id"])])


def _rows_led(request: Request, account_id: str, spool: Path) -> Iterator[SourceRow]:
    """Give the rows of an account where it takes more than a look at a cell to know whose they are."""
    with engine(request.memory_limit) as connection:
        files = read_files(connection, request, spool, None)
        crossed = build_crosswalk(connection, files["crosswalk"])
        roll_up = request.roll_up == "parent"
        lineage = (files["crosswalk"], files["accounts"])
        crossed = follow_lineage(connection, *lineage, crossed=crossed, roll_up=roll_up)
        books = [file for name in TABLES if name not in NOT_OF_ACCOUNTS for file in files[name]]
        follow_names(connection, books, crossed=crossed)
        for file in books:
            rows = with_accounts(
                f"SELECT line, account_id AS source_id FROM {quoted(file.relation)}", crossed=crossed
            )
            found = connection.execute(f"SELECT line FROM ({rows}) WHERE account_id = ?", [account_id])
            lines = {line for (line,) in found.fetchall()}
            for record in file_records(file.ledger.file, file.ledger.dialect) if lines else ():
                if isinstance(record, Record) and record.line in lines:
                    yield _source_row(record, file.ledger.table, file.ledger.name, file.fields)


def _source_row(record: Record, table: str, file: str, fields: Sequence[Field]) -> SourceRow:
    """Give a row with the cells that are read; one may serve several columns, and some stand elsewhere."""
    cells = {
        field.header: record.fields[field.position]
        for field in fields
        if field.header and field.position < len(record.fields)
    }
    return SourceRow(table, file, record.line, cells)


def _id(text: str) -> str:
    return unicodedata.normalize("NFC", bare(text))
