"""Lists in a cell, as one text: names that hold, `sso;audit_log`, and pieces, `api_pack+api_pack+sso_pack`.

A text is built, or taken apart, once for each list that occurs, not once a row.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.frames.vectors.blocks import Bools, Floats, picked

BETWEEN = ";"
BETWEEN_PIECES = "+"
"""Between the add-ons of an offer, each piece named."""


def joined(holds: Bools, codes: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Give for each row the codes that hold, in their order; empty where none does. At most 62 codes.

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


def listed(weights: Floats, names: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Give for each row the names with a weight above 0, heaviest first, ties as in `names`; or "".

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


def counted(frame: pd.DataFrame, name: str, words: Sequence[str], between: str) -> Floats:
    """Give how often each word stands in a column of texts, rows x words; none where it is not known.

    >>> frame = pd.DataFrame({"add_ons": pd.array(["b;a;b", None, "", "b;a;b"], dtype="string")})
    >>> counted(frame, "add_ons", ("a", "b"), ";").tolist()
    [[1.0, 2.0], [0.0, 0.0], [0.0, 0.0], [1.0, 2.0]]
    """
    texts = frame[name] if name in frame.columns else pd.Series(pd.NA, frame.index, "string")
    places, distinct = pd.factorize(texts)
    table = np.zeros((len(distinct) + 1, len(words)))
    for row, text in enumerate(distinct):
        parts = str(text).split(between)
        table[row] = [parts.count(word) for word in words]
    return table[places]


def written_out(counts: Floats, words: Sequence[str], between: str) -> pd.api.extensions.ExtensionArray:
    """Give each row of counts as a text, a word as often as it counts; not known where none does.

    >>> written_out(np.array([[1.0, 2.0], [0.0, 0.0]]), ("a", "b"), "+").tolist()
    ['a+b+b', <NA>]
    """
    places = np.zeros(len(counts), dtype=np.int64)
    for column in counts.T.astype(np.int64):
        places = pd.factorize(places * (int(column.max(initial=0)) + 1) + column)[0].astype(np.int64)
    _, first = np.unique(places, return_index=True)
    texts = [
        between.join(word for word, count in zip(words, row, strict=True) for _ in range(int(count)))
        for row in counts[first]
    ]
    filled = np.array([bool(text) for text in texts], dtype=bool)
    return picked(texts, np.where(filled[places], places, -1) if len(counts) else places)
