"""Straight lines through many short series at once.

Robust throughout: the slope is the median of the slopes between all pairs of points (Theil and Sen),
the scatter comes from the median absolute residual, so that one odd week moves neither.
"""

from typing import NamedTuple

import numpy as np

from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints
from upsell_cli.frames.vectors.normal import widening
from upsell_cli.frames.vectors.series import RECENT_BINS, medians

ROWS_AT_ONCE = 20_000
MAD_TO_SIGMA = 1.4826
MEDIAN_EXCESS = np.pi / 2
"""Variance of a median over that of a mean."""
SLOPE_EXCESS = np.pi / 3
"""Variance of this slope over that of least squares."""
MOST_PERSISTENCE = 0.8
"""Correlation of neighbours beyond which a few dozen readings cannot tell noise from drift."""


class Trend(NamedTuple):
    """A line a row: where it runs, how steep, and what both are worth. NaN with too few points.

    `slope` is a bin; the line passes `middle`, the median of the recent readings, `middle_age` bins ago.
    `scatter` is the variance of a reading about the line, `middle_variance` and `slope_variance` are of the
    estimates, all three widened for few points. `points` and `span` (bins from the oldest to the newest
    point) say how much history there is.
    """

    slope: Floats
    middle: Floats
    middle_age: Floats
    scatter: Floats
    middle_variance: Floats
    slope_variance: Floats
    points: Floats
    span: Floats

    @property
    def level(self) -> Floats:
        """Give where the line is today."""
        level: Floats = self.middle + self.slope * self.middle_age
        return level

    def taken(self, rows: Ints) -> "Trend":
        """Give the lines of some rows."""
        return Trend._make(column[rows] for column in self)


def fit(values: Floats, least_points: int, least_sigma: float | Floats) -> Trend:
    """Give the line of each row of `values`, rows x bins, newest first.

    `least_sigma` is the least scatter believed, one for all rows or one a row.

    >>> line = fit(np.array([[14.0, 13.0, 30.0, 11.0, 10.0]]), least_points=4, least_sigma=0.1)
    >>> line.slope.tolist(), line.middle.tolist(), line.middle_age.tolist(), line.level.tolist()
    ([1.0], [12.0], [2.0], [14.0])
    """
    least = np.broadcast_to(least_sigma, len(values))
    starts = range(0, max(len(values), 1), ROWS_AT_ONCE)
    parts = [
        _fit(values[start : start + ROWS_AT_ONCE], least_points, least[start : start + ROWS_AT_ONCE])
        for start in starts
    ]
    return Trend._make(map(np.concatenate, zip(*parts, strict=True)))


def _fit(values: Floats, least_points: int, least_sigma: Floats) -> Trend:
    known = ~np.isnan(values)
    points = known.sum(axis=1).astype(np.float64)
    enough = points >= least_points
    when = -np.arange(values.shape[1], dtype=np.float64)
    slope = np.where(enough, medians(_pair_slopes(values)), np.nan)
    flat = values - slope[:, None] * when
    residuals = flat - medians(flat)[:, None]
    freedom = np.maximum(points - 2, 1)
    seen = MAD_TO_SIGMA * medians(np.abs(residuals)) * np.sqrt(points / freedom)
    scatter = (np.maximum(seen, least_sigma) * widening(freedom)) ** 2
    excess = np.where(seen > least_sigma, _persistence(residuals, points), 1.0)
    _, spread = _spread(known, when)
    recent = np.clip(known[:, :RECENT_BINS].sum(axis=1), 1, RECENT_BINS)
    age = -_spread(known[:, :RECENT_BINS], when[:RECENT_BINS])[0]
    newest, oldest = known.argmax(axis=1), values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return Trend(
        slope=slope,
        middle=medians(flat[:, :RECENT_BINS]) - slope * age,
        middle_age=age,
        scatter=scatter,
        middle_variance=scatter * excess / recent * MEDIAN_EXCESS,
        slope_variance=scatter * excess / np.maximum(spread, 1.0) * SLOPE_EXCESS,
        points=points,
        span=np.where(points > 0, oldest - newest, 0).astype(np.float64),
    )


def _spread(known: Bools, when: Floats) -> tuple[Floats, Floats]:
    """Give the mean time of the known points of each row, and the sum of squares about it."""
    size = np.maximum(known.sum(axis=1), 1)
    mean = np.where(known, when, 0.0).sum(axis=1) / size
    return mean, np.where(known, (when - mean[:, None]) ** 2, 0.0).sum(axis=1)


def _pair_slopes(values: Floats) -> Floats:
    bins = np.flatnonzero(~np.isnan(values).all(axis=0))  # those that nobody has make no pairs
    newer, older = bins[np.array(np.triu_indices(len(bins), k=1))]
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
