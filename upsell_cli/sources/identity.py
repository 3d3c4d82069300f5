"""Which account an id of a file belongs to: the crosswalk, and how well the files' ids meet.

Ids are compared exactly. Nothing is joined on a guess: 00123 and 123, ACME and acme are told, not merged.
"""

from collections.abc import Mapping, Sequence

from upsell_cli.frames.tables import Join
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.reader import TypedFile

SHOWN_IDS = 5
KEPT_IDS = 100


def build_crosswalk(engine: Engine, files: Sequence[TypedFile]) -> None:
    """Make the table `crosswalk` (from_id, account_id); an id that leads to two accounts is refused."""
    parts = [
        f"SELECT {i} AS file, line, from_id, account_id FROM {quoted(file.relation)}" for i, file in enumerate(files)
    ]
    rows = " UNION ALL ".join(parts) or "SELECT 0, 0, '', '' WHERE false"
    engine.execute(f"CREATE TABLE crosswalk_rows AS SELECT * FROM ({rows}) t(file, line, from_id, account_id)")
    conflicts = engine.execute(
        "SELECT from_id, min(account_id), max(account_id), arg_max(file, (file, line)), max((file, line)) "
        "FROM crosswalk_rows GROUP BY from_id HAVING min(account_id) <> max(account_id) ORDER BY from_id"
    ).fetchall()
    if conflicts:
        raise UpsellError(
            *(
                problem(
                    "crosswalk-conflict",
                    f"the crosswalk leads from {from_id} to {one} and to {other}",
                    Place(files[file].ledger.name, where[1] if isinstance(where, tuple) else None),
                    value=from_id,
                )
                for from_id, one, other, file, where in conflicts[:20]
            )
        )
    engine.execute(
        "CREATE TABLE crosswalk AS SELECT DISTINCT from_id, account_id FROM crosswalk_rows "
        "WHERE from_id NOT IN (SELECT account_id FROM crosswalk_rows)"
    )


def resolve(engine: Engine, files: Sequence[TypedFile]) -> None:
    """Make `ids` (every id of every file with its first line) and `resolved` (source_id, account_id)."""
    parts = [
        f"SELECT {i} AS file, account_id AS source_id, min(line) AS line FROM {quoted(file.relation)} GROUP BY account_id"
        for i, file in enumerate(files)
    ]
    engine.execute(f"CREATE TABLE ids AS {' UNION ALL '.join(parts)}")
    engine.execute(
        "CREATE TABLE resolved AS SELECT i.source_id, coalesce(x.account_id, i.source_id) AS account_id, "
        "x.account_id IS NOT NULL AS crossed FROM (SELECT DISTINCT source_id FROM ids) i "
        "LEFT JOIN crosswalk x ON i.source_id = x.from_id"
    )


def case_collisions(engine: Engine, files: Sequence[TypedFile]) -> None:
    """Tell of ids that differ in capitals only, at the first line of the later one."""
    found = engine.execute(
        "SELECT source_id, file, line, first_value(source_id) OVER w FROM ids "
        "WHERE lower(source_id) IN (SELECT lower(source_id) FROM ids GROUP BY 1 HAVING count(DISTINCT source_id) > 1) "
        "WINDOW w AS (PARTITION BY lower(source_id) ORDER BY file, line) "
        "QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY file, line) = 1 ORDER BY file, line"
    ).fetchall()
    for source_id, file, line, first in found:
        if source_id != first:
            ledger = files[file].ledger
            message = f"{source_id} and {first} differ in capitals only; they are kept as two accounts"
            place = Place(ledger.name, line, _id_header(files[file]))
            ledger.problems.append(problem("case-collision", message, place, value=source_id))


