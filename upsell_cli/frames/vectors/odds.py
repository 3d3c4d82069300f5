"""What points mean: each adds to the log-odds, and ten of them double the odds."""

import math

import numpy as np

from upsell_cli.frames.vectors.blocks import Floats

POINTS_THAT_DOUBLE = 10
LOG_ODDS_A_POINT = math.log(2) / POINTS_THAT_DOUBLE


def chance_of(points: Floats, intercept: float) -> Floats:
    """Give the probability of an upgrade; `intercept` is the log-odds at no points.

    >>> chance_of(np.array([0.0, 10.0]), math.log(1 / 3)).round(6).tolist()
    [0.25, 0.4]
    """
    return 1.0 / (1.0 + np.exp(-(intercept + LOG_ODDS_A_POINT * points)))


def score_of(points: Floats) -> Floats:
    """Give the score from 0 to 100: the chance if none and all were equally likely at no points.

    >>> score_of(np.array([-10.0, 0.0, 10.0])).round(1).tolist()
    [33.3, 50.0, 66.7]
    """
    return 100.0 * chance_of(points, intercept=0.0)
