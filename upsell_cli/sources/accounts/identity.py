"""Which account an id of a file belongs to: the crosswalk, and how well the files' ids meet.

Ids are compared exactly. Nothing is joined on a guess: 00123 and 123, ACME and acme are told, not merged.
"""

from collections.abc import Sequence

import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.tables import Join
from upsell_cli.problems import Place, UpsellError, first_few, shortened
from upsell_cli.shown import count
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, load_text, quoted, typed_frame
from upsell_cli.sources.typed_file import TypedFile

KEPT_IDS = 100
SHOWN_CONFLICTS = 20

IDS = (
    Column("file", "Int64", "Which of the files, from 0."),
    Column("source_id", "string", "Id as exported, trimmed."),
    Column("account_id", "string", "Account it belongs to."),
    Column("line", "Int64", "First line with it."),
)


def build_crosswalk(engine: Engine, files: Sequence[TypedFile]) -> bool:
    """Make the table `crosswalk` (from_id, account_id) and tell whether there is one.

    An id that leads to two accounts is refused. An id that is itself an account leads nowhere else.
    """
    if not files:
        return False
    rows = " UNION ALL ".join(
        f"SELECT {i} AS file, line, from_id, account_id FROM {quoted(file.relation)}"
        for i, file in enumerate(files)
    )
    engine.execute(f"CREATE TABLE crosswalk_rows AS {rows}")
    conflicts = engine.execute(
        "SELECT from_id, first_value(account_id) OVER w, account_id, file, line FROM crosswalk_rows "
        "WINDOW w AS (PARTITION BY from_id ORDER BY file, line) "
        "QUALIFY account_id <> first_value(account_id) OVER w ORDER BY file, line "
        f"LIMIT {SHOWN_CONFLICTS}"
    ).fetchall()
    if conflicts:
        raise UpsellError(
            *(
                problem(
                    "crosswalk-conflict",
                    f"the crosswalk leads from {from_id} to {first} and to {other}",
                    Place(files[file].ledger.name, line, files[file].header("from_id")),
                    value=from_id,
                )
                for from_id, first, other, file, line in conflicts
            )
        )
    engine.execute(
        "CREATE TABLE crosswalk AS SELECT DISTINCT from_id, account_id FROM crosswalk_rows "
        "WHERE from_id NOT IN (SELECT account_id FROM crosswalk_rows)"
    )
    return True


def with_accounts(rows: str, *, crossed: bool) -> str:
    """Give the SQL of rows (with `source_id`) with the account that each belongs to behind them."""
    if not crossed:
        return f"SELECT *, source_id AS account_id FROM ({rows})"
    return (
        f"SELECT own.*, coalesce(crosswalk.account_id, own.source_id) AS account_id FROM ({rows}) own "
        "LEFT JOIN crosswalk ON own.source_id = crosswalk.from_id"
    )


def crosswalk_leads(engine: Engine, *, crossed: bool) -> dict[str, str]:
    """Give the accounts that ids of the crosswalk lead to."""
    return dict(engine.execute("SELECT from_id, account_id FROM crosswalk").fetchall()) if crossed else {}


def led_to(engine: Engine, from_id: str | None, *, crossed: bool) -> str | None:
    """Give the account that one id of the crosswalk leads to."""
    if from_id is None or not crossed:
        return None
    found = engine.execute("SELECT account_id FROM crosswalk WHERE from_id = ?", [from_id]).fetchone()
    return str(found[0]) if found else None


def read_ids(engine: Engine, files: Sequence[TypedFile], *, crossed: bool) -> pd.DataFrame:
    """Give every id of every file, with its account, the table of the file and the first line that has it.

    `account` is the account as a number: comparing those is much quicker than comparing texts.
    """
    rows = " UNION ALL ".join(_ids(engine, i, file) for i, file in enumerate(files))
    ids = typed_frame(engine, f"{with_accounts(rows, crossed=crossed)} ORDER BY file, line", IDS)
    tables = pd.Categorical([file.ledger.table for file in files])
    return ids.assign(
        table=tables.take(ids["file"].to_numpy(int)), account=pd.factorize(ids["account_id"])[0]
    )


