"""Drawing a share of accounts by lot: the same in every run and on every machine, whoever else is there."""

import hashlib
from collections.abc import Sequence

import numpy as np

from upsell_cli.frames.vectors.blocks import Bools

BYTES = 8


def drawn(ids: Sequence[str], share: float, salt: str) -> Bools:
    """Give which of these ids are among a share of all ids there could be.

    >>> drawn(["A1", "A2", "A3", "A4"], 0.5, "spring").tolist(), drawn(["A4"], 0.5, "spring").tolist()
    ([False, False, False, True], [True])
    """
    if share <= 0:
        return np.zeros(len(ids), dtype=bool)
    return np.array([_lot(f"{salt}/{each}") < share for each in ids], dtype=bool)


def _lot(text: str) -> float:
    """Give a number from 0 up to 1 that only the text decides."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:BYTES]) / float(256**BYTES)
