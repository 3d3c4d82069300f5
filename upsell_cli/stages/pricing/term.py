"""The current term, and the part of a yearly difference that falls on what is left of it."""

import numpy as np
import numpy.typing as npt

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors.blocks import Floats, Ints, as_days, days
from upsell_cli.frames.vectors.rounding import half_up


def pro_rata(delta_minor: Floats, start: Floats, end: Floats, today: int) -> Floats:
    """Give the share of a yearly difference that falls on the rest of a term [start, end), in real days.

    15,000 more a year, moved on 1 July 2026 in a term of that calendar year: 184 of 365 days.

    >>> first, last, today = as_days(np.array(["2026-01-01", "2027-01-01", "2026-07-01"], "datetime64[D]"))
    >>> pro_rata(np.array([15_000_00.0]), np.array([first]), np.array([last]), int(today)).tolist()
    [756164.0]

    A term of a month or of three years bears as much of the yearly difference as it is long.

    >>> pro_rata(np.array([1200.0]), np.array([0.0]), np.array([30.0]), 15).tolist()
    [50.0]
    """
    length = end - start
    within = (start <= today) & (today < end)
    months = np.maximum(np.round(length / DAYS_A_MONTH), 1.0)
    share = months / MONTHS_A_YEAR * (end - today) / np.where(within, length, np.nan)
    return half_up(delta_minor * share)


def term(accounts: Accounts, at: Ints) -> tuple[Floats, Floats]:
    """Give the first day of each account's term and the day after it: as billed, else the year to renewal."""
    start, end = days(accounts, "term_start"), days(accounts, "term_end")
    renewal = days(accounts, "renewal_date")
    told = ~np.isnan(start) & ~np.isnan(end)
    return np.where(told, start, _year_before(renewal))[at], np.where(told, end, renewal)[at]


def _year_before(numbers: Floats) -> Floats:
    """Give the same day a year earlier; 29 February becomes the 28th.

    >>> renewals = as_days(np.array(["2028-02-29", "2026-09-30"], "datetime64[D]"))
    >>> _year_before(renewals).astype("datetime64[D]").tolist()
    [datetime.date(2027, 2, 28), datetime.date(2025, 9, 30)]
    """
    known = np.isfinite(numbers)
    day = np.where(known, numbers, 0).astype(np.int64).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    earlier = month - MONTHS_A_YEAR
    last = (earlier + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    same: npt.NDArray[np.datetime64] = earlier.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    return np.where(known, as_days(np.minimum(same, last)), np.nan)
