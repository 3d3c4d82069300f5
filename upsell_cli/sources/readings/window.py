"""The days that readings are rolled up over, how often they were taken, and how many days they cover."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.frames.tables import BINS, Grain

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


class Window(NamedTuple):
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


def grain_of(gap: int | None, *, at_turns_of_months: bool) -> tuple[Grain, str]:
    """Give how often usage is read by the usual gap between an account's dates, and how that is known."""
    if gap is None:
        return "snapshot", "one date for each account"
    said = f"the usual gap between readings is {gap} {'day' if gap == 1 else 'days'}"
    for grain, least, most in USUAL_GAPS:
        if least <= gap <= most:
            return grain, said
    if at_turns_of_months:
        return "monthly", f"{said}, at the turn of months"
    return "daily", f"{said}, so the dates are irregular and taken day by day"


def covered_days(seen: Ints, grain: Grain) -> Ints:
    """Give how many of the last 28 days readings stand for; bit k of `seen` is a reading k days ago.

    Accounts are read on the same days, so that there are few patterns: each is looked at once.

    >>> covered_days(np.array([0b1, 0b10000001, 1 << 30]), "daily")
    array([1, 8, 4])
    >>> covered_days(np.array([0b1, 0b10000001]), "weekly")
    array([ 7, 14])
    """
    codes, distinct = pd.factorize(seen)
    patterns = np.asarray(distinct)
    if grain == "daily":
        covered = np.bitwise_or.reduce([patterns >> k for k in range(WEEK)])
    else:
        recent = patterns & ALL_RECENT
        covered = np.bitwise_or.reduce([recent << k for k in range(COVER_DAYS[grain])])
    days: Ints = np.bitwise_count(covered & ALL_RECENT).astype(np.int64)[codes]
    return days
