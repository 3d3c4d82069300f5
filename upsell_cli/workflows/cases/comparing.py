"""What was found of each case, beside what was expected."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.cases import Case, CaseBook
from upsell_cli.config.cases.document import Bounds
from upsell_cli.frames.documents.trials import Trial
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.money import exact, to_minor

NONE = "none"
BETWEEN = ";"

ONE_WORD = (
    ("state", "state"),
    ("offer", "offer_type"),
    ("to_tier", "to_tier"),
    ("add_on", "add_on"),
    ("quantity", "quantity"),
    ("scenario", "scenario"),
    ("objection", "objection"),
    ("owner_role", "owner_role"),
)
"""Expectations of one word, and the column that answers."""

AMONG = (("reasons", "reasons"), ("needs", "needs"), ("gates", "gates_hit"))
"""Expectations of words that are, or with `not_` are not, among those of a column."""

AMOUNTS = (("delta_arr", "delta_arr_minor"), ("delta_spend", "delta_spend_minor"))
BOUNDED = ("score", "chance")

NO_VERDICT = "no such account"


def compare(cases: CaseBook, verdicts: Verdicts, book: TierBook) -> tuple[Trial, ...]:
    """Give every expectation of every case with what was found, in the order of the file."""
    rows = verdicts.set_index("account_id", drop=False)
    return tuple(trial for case in cases.cases for trial in _Comparison(cases, case, rows, book).trials())


class _Comparison:
    """One case beside its verdict."""

    def __init__(self, cases: CaseBook, case: Case, rows: pd.DataFrame, book: TierBook) -> None:
        self.cases, self.case, self.rows, self.book = cases, case, rows, book

    def trials(self) -> Iterator[Trial]:
        """Give the expectations of the case."""
        if self.case.id not in self.rows.index:
            place = self.cases.place((*self.case.loc, "id"))
            yield Trial(self.case.id, "account", "to be judged", NO_VERDICT, holds=False, place=place)
            return
        for what, column in ONE_WORD:
            expected = getattr(self.case.expect, what)
            if expected is not None:
                found = self._said(column)
                yield self._trial(what, str(expected), found, holds=found == str(expected))
        for what, column in AMONG:
            yield from self._among(what, column)
        yield from self._amounts()
        for what in BOUNDED:
            yield from self._bounded(what, getattr(self.case.expect, what))
        yield from self._rank()

    def _among(self, what: str, column: str) -> Iterator[Trial]:
        said = self._said(column)
        found = [] if said == NONE else said.split(BETWEEN)
        shown = ", ".join(found) or NONE
        for at, code in enumerate(getattr(self.case.expect, what)):
            yield self._trial(what, code, shown, at, holds=code in found)
        for at, code in enumerate(getattr(self.case.expect, f"not_{what}")):
            yield self._trial(f"not_{what}", f"not {code}", shown, at, holds=code not in found)

    def _amounts(self) -> Iterator[Trial]:
        currency = self._said("currency")
        currency = self.book.currency if currency == NONE else currency
        for what, column in AMOUNTS:
            expected = getattr(self.case.expect, what)
            if expected is None:
                continue
            minor = self._value(column)
            found = NONE if minor is None else exact(int(minor), currency)
            wanted = exact(to_minor(Decimal(str(expected)), currency), currency)
            yield self._trial(what, wanted, found, holds=found == wanted)

    def _bounded(self, what: str, bounds: Bounds | None) -> Iterator[Trial]:
        if bounds is None:
            return
        value = self._value(what)
        least, most = bounds.at_least, bounds.at_most
        sides = (
            f"at least {least:g}" if least is not None else "",
            f"at most {most:g}" if most is not None else "",
        )
        holds = value is not None and (least is None or value >= least) and (most is None or value <= most)
        yield self._trial(
            what, " and ".join(filter(None, sides)), NONE if value is None else f"{value:.4g}", holds=holds
        )

    def _rank(self) -> Iterator[Trial]:
        own = self._value("rank")
        if self.case.expect.listed is not None:
            found = "listed" if own is not None else f"not listed ({self._said('state')})"
            wanted = "listed" if self.case.expect.listed else "not listed"
            yield self._trial("listed", wanted, found, holds=(own is not None) == self.case.expect.listed)
        for at, other in enumerate(self.case.expect.above):
            theirs = _value(self.rows, other, "rank")
            holds = own is not None and (theirs is None or own < theirs)
            found = f"{_place(own)}; {other} {_place(theirs)}"
            yield self._trial("above", f"above {other}", found, at, holds=holds)

    def _trial(self, what: str, expected: str, found: str, at: int | None = None, *, holds: bool) -> Trial:
        loc = (*self.case.loc, "expect", what, *(() if at is None else (at,)))
        return Trial(self.case.id, what, expected, found, holds=holds, place=self.cases.place(loc))

    def _value(self, column: str) -> Any:  # noqa: ANN401  a cell of any type
        return _value(self.rows, self.case.id, column)

    def _said(self, column: str) -> str:
        value = self._value(column)
        return NONE if value in (None, "") else str(value)


def _value(rows: pd.DataFrame, account: str, column: str) -> Any:  # noqa: ANN401
    if account not in rows.index:
        return None
    value = rows[column].loc[account]
    return None if pd.isna(value) else value


def _place(rank: int | None) -> str:
    return "no rank" if rank is None else f"rank {rank}"
