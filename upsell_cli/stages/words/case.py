"""One account's facts as a sentence needs them: plain values, None where not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from upsell_cli.calendar import spoken
from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.contract import Family
from upsell_cli.frames.vectors.blocks import Bools
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.money import digits, written


class Facts:
    """Some rows of the verdicts, each column a plain list that is made when it is first asked for."""

    def __init__(self, verdicts: Verdicts, rows: Bools) -> None:
        """Keep the verdicts, and which of their rows are read."""
        self.verdicts = verdicts
        self.rows = rows
        self.lists: dict[str, list[Any]] = {}

    def __getitem__(self, name: str) -> list[Any]:
        """Give a column; None where not known."""
        if name not in self.lists:
            cells = self.verdicts[name].array[self.rows].tolist()
            self.lists[name] = [None if cell is pd.NA or cell is pd.NaT else cell for cell in cells]
        return self.lists[name]


@dataclass(frozen=True, slots=True)
class Case:
    """One account, with the catalogue, the policy and the day it is told for."""

    facts: Facts
    row: int
    book: TierBook
    policy: Policy
    today: date

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  a cell of any column
        """Give a fact; None where not known."""
        return self.facts[name][self.row]

    def of(self, family: Family, member: str) -> Any:  # noqa: ANN401
        """Give a fact of a family; None where not known or without such a column."""
        name = family.column(member)
        return self[name] if name in self.facts.verdicts.columns else None

    def day(self, name: str) -> str:
        """Give a date as it stands in a sentence; empty where not known."""
        when = self[name]
        return "" if when is None else spoken(when, self.today)

    def days_since(self, name: str) -> int | None:
        """Give the days since a date; None where not known."""
        when = self[name]
        return None if when is None else (pd.Timestamp(self.today) - when).days

    def amount(self, minor: int) -> str:
        """Give an amount in the account's currency, exact."""
        return written(minor, self.currency)

    def about(self, minor: int) -> str:
        """Give an amount in whole units of the account's currency, never more than it is."""
        unit = 10 ** digits(self.currency)
        return written(minor // unit * unit, self.currency)

    @property
    def currency(self) -> str:
        """Give the currency of the account's amounts; list prices are in the catalogue's."""
        return self["currency"] or self.book.currency


def cases(verdicts: Verdicts, rows: Bools, book: TierBook, policy: Policy, as_of: date) -> Iterator[Case]:
    """Give the accounts of some rows, in their order."""
    facts = Facts(verdicts, rows)
    return (Case(facts, row, book, policy, as_of) for row in range(int(rows.sum())))
