"""Levels of weeks that are read on a quiet day of the week, such as a Saturday, so that use looks too low.

A week of daily data ends on the day judged on, and a level's week is its reading on that day. Where nobody
works on it, the typical use is that of quiet days, and seats look idle that are in use all week.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from upsell_cli.calendar import spoken
from upsell_cli.config.book import MeterSpec, TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.tables import Inputs
from upsell_cli.frames.vectors.blocks import Floats, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.series import MONTH_BINS, bins_of
from upsell_cli.problems import Code, Place, Problem
from upsell_cli.shown import shown_percent

QUIET_DAY = Code(
    "quiet-day",
    "warning",
    "Daily usage ends on a day of the week on which most accounts use far less than on others. Each week is "
    "read on that day, so typical use is too low: seats look idle, and limits far.",
    "Judge as of the last working day with `--as-of`.",
    "an export that ends on a Saturday",
)
CODES = {QUIET_DAY.code: QUIET_DAY}
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
SUNDAY = 6


def quiet_day(inputs: Inputs, book: TierBook, policy: Policy) -> Iterator[Problem]:
    """Give a warning for each level that most accounts have far less of on the day that weeks end on."""
    if inputs.grain != "daily":
        return
    rules, readings = policy.signals, inputs.tables.readings
    shares, meters = _shares(readings, rules.quiet_day_use), words(readings, "meter")
    for meter in (meter for meter in book.meters if meter.kind == "level"):
        own = meters.among(meter.id) & ~np.isnan(shares)
        quiet = own & (shares < rules.quiet_day_share)
        if quiet.sum() > rules.quiet_day_accounts * own.sum():
            day = readings["last_on"][own].max().date()
            yield _problem(meter, day, shares[own], int(quiet.sum()), inputs)


def _shares(readings: pd.DataFrame, least: float) -> Floats:
    """Give the share that the ends of the last four weeks have of the days between; NaN: unknown.

    It tells something with a reading at the end of each, and at least so much use on a day between.
    """
    ends = bins_of(readings, MONTH_BINS)
    days_between = vector(readings, "recent_days") - MONTH_BINS
    between = (vector(readings, "recent_sum") - ends.sum(axis=1)) / days_between
    tells = between >= least
    shares = np.full(len(readings), np.nan)
    shares[tells] = ends[tells].mean(axis=1) / between[tells]
    return shares


def _problem(meter: MeterSpec, day: date, shares: Floats, quiet: int, inputs: Inputs) -> Problem:
    weekday = WEEKDAYS[day.weekday()]
    message = (
        f"{meter.name}: usage ends on a {weekday} ({spoken(day)}), and on {weekday}s "
        f"{quiet:,} of {len(shares):,} accounts with enough use have far less than on other days, "
        f"{shown_percent(float(np.median(shares)))} % in the median. Weeks are read on their last day, "
        "so typical use is too low"
    )
    fix = f"Judge as of a working day: `--as-of {_day_before(day).isoformat()}`."
    return QUIET_DAY.problem(message, Place(inputs.path_of("usage")), value=weekday, fix=fix)


def _day_before(quiet: date) -> date:
    """Give the day to judge on instead: the one before, of a Sunday the Friday.

    Where the week ends on other days, and that one is quiet as well, asking for it is answered with the next.

    >>> [str(_day_before(date(2026, 10, 31))), str(_day_before(date(2026, 11, 1)))]
    ['2026-10-30', '2026-10-30']
    """
    return quiet - timedelta(days=2 if quiet.weekday() == SUNDAY else 1)
