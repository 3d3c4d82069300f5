"""Cells become readings: sums, ends and coverage of every meter of an account, in bins before the as-of date.

Everything is added up on exact decimals and becomes floating point once, at the end. Readings of several
source ids of one account add up: a level on each one's own last value of the bin, a flow over all.
"""

import numpy as np
import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.tables import BIN, READINGS, Grain, Readings
from upsell_cli.sources.engine import Engine, typed_frame
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.readings.usage import CELLS
from upsell_cli.sources.readings.window import (
    ACTIVE_BINS,
    PEAK_BINS,
    RECENT_DAYS,
    WEEK,
    Window,
    covered_days,
    grain_of,
)

SEEN = Column("seen", "Int64", "Bit k: a reading k days before the as-of date.")


def infer_grain(engine: Engine) -> tuple[Grain, str]:
    """Give how often usage is read, from the usual gap between an account's dates, and how that is known."""
    dates = f"SELECT DISTINCT account_id, date FROM {CELLS}"
    gaps = f"SELECT date, date - lag(date) OVER (PARTITION BY account_id ORDER BY date) AS gap FROM ({dates})"
    turns = "coalesce(bool_and(day(date) = 1 OR date = last_day(date)), false)"
    query = f"SELECT quantile_disc(gap, 0.5), {turns} FROM ({gaps})"
    gap, at_turns_of_months = engine.execute(query).fetchone() or (None, False)
    return grain_of(gap, at_turns_of_months=at_turns_of_months)


def roll_up(engine: Engine, meters: Meters, window: Window) -> Readings:
    """Give the readings of every account and meter."""
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
        FROM {_newest(window.grain)} GROUP BY account_id, source_id, meter, bin
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
