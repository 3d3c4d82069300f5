"""What else one could forecast use with: a line by least squares, the last value, and Holt's two smoothings.

Each gives the expected use and its standard deviation for the weeks ahead, accounts x weeks, from the use
seen, oldest week first. Their intervals are those of the textbooks.
"""

import numpy as np
from simulated import AHEAD, Floats

WEEKS = np.arange(1.0, AHEAD + 1)
LEAST_VARIANCE = 0.01**2
"""No method is let believe that use scatters by less than a hundredth of the limit."""
SMOOTHINGS = [(level, growth) for level in (0.1, 0.3, 0.5, 0.7, 0.9) for growth in (0.02, 0.1, 0.3, 0.6)]

Foreseen = tuple[Floats, Floats]


def least_squares(seen: Floats) -> Foreseen:
    """Give the line through all weeks."""
    weeks = seen.shape[1]
    when = np.arange(1.0 - weeks, 1.0)
    center = when.mean()
    spread = ((when - center) ** 2).sum()
    slope = (seen * (when - center)).sum(axis=1) / spread
    start = seen.mean(axis=1) - slope * center
    residuals = seen - start[:, None] - slope[:, None] * when
    variance = np.maximum((residuals**2).sum(axis=1) / max(weeks - 2, 1), LEAST_VARIANCE)
    wider = 1 + 1 / weeks + (WEEKS - center) ** 2 / spread
    return start[:, None] + slope[:, None] * WEEKS, np.sqrt(variance[:, None] * wider)


def least_squares_of_a_quarter(seen: Floats) -> Foreseen:
    """Give the line through the last 13 weeks, as the tool itself looks back."""
    return least_squares(seen[:, -13:])


def last_value(seen: Floats) -> Foreseen:
    """Give the last week for all that come, as sure as weeks differ from the one before."""
    variance = np.maximum((np.diff(seen, axis=1) ** 2).mean(axis=1), LEAST_VARIANCE)
    return np.repeat(seen[:, -1:], AHEAD, axis=1), np.sqrt(variance[:, None] * WEEKS)


def holt(seen: Floats) -> Foreseen:
    """Give the line that two smoothings end in, the pair chosen that would have erred least so far."""
    mean, variance = np.zeros((len(seen), AHEAD)), np.full((len(seen), AHEAD), np.inf)
    least = np.full(len(seen), np.inf)
    for alpha, beta in SMOOTHINGS:
        level, slope = seen[:, 0], seen[:, 1] - seen[:, 0]
        squares = np.zeros(len(seen))
        for week in range(1, seen.shape[1]):
            error = seen[:, week] - level - slope
            level, slope = level + slope + alpha * error, slope + alpha * beta * error
            squares += error**2
        own = np.maximum(squares / max(seen.shape[1] - 2, 1), LEAST_VARIANCE)
        carried = np.cumsum((alpha * (1 + beta * WEEKS)) ** 2) - (alpha * (1 + beta * WEEKS)) ** 2
        better = own < least
        mean[better] = (level[:, None] + slope[:, None] * WEEKS)[better]
        variance[better] = (own[:, None] * (1 + carried))[better]
        least = np.minimum(least, own)
    return mean, np.sqrt(variance)
