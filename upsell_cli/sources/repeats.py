"""What is said twice: the same counts once, and what contradicts itself is not used at all."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.identity import with_accounts
from upsell_cli.sources.ledger import DUPLICATE
from upsell_cli.sources.meters import Meters
from upsell_cli.sources.reader import TypedFile
from upsell_cli.sources.usage import CELLS

KEYS = {
    "billing": ("account_id",),
    "accounts": ("account_id",),
    "invoices": ("account_id", "invoice_id"),
    "deals": ("account_id", "deal_id"),
}
"""What a row of a table is the only one of. Rows in which a part of it is blank are left alone."""

SEVERAL = {"billing": ("subscription_id", "valid_from", "add_on")}
"""Columns that make several rows of one key legal: subscriptions with ids, dated states, add-ons."""

Row = tuple[int, int]
"""A row by the number of its file and its line."""


def settle_rows(engine: Engine, table: str, files: Sequence[TypedFile], *, crossed: bool) -> None:
    """Count equal rows of a table once; reject rows of one key that differ."""
    keys = KEYS[table]
    if not files or not all(any(file.has(key) for file in files) for key in keys):
        return
    content = list(
        dict.fromkeys(field.key for file in files for field in file.fields if field.key != "account_id")
    )
    rows = with_accounts(
        " UNION ALL BY NAME ".join(_content(i, file) for i, file in enumerate(files)), crossed=crossed
    )
    keyed = f"FROM ({rows}) WHERE {' AND '.join(f'{key} IS NOT NULL' for key in keys)}"
    if (
        engine.execute(f"SELECT 1 {keyed} GROUP BY {', '.join(keys)} HAVING count(*) > 1 LIMIT 1").fetchone()
        is None
    ):
        return
    same = ", ".join(map(quoted, ["account_id", *content]))
    equal = engine.execute(
        f"SELECT file, line, first_value(file) OVER w, first_value(line) OVER w {keyed} "
        f"WINDOW w AS (PARTITION BY {same} ORDER BY file, line) QUALIFY row_number() OVER w > 1 ORDER BY ALL"
    ).fetchall()
    for file, line, first_file, first_line in equal:
        _book_duplicate(files, (file, line), (first_file, first_line))
    _delete(engine, files, [(file, line) for file, line, _, _ in equal])
    alone = "".join(f" AND {quoted(name)} IS NULL" for name in SEVERAL.get(table, ()) if name in content)
    differing = engine.execute(
        f"SELECT {', '.join(keys)}, file, line, {', '.join(map(quoted, content)) or 'NULL'} {keyed}{alone} "
        f"QUALIFY count(*) OVER (PARTITION BY {', '.join(keys)}) > 1 ORDER BY {', '.join(keys)}, file, line"
    ).fetchall()
    for key, group in groupby(differing, key=lambda row: row[: len(keys)]):
        _book_conflict(files, content, key, [row[len(keys) :] for row in group])
    _delete(engine, files, [row[len(keys) : len(keys) + 2] for row in differing])


def settle_cells(engine: Engine, files: Sequence[TypedFile], meters: Meters) -> None:
    """Count readings that are there twice once; reject every row whose reading contradicts another's."""
    keys = "source_id, date, meter"
    repeated = f"FROM {CELLS} GROUP BY {keys} HAVING count(*) > 1"
    if engine.execute(f"SELECT 1 {repeated} LIMIT 1").fetchone() is None:
        return
    engine.execute(f"CREATE TABLE twice AS SELECT {keys}, min(value) <> max(value) AS conflict {repeated}")
    conflicts = engine.execute(
        f"SELECT {keys}, file, line, value FROM {CELLS} SEMI JOIN (FROM twice WHERE conflict) USING ({keys}) "
        f"ORDER BY {keys}, file, line"
    ).fetchall()
    _reject_contradictions(files, meters, conflicts)
    _delete(engine, files, [(row[3], row[4]) for row in conflicts], cells=True)
    engine.execute(
        f"CREATE TABLE again AS SELECT file, line, meter, first_value((file, line)) OVER w AS first "
        f"FROM {CELLS} SEMI JOIN twice USING ({keys}) "
        f"WINDOW w AS (PARTITION BY {keys} ORDER BY file, line) QUALIFY row_number() OVER w > 1"
    )
    engine.execute(
        f"DELETE FROM {CELLS} WHERE (file, line, meter) IN (SELECT (file, line, meter) FROM again)"
    )
    gone = engine.execute(
        f"SELECT file, line, min(first) FROM again ANTI JOIN {CELLS} USING (file, line) "
        "GROUP BY file, line ORDER BY file, line"
    ).fetchall()
    for file, line, first in gone:
        _book_duplicate(files, (file, line), first)
    _delete(engine, files, [(file, line) for file, line, _ in gone])


