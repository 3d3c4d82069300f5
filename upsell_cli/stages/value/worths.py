"""Value with the source it rests on: how much of a claim counts, and how good the sum of several is."""

from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, vector
from upsell_cli.money import to_minor
from upsell_cli.returns import SOURCES

NO_SOURCE = len(SOURCES)

OF_WORTH = ("amount_year_minor", "hours_per_person_week", "people", "hourly_cost_minor")
OF_THE_START = ("one_off_cost_minor", "ramp_months")
"""Columns of a statement."""


class Worths(NamedTuple):
    """Value a year in minor units (NaN: none known) and the place of its weakest source in SOURCES."""

    minor: Floats
    source: Ints

    @classmethod
    def nothing(cls, rows: int) -> "Worths":
        """Give no value for so many rows."""
        return cls(np.full(rows, np.nan), np.full(rows, NO_SOURCE))

    def plus(self, other: "Worths") -> "Worths":
        """Give both together, as far as they are known."""
        both = np.where(np.isnan(self.minor), other.minor, self.minor + np.nan_to_num(other.minor))
        return Worths(both, np.minimum(self.source, other.source))

    def where(self, rows: Bools) -> "Worths":
        """Give it for some rows and nothing for the others."""
        return Worths(np.where(rows, self.minor, np.nan), np.where(rows, self.source, NO_SOURCE))


def realised(rules: ValueRules) -> Floats:
    """Give how much of a value counts, by the place of its source in SOURCES."""
    return np.array([rules.counts(source) for source in SOURCES])


def only_begins(rows: pd.DataFrame) -> Bools:
    """Give which statements say nothing of worth, only what a step up costs once or how long it takes."""
    worth, start = (np.array([vector(rows, name) for name in names]) for names in (OF_WORTH, OF_THE_START))
    begins: Bools = np.isnan(worth).all(axis=0) & ~np.isnan(start).all(axis=0)
    return begins


def in_minor(amount: Decimal | None, currency: str) -> float:
    """Give an amount of the catalogue in minor units; NaN where there is none."""
    return np.nan if amount is None else float(to_minor(amount, currency))
