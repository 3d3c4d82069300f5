"""What is said twice: the same counts once, and what contradicts itself is not used at all."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import Place
from upsell_cli.sources.accounts.identity import with_accounts
from upsell_cli.sources.accounts.lineage import LED
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.mapping import IDENTITY, LONG_FORM
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.ledger import DUPLICATE
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.readings.usage import CELLS
from upsell_cli.sources.typed_file import TypedFile


class Key(NamedTuple):
    """What a row of a table is the only one of.

    Rows in which one of `columns` is blank are left alone. In the columns `within`, blank is a value like
    others. A row with anything in a column `unless` is allowed to be one of several. Accounts that were
    merged, or are parts of one, may each have what is `apart` for accounts.
    """

    columns: tuple[str, ...]
    within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    apart: bool = True


ITEM = ("tier", "plan", "add_on", "interval")
STATE = ("status", "is_trial", "started_at", "ended_at", "valid_from", "valid_to", "term_start", "term_end")
"""What is billed, and when: rows of one subscription that differ here are its items or its states."""


def _whole(table: str, *columns: str) -> Key:
    """Give the key of rows that are one when they say the same throughout, and never against each other."""
    rest = tuple(column.name for column in TABLES[table].columns if column.name not in columns)
    return Key(columns, within=rest)


KEYS = {
    "billing": (
        Key(("account_id",), unless=("subscription_id", "valid_from", "add_on")),
        Key(("account_id", "subscription_id"), within=(*ITEM, *STATE)),
    ),
    "accounts": (Key(("account_id",), apart=False),),
    "invoices": (Key(("account_id", "invoice_id")), _whole("invoices", "account_id", "invoice_date")),
    "contacts": (_whole("contacts", "account_id", "date"),),
    "deals": (Key(("account_id", "deal_id")),),
    "people": (_whole("people", "account_id", "name"),),
    "value": (_whole("value", "account_id"),),
    "rates": (Key(("from", "to"), within=("date",)),),
}

HELD_BY = '"held by"'
"""SQL for whose a row is; no column of ours has a blank in its name, and deals have an `owner`."""

Row = tuple[int, int]
"""A row by the number of its file and its line."""


def settle_rows(engine: Engine, table: str, files: Sequence[TypedFile], *, crossed: bool) -> None:
    """Count equal rows of a table once; reject rows of one key that differ."""
    for key in KEYS[table]:
        own = [file for file in files if not (key.within and _lists_items(file))]
        if own and all(any(file.has(name) for file in own) for name in key.columns):
            _settle(engine, key, own, crossed=crossed)


def _settle(engine: Engine, key: Key, files: Sequence[TypedFile], *, crossed: bool) -> None:
    content = list(
        dict.fromkeys(field.key for file in files for field in file.fields if field.key != "account_id")
    )
    owned = key.apart and "account_id" in key.columns
    needed = [HELD_BY if owned and name == "account_id" else quoted(name) for name in key.columns]
    groups = ", ".join([*needed, *(quoted(name) for name in key.within if name in content)])
    rows = with_accounts(
        " UNION ALL BY NAME ".join(_content(i, file) for i, file in enumerate(files)), crossed=crossed
    )
    if owned:
        itself = f"CASE WHEN source_id IN ({LED}) THEN source_id ELSE account_id END"
        held_by = itself if crossed else "account_id"
        rows = f"SELECT *, {held_by} AS {HELD_BY} FROM ({rows})"
    keyed = f"FROM ({rows}) WHERE {' AND '.join(f'{name} IS NOT NULL' for name in needed)}"
    repeated = f"SELECT DISTINCT {', '.join(needed)} {keyed} GROUP BY {groups} HAVING count(*) > 1"
    if engine.execute(f"{repeated} LIMIT 1").fetchone() is None:
        return
    same = ", ".join([HELD_BY if owned else "account_id", *map(quoted, content)])
    suspects = f"FROM ({rows}) SEMI JOIN ({repeated}) USING ({', '.join(needed)})"
    found = engine.execute(
        f"SELECT list((file, line) ORDER BY file, line) {suspects} GROUP BY {same} HAVING count(*) > 1"
    ).fetchall()
    equal = sorted((row, first) for ((first, *others),) in found for row in others)
    for row, first in equal:
        _book_duplicate(files, row, first)
    _delete(engine, files, [row for row, _ in equal])
    alone = "".join(f" AND {quoted(name)} IS NULL" for name in key.unless if name in content)
    differing = engine.execute(
        f"SELECT dense_rank() OVER (ORDER BY {groups}) AS place, {', '.join(needed)}, file, line, "
        f"{', '.join(map(quoted, content)) or 'NULL'} {keyed}{alone} "
        f"QUALIFY count(*) OVER (PARTITION BY {groups}) > 1 ORDER BY place, file, line"
    ).fetchall()
    after = 1 + len(needed)
    for start, group in groupby(differing, key=lambda row: row[:after]):
        _book_conflict(files, content, key.columns, start[1:], [row[after:] for row in group])
    _delete(engine, files, [row[after : after + 2] for row in differing])


def settle_cells(engine: Engine, files: Sequence[TypedFile], meters: Meters) -> None:
    """Count readings that are there twice once; reject every row whose reading contradicts another's."""
    keys = "source_id, date, meter, part"
    repeated = f"FROM {CELLS} GROUP BY {keys} HAVING count(*) > 1"
    if engine.execute(f"SELECT 1 {repeated} LIMIT 1").fetchone() is None:
        return
    engine.execute(f"CREATE TABLE twice AS SELECT {keys}, min(value) <> max(value) AS conflict {repeated}")
    conflicts = engine.execute(
        f"SELECT {keys}, file, line, value FROM {CELLS} SEMI JOIN (FROM twice WHERE conflict) USING ({keys}) "
        f"ORDER BY {keys}, file, line"
    ).fetchall()
    _reject_contradictions(files, meters, conflicts)
    _delete(engine, files, [(row[4], row[5]) for row in conflicts], cells=True)
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
    beside = _differing_beside(engine, files, gone)
    for file, line, first in gone:
        _book_duplicate(files, (file, line), first, beside.get((file, line), ()))
    _delete(engine, files, [(file, line) for file, line, _ in gone])


