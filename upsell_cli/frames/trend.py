"""Straight lines through many short series at once, and how far ahead they can be trusted.

Robust throughout: the slope is the median of the slopes between all pairs of points (Theil and Sen),
the scatter comes from the median absolute residual, so that one odd week moves neither.

The intervals are a closed form, no random paths. On simulated accounts at 60-100 % of a limit the 80 %
interval holds 75-95 % of what comes 4 to 13 weeks later when use grows along a line, with correlated
noise, in whole units or wanders moderately; 75-86 % when it grows by a rate or towards a ceiling.
"""

from dataclasses import dataclass, fields

import numpy as np

from upsell_cli.frames.blocks import Floats, Ints
from upsell_cli.frames.series import RECENT_BINS, medians

ROWS_AT_ONCE = 20_000
MAD_TO_SIGMA = 1.4826
MEDIAN_EXCESS = np.pi / 2
"""Variance of a median over that of a mean."""
SLOPE_EXCESS = np.pi / 3
"""Variance of this slope over that of least squares."""
DRIFT = 0.35
"""Share of the scatter by which the level itself wanders from one bin to the next."""
DRIFT_IN_SLOPE = 6 / 5
"""Variance that wandering over n bins adds to a slope, in steps squared / n."""
WIDENING = 1.2
"""How much wider than the form says an interval has to be to hold what it should, as simulated."""
MOST_PERSISTENCE = 0.8
Z80 = 1.2815515655446004
"""Standard deviations on either side that hold 80 %."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A line a row: slope a bin, level now, scatter, and what both are worth. NaN with too few points.

    `slope_variance` and `level_variance` are of the estimates; `points` and `span` (bins from the
    oldest to the newest point) say how much history there is.
    """

    slope: Floats
    level: Floats
    sigma: Floats
    slope_variance: Floats
    level_variance: Floats
    points: Floats
    span: Floats

    def taken(self, rows: Ints) -> "Trend":
        """Give the lines of some rows."""
        return Trend(*(getattr(self, f.name)[rows] for f in fields(Trend)))

    def ahead(self, bins: Floats) -> tuple[Floats, Floats]:
        """Give the expected level so many bins ahead and its standard deviation, rows x horizons."""
        h = bins[None, :]
        mean = self.level[:, None] + self.slope[:, None] * h
        variance = self.level_variance[:, None] + self.slope_variance[:, None] * h**2
        return mean, WIDENING * np.sqrt(variance + (DRIFT * self.sigma[:, None]) ** 2 * h)


def fit(values: Floats, least_points: int, least_sigma: float | Floats) -> Trend:
    """Give the line of each row of `values`, rows x bins, newest first.

    `least_sigma` is the least scatter believed, one for all rows or one a row.

    >>> line = fit(np.array([[14.0, 13.0, 30.0, 11.0, 10.0]]), least_points=4, least_sigma=0.1)
    >>> line.slope.tolist(), line.level.tolist()
    ([1.0], [14.0])
    """
    least = np.broadcast_to(least_sigma, len(values))
    starts = range(0, max(len(values), 1), ROWS_AT_ONCE)
    parts = [
        _fit(values[start : start + ROWS_AT_ONCE], least_points, least[start : start + ROWS_AT_ONCE])
        for start in starts
    ]
    return Trend(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Trend)))


def _fit(values: Floats, least_points: int, least_sigma: Floats) -> Trend:
    known = ~np.isnan(values)
    points = known.sum(axis=1).astype(np.float64)
    enough = points >= least_points
    when = -np.arange(values.shape[1], dtype=np.float64)
    slope = np.where(enough, medians(_pair_slopes(values)), np.nan)
    flat = values - slope[:, None] * when
    residuals = flat - medians(flat)[:, None]
    scatter = MAD_TO_SIGMA * medians(np.abs(residuals)) * np.sqrt(points / np.maximum(points - 2, 1))
    sigma = np.maximum(scatter, least_sigma)
    excess = np.where(scatter > least_sigma, _persistence(residuals, points), 1.0)
    size = np.maximum(points, 1)
    mean = np.where(known, when, 0.0).sum(axis=1) / size
    spread = np.where(known, (when - mean[:, None]) ** 2, 0.0).sum(axis=1)
    recent = np.clip(known[:, :RECENT_BINS].sum(axis=1), 1, RECENT_BINS)
    step = (DRIFT * sigma) ** 2
    newest, oldest = known.argmax(axis=1), values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return Trend(
        slope=slope,
        level=medians(flat[:, :RECENT_BINS]),
        sigma=sigma,
        slope_variance=sigma**2 * excess / np.maximum(spread, 1.0) * SLOPE_EXCESS
        + step * DRIFT_IN_SLOPE / size,
        level_variance=sigma**2 * excess / recent * MEDIAN_EXCESS + step,
        points=points,
        span=np.where(points > 0, oldest - newest, 0).astype(np.float64),
    )


def _pair_slopes(values: Floats) -> Floats:
    newer, older = np.triu_indices(values.shape[1], k=1)
    slopes: Floats = (values[:, newer] - values[:, older]) / (older - newer)
    return slopes


def _persistence(residuals: Floats, points: Floats) -> Floats:
    """Give by how much residuals that resemble their neighbours inflate a variance, at least 1.

    The correlation of neighbours is too low in short series, and is corrected for it (Kendall).
    """
    filled = np.nan_to_num(residuals)
    total = (filled**2).sum(axis=1)
    raw = np.divide(
        (filled[:, 1:] * filled[:, :-1]).sum(axis=1), total, out=np.zeros(len(total)), where=total > 0
    )
    corrected = np.clip((points * raw + 1) / np.maximum(points - 3, 1), 0, MOST_PERSISTENCE)
    rho = np.where(total > 0, corrected, 0.0)
    inflation: Floats = (1 + rho) / (1 - rho)
    return inflation


def normal_share(z: Floats) -> Floats:
    """Give the share of a normal distribution below z, to seven decimals.

    >>> normal_share(np.array([-40.0, 0.0, 1.2815515655, np.nan])).round(6).tolist()
    [0.0, 0.5, 0.9, nan]
    """
    t = 1 / (1 + 0.2316419 * np.abs(z))
    tail = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    weights = (1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530)
    series = np.zeros_like(t)
    for weight in weights:
        series = (series + weight) * t
    beyond = tail * series
    return np.where(np.isnan(z), np.nan, np.where(z > 0, 1 - beyond, beyond))
