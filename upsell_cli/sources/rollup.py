"""Cells become readings: sums, ends and coverage of every meter of an account, in bins before the as-of date.

Everything is added up on exact decimals and becomes floating point once, at the end. Readings of several
source ids of one account add up: a level on each one's own last value of the bin, a flow over all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.headers import normalised
from upsell_cli.frames.tables import BIN, BINS, READINGS, Grain, Readings
from upsell_cli.sources.digest import NEWEST_AGE, OLDEST_AGE, Digest, dates_of, usual_gap_is_a_day
from upsell_cli.sources.engine import Engine, literal, quoted, typed_frame
from upsell_cli.sources.meters import Meters
from upsell_cli.sources.usage import CELLS
from upsell_cli.sources.values import EXACT

MONTHLY_BINS = 12
SHORTEST_MONTH = 28
RECENT_DAYS = 28
PEAK_BINS = 5
ACTIVE_BINS = 4
WEEK = 7
USUAL_GAPS: tuple[tuple[Grain, int, int], ...] = (("daily", 1, 4), ("weekly", 5, 9), ("monthly", 26, 33))

COVER_DAYS = {"weekly": WEEK, "monthly": 31, "snapshot": 31}
"""A row of a period stands for the days that end on its date; a daily one for those up to the next."""


ALL_RECENT = (1 << RECENT_DAYS) - 1
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]

SEEN = Column("seen", "Int64", "Bit k: a reading k days before the as-of date.")


@dataclass(frozen=True, slots=True)
class Window:
    """The day everything is true for, how often usage is read, and the first day there is any."""

    as_of: date
    grain: Grain
    first_on: date

    @property
    def bins(self) -> int:
        """Give how many bins there are, the newest being 0."""
        return {"monthly": MONTHLY_BINS, "snapshot": 1}.get(self.grain, BINS)

    @property
    def filled(self) -> int:
        """Give how many of them can have a reading."""
        days = max((self.as_of - self.first_on).days, 0)
        return min(self.bins, days // (WEEK if self.grain in {"daily", "weekly"} else SHORTEST_MONTH) + 1)


def infer_grain(engine: Engine, digests: Sequence[Digest] = ()) -> tuple[Grain, str]:
    """Give how often usage is read, from the usual gap between an account's dates, and how that is known."""
    (beside,) = engine.execute(f"SELECT count(*) FROM {CELLS}").fetchone() or (0,)
    if any(usual_gap_is_a_day(engine, digest, beside) for digest in digests):
        return "daily", "the usual gap between readings is 1 day"
    several = [f"SELECT account_id, date FROM {CELLS}", *map(dates_of, digests)]
    dates = f"SELECT DISTINCT account_id, date FROM ({' UNION ALL '.join(several)})"
    gaps = f"SELECT date, date - lag(date) OVER (PARTITION BY account_id ORDER BY date) AS gap FROM ({dates})"
    turns = "bool_and(day(date) = 1 OR date = last_day(date))"
    query = f"SELECT quantile_disc(gap, 0.5), {turns} FROM ({gaps})"
    gap, at_turns_of_months = engine.execute(query).fetchone() or (None, False)
    if gap is None:
        return "snapshot", "one date for each account"
    said = f"the usual gap between readings is {gap} {'day' if gap == 1 else 'days'}"
    for grain, least, most in USUAL_GAPS:
        if least <= gap <= most:
            return grain, said
    if at_turns_of_months:
        return "monthly", f"{said}, at the turn of months"
    return "daily", f"{said}, so the dates are irregular and taken day by day"


