"""The tables of some accounts at a time, in the order of their ids, as if those were all there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.frames.heard import heard_of
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors.blocks import Ints

OF_ACCOUNTS = tuple(name for name in Tables._fields if name not in ("metrics", "heard", "rates"))
"""The tables whose rows belong to accounts."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The tables of the accounts of some `ids`, so many `at_once`; rows of others are in no part."""

    whole: Tables
    rows: dict[str, "_Rows"]
    count: int

    @classmethod
    def of(cls, tables: Tables, ids: Sequence[str], at_once: int) -> "Parts":
        """Part the tables."""
        count = -(-len(ids) // at_once)
        found = pd.Index(pd.array(ids, dtype="string"))
        rows = {}
        for name, table in frames_of(tables).items():
            places = found.get_indexer(pd.Index(table["account_id"]))
            rows[name] = _rows(table, np.where(places < 0, count, places // at_once), count)
        return cls(whole_known(tables), rows, count)

    def __iter__(self) -> Iterator[Tables]:
        """Give the tables of one part after the other."""
        for number in range(self.count):
            own: dict[str, Any] = {name: rows.part(number) for name, rows in self.rows.items()}
            yield self.whole._replace(**own)


class _Rows(NamedTuple):
    """The rows of a table: the parts begin at `starts` of `order`; without one they stand in order."""

    table: pd.DataFrame
    order: Ints | None
    starts: Ints

    def part(self, number: int) -> pd.DataFrame:
        """Give the rows of one part, in the order in which they stand in the table."""
        own = slice(self.starts[number], self.starts[number + 1])
        found = self.table.iloc[own] if self.order is None else self.table.take(self.order[own])
        return found.reset_index(drop=True)


def _rows(table: pd.DataFrame, part: Ints, count: int) -> _Rows:
    starts = np.searchsorted(np.sort(part), np.arange(count + 1))
    in_order = bool((part[1:] >= part[:-1]).all())
    return _Rows(table, None if in_order else np.argsort(part, kind="stable"), starts)


def whole_known(tables: Tables) -> Tables:
    """Give the tables with what their files speak of written down, so that each part of them knows it."""
    metrics = tables.metrics or tuple(sorted(tables.readings["meter"].unique()))
    return tables._replace(metrics=metrics, heard=heard_of(tables))


def frames_of(tables: Tables) -> dict[str, pd.DataFrame]:
    """Give the tables whose rows belong to accounts, of those that were given, by name."""
    given = {name: getattr(tables, name) for name in OF_ACCOUNTS}
    return {name: table for name, table in given.items() if table is not None}
