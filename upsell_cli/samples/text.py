"""Columns of numbers as bytes of CSV, whole blocks at a time: what makes tens of millions of rows affordable.

A column of text is a table of characters, one row a cell; a NUL stands where there is no character, and
disappears when the columns are joined.
"""

import numpy as np
import numpy.typing as npt

Text = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

NOTHING = 0
ZERO = ord("0")
TEN = 10


def numbers(values: Ints, decimals: int = 0, missing: Mask | None = None) -> Text:
    r"""Write whole numbers of 0 or more, with a point before the last `decimals` digits.

    >>> joined(numbers(np.array([0, 7, 4250]), decimals=1))
    b'0.0\n0.7\n425.0\n'
    """
    width = max(len(str(int(values.max(initial=0)))), decimals + 1)
    left: Ints = values.astype(np.int64 if width >= TEN else np.int32)
    digits = np.empty((width, len(values)), dtype=np.uint8)
    for place in range(width - 1, -1, -1):
        rest = left // TEN
        digits[place] = left - rest * TEN + ZERO
        if place < width - 1 - decimals:
            digits[place] *= left > 0
        left = rest
    if decimals:
        digits = np.insert(digits, width - decimals, ord("."), axis=0)
    if missing is not None:
        digits *= ~missing
    return digits.T


def labels(texts: list[str], codes: Ints) -> Text:
    r"""Write the text that each code stands for.

    >>> joined(labels(["A1", "B"], np.array([1, 0])))
    b'B\nA1\n'
    """
    encoded = np.array([text.encode() for text in texts], dtype=np.bytes_)
    table = encoded.view(np.uint8).reshape(len(texts), encoded.itemsize)
    return np.take(table, codes, axis=0)


def joined(*columns: Text, newline: bytes = b"\n") -> bytes:
    r"""Join columns into lines with commas between.

    >>> joined(labels(["A", "B"], np.array([0, 1])), numbers(np.array([5, 10])))
    b'A,5\nB,10\n'
    """
    rows = len(columns[0])
    endings = [b","] * (len(columns) - 1) + [newline]
    pairs = [
        part
        for column, ending in zip(columns, endings, strict=True)
        for part in (column, np.broadcast_to(np.frombuffer(ending, np.uint8), (rows, len(ending))))
    ]
    return np.concatenate(pairs, axis=1).tobytes().translate(None, bytes([NOTHING]))
