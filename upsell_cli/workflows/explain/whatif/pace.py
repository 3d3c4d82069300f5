"""What if use had grown faster or slower on its way to where it stands."""

from collections.abc import Iterator
from math import inf

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.vectors.series import is_fine, weeks_a_bin
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import changes
from upsell_cli.workflows.explain.whatif.lever import Lever

A_POINT = 0.01
"""A hundredth past the mark, so that the mark is passed whatever the median of the readings makes of it."""


def of_growth(case: Judged) -> Iterator[Lever]:
    """Suppose growth on the other side of each mark: the newest reading stays, those before it differ."""
    growth, meter_id = case.number("growth_13w"), case["binding_meter"]
    use = case.number(ACCOUNTS.family("use").column(str(meter_id)))
    if growth is None or not use or growth <= -1:
        return
    bands, weeks = case.policy.bands, case.policy.signals.growth_weeks
    meter, bins = case.book.meter(str(meter_id)), weeks / weeks_a_bin(case.grain)
    a_bin = DAYS_A_WEEK / DAYS_A_MONTH if meter.kind == "flow" and is_fine(case.grain) else 1.0
    for mark in (bands.growth_up, bands.growth_down):
        then = mark + A_POINT if growth <= mark else mark - A_POINT
        if use / (1 + then) >= _most(case, meter.id):
            continue
        steeper = use * a_bin * (then / (1 + then) - growth / (1 + growth)) / bins
        words = f"use {_told(then)} in {weeks} weeks instead of {_told(growth)}"
        yield Lever("growth_13w", abs(then - growth), words, changes.tilted(meter.id, steeper))


def _most(case: Judged, meter_id: str) -> float:
    """Give what cannot have been used before: a hard limit, or what cannot be told from it."""
    limit = case.number(ACCOUNTS.family("limit").column(meter_id))
    soft = case[ACCOUNTS.family("soft").column(meter_id)]
    return inf if limit is None or soft else case.policy.signals.limit_wall * limit


def _told(growth: float) -> str:
    """Give growth in words.

    >>> _told(0.114), _told(-0.09), _told(0.004)
    ('up 11 %', 'down 9 %', 'steady')
    """
    if abs(growth) < A_POINT / 2:
        return "steady"
    return f"{'down' if growth < 0 else 'up'} {abs(growth):.0%}".replace("%", " %")
