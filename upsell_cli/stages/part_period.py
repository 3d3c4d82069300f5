"""A newest week or month that is not over yet: of what is used up, only a part is in it.

Reports are made on any day, and have a row or a column for the period that runs. Taken for whole, it looks as
if nearly everybody had begun to use less: typical use, growth and the time to a limit come out too low.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from upsell_cli.calendar import spoken
from upsell_cli.config.book import MeterSpec, TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.tables import Inputs
from upsell_cli.frames.vectors.blocks import Floats
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.series import bins_of, medians
from upsell_cli.problems import Code, Place, Problem
from upsell_cli.shown import shown_percent

PART_PERIOD = Code(
    "part-period",
    "warning",
    "In the newest week or month most accounts used far less than in those before, as where an export is "
    "made before it is over. Typical use, growth and the time to a limit come out too low.",
    "Leave it out with `--as-of` a day before, or export to the end of a period. Nothing, if it is over.",
    "a report by the week, made on a Thursday",
)
CODES = {PART_PERIOD.code: PART_PERIOD}
PERIODS = {"weekly": "week", "monthly": "month"}


def part_period(inputs: Inputs, book: TierBook, policy: Policy) -> Iterator[Problem]:
    """Give a warning for each flow that most accounts have far less of in the newest period."""
    period = PERIODS.get(inputs.grain)
    if period is None:
        return
    rules, readings = policy.signals, inputs.tables.readings
    bins = bins_of(readings, 1 + rules.part_period_before)
    shares, meters = _shares(bins, rules.part_period_use), words(readings, "meter")
    for meter in (meter for meter in book.meters if meter.kind == "flow"):
        own = meters.among(meter.id) & ~np.isnan(shares)
        less = own & (shares < rules.part_period_share)
        most = less.sum() > rules.part_period_accounts * own.sum()
        if most and own.sum() >= rules.part_period_least:
            day = readings["last_on"][own].max().date()
            yield _problem(meter, period, day, shares[own], int(less.sum()), inputs.path_of("usage"))


def _shares(bins: Floats, least: float) -> Floats:
    """Give the share that the newest period has of the usual one before; NaN: too little use to tell.

    >>> _shares(np.array([[40.0, 80.0, 90.0, 70.0], [0.0, 1.0, 2.0, 1.0]]), least=5).tolist()
    [0.5, nan]
    """
    usual = medians(bins[:, 1:])
    shares: Floats = np.divide(bins[:, 0], usual, out=np.full(len(bins), np.nan), where=usual >= least)
    return shares


def _problem(meter: MeterSpec, period: str, day: date, shares: Floats, less: int, path: str) -> Problem:
    message = (
        f"{meter.name}: the newest {period}, dated {spoken(day)}, looks unfinished: {less:,} of "
        f"{len(shares):,} accounts used far less than in those before, "
        f"{shown_percent(float(np.median(shares)))} % in the median. "
        "Typical use, growth and the time to a limit come out too low"
    )
    before = (day - timedelta(days=1)).isoformat()
    fix = f"Leave it out: `--as-of {before}`; or export to the end of a {period}. Nothing, if it is over."
    return PART_PERIOD.problem(message, Place(path), value=day.isoformat(), fix=fix)
