"""Dated rows of accounts (events, contacts, deals) up to a day, with their age in days."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats
from upsell_cli.frames.vectors.gather import Gathered, Words, gathered

WHERE = ("source_file", "source_line")
"""Where a row stands, which is no part of what it says."""


@dataclass(frozen=True, slots=True)
class Happenings:
    """Dated rows of some accounts; `age` is 0 on the day itself, `kind` what happened."""

    rows: Gathered
    on: Floats
    age: Floats
    kind: Words

    def within(self, days: float, *kinds: str) -> Bools:
        """Give the rows of these kinds that are less than so many days old."""
        return (self.age < days) & self.kind.among(*kinds)

    def ever(self, *kinds: str) -> Bools:
        """Give the rows of these kinds, however old."""
        return self.kind.among(*kinds)

    def newest(self, chosen: Bools) -> Floats:
        """Give the newest day of the chosen rows of each account; NaN without one."""
        return self.rows.largest(self.on, chosen)

    def once(self, chosen: Bools) -> Bools:
        """Give the chosen rows without those that are equal to an earlier one: they were exported twice."""
        rows = self.rows.rows
        said = rows.loc[chosen, [name for name in rows.columns if name not in WHERE]]
        first = chosen.copy()
        first[np.flatnonzero(chosen)[said.duplicated().to_numpy()]] = False
        return first

    def count(self, chosen: Bools) -> Floats:
        """Give how many of the chosen rows each account has, equal ones counted once."""
        return self.rows.count(self.once(chosen)).astype(float)


def happenings(
    accounts: pd.DataFrame,
    table: pd.DataFrame,
    as_of: date,
    *,
    kind: str = "type",
    days: float = np.inf,
) -> Happenings:
    """Give the rows of these accounts that are dated up to a day, and are less than so many days old."""
    age = blocks.day_of(as_of) - blocks.days(table, "date")
    seen = gathered(accounts, table[(age >= 0) & (age < days)])
    on = seen.days("date")
    return Happenings(seen, on, blocks.day_of(as_of) - on, seen.words(kind))