def _content(index: int, file: TypedFile) -> str:
    own = [quoted(field.key) for field in file.fields if field.key != "account_id"]
    columns = ", ".join([f"{index} AS file", "line", "account_id AS source_id", *own])
    return f"SELECT {columns} FROM {quoted(file.relation)}"


def _book_duplicate(files: Sequence[TypedFile], row: Row, first: Row) -> None:
    ledger = files[row[0]].ledger
    ledger.skip(DUPLICATE)
    message = f"duplicate: {_where(files, first, row)} says the same; it counts once"
    ledger.problems.append(problem("duplicate-row", message, Place(ledger.name, row[1])))


def _book_conflict(
    files: Sequence[TypedFile], content: Sequence[str], key: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Reject the rows of a key, each with the line of another and the columns in which they differ."""
    differing = [name for i, name in enumerate(content, 2) if len({row[i] for row in rows}) > 1]
    for row in rows:
        other = rows[1] if row is rows[0] else rows[0]
        ledger = files[row[0]].ledger
        message = (
            f"conflict: {' '.join(key)} is there twice, with another {' and '.join(differing[:3])} on "
            f"{_where(files, other[:2], row[:2])}"
        )
        place = Place(ledger.name, row[1])
        ledger.reject(problem("duplicate-conflict", message, place, value=key[-1]), account=key[0])


def _reject_contradictions(
    files: Sequence[TypedFile], meters: Meters, conflicts: Sequence[tuple[Any, ...]]
) -> None:
    told: set[Row] = set()
    for (source_id, day, meter), group in groupby(conflicts, key=lambda row: row[:3]):
        rows = [row[3:] for row in group]
        for file, line, value in rows:
            if (file, line) in told:
                continue
            told.add((file, line))
            other = next(row for row in rows if row[2] != value)
            ledger = files[file].ledger
            message = (
                f"conflict: {source_id} on {day} is there twice, {meters.names[meter]} {value.normalize():f} "
                f"here and {other[2].normalize():f} on {_where(files, other[:2], (file, line))}"
            )
            place = Place(ledger.name, line)
            ledger.reject(problem("duplicate-conflict", message, place, value=source_id), account=source_id)


def _where(files: Sequence[TypedFile], row: Row, seen_from: Row) -> str:
    return f"line {row[1]}" if row[0] == seen_from[0] else f"{files[row[0]].ledger.name}:{row[1]}"


def _delete(engine: Engine, files: Sequence[TypedFile], rows: Sequence[Row], *, cells: bool = False) -> None:
    """Take rows out of the typed tables of their files, and their cells where there are any."""
    for index, file in enumerate(files):
        lines = [line for of, line in rows if of == index]
        if lines:
            engine.execute(f"DELETE FROM {quoted(file.relation)} WHERE line IN (SELECT unnest(?))", [lines])
        if lines and cells:
            engine.execute(
                f"DELETE FROM {CELLS} WHERE file = {index} AND line IN (SELECT unnest(?))", [lines]
            )
