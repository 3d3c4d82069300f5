"""Rows of an input table brought to their accounts: how many, the sum, the newest, the one that comes first.

No result depends on the order of the rows: what is not a count, sum, least or greatest names its ties.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from upsell_cli.frames.contract import Column
from upsell_cli.frames.growing import Growing, array_of
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of a table that belong to some accounts, each with the place of its account."""

    rows: pd.DataFrame
    whose: Ints
    accounts: int
    _words: dict[str, "Words"] = field(default_factory=dict, repr=False, compare=False)

    def vector(self, name: str) -> Floats:
        """Give a column of the rows as numbers; NaN where not known."""
        return blocks.vector(self.rows, name)

    def days(self, name: str) -> Floats:
        """Give a column of dates of the rows as numbers of days; NaN where not known."""
        return blocks.days(self.rows, name)

    def words(self, name: str) -> "Words":
        """Give a column of text of the rows, coded."""
        if name not in self._words:
            self._words[name] = words(self.rows, name)
        return self._words[name]

    def count(self, chosen: Bools) -> Ints:
        """Give how many of the chosen rows each account has."""
        return np.bincount(self.whose[chosen], minlength=self.accounts)

    def any(self, chosen: Bools) -> Bools:
        """Give which accounts have a chosen row."""
        return self.count(chosen) > 0

    def total(self, amounts: Ints, chosen: Bools) -> Ints:
        """Give the exact sum of whole amounts over the chosen rows of each account."""
        sums = np.zeros(self.accounts, dtype=np.int64)
        np.add.at(sums, self.whose[chosen], amounts[chosen])
        return sums

    def largest(self, values: Floats, chosen: Bools) -> Floats:
        """Give the largest known value among the chosen rows of each account; NaN without one."""
        known = chosen & ~np.isnan(values)
        found = np.full(self.accounts, -np.inf)
        np.maximum.at(found, self.whose[known], values[known])
        return np.where(self.any(known), found, np.nan)

    def smallest(self, values: Floats, chosen: Bools) -> Floats:
        """Give the smallest known value among the chosen rows of each account; NaN without one."""
        return -self.largest(-values, chosen)

    def median(self, values: Floats, chosen: Bools) -> Floats:
        """Give the median of the known values among the chosen rows of each account; NaN without one."""
        known = np.flatnonzero(chosen & ~np.isnan(values))
        order = known[np.lexsort((values[known], self.whose[known]))]
        size = np.bincount(self.whose[order], minlength=self.accounts)
        start = np.cumsum(size) - size
        filled = np.append(values[order], np.nan)
        last = len(filled) - 1
        lower = np.where(size > 0, start + (size - 1) // 2, last)
        upper = np.where(size > 0, start + size // 2, last)
        middle: Floats = (filled[lower] + filled[upper]) / 2
        return middle

    def first(self, chosen: Bools, *keys: Floats | Ints) -> Ints:
        """Give the place of the chosen row of each account that sorts first by `keys`; -1 without one.

        The first key decides; an unknown key sorts last.
        """
        candidates = np.flatnonzero(chosen)
        order = np.lexsort([key[candidates] for key in reversed(keys)])
        found = np.full(self.accounts, -1, dtype=np.int64)
        backwards = candidates[order[::-1]]
        found[self.whose[backwards]] = backwards
        return found


class Words(NamedTuple):
    """A column of text as codes of its distinct words; -1 is not known."""

    codes: Ints
    words: tuple[str, ...]

    def among(self, *wanted: str) -> Bools:
        """Give which rows hold one of these words, whatever their case."""
        folded = {word.casefold() for word in wanted}
        return self.where([word.casefold() in folded for word in self.words])

    def where(self, true: list[bool]) -> Bools:
        """Give which rows hold a word for which `true` says so; never where not known."""
        return np.array([*true, False], dtype=bool)[self.codes]

    def numbers(self, values: list[float]) -> Floats:
        """Give the number of each row's word; NaN where not known."""
        return np.array([*values, np.nan], dtype=np.float64)[self.codes]

    def order(self) -> Ints:
        """Give each row's place in the alphabet, so that ties can be settled by the text; unknown is last."""
        place = np.empty(len(self.words) + 1, dtype=np.int64)
        place[sorted(range(len(self.words)), key=self.words.__getitem__)] = np.arange(len(self.words))
        place[-1] = len(self.words)
        return place[self.codes]


def gathered(accounts: pd.DataFrame | Growing, rows: pd.DataFrame) -> Gathered:
    """Give the rows that belong to these accounts, in their order, each with its account's place."""
    if isinstance(accounts, Growing):
        ids = accounts.array("account_id")
        return accounts.once((ids, rows), lambda: _gathered(ids, rows))
    return _gathered(accounts["account_id"].array, rows)


def _gathered(ids: ExtensionArray, rows: pd.DataFrame) -> Gathered:
    at = pd.Index(ids).get_indexer(pd.Index(rows["account_id"]))
    if (at < 0).any():
        rows, at = rows[at >= 0], at[at >= 0]
    return Gathered(rows.reset_index(drop=True), at.astype(np.int64), len(ids))


def words(rows: pd.DataFrame | Growing, name: str) -> Words:
    """Give a column of text as codes; a column that is not there holds nothing known."""
    if name not in rows.columns:
        return Words(np.full(len(rows), -1, dtype=np.int64), ())
    texts = array_of(rows, name)
    return rows.once((texts,), lambda: _coded(texts)) if isinstance(rows, Growing) else _coded(texts)


def _coded(texts: ExtensionArray) -> Words:
    codes, distinct = texts.factorize()
    return Words(codes, tuple(np.asarray(distinct, dtype=object)))


def aligned(accounts: pd.DataFrame, table: pd.DataFrame | None, names: Sequence[str]) -> pd.DataFrame:
    """Give these columns of a table that has one row an account, in the order of the accounts.

    The index is that of the accounts; an account without a row is not known. Columns in which nothing is
    known, or of a table that was not given, are left out.
    """
    if table is None:
        return pd.DataFrame(index=accounts.index)
    told_of = [name for name in names if name in table.columns and table[name].notna().any()]
    places = pd.Index(table["account_id"]).get_indexer(pd.Index(accounts["account_id"]))
    return table[told_of].reset_index(drop=True).reindex(places).set_axis(accounts.index)


def told(sources: Sequence[pd.DataFrame], name: str, column: Column) -> pd.Series:
    """Give what the first of several aligned tables says of each account; `name` is its name there."""
    said = [source[name].astype(column.pandas_dtype) for source in sources if name in source.columns]
    if not said:
        nothing = pd.NaT if column.dtype == "date" else pd.NA
        return pd.Series(nothing, sources[0].index, column.pandas_dtype)
    known, *others = said
    for values in others:
        known = known.fillna(values)
    return known
