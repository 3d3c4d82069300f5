"""Columns of numbers as bytes of CSV, whole blocks at a time: what makes tens of millions of rows affordable.

A column of text is a table of characters, one row a cell, and a mask of those that are printed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

ZERO = ord("0")
TEN = 10


@dataclass(frozen=True, slots=True)
class Text:
    """Cells of one column: their characters, right-aligned or left-aligned, and which of them count."""

    chars: Bytes
    shown: Mask


def numbers(values: Ints, decimals: int = 0, missing: Mask | None = None) -> Text:
    r"""Write whole numbers of 0 or more, with a point before the last `decimals` digits.

    >>> joined(numbers(np.array([0, 7, 4250]), decimals=1))
    b'0.0\n0.7\n425.0\n'
    """
    width = max(len(str(int(values.max(initial=0)))), decimals + 1)
    digits = np.empty((len(values), width), dtype=np.uint8)
    shown = np.empty((len(values), width), dtype=bool)
    left: Ints = values.astype(np.int64)
    for place in range(width - 1, -1, -1):
        shown[:, place] = (left > 0) | (place >= width - 1 - decimals)
        rest = left // TEN
        digits[:, place] = left - rest * TEN
        left = rest
    digits += ZERO
    if decimals:
        digits = np.insert(digits, width - decimals, ord("."), axis=1)
        shown = np.insert(shown, width - decimals, values=True, axis=1)
    if missing is not None:
        shown &= ~missing[:, None]
    return Text(digits, shown)


def labels(texts: list[str], codes: Ints) -> Text:
    r"""Write the text that each code stands for.

    >>> joined(labels(["A1", "B"], np.array([1, 0])))
    b'B\nA1\n'
    """
    encoded = [text.encode() for text in texts]
    width = max(map(len, encoded), default=0)
    table = np.array([np.frombuffer(text.ljust(width), dtype=np.uint8) for text in encoded])
    lengths = np.array([len(text) for text in encoded])
    return Text(table[codes], np.arange(width) < lengths[codes][:, None])


def joined(*columns: Text, newline: bytes = b"\n") -> bytes:
    r"""Join columns into lines with commas between.

    >>> joined(labels(["A", "B"], np.array([0, 1])), numbers(np.array([5, 10])))
    b'A,5\nB,10\n'
    """
    rows = len(columns[0].chars)
    parts: list[Text] = []
    for number, column in enumerate(columns):
        ending = newline if number == len(columns) - 1 else b","
        parts += [column, _constant(ending, rows)]
    chars = np.concatenate([part.chars for part in parts], axis=1)
    shown = np.concatenate([part.shown for part in parts], axis=1)
    written: Bytes = chars[shown]
    return written.tobytes()


def _constant(text: bytes, rows: int) -> Text:
    chars = np.broadcast_to(np.frombuffer(text, dtype=np.uint8), (rows, len(text)))
    return Text(chars, np.ones(chars.shape, dtype=bool))