def joins(
    engine: Engine, files: Sequence[TypedFile], tables: Mapping[str, Sequence[int]], *, with_crosswalk: bool
) -> tuple[Join, ...]:
    """Give how the ids of each table met: usage with the crosswalk and billing, the others with usage."""
    met = []
    if with_crosswalk:
        met.append(_crosswalk_join(engine, files, tables["usage"]))
    pairs = [("usage", name) for name in ("billing", "accounts") if tables.get(name)]
    pairs += [(name, "usage") for name in tables if name not in {"usage", "crosswalk", "rates"} and tables[name]]
    for left, right in pairs:
        missing = _unmatched(engine, tables[left], tables[right])
        (total,) = engine.execute(
            f"SELECT count(DISTINCT account_id) FROM ids JOIN resolved USING (source_id) "
            f"WHERE file IN ({_list(tables[left])})"
        ).fetchone() or (0,)
        met.append(Join(left, right, total - len(missing), total, tuple(dict.fromkeys(row[0] for row in missing))[:KEPT_IDS]))
        if (left, right) == ("usage", "billing"):
            _tell_unbilled(engine, files, missing, tables["billing"])
    return tuple(met)


def _crosswalk_join(engine: Engine, files: Sequence[TypedFile], usage: Sequence[int]) -> Join:
    rows = engine.execute(
        "SELECT i.source_id, min(i.file), arg_min(i.line, i.file), "
        "bool_or(r.crossed OR r.account_id IN (SELECT account_id FROM crosswalk_rows)) "
        f"FROM ids i JOIN resolved r USING (source_id) WHERE file IN ({_list(usage)}) GROUP BY 1 ORDER BY 2, 3"
    ).fetchall()
    missing = [row for row in rows if not row[3]]
    for index in usage:
        own = [(source_id, line) for source_id, file, line, _ in missing if file == index]
        if own:
            ledger = files[index].ledger
            message = f"{_many(own)} not in the crosswalk: {_first(own)}; each is read as an account of its own"
            place = Place(ledger.name, own[0][1], _id_header(files[index]))
            ledger.problems.append(problem("not-in-crosswalk", message, place, value=own[0][0]))
    return Join("usage", "crosswalk", len(rows) - len(missing), len(rows), tuple(row[0] for row in missing)[:KEPT_IDS])


def _unmatched(engine: Engine, left: Sequence[int], right: Sequence[int]) -> list[tuple[str, int, int]]:
    """Give (account, file, line) of accounts of the left files that the right ones do not have."""
    return engine.execute(
        "SELECT account_id, min(file), arg_min(line, file) FROM ids JOIN resolved USING (source_id) "
        f"WHERE file IN ({_list(left)}) AND account_id NOT IN "
        f"(SELECT account_id FROM ids JOIN resolved USING (source_id) WHERE file IN ({_list(right)})) "
        "GROUP BY account_id ORDER BY 2, 3"
    ).fetchall()


def _tell_unbilled(
    engine: Engine, files: Sequence[TypedFile], missing: Sequence[tuple[str, int, int]], billing: Sequence[int]
) -> None:
    for index in sorted({file for _, file, _ in missing}):
        own = [(account, line) for account, file, line in missing if file == index]
        ledger = files[index].ledger
        likely = _differ_in_zeros(engine, [account for account, _ in own], billing)
        message = f"{_many(own)} no billing row: {_first(own)}{likely}"
        place = Place(ledger.name, own[0][1], _id_header(files[index]))
        ledger.problems.append(problem("no-billing", message, place, value=own[0][0]))


def _differ_in_zeros(engine: Engine, accounts: Sequence[str], billing: Sequence[int]) -> str:
    found = engine.execute(
        "SELECT a.id, b.source_id FROM (SELECT unnest(?) AS id) a JOIN ids b "
        "ON ltrim(a.id, '0') = ltrim(b.source_id, '0') AND a.id <> b.source_id "
        f"WHERE b.file IN ({_list(billing)}) ORDER BY ALL LIMIT 1",
        [list(accounts)],
    ).fetchone()
    if found is None:
        return ""
    return f"; {found[0]} and {found[1]} of billing differ in leading zeros, which a spreadsheet strips"


def _many(own: Sequence[object]) -> str:
    return "1 account has" if len(own) == 1 else f"{len(own):,} accounts have"


def _first(own: Sequence[tuple[str, int]]) -> str:
    shown = ", ".join(f"{account} (line {line})" for account, line in own[:SHOWN_IDS])
    return f"{shown}, ..." if len(own) > SHOWN_IDS else shown


def _id_header(file: TypedFile) -> str:
    return next(field.header for field in file.fields if field.name == "account_id")


def _list(indexes: Sequence[int]) -> str:
    return ", ".join(map(str, indexes)) or "-1"
