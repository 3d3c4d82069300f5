"""Codes of what holds for a row, as one text: `limit_90;asked_2;renewal`."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.frames.blocks import Bools, picked

BETWEEN = ";"


def joined(holds: Bools, codes: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Give for each row the codes that hold, in their order; empty where none does.

    A text is built once for each pattern that occurs, not once a row; there are at most 62 codes.

    >>> joined(np.array([[True, False, True], [False, False, False]]), ("a", "b", "c")).tolist()
    ['a;c', '']
    """
    bits = np.left_shift(np.int64(1), np.arange(len(codes), dtype=np.int64))
    patterns, places = np.unique(holds.astype(np.int64) @ bits, return_inverse=True)
    texts = [
        BETWEEN.join(code for code, bit in zip(codes, bits, strict=True) if pattern & bit)
        for pattern in patterns
    ]
    return picked(texts, places)
