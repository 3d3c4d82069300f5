"""Shares and bounds of the normal distribution, and how much wider bounds from few readings have to be."""

import numpy as np

from upsell_cli.frames.vectors.blocks import Floats

Z80 = 1.2815515655446004
"""Standard deviations on either side that hold 80 %."""


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


def widening(freedom: Floats) -> Floats:
    """Give how many times wider 80 % bounds are when the scatter comes from so few degrees of freedom.

    That is Student's t over the normal, by the expansion of Cornish and Fisher; within 2 % of the tables.

    >>> (Z80 * widening(np.array([2.0, 6.0, 11.0, 1000.0]))).round(2).tolist()
    [1.85, 1.44, 1.36, 1.28]
    """
    first, second = (Z80**2 + 1) / 4, (5 * Z80**4 + 16 * Z80**2 + 3) / 96
    wider: Floats = 1 + first / freedom + second / freedom**2
    return wider
