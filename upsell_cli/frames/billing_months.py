"""What each billing month showed: charges beyond a plan are a matter of months.

A year of charges is not twelve times a typical one: blocks are begun anew each month, and a quiet month
takes nothing back from a busy one. Weeks do not end with months; as many months as they cover are cut from
them, back from the newest day.
"""

from collections.abc import Mapping

import numpy as np

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK, MONTHS_A_YEAR
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.tables import BINS, Grain, Readings
from upsell_cli.frames.vectors.blocks import Floats
from upsell_cli.frames.vectors.gather import gathered
from upsell_cli.frames.vectors.series import LEAST_DAYS, bins_of, is_fine

IN_WEEKS = int(BINS * DAYS_A_WEEK // DAYS_A_MONTH)
"""Whole months that the weeks kept of a reading cover."""


def billing_months(
    accounts: Accounts, readings: Readings, meters: Mapping[str, str], grain: Grain
) -> tuple[Floats, ...]:
    """Give for each of the last months, newest first, what was used: accounts x meters, NaN not known.

    `meters` gives the kind of each meter, level or flow, by its id.
    """
    rows = gathered(accounts, readings)
    fine = is_fine(grain)
    bins, named = bins_of(rows.rows, BINS if fine else MONTHS_A_YEAR), rows.words("meter")
    months = IN_WEEKS if fine else bins.shape[1]
    used = np.full((months, len(meters), len(accounts)), np.nan)
    for place, (meter, kind) in enumerate(meters.items()):
        own = np.flatnonzero(named.among(meter))
        seen = cut_into_months(bins[own], kind) if fine else bins[own]
        used[:, place, rows.whose[own]] = seen.T
    return tuple(month.T for month in used)


def cut_into_months(weeks: Floats, kind: str) -> Floats:
    """Give the months that weeks make up, newest first: a level as it stood at their end, a flow as its sum.

    A week that lies in two months is shared by its days. What is missing of a month is taken to be like the
    rest; with fewer than 14 days known the month is not.

    >>> cut_into_months(np.full((1, 26), 70.0), "flow").round(1).tolist()
    [[304.4, 304.4, 304.4, 304.4, 304.4]]
    >>> cut_into_months(np.arange(26.0)[None, :], "level").tolist()
    [[0.0, 4.0, 8.0, 13.0, 17.0]]
    >>> cut_into_months(np.array([[9.0, 8.0]]), "level").tolist()
    [[9.0, nan, nan, nan, nan]]
    """
    turns = np.arange(IN_WEEKS + 1)[:, None] * DAYS_A_MONTH
    starts = np.arange(weeks.shape[1]) * float(DAYS_A_WEEK)
    if kind == "level":
        with_unknown = np.column_stack([weeks, np.full(len(weeks), np.nan)])
        ends = (turns[:-1, 0] // DAYS_A_WEEK).astype(np.int64)
        return with_unknown[:, np.minimum(ends, weeks.shape[1])]
    days = np.minimum(starts + DAYS_A_WEEK, turns[1:]) - np.maximum(starts, turns[:-1])
    days = np.maximum(days, 0.0)
    known = ~np.isnan(weeks)
    there = known.astype(np.float64) @ days.T
    total = np.where(known, weeks, 0.0) @ (days / DAYS_A_WEEK).T
    return np.where(there >= LEAST_DAYS, total * DAYS_A_MONTH / np.maximum(there, 1.0), np.nan)
