"""A large long usage file, rolled up while it is read: its rows are never all at hand.

Each row goes straight into a bin of its id and metric: weeks up to the as-of day as the readings have them,
and behind those spans of eight weeks, of which only the days with a reading matter. A bin with more readings
than days says something twice, and has its rows looked at one by one. Whenever plain reading could find
anything else than the careful one would, there is no digest.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from upsell_cli.frames.headers import normalised
from upsell_cli.frames.tables import BINS
from upsell_cli.sources.engine import Engine, literal, load_file, quoted, watched
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.meters import Meters
from upsell_cli.sources.plain import PlainText
from upsell_cli.sources.totals import LABELS
from upsell_cli.sources.values import BLANKS, MANGLED_ID, NEWEST, OLDEST, matches

KEYS = ("account_id", "date", "metric", "value")
WEEK, SPAN = 7, 56
RECENT = BINS * WEEK
"""Days before the as-of day that have a bin a week; the older ones, one in each span."""

LATE, UNFIT = -1, -2
"""The bins of rows after the as-of day, and of rows that are not plainly written."""

MOST_DECIMALS = 6
PEEKS, PEEK = 32, 16 * 1024
DAY = re.compile(r"\d{4}-\d\d-\d\d")

START = f"(CASE WHEN bin < {BINS} THEN bin * {WEEK} ELSE {RECENT} + (bin - {BINS}) * {SPAN} END)"
NEWEST_AGE = f"({START} + bit_count((seen & -seen) - 1))"
OLDEST_AGE = f"({START} + length(bin(seen)) - 1)"
"""How many days before the as-of day the newest and the oldest reading of a bin are."""


class RowsNeededError(Exception):
    """What the bins of a file say asks for its rows after all."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The bins of a usage file: a table of `account_id`, `metric`, `bin`, and what its readings come to.

    `rows` and `seen`, a bit for each day with a reading, beside `total`, `level` (on the newest day) and
    `peak`. The bins that say something twice are not among them.
    """

    plain: PlainText
    positions: dict[str, int]
    table: str
    as_of: date

    def count(self, engine: Engine) -> int:
        """Give how many rows of the file the bins hold."""
        (rows,) = engine.execute(f"SELECT coalesce(sum(rows), 0) FROM {quoted(self.table)}").fetchone() or (
            0,
        )
        return int(rows)

    def dates(self, engine: Engine) -> tuple[date, date]:
        """Give the first and the last day with a reading."""
        days = f"max({OLDEST_AGE}), min({NEWEST_AGE})"
        oldest, newest = engine.execute(f"SELECT {days} FROM {quoted(self.table)}").fetchone() or (0, 0)
        return self.as_of - timedelta(int(oldest)), self.as_of - timedelta(int(newest))

    def metrics(self, engine: Engine) -> dict[str, int]:
        """Give the metrics, with how many rows each has."""
        counted = f"SELECT metric, sum(rows)::BIGINT FROM {quoted(self.table)} GROUP BY metric"
        return dict(engine.execute(counted).fetchall())

    def leave_out(self, engine: Engine, metrics: Sequence[str]) -> None:
        """Take out the bins of these metrics."""
        engine.execute(f"DELETE FROM {quoted(self.table)} WHERE metric IN (SELECT unnest(?))", [metrics])

    def first_lines(self, engine: Engine, key: str, values: Sequence[str]) -> dict[str, int]:
        """Give the first physical line of a row in the bins that has each of these values.

        This reads the file once more.
        """
        cells = ", ".join(
            f"{self.plain.cell(self.positions[name])} AS {alias}"
            for name, alias in ((key, "cell"), ("metric", "metric"))
        )
        lines = f"row_number() OVER () + {self.plain.dialect.header_line} AS line"
        found = engine.execute(
            f"SELECT cell, min(line) FROM (SELECT {cells}, {lines} FROM {self.plain.relation()}) "
            f"WHERE cell IN (SELECT unnest(?)) "
            f"AND metric IN (SELECT DISTINCT metric FROM {quoted(self.table)}) GROUP BY cell",
            [list(values)],
        )
        return dict(found.fetchall())


def digestible(fields: Sequence[Field]) -> bool:
    """Tell whether a usage file is a long one that says nothing besides."""
    return sorted(field.key for field in fields) == sorted(KEYS) and not any(f.making for f in fields)


def roll_into_bins(
    engine: Engine,
    plain: PlainText,
    fields: Sequence[Field],
    meters: Meters,
    table: str,
    as_of: date | None,
    tell: Callable[[float], None],
) -> Digest | None:
    """Roll up a file up to a day, its newest without one; nothing when its rows have to be at hand.

    The newest day is guessed from a look here and there. If the bins show that it is another one, they
    are made again.
    """
    positions = {field.key: field.position for field in fields}
    newest, decimals = _peeked(plain, positions)
    if newest is None or decimals > MOST_DECIMALS:
        return None
    made = Digest(plain, positions, table, as_of or newest)
    if not _make(engine, made, decimals, tell):
        return None
    if as_of is None and not _ends_on_its_day(engine, table):
        engine.execute(f"DROP TABLE {quoted(table)}")
        made = replace(made, as_of=_newest_day(engine, made))
        if not _make(engine, made, decimals, tell):
            return None
    if _sound(engine, made, meters):
        return made
    engine.execute(f"DROP TABLE {quoted(table)}")
    return None


def second_look(engine: Engine, made: Digest, fields: Sequence[Field], relation: str) -> None:
    """Make the relation of the rows, as text, of the bins that say something twice; take those bins out."""
    twice = f"FROM {quoted(made.table)} WHERE rows <> bit_count(seen)"
    cells = ", ".join(f"{made.plain.cell(field.position)} AS c{i}" for i, field in enumerate(fields))
    if engine.execute(f"SELECT 1 {twice} LIMIT 1").fetchone() is None:
        engine.execute(
            f"CREATE TABLE {quoted(relation)} AS SELECT 0::BIGINT AS line, {cells} "
            f"FROM {made.plain.relation()} LIMIT 0"
        )
        return
    places = {field.key: f"c{i}" for i, field in enumerate(fields)}
    age = f"DATE '{made.as_of.isoformat()}' - CAST({places['date']} AS DATE)"
    lines = f"row_number() OVER () + {made.plain.dialect.header_line} AS line"
    engine.execute(
        f"CREATE TABLE {quoted(relation)} AS SELECT own.* FROM (SELECT {lines}, {cells} "
        f"FROM {made.plain.relation()}) own SEMI JOIN (SELECT account_id, metric, bin {twice}) again ON "
        f"again.account_id = {places['account_id']} AND again.metric = {places['metric']} "
        f"AND again.bin = {_bin(age)} ORDER BY line"
    )
    engine.execute(f"DELETE {twice}")


def usual_gap_is_a_day(engine: Engine, made: Digest, beside: int) -> bool:
    """Tell whether most gaps between an account's dates are surely of one day.

    Days in a row are counted within bins, so the answer errs towards no; `beside` are dates not in the bins.
    """
    days = f"SELECT bit_or(seen) AS seen FROM {quoted(made.table)} GROUP BY account_id, bin"
    query = f"SELECT sum(bit_count(seen & (seen >> 1))), sum(bit_count(seen)) FROM ({days})"
    in_a_row, dates = engine.execute(query).fetchone() or (0, 0)
    return bool(in_a_row and 2 * in_a_row >= dates + beside)


def dates_of(made: Digest) -> str:
    """Give SQL for the dates on which each account has a reading."""
    day = f"DATE '{made.as_of.isoformat()}' - ({START} + day)::INTEGER"
    return (
        f"SELECT account_id, {day} AS date FROM {quoted(made.table)}, range({SPAN}) days(day) "
        "WHERE (seen >> day) & 1 = 1"
    )


def _bin(age: str) -> str:
    return (
        f"(CASE WHEN {age} < 0 THEN {LATE} WHEN {age} < {RECENT} THEN ({age}) // {WEEK} "
        f"ELSE {BINS} + (({age}) - {RECENT}) // {SPAN} END)"
    )


def _binned(made: Digest, decimals: int) -> str:
    """Give the SQL of the bins of a file; a row that is not plainly written is in the bin `UNFIT`."""
    own = {key: made.plain.cell(position) for key, position in made.positions.items()}
    pattern = rf"\d{{1,{18 - decimals}}}" + (rf"(\.\d{{1,{decimals}}})?" if decimals else "")
    number = f"TRY_CAST({own['value']} AS DECIMAL(18, {decimals}))"
    day = f"TRY_CAST({own['date']} AS DATE)"
    since = f"CASE WHEN age < {RECENT} THEN age % {WEEK} ELSE (age - {RECENT}) % {SPAN} END"
    return f"""
    SELECT account_id, metric, coalesce(CASE WHEN reading IS NOT NULL THEN {_bin("age")} END, {UNFIT}) AS bin,
        count(*) AS rows, sum(reading) AS total, arg_min(reading, age) AS level, max(reading) AS peak,
        coalesce(bit_or(CASE WHEN age >= 0 THEN 1::BIGINT << ({since}) END), 0) AS seen
    FROM (
        SELECT {own["account_id"]} AS account_id, {own["metric"]} AS metric,
            CASE WHEN {own["date"]} LIKE '____-__-__' AND {day} BETWEEN {OLDEST} AND {NEWEST}
            THEN DATE '{made.as_of.isoformat()}' - {day} END AS age,
            CASE WHEN {matches(own["value"], pattern)} THEN {number} END AS reading
        FROM {made.plain.relation()}
    ) GROUP BY ALL
    """


def _make(engine: Engine, made: Digest, decimals: int, tell: Callable[[float], None]) -> bool:
    with watched(engine, tell):
        return load_file(engine, made.table, _binned(made, decimals))


def _ends_on_its_day(engine: Engine, table: str) -> bool:
    late = f"bool_or(bin = {LATE})"
    on_the_day = "bool_or(bin = 0 AND seen & 1 = 1)"
    query = f"SELECT coalesce(NOT {late} AND {on_the_day}, false) FROM {quoted(table)}"
    (fits,) = engine.execute(query).fetchone() or (False,)
    return bool(fits)


def _newest_day(engine: Engine, made: Digest) -> date:
    day = f"TRY_CAST({made.plain.cell(made.positions['date'])} AS DATE)"
    (newest,) = engine.execute(f"SELECT max({day}) FROM {made.plain.relation()}").fetchone() or (None,)
    return newest or made.as_of


def _sound(engine: Engine, made: Digest, meters: Meters) -> bool:
    """Tell whether the bins hold every row, and nothing in them asks for a careful look."""
    rows, unfit = engine.execute(
        f"SELECT sum(rows), coalesce(bool_or(bin < 0), false) FROM {quoted(made.table)}"
    ).fetchone() or (0, True)
    if unfit or rows != made.plain.rows:
        return False
    metrics = [
        metric for (metric,) in engine.execute(f"SELECT DISTINCT metric FROM {quoted(made.table)}").fetchall()
    ]
    called = [number for metric in metrics if (number := meters.called.get(normalised(metric))) is not None]
    if "" in metrics or not called or len(called) > len(set(called)):
        return False
    strange = (
        f"account_id = '' OR {matches('account_id', MANGLED_ID)} OR nfc_normalize(account_id) <> account_id"
    )
    labels = ", ".join(map(literal, LABELS))
    totals = f"lower(trim(account_id, ' :')) IN ({labels})"
    ids = f"SELECT DISTINCT account_id FROM {quoted(made.table)}"
    return engine.execute(f"SELECT 1 FROM ({ids}) WHERE {strange} OR {totals} LIMIT 1").fetchone() is None


def _peeked(plain: PlainText, positions: dict[str, int]) -> tuple[date | None, int]:
    """Give the newest date, and the most decimals of a value, that a look here and there finds."""
    days: set[str] = set()
    decimals = 0
    for cells in _here_and_there(plain):
        if len(cells) == len(plain.dialect.headers):
            days.add(cells[positions["date"]].strip(BLANKS))
            decimals = max(decimals, len(cells[positions["value"]].strip(BLANKS).partition(".")[2]))
    known = [day for day in days if DAY.fullmatch(day)]
    try:
        return (date.fromisoformat(max(known)) if known else None), decimals
    except ValueError:
        return None, decimals


def _here_and_there(plain: PlainText) -> Iterator[list[str]]:
    """Give the cells of some lines from all over a file, its last ones among them."""
    last = max(plain.file.size - PEEK, 0)
    with plain.file.path.open("rb") as content:
        for step in range(PEEKS):
            content.seek(last * step // (PEEKS - 1))
            content.readline()
            for line in content.readlines(PEEK):
                yield line.decode("utf-8", "replace").rstrip("\r\n").split(plain.dialect.delimiter)