def roll_up(engine: Engine, meters: Meters, window: Window, digests: Sequence[Digest] = ()) -> Readings:
    """Give the readings of every account and meter."""
    binned = "".join(
        f" UNION ALL BY NAME {_binned(engine, digest, meters)}"
        for digest in digests
        if digest.metrics(engine)
    )
    age = f"DATE '{window.as_of.isoformat()}' - date"
    bins = [BIN.column(str(k)) for k in range(window.bins)]
    filled = bins[: window.filled]
    levels = levels_of(meters)
    ends = ", ".join(
        f'CAST(sum(CASE WHEN bin = {k} THEN reading END) AS DOUBLE) AS "{name}"'
        for k, name in enumerate(filled)
    )
    newest = ", ".join(f'"{name}"' for name in filled[:PEAK_BINS])
    active = " + ".join(f'CAST(coalesce("{name}" > 0, false) AS BIGINT)' for name in filled[:ACTIVE_BINS])
    query = f"""
    WITH by_source AS (
        SELECT account_id, meter, {_bin(window.grain, age)} AS bin,
            CASE WHEN {levels} THEN arg_max(value, date) ELSE sum(value) END AS reading,
            min(date) AS first_on, max(date) AS last_on, max(value) AS peak,
            sum(value) FILTER ({age} < {RECENT_DAYS}) AS recent,
            bit_or(CASE WHEN {age} < {RECENT_DAYS + WEEK} THEN 1::BIGINT << ({age})::BIGINT END) AS seen
        FROM {_newest(window.grain)} GROUP BY account_id, source_id, meter, bin{binned}
    ), by_meter AS (
        SELECT account_id, meter, min(first_on) AS first_on, max(last_on) AS last_on,
            CAST(sum(recent) AS DOUBLE) AS recent_sum, coalesce(bit_or(seen), 0) AS seen,
            CAST(max(peak) FILTER (bin < {PEAK_BINS}) AS DOUBLE) AS peak, {ends}
        FROM by_source GROUP BY account_id, meter
    )
    SELECT *, {active} AS active_bins,
        greatest(peak, CASE WHEN {levels} THEN greatest({newest}) END) AS recent_peak
    FROM by_meter ORDER BY account_id, meter
    """
    numbered = {"meter": Column("meter", "Int64", "Number of the meter."), "recent_days": SEEN}
    columns = [numbered.get(column.name, column) for column in READINGS.columns]
    frame = typed_frame(
        engine, query, [*columns, *(Column(name, "Float64", "End of a bin.") for name in bins)]
    )
    names = pd.array(meters.names, dtype="string").take(frame["meter"].to_numpy(int))
    days = pd.array(covered_days(frame["seen"].to_numpy(np.int64), window.grain), dtype="Int64")
    return Readings(frame.assign(meter=names, seen=days).rename(columns={"seen": "recent_days"}))


def levels_of(meters: Meters) -> str:
    """Give SQL that tells whether a meter is a level."""
    return f"meter IN ({', '.join(map(str, sorted(meters.levels))) or -1})"


def covered_days(seen: Ints, grain: Grain) -> Ints:
    """Give how many of the last 28 days readings stand for; bit k of `seen` is a reading k days ago.

    >>> covered_days(np.array([0b1, 0b10000001, 1 << 30]), "daily")
    array([1, 8, 4])
    >>> covered_days(np.array([0b1, 0b10000001]), "weekly")
    array([ 7, 14])
    """
    if grain == "daily":
        covered = np.bitwise_or.reduce([seen >> k for k in range(WEEK)])
    else:
        recent = seen & ALL_RECENT
        covered = np.bitwise_or.reduce([recent << k for k in range(COVER_DAYS[grain])])
    days: Ints = np.add.reduce([(covered >> k) & 1 for k in range(RECENT_DAYS)])
    return days


def _binned(engine: Engine, digest: Digest, meters: Meters) -> str:
    """Give SQL for the bins of a digest as those of cells are."""
    numbers = [f"({literal(name)}, {meters.called[normalised(name)]})" for name in digest.metrics(engine)]
    day = f"DATE '{digest.as_of.isoformat()}' - (%s)::INTEGER"
    seen = f"CASE WHEN bin < {PEAK_BINS} THEN seen << (bin * {WEEK}) END"
    reading = f"CASE WHEN {levels_of(meters)} THEN level ELSE total END"
    return (
        f"SELECT account_id, meter, bin, CAST({reading} AS {EXACT}) AS reading, "
        f"{day % OLDEST_AGE} AS first_on, {day % NEWEST_AGE} AS last_on, CAST(peak AS {EXACT}) AS peak, "
        f"CAST(CASE WHEN bin < {RECENT_DAYS // WEEK} THEN total END AS {EXACT}) AS recent, {seen} AS seen "
        f"FROM {quoted(digest.table)} JOIN (VALUES {', '.join(numbers)}) m(metric, meter) USING (metric)"
    )


def _bin(grain: Grain, age: str) -> str:
    match grain:
        case "snapshot":
            return "0"
        case "monthly":
            return f"date_diff('month', date, (SELECT max(date) FROM {CELLS}))"
        case _:
            return f"({age}) // {WEEK}"


def _newest(grain: Grain) -> str:
    """Give the cells to look at: of a snapshot, only what the newest date of an account says."""
    if grain != "snapshot":
        return CELLS
    return f"(FROM {CELLS} QUALIFY date = max(date) OVER (PARTITION BY account_id, meter))"
