"""Lists in a cell: `sso;audit_log`, the names that hold for a row, the weightiest first."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.frames.vectors.blocks import Floats, picked

BETWEEN = ";"


def listed(weights: Floats, names: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Give for each row the names with a weight above 0, heaviest first, ties as in `names`; or "".

    A text is built once for each list that occurs, not once a row.

    >>> listed(np.array([[1, 0, 2], [0, 0, 0], [1, 1, 1]]), ("a", "b", "c")).tolist()
    ['c;a', '', 'a;b;c']
    """
    order = np.argsort(-weights, axis=1, kind="stable")
    held = np.take_along_axis(weights, order, axis=1) > 0
    codes = np.zeros(len(weights), dtype=np.int64)
    for place in range(held.sum(axis=1).max(initial=0)):
        codes, _ = pd.factorize(codes * (len(names) + 1) + np.where(held[:, place], order[:, place] + 1, 0))
    _, examples, places = np.unique(codes, return_index=True, return_inverse=True)
    texts = [BETWEEN.join(names[k] for k in order[row][held[row]]) for row in examples]
    return picked(texts, places)
