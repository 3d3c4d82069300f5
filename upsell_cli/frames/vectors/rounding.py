"""Whole minor units from products of amounts with shares and rates, a column at a time."""

import numpy as np

from upsell_cli.frames.vectors.blocks import Floats

NOISE = 6
"""Decimals below which a difference is an artefact of binary numbers: 35 x 0.7 is 24.5, not 24.499…"""


def half_up(amounts: Floats) -> Floats:
    """Give amounts rounded to whole numbers, halves away from zero; NaN stays not known.

    >>> half_up(np.array([2.5, -2.5, 35 * 0.7, np.nan])).tolist()
    [3.0, -3.0, 25.0, nan]
    """
    whole: Floats = np.copysign(np.floor(np.round(np.abs(amounts), NOISE) + 0.5), amounts)
    return whole
