"""Events become readings: how often an account did something each day, and how many people did anything.

An event that is called like a meter counts for it, day by day. The people of a meter such as `users` are
those with any event in the 28 days up to the end of a bin. From its first event on, an account that does
nothing has readings of zero: unlike in other usage files, the absence of rows says so.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from upsell_cli.problems import Place, first_few
from upsell_cli.sources.accounts.identity import with_accounts
from upsell_cli.sources.cells.values import EXACT
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.ledger import DUPLICATE, UNKNOWN_METRIC
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.typed_file import TypedFile

SEEN = "events_seen"
PEOPLE = ("users", "active_users", "monthly_active_users", "mau", "seats_used")
"""What a meter is called that counts the people who did something."""

EVERYTHING = "events"
"""What a meter is called that counts all events."""

WINDOW_DAYS = 28
BIN_DAYS = 7
BINS = 26
NAMED_EVENTS = 8

Numbered = tuple[int, TypedFile]
"""A usage file with its number among them."""


def count_events(
    engine: Engine, files: Sequence[Numbered], meters: Meters, as_of: date, *, crossed: bool
) -> tuple[set[int], str]:
    """Give the meters that events count for, and the SQL of their cells up to a day."""
    for _, file in files:
        if file.has("event_id"):
            _count_once(engine, file)
    people = meters.place(*PEOPLE)
    people = people if people in meters.levels and any(file.has("user_id") for _, file in files) else None
    named = _named_events(engine, files, meters, people)
    rows = with_accounts(" UNION ALL ".join(_seen(i, file) for i, file in files), crossed=crossed)
    engine.execute(f"CREATE TABLE {SEEN} AS {rows}")
    parts = _flows(named, meters.place(EVERYTHING), as_of)
    if people is not None:
        parts += _people(engine, people, as_of)
    counted = set(named.values()) | {n for n in (people, meters.place(EVERYTHING)) if n is not None}
    cells = (
        "SELECT min(file) AS file, min(line) AS line, account_id AS source_id, date, meter, "
        f"'' AS part, CAST(sum(value) AS {EXACT}) AS value FROM ({' UNION ALL '.join(parts)}) "
        "GROUP BY account_id, date, meter"
    )
    return counted, cells


def _count_once(engine: Engine, file: TypedFile) -> None:
    """Take out events that are there twice."""
    relation = quoted(file.relation)
    again = (
        f"SELECT line FROM {relation} WHERE event_id IS NOT NULL "
        "QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY line) > 1"
    )
    (line,) = engine.execute(f"SELECT min(line) FROM ({again})").fetchone() or (None,)
    if line is None:
        return
    (gone,) = engine.execute(f"DELETE FROM {relation} WHERE line IN ({again})").fetchone() or (0,)
    file.ledger.skip(DUPLICATE, gone)
    place = Place(file.ledger.name, line, file.header("event_id"))
    message = f"{gone:,} events are there twice; each counts once"
    file.ledger.problems.append(problem("duplicate-row", message, place))


def _named_events(
    engine: Engine, files: Sequence[Numbered], meters: Meters, people: int | None
) -> dict[str, int]:
    """Give the events that are called like a meter; where nothing else counts, take out the others."""
    named: dict[str, int] = {}
    for _, file in files:
        if not file.has("metric"):
            continue
        query = (
            f"SELECT metric, count(*), min(line) FROM {quoted(file.relation)} GROUP BY ALL ORDER BY metric"
        )
        found = engine.execute(query).fetchall()
        unknown = [row for row in found if meters.place(row[0]) is None]
        named |= {row[0]: number for row in found if (number := meters.place(row[0])) is not None}
        if people is None and meters.place(EVERYTHING) is None and unknown:
            _leave_out(engine, file, unknown, everything=len(unknown) == len(found), alone=meters.alone)
    return named


def _leave_out(
    engine: Engine,
    file: TypedFile,
    unknown: Sequence[tuple[str, int, int]],
    *,
    everything: bool,
    alone: bool,
) -> None:
    names = [name for name, _, _ in unknown]
    listed = first_few(names, len(names), most=NAMED_EVENTS)
    place = Place(file.ledger.name, min(line for _, _, line in unknown), file.header("metric"))
    if everything and alone:
        raise refusal("no-meter", f"none of the events is a meter of the catalogue: {listed}", place)
    engine.execute(f"DELETE FROM {quoted(file.relation)} WHERE metric IN (SELECT unnest(?))", [names])
    lost = sum(count for _, count, _ in unknown)
    file.ledger.skip(UNKNOWN_METRIC, lost)
    message = f"{lost:,} events are no meter of the catalogue: {listed}"
    code = "only-unknown-metrics" if everything else "unknown-metric"
    file.ledger.problems.append(problem(code, message, place))


def _seen(index: int, file: TypedFile) -> str:
    metric = "metric" if file.has("metric") else "NULL::VARCHAR"
    user = "user_id" if file.has("user_id") else "NULL::VARCHAR"
    return (
        f"SELECT {index} AS file, line, account_id AS source_id, date, {metric} AS event, {user} AS user_id "
        f"FROM {quoted(file.relation)}"
    )


def _flows(named: dict[str, int], everything: int | None, as_of: date) -> list[str]:
    """Give the SQL of the counts of each day, and of a zero at the end of each bin."""
    parts = []
    start = "SELECT file, line, account_id, date"
    if named:
        events = ", ".join(f"({literal(event)}, {meter})" for event, meter in named.items())
        parts.append(
            f"{start}, meter, 1 AS value FROM {SEEN} JOIN (VALUES {events}) m(event, meter) USING (event)"
        )
    if everything is not None:
        parts.append(f"{start}, {everything} AS meter, 1 AS value FROM {SEEN}")
    flows = sorted({*named.values(), *([everything] if everything is not None else [])})
    if flows:
        meters = ", ".join(f"({meter})" for meter in flows)
        parts.append(
            f"SELECT file, line, account_id, ends.date, meter, 0 AS value FROM {_firsts()} "
            f"JOIN {_ends(as_of)} ON ends.date >= first_on CROSS JOIN (VALUES {meters}) m(meter)"
        )
    return parts


def _people(engine: Engine, people: int, as_of: date) -> list[str]:
    """Give the SQL of how many people were active up to the end of each bin that the events reach back to."""
    (first_on,) = engine.execute(f"SELECT min(date) FROM {SEEN}").fetchone() or (None,)
    if first_on is None:
        return []
    earliest = min(as_of, first_on + timedelta(days=WINDOW_DAYS - 1))
    ends = f"(FROM {_ends(as_of)} WHERE date >= DATE '{earliest.isoformat()}') ends"
    within = f"seen.date <= ends.date AND seen.date > ends.date - {WINDOW_DAYS}"
    active = (
        f"SELECT min(file) AS file, min(line) AS line, account_id, ends.date, {people} AS meter, "
        f"count(DISTINCT user_id) AS value FROM {SEEN} seen JOIN {ends} ON {within} "
        "GROUP BY account_id, ends.date"
    )
    nobody = f"SELECT file, line, account_id, ends.date, {people} AS meter, 0 AS value FROM {_firsts()}"
    return [active, f"{nobody} JOIN {ends} ON ends.date >= first_on"]


def _firsts() -> str:
    return (
        "(SELECT account_id, min(file) AS file, min(line) AS line, min(date) AS first_on "
        f"FROM {SEEN} GROUP BY account_id) firsts"
    )


def _ends(as_of: date) -> str:
    days = ", ".join(f"(DATE '{as_of - timedelta(days=BIN_DAYS * k)}')" for k in range(BINS))
    return f"(VALUES {days}) ends(date)"
