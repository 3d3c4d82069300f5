"""Rows of usage as numbers, whatever file they stand in."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np

from upsell_cli.sources.digest.cells import Coded
from upsell_cli.sources.digest.lines import Ints, NotPlainError

DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Rows of a piece as numbers: the lines they are `at`, and their cells.

    `texts` gives the cells of a line as they were. Of each of the columns of values there are the numbers,
    and the rows that have one (None: all).
    """

    texts: Callable[[int], list[str]]
    at: Ints
    ids: Coded
    days: Coded
    metrics: Coded | None
    values: list[tuple[Ints, Ints | None]]
    position: int

    def taken(self, rows: Ints) -> "Parsed":
        """Give some of the rows."""
        return replace(
            self,
            at=self.at[rows],
            ids=self.ids.taken(rows),
            days=self.days.taken(rows),
            metrics=self.metrics.taken(rows) if self.metrics else None,
            values=[_values_taken(values, there, rows, len(self.at)) for values, there in self.values],
        )


@cache
def ordinal(text: bytes) -> int:
    """Give the day that a text names, numbered as Python does.

    >>> ordinal(b"2026-01-05")
    739621
    """
    if not DAY.fullmatch(text.decode()):
        raise NotPlainError
    try:
        return date.fromisoformat(text.decode()).toordinal()
    except ValueError as error:
        raise NotPlainError from error


def _values_taken(values: Ints, there: Ints | None, rows: Ints, height: int) -> tuple[Ints, Ints | None]:
    if there is None:
        return values[rows], None
    place = np.full(height, -1)
    place[there] = np.arange(len(there))
    own = np.flatnonzero(place[rows] >= 0)
    return values[place[rows][own]], own
