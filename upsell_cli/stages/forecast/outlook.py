"""Where use will stand so many bins ahead, and how sure that is: a closed form, no random paths.

Five things make the future uncertain: readings scatter, the level is an estimate, so is the slope, use
wanders off any line, and slopes do not last. The last two cannot be seen in a short quiet past: they are
priors of the policy, and the book's held-out weeks say how many times farther its use strays than that.
"""

from typing import NamedTuple

import numpy as np

from upsell_cli.config.policy import ForecastRules
from upsell_cli.frames.paces import Pace
from upsell_cli.frames.vectors.blocks import Floats
from upsell_cli.frames.vectors.trend import Trend

LEAST_LEVEL = 0.05
"""Growth relative to less than a twentieth of the limit says nothing."""
WANDER_IN_SLOPE = 6 / 5
"""Variance that wandering over n bins adds to a slope, in steps squared / n."""


class Outlook(NamedTuple):
    """Expected use and its standard deviation, rows x horizons, in units of the limit."""

    mean: Floats
    sd: Floats


def outlook(trend: Trend, pace: Pace, rules: ForecastRules, bins: Floats, *, bin_weeks: float) -> Outlook:
    """Give where each line leads so many bins ahead, its slope drawn towards the pace of the book.

    The slope is believed as far as it is known better than by the spread of the book:

    >>> from upsell_cli.frames.vectors.trend import fit
    >>> rules = ForecastRules.model_construct(wander=0.0, bend=0.0)
    >>> line = fit(np.linspace(0.8, 0.68, 13)[None, :], least_points=4, least_sigma=0.01)
    >>> still, free = Pace(0.0, 0.0, 1.0, 100, 0), Pace(0.0, 1.0, 1.0, 100, 0)
    >>> ten = np.array([10.0])
    >>> [outlook(line, pace, rules, ten, bin_weeks=1.0).mean.round(2).item() for pace in (still, free)]
    [0.78, 0.9]
    """
    level = np.maximum(trend.middle, LEAST_LEVEL)
    wander = (pace.straying * rules.wander * level) ** 2 * bin_weeks
    bend = (pace.straying * rules.bend * level) ** 2 * bin_weeks**3
    own = trend.slope_variance + wander * WANDER_IN_SLOPE / np.maximum(trend.points, 1)
    prior, spread = pace.growth * bin_weeks * level, pace.variance * (bin_weeks * level) ** 2
    trust = spread / (spread + own)
    slope = prior + trust * (trend.slope - prior)
    ahead = bins[None, :] + trend.middle_age[:, None]
    mean = trend.middle[:, None] + slope[:, None] * ahead
    still = trend.scatter + trend.middle_variance
    moving = (trust * own)[:, None] * ahead**2 + wander[:, None] * ahead + bend[:, None] * ahead**3 / 3
    return Outlook(mean, np.sqrt(still[:, None] + moving))
