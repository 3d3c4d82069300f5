"""Straight lines through many short series at once, and how far ahead they can be trusted.

Robust throughout: the slope is the median of the slopes between all pairs of points (Theil and Sen),
the scatter comes from the median absolute residual, so that one odd week moves neither.
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
DRIFT = 0.25
"""Share of the scatter by which the level itself wanders from one bin to the next."""
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
        return mean, np.sqrt(variance + (DRIFT * self.sigma[:, None]) ** 2 * h)


def fit(values: Floats, least_points: int, least_sigma: float) -> Trend:
    """Give the line of each row of `values`, rows x bins, newest first.

    >>> line = fit(np.array([[14.0, 13.0, 30.0, 11.0, 10.0]]), least_points=4, least_sigma=0.1)
    >>> line.slope.tolist(), line.level.tolist()
    ([1.0], [14.0])
    """
    parts = [
        _fit(values[start : start + ROWS_AT_ONCE], least_points, least_sigma)
        for start in range(0, max(len(values), 1), ROWS_AT_ONCE)
    ]
    return Trend(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Trend)))


def _fit(values: Floats, least_points: int, least_sigma: float) -> Trend:
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
    newest, oldest = known.argmax(axis=1), values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return Trend(
        slope=slope,
        level=medians(flat[:, :RECENT_BINS]),
        sigma=sigma,
        slope_variance=sigma**2 * excess / np.maximum(spread, 1.0) * SLOPE_EXCESS,
        level_variance=sigma**2 * excess / recent * MEDIAN_EXCESS,
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
