"""Codes of what holds for a row, as one text: `limit_90;asked_2;renewal`."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.frames.vectors.blocks import Bools, picked

BETWEEN = ";"


def joined(holds: Bools, codes: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Give for each row the codes that hold, in their order; empty where none does.

    A text is built once for each pattern that occurs, not once a row; there are at most 62 codes.

    >>> joined(np.array([[True, False, True], [False, False, False]]), ("a", "b", "c")).tolist()
    ['a;c', '']
    """
    packed = np.zeros(len(holds), dtype=np.int64)
    for bit in range(len(codes)):
        packed |= holds[:, bit].astype(np.int64) << bit
    places, patterns = pd.factorize(packed)
    texts = [
        BETWEEN.join(code for bit, code in enumerate(codes) if pattern >> bit & 1)
        for pattern in patterns.tolist()
    ]
    return picked(texts, places)
