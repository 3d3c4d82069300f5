"""Lists written as one text, `api_pack+api_pack+sso_pack`, as counts of their words and back."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.frames.vectors.blocks import Floats, picked

BETWEEN = "+"
"""Between the add-ons of an offer, each piece named."""


def counted(frame: pd.DataFrame, name: str, words: Sequence[str], between: str) -> Floats:
    """Give how often each word stands in a column of texts, rows x words; none where it is not known.

    A text is taken apart once, not once a row.

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
