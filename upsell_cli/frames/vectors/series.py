"""Readings of a meter as series, one row an account, newest bin first, in units of the meter's limit.

A flow is compared with a monthly limit: finer bins are scaled to a month, months and a snapshot are
taken as they are, for they are the total of their period.
"""

import numpy as np
import pandas as pd

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.frames.tables import BIN, Grain
from upsell_cli.frames.vectors.blocks import Floats, block

MONTH_BINS = 4
LEAST_MONTH_BINS = 2
LEAST_DAYS = 14
RECENT_BINS = 5


def bins_of(readings: pd.DataFrame, most: int) -> Floats:
    """Give the newest bins of each row of readings, rows x bins, newest first; NaN without a reading."""
    return block(readings, BIN, BIN.members(readings)[:most])


def is_fine(grain: Grain) -> bool:
    """Tell whether bins are weeks, not periods with a total of their own."""
    return grain in ("daily", "weekly")


def weeks_a_bin(grain: Grain) -> float:
    """Give how many weeks a bin lasts.

    >>> weeks_a_bin("weekly"), round(weeks_a_bin("monthly"), 2)
    (1.0, 4.35)
    """
    return 1.0 if is_fine(grain) else DAYS_A_MONTH / DAYS_A_WEEK


def rates(bins: Floats, kind: str, grain: Grain) -> Floats:
    """Give each bin in units of the limit: what a month of it would be.

    >>> week, month = np.array([[700.0]]), np.array([[9800.0]])
    >>> rates(week, "flow", "weekly").tolist(), rates(month, "flow", "monthly").tolist()
    ([[3043.75]], [[9800.0]])
    """
    return bins * (DAYS_A_MONTH / DAYS_A_WEEK) if kind == "flow" and is_fine(grain) else bins


def newest_known(bins: Floats, most: int) -> Floats:
    """Give the newest readings that there are, at most so many; what is missing stands behind as NaN.

    >>> newest_known(np.array([[np.nan, 7.0, np.nan, 9.0]]), 2).tolist()
    [[7.0, 9.0]]
    """
    order = np.argsort(np.isnan(bins), axis=1, kind="stable")
    return np.take_along_axis(bins, order, axis=1)[:, :most]


def months(bins: Floats) -> Floats:
    """Give, for each week, the 28 days that end with it as a month; NaN with under two of the four weeks.

    >>> months(np.array([[280.0, 280.0, 280.0, 280.0, np.nan]])).round(1).tolist()
    [[1217.5, 913.1, 608.8, nan, nan]]
    """
    known = ~np.isnan(bins)
    wide = np.pad(np.where(known, bins, 0.0), ((0, 0), (0, MONTH_BINS - 1)))
    there = np.pad(known, ((0, 0), (0, MONTH_BINS - 1)))
    width = bins.shape[1]
    total = sum(wide[:, k : k + width] for k in range(MONTH_BINS))
    weeks = sum(there[:, k : k + width].astype(np.int64) for k in range(MONTH_BINS))
    scale = DAYS_A_MONTH / (MONTH_BINS * DAYS_A_WEEK)
    return np.where(weeks >= LEAST_MONTH_BINS, total * scale, np.nan)


def standing(bins: Floats, kind: str, grain: Grain) -> Floats:
    """Give, for each bin, what was compared with the limit then: a level, or the month that had passed."""
    return months(bins) if kind == "flow" and is_fine(grain) else bins


def medians(values: Floats) -> Floats:
    """Give the median of the known values of each row; NaN where none is.

    >>> medians(np.array([[3.0, np.nan, 1.0], [np.nan, np.nan, np.nan]])).tolist()
    [2.0, nan]
    """
    ordered = np.sort(values, axis=1)
    size = np.count_nonzero(~np.isnan(values), axis=1)
    row = np.arange(len(values))
    last = values.shape[1] - 1
    if last < 0:
        return np.full(len(values), np.nan)
    lower, upper = np.maximum(size - 1, 0) // 2, np.minimum(size // 2, last)
    middle: Floats = (ordered[row, lower] + ordered[row, upper]) / 2
    return np.where(size == 0, np.nan, middle)


def largest(values: Floats) -> Floats:
    """Give the largest known value of each row; NaN where none is.

    >>> largest(np.array([[3.0, np.nan], [np.nan, np.nan]])).tolist()
    [3.0, nan]
    """
    most: Floats = np.max(np.where(np.isnan(values), -np.inf, values), axis=1, initial=-np.inf)
    return np.where(np.isinf(most), np.nan, most)