def _lists_items(file: TypedFile) -> bool:
    """Tell whether a profile knows the rows as items, which have ids of their own that we do not read."""
    return file.profile is not None and bool(file.profile.lookups)


def _content(index: int, file: TypedFile) -> str:
    own = [quoted(field.key) for field in file.fields if field.key != "account_id"]
    owner = "account_id" if file.has("account_id") else "''"
    columns = ", ".join([f"{index} AS file", "line", f"{owner} AS source_id", *own])
    return f"SELECT {columns} FROM {quoted(file.relation)}"


def _differing_beside(
    engine: Engine, files: Sequence[TypedFile], gone: Sequence[tuple[int, int, Row]]
) -> dict[Row, tuple[str, ...]]:
    """Give in what rows with the readings of an earlier one of their file differ from it all the same."""
    found: dict[Row, tuple[str, ...]] = {}
    for index, file in enumerate(files):
        pairs = [(line, first[1]) for of, line, first in gone if of == first[0] == index]
        beside = [f for f in file.fields if not f.want.meter and f.key not in (*IDENTITY, *LONG_FORM)]
        if not pairs or not beside:
            continue
        differ = [f"own.{quoted(f.key)} IS DISTINCT FROM other.{quoted(f.key)}" for f in beside]
        rows = engine.execute(
            f"SELECT line, {', '.join(differ)} FROM (SELECT unnest(?) AS line, unnest(?) AS first) "
            f"JOIN {quoted(file.relation)} own USING (line) "
            f"JOIN {quoted(file.relation)} other ON other.line = first WHERE {' OR '.join(differ)}",
            [[line for line, _ in pairs], [first for _, first in pairs]],
        ).fetchall()
        for line, *which in rows:
            names = (field.header for field, differs in zip(beside, which, strict=True) if differs)
            found[index, line] = tuple(names)
    return found


def _book_duplicate(files: Sequence[TypedFile], row: Row, first: Row, differing: Sequence[str] = ()) -> None:
    ledger = files[row[0]].ledger
    ledger.skip(DUPLICATE)
    if differing:
        columns = " and ".join(differing)
        message = f"duplicate: the readings are those of {_where(files, first, row)}, but {columns} differ"
        ledger.problems.append(
            problem("duplicate-differs", message, Place(ledger.name, row[1], differing[0]))
        )
        return
    message = f"duplicate: {_where(files, first, row)} says the same; it counts once"
    ledger.problems.append(problem("duplicate-row", message, Place(ledger.name, row[1])))


def _book_conflict(
    files: Sequence[TypedFile],
    content: Sequence[str],
    names: Sequence[str],
    key: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
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
        account = key[0] if names[0] == "account_id" else None
        ledger.reject(problem("duplicate-conflict", message, place, value=key[-1]), account=account)


def _reject_contradictions(
    files: Sequence[TypedFile], meters: Meters, conflicts: Sequence[tuple[Any, ...]]
) -> None:
    told: set[Row] = set()
    for (source_id, day, meter, part), group in groupby(conflicts, key=lambda row: row[:4]):
        rows, of = [row[4:] for row in group], f" of {part}" if part else ""
        for file, line, value in rows:
            if (file, line) in told:
                continue
            told.add((file, line))
            other = next(row for row in rows if row[2] != value)
            ledger = files[file].ledger
            message = (
                f"conflict: {source_id} on {day} is there twice, {meters.names[meter]}{of} "
                f"{value.normalize():f} here and {other[2].normalize():f} on "
                f"{_where(files, other[:2], (file, line))}"
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
