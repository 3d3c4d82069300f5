"""Cells become readings: sums, ends and coverage of every meter of an account, in bins before the as-of date.

Everything is added up on exact decimals and becomes floating point once, at the end. Readings of several
source ids of one account add up: a level on each one's own last value of the bin, a flow over all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.tables import BIN, BINS, READINGS, Grain, Readings
from upsell_cli.sources.engine import Engine, typed_frame
from upsell_cli.sources.usage import CELLS, Meters

MONTHLY_BINS = 12
RECENT_DAYS = 28
PEAK_BINS = 5
ACTIVE_BINS = 4
LONGEST_COVER = 7
USUAL_GAPS = {"daily": (1, 4), "weekly": (5, 9), "monthly": (26, 33)}

COVER_DAYS = {"weekly": 7, "monthly": 31, "snapshot": RECENT_DAYS}
"""A row of a period stands for the days that end on its date; a daily one for those up to the next."""


@dataclass(frozen=True, slots=True)
class Window:
    """The day everything is true for, and how often usage is read."""

    as_of: date
    grain: Grain

    @property
    def bins(self) -> int:
        """Give how many bins there are, the newest being 0."""
        return {"monthly": MONTHLY_BINS, "snapshot": 1}.get(self.grain, BINS)


def infer_grain(engine: Engine) -> tuple[Grain, str]:
    """Give how often usage is read, from the usual gap between an account's dates, and how that is known."""
    dates = f"SELECT DISTINCT account_id, date FROM {CELLS} JOIN resolved USING (source_id)"
    gaps = f"SELECT date, date - lag(date) OVER (PARTITION BY account_id ORDER BY date) AS gap FROM ({dates})"
    turns = "bool_and(day(date) = 1 OR date = last_day(date))"
    query = f"SELECT quantile_disc(gap, 0.5), {turns} FROM ({gaps})"
    gap, turn_of_month = engine.execute(query).fetchone() or (None, False)
    if gap is None:
        return "snapshot", "one date for each account"
    said = f"the usual gap between readings is {gap} {'day' if gap == 1 else 'days'}"
    for grain, (least, most) in USUAL_GAPS.items():
        if least <= gap <= most:
            return grain, said  # type: ignore[return-value]
    if turn_of_month and gap > LONGEST_COVER:
        return "monthly", f"{said}, at the turn of months"
    return "daily", f"{said}, so dates are irregular and counted by day"


def roll_up(engine: Engine, meters: Meters, window: Window) -> Readings:
    """Give the readings of every account and meter; `resolved` leads from source ids to accounts."""
    day = f"DATE '{window.as_of.isoformat()}'"
    bins = [BIN.column(str(k)) for k in range(window.bins)]
    ends = ", ".join(f'CAST(max(reading) FILTER (bin = {k}) AS DOUBLE) AS "{name}"' for k, name in enumerate(bins))
    levels = ", ".join(map(str, sorted(meters.levels))) or "-1"
    query = f"""
    WITH placed AS (
        SELECT account_id, source_id, meter, date, value, {_bin(window.grain, day)} AS bin
        FROM {CELLS} JOIN resolved USING (source_id) {_only_newest(window.grain)}
    ), by_source AS (
        SELECT account_id, meter, bin,
            CASE WHEN meter IN ({levels}) THEN arg_max(value, date) ELSE sum(value) END AS reading
        FROM placed WHERE bin < {window.bins} GROUP BY account_id, source_id, meter, bin
    ), by_bin AS (
        SELECT account_id, meter, bin, sum(reading) AS reading FROM by_source GROUP BY ALL
    ), ends AS (
        SELECT account_id, meter, {ends},
            count(*) FILTER (bin < {ACTIVE_BINS} AND reading > 0) AS active_bins
        FROM by_bin GROUP BY ALL
    ), by_day AS (
        SELECT account_id, meter, date, bin, sum(value) AS reading FROM placed GROUP BY ALL
    ), covered AS (
        SELECT *, {_cover(window.grain, day)} AS days FROM by_day
    ), spans AS (
        SELECT account_id, meter, min(date) AS first_on, max(date) AS last_on,
            CAST(sum(reading) FILTER (date > {day} - {RECENT_DAYS}) AS DOUBLE) AS recent_sum,
            CAST(coalesce(sum(days), 0) AS BIGINT) AS recent_days,
            CAST(max(reading) FILTER (bin < {PEAK_BINS}) AS DOUBLE) AS recent_peak
        FROM covered GROUP BY ALL
    )
    SELECT spans.*, coalesce(active_bins, 0) AS active_bins, {", ".join(f'"{name}"' for name in bins)}
    FROM spans LEFT JOIN ends USING (account_id, meter) ORDER BY account_id, meter
    """
    columns = [
        Column("meter", "Int64", "") if column.name == "meter" else column for column in READINGS.columns
    ]
    frame = typed_frame(engine, query, [*columns, *(Column(name, "Float64", "") for name in bins)])
    return Readings(frame.assign(meter=_named(frame["meter"], meters.names)))


def _named(numbers: "pd.Series[int]", names: Sequence[str]) -> "pd.Series[str]":
    return pd.Series(pd.array(names, dtype="string").take(numbers.to_numpy(int)), index=numbers.index)


def _bin(grain: Grain, day: str) -> str:
    match grain:
        case "snapshot":
            return "0"
        case "monthly":
            return f"date_diff('month', date, (SELECT max(date) FROM {CELLS}))"
        case _:
            return f"({day} - date) // {LONGEST_COVER}"


def _only_newest(grain: Grain) -> str:
    """Give the clause that keeps, of a snapshot, what each account's newest date says."""
    newest = "QUALIFY date = max(date) OVER (PARTITION BY account_id, meter)"
    return newest if grain == "snapshot" else ""


def _cover(grain: Grain, day: str) -> str:
    """Give SQL for the days among the last 28 that a reading stands for."""
    turn = "OVER (PARTITION BY account_id, meter ORDER BY date)"
    if grain == "daily":
        until = f"least(coalesce(lead(date) {turn}, {day} + 1), date + {LONGEST_COVER}, {day} + 1)"
        return f"greatest({until} - greatest(date, {day} - {RECENT_DAYS - 1}), 0)"
    length = COVER_DAYS[grain]
    begin = f"greatest(coalesce(lag(date) {turn} + 1, date - {length - 1}), date - {length - 1}, {day} - {RECENT_DAYS - 1})"
    return f"greatest(date + 1 - {begin}, 0)"
