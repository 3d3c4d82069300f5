"""Accounts that are others today, and accounts under a parent: their rows are led to the one that counts.

A crosswalk whose ids are called old says which accounts were merged. Parents stand in the accounts file;
they count only when asked for, since a group of companies may well buy one by one.
"""

from collections.abc import Mapping, Sequence

from upsell_cli.frames.headers import normalised
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.ledger import LED_ELSEWHERE
from upsell_cli.sources.typed_file import TypedFile

LED = "SELECT old FROM led"
"""The SQL of ids that are led on to another account."""

MERGED = frozenset({"oldaccountid", "mergedaccountid", "previousaccountid", "formeraccountid", "oldid"})
"""Headers of a crosswalk, normalised, whose ids are those of accounts that are merged into others."""


def follow_lineage(
    engine: Engine,
    crosswalks: Sequence[TypedFile],
    accounts: Sequence[TypedFile],
    *,
    crossed: bool,
    roll_up: bool,
) -> bool:
    """Lead every id of the table `crosswalk` on to the account that counts, and tell whether there is any.

    Rows of the accounts file about an account that is led elsewhere are left out, unless it is all that is
    known of the other.
    """
    engine.execute("CREATE TABLE led (old VARCHAR, new VARCHAR)")
    merged = [(file, _pairs(engine, file, "from_id")) for file in crosswalks if _says_merged(file)]
    parents = [(file, _pairs(engine, file, "parent_id")) for file in accounts if file.has("parent_id")]
    if not roll_up:
        _tell_parents(parents)
        parents = []
    steps = {old: new for _, pairs in (*merged, *parents) for old, new, _ in pairs if old != new}
    if not steps:
        return crossed
    led = {old: _end(old, steps, [*merged, *parents]) for old in steps}
    _rewrite(engine, led, crossed=crossed)
    for file in accounts:
        _leave_out(engine, file, accounts)
    return True


def _says_merged(file: TypedFile) -> bool:
    return normalised(file.header("from_id")) in MERGED


def _pairs(engine: Engine, file: TypedFile, column: str) -> list[tuple[str, str, int]]:
    """Give (an id, where it leads, line): merged ids lead to accounts, accounts to their parents."""
    ends = ("from_id", "account_id") if column == "from_id" else ("account_id", column)
    query = f"SELECT {', '.join(ends)}, line FROM {quoted(file.relation)} WHERE {column} IS NOT NULL"
    return engine.execute(f"{query} ORDER BY line").fetchall()


def _tell_parents(parents: Sequence[tuple[TypedFile, list[tuple[str, str, int]]]]) -> None:
    for file, pairs in parents:
        if pairs:
            many = "1 account has" if len(pairs) == 1 else f"{len(pairs):,} accounts have"
            message = f"{many} a parent, and each is judged on its own"
            place = Place(file.ledger.name, pairs[0][2], file.header("parent_id"))
            file.ledger.problems.append(problem("parent-account", message, place))


def _end(
    start: str, steps: Mapping[str, str], told: Sequence[tuple[TypedFile, list[tuple[str, str, int]]]]
) -> str:
    """Give where an id leads in the end; one that leads back to itself is refused."""
    seen, now = {start}, steps[start]
    while now in steps:
        if now in seen:
            file, line = next((file, line) for file, pairs in told for old, _, line in pairs if old == now)
            message = f"{now} leads back to itself, by way of {steps[now]}"
            raise refusal("crosswalk-conflict", message, Place(file.ledger.name, line), value=now)
        seen.add(now)
        now = steps[now]
    return now


def _rewrite(engine: Engine, led: Mapping[str, str], *, crossed: bool) -> None:
    """Make the table `crosswalk` lead to the ends of all ways."""
    ends = [list(led), list(led.values())]
    engine.execute("INSERT INTO led SELECT unnest(?), unnest(?)", ends)
    others = (
        "SELECT c.from_id, coalesce(led.new, c.account_id) AS account_id FROM crosswalk c "
        f"LEFT JOIN led ON c.account_id = led.old WHERE c.from_id NOT IN ({LED})"
    )
    rows = f"SELECT old AS from_id, new AS account_id FROM led {f'UNION ALL {others}' if crossed else ''}"
    engine.execute(f"CREATE TABLE crosswalk_led AS {rows}")
    engine.execute("DROP TABLE IF EXISTS crosswalk")
    engine.execute("ALTER TABLE crosswalk_led RENAME TO crosswalk")


def _leave_out(engine: Engine, file: TypedFile, accounts: Sequence[TypedFile]) -> None:
    there = " UNION ALL ".join(f"SELECT account_id FROM {quoted(own.relation)}" for own in accounts)
    several = f"SELECT new FROM led WHERE old IN ({there}) GROUP BY new HAVING count(*) > 1"
    query = (
        f"DELETE FROM {quoted(file.relation)} WHERE account_id IN "
        f"(SELECT old FROM led WHERE new IN ({there}) OR new IN ({several}))"
    )
    (gone,) = engine.execute(query).fetchone() or (0,)
    file.ledger.skip(LED_ELSEWHERE, gone)
