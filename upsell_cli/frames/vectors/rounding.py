"""Whole numbers from products with shares and rates, a column at a time, free of binary noise."""

import numpy as np

from upsell_cli.frames.vectors.blocks import Floats

NOISE = 6
"""Decimals below which a difference is an artefact of binary numbers: 35 x 0.7 is 24.5, not 24.499…"""


def without_noise(values: Floats) -> Floats:
    """Give values as exact as decimals are, to be rounded up or compared with whole ones.

    >>> 100 * 1.1, without_noise(np.array([100 * 1.1])).tolist()
    (110.00000000000001, [110.0])
    """
    return np.round(values, NOISE)


def half_up(amounts: Floats) -> Floats:
    """Give amounts rounded to whole numbers, halves away from zero; NaN stays not known.

    >>> half_up(np.array([2.5, -2.5, 35 * 0.7, np.nan])).tolist()
    [3.0, -3.0, 25.0, nan]
    """
    whole: Floats = np.copysign(np.floor(without_noise(np.abs(amounts)) + 0.5), amounts)
    return whole
