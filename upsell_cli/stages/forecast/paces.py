"""What the whole book says of each meter's growth, so that a short history can borrow from the others.

The more accounts, the more their own figures count against the priors of the policy: a single account
is forecast by the priors, a large book by itself.
"""

from collections.abc import Sequence

import numpy as np

from upsell_cli.config.policy import ForecastRules, Policy
from upsell_cli.frames.paces import Pace, Paces
from upsell_cli.frames.tables import Grain
from upsell_cli.frames.vectors.blocks import Floats, Ints
from upsell_cli.frames.vectors.normal import Z80
from upsell_cli.frames.vectors.series import weeks_a_bin
from upsell_cli.frames.vectors.trend import Trend, fit
from upsell_cli.stages.forecast.histories import History
from upsell_cli.stages.forecast.outlook import LEAST_LEVEL, outlook

MOST_ACCOUNTS = 20_000
"""So many, evenly over the ids, tell the medians of a larger book to a hundredth of their spread."""
HELD = 0.8
"""Share of what was held out that an interval should hold."""
HALVINGS = 7
"""They find the straying to a few hundredths."""


def paces_of(pasts: Sequence[Sequence[History]], policy: Policy, grain: Grain) -> Paces:
    """Give the pace of every meter of the catalogue; that of the policy where nobody has history enough.

    The accounts may come in several parts, in their order; how they are parted changes nothing.
    """
    paces = {}
    for parts in zip(*pasts, strict=True):
        chosen = _sampled(parts)
        values = np.concatenate([part.values[rows] for part, rows in zip(parts, chosen, strict=True)])
        sigma = np.concatenate([part.least_sigma[rows] for part, rows in zip(parts, chosen, strict=True)])
        paces[parts[0].meter.id] = pace_of(values, sigma, policy.forecast, weeks_a_bin(grain))
    return paces


def _sampled(parts: Sequence[History]) -> list[Ints]:
    """Give the rows to learn from: those that are forecast, chosen by the place of their account alone."""
    judged = [np.flatnonzero(part.judged) for part in parts]
    ordered = [
        rows[np.argsort(part.at[rows], kind="stable")] for part, rows in zip(parts, judged, strict=True)
    ]
    sizes = [len(rows) for rows in ordered]
    step = max(-(-sum(sizes) // MOST_ACCOUNTS), 1)
    before = np.cumsum(sizes) - sizes
    return [rows[-start % step :: step] for rows, start in zip(ordered, before.tolist(), strict=True)]


def pace_of(values: Floats, least_sigma: Floats, rules: ForecastRules, bin_weeks: float) -> Pace:
    """Give the pace of one meter.

    It is learned from slopes that are known better than accounts differ by the policy; noisy ones would pass
    for fast and for slow accounts. Accounts are taken to differ at least as much as the policy says: where
    most stand still, those few who grow must not be drawn to them.
    """
    trend = fit(values[:, : rules.history], rules.least_points, least_sigma)
    lines = trend.taken(_known(trend))
    growth = lines.slope / (lines.middle * bin_weeks)
    noise = lines.slope_variance / (lines.middle * bin_weeks) ** 2
    clear = noise <= rules.pace_spread**2
    accounts = int(clear.sum())
    pace = Pace(rules.pace, rules.pace_spread**2, straying=1.0, accounts=accounts, held_out=0)
    if accounts:
        spread = _spread(growth[clear]) ** 2 - float(np.median(noise[clear]))
        pace = pace._replace(
            growth=_blend(float(np.median(growth[clear])), pace.growth, accounts, rules),
            variance=_blend(max(spread, pace.variance), pace.variance, accounts, rules),
        )
    return _tried(values, least_sigma, pace, rules, bin_weeks)


def _tried(values: Floats, least_sigma: Floats, pace: Pace, rules: ForecastRules, bin_weeks: float) -> Pace:
    """Give the pace with the straying at which intervals made without the last bins hold what they should.

    As many bins are held out as leave the usual account with readings enough for dates; the fewer of those
    wanted, the less they say.
    """
    points = np.count_nonzero(~np.isnan(values), axis=1)
    usual = int(np.median(points)) if len(points) else 0
    wanted = max(round(rules.held_out_weeks / bin_weeks), 1)
    bins = min(wanted, usual - rules.dates_from)
    if bins < 1:
        return pace
    before = values[:, bins : bins + rules.history]
    trend = fit(before, rules.least_points, least_sigma)
    came = values[:, :bins][:, ::-1]
    rows = np.intersect1d(_known(trend), np.flatnonzero(~np.isnan(came).all(axis=1)))
    lines, came = trend.taken(rows), came[rows]
    if not len(rows):
        return pace
    ahead = np.arange(1.0, bins + 1)
    low, high = rules.least_straying, rules.most_straying
    for _ in range(HALVINGS):
        middle = (low * high) ** 0.5
        mean, sd = outlook(lines, pace._replace(straying=middle), rules, ahead, bin_weeks=bin_weeks)
        held = np.abs(came - mean) <= Z80 * sd
        low, high = (low, middle) if held[~np.isnan(came)].mean() >= HELD else (middle, high)
    learned = 1 + (high - 1) * bins / wanted
    return pace._replace(straying=_blend(learned, 1.0, len(rows), rules), held_out=len(rows))


def _known(trend: Trend) -> Ints:
    """Give the rows that have a line, and a level that growth can be relative to."""
    return np.flatnonzero(~np.isnan(trend.slope) & (trend.middle >= LEAST_LEVEL))


def _spread(values: Floats) -> float:
    """Give the standard deviation, judged by where the outer tenths begin."""
    low, high = np.quantile(values, [(1 - HELD) / 2, (1 + HELD) / 2])
    return float(high - low) / (2 * Z80)


def _blend(learned: float, prior: float, accounts: int, rules: ForecastRules) -> float:
    """Give a figure in which the prior counts as much as some accounts do."""
    weight = accounts / (accounts + rules.prior_accounts)
    return weight * learned + (1 - weight) * prior