def _ids(engine: Engine, number: int, file: TypedFile) -> str:
    """Give SQL for the ids of a file and their first lines."""
    rows = f"SELECT account_id, line FROM {quoted(file.relation)}"
    if file.part and file.digest:
        also = f"{file.relation}_ids"
        load_text(engine, also, 1, [file.part.first_lines(file.digest.names)])
        rows += f" UNION ALL SELECT c0, line FROM {quoted(also)}"
    start = f"SELECT {number} AS file, account_id AS source_id, min(line) AS line"
    return f"{start} FROM ({rows}) GROUP BY account_id"


def joins(ids: pd.DataFrame, files: Sequence[TypedFile]) -> tuple[Join, ...]:
    """Give how the accounts of each table meet those of others, and tell of usage nobody is billed for."""
    accounts = {
        str(table): own.drop_duplicates("account")
        for table, own in ids.groupby("table", sort=False, observed=True)
    }
    tables = list(dict.fromkeys(file.ledger.table for file in files))
    pairs: list[tuple[str, str]] = [("usage", name) for name in ("billing", "accounts") if name in tables]
    pairs += [(name, "usage") for name in tables if name != "usage"]
    met = []
    for left, right in pairs:
        own, other = (accounts.get(table, ids.head(0)) for table in (left, right))
        missing = own[~own["account"].isin(other["account"])]
        met.append(
            Join(left, right, len(own) - len(missing), len(own), tuple(missing["account_id"].head(KEPT_IDS)))
        )
        if (left, right) == ("usage", "billing"):
            lost = {
                account for file in files if file.ledger.table == right for account in file.ledger.lost_ids
            }
            _tell_unbilled(missing[~missing["account_id"].isin(list(lost))], other["account_id"], files)
    return tuple(met)


def crosswalk_join(engine: Engine, ids: pd.DataFrame, files: Sequence[TypedFile]) -> Join:
    """Give how the ids of usage meet the crosswalk, and tell of those that are not in it."""
    both = "SELECT from_id AS id FROM crosswalk_rows UNION SELECT account_id FROM crosswalk_rows"
    known = typed_frame(engine, both, (Column("id", "string", "An id of the crosswalk."),))["id"]
    usage = ids[ids["table"] == "usage"].drop_duplicates("source_id")
    missing = usage[~usage["source_id"].isin(known)]
    _tell_missing("not-in-crosswalk", "not in the crosswalk", missing, files)
    listed = tuple(missing["source_id"].head(KEPT_IDS))
    return Join("usage", "crosswalk", len(usage) - len(missing), len(usage), listed)


def _tell_unbilled(missing: pd.DataFrame, billed: "pd.Series[str]", files: Sequence[TypedFile]) -> None:
    hint = _differ_in_zeros(missing["account_id"], billed) if len(missing) else ""
    _tell_missing("no-billing", "no billing row", missing, files, hint)


def _tell_missing(
    code: str, what: str, missing: pd.DataFrame, files: Sequence[TypedFile], hint: str = ""
) -> None:
    """Tell once a file which ids were not found: how many, and the first with their lines."""
    for number in dict.fromkeys(missing["file"]):
        own, file = missing[missing["file"] == number], files[number]
        ledger = file.ledger
        rows = zip(own["source_id"], own["line"], strict=True)
        listed = first_few((f"{shortened(i)} (line {line})" for i, line in rows), len(own))
        many = count(len(own), "account")
        place = Place(ledger.name, int(own["line"].iloc[0]), file.header("account_id"))
        message = f"{many}: {what}: {listed}{hint}"
        ledger.problems.append(problem(code, message, place, value=own["source_id"].iloc[0]))


def _differ_in_zeros(own: "pd.Series[str]", billed: "pd.Series[str]") -> str:
    wanted = {account.lstrip("0") for account in own}
    bare = {shorn: account for account in billed.tolist() if (shorn := account.lstrip("0")) in wanted}
    for account in own:
        if other := bare.get(account.lstrip("0")):
            return f"; {account} and {other} of billing differ in leading zeros, which spreadsheets strip"
    return ""
