"""Opening a file of cases: rows with their places, every name checked against inputs and catalogue."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from upsell_cli.config.book import TierBook
from upsell_cli.config.cases.document import CaseFile, DrawnCase, Expected
from upsell_cli.config.loading import Loaded, load_model
from upsell_cli.config.names import UNKNOWN, meaning_of_tier
from upsell_cli.config.policy import Weights
from upsell_cli.frames.accounts import NEEDS
from upsell_cli.frames.inputs import PROFILE, TABLES
from upsell_cli.frames.verdicts import RETURN_BELOW
from upsell_cli.problems import Loc, Place, Problem, UpsellError, nearest

KINDS = ("billing", "invoices", "events", "contacts", "deals", "people", "value")
"""Kinds of input of which a case may have rows."""

REASONS = (*Weights.model_fields, *NEEDS, RETURN_BELOW)
NAMED_BY_US = "account_id"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an input, and where it stands in the file of cases."""

    values: Mapping[str, Any]
    loc: Loc


@dataclass(frozen=True, slots=True)
class Case:
    """An account of a file of cases."""

    drawn: DrawnCase
    loc: Loc

    @property
    def id(self) -> str:
        """Give its account id."""
        return self.drawn.id

    @property
    def expect(self) -> Expected:
        """Give what should become of it."""
        return self.drawn.expect

    def rows(self, kind: str) -> list[Row]:
        """Give its rows of a kind of input."""
        if kind == "accounts":
            return [Row(self.drawn.account, (*self.loc, "account"))] if self.drawn.account else []
        return _rows(getattr(self.drawn, kind), (*self.loc, kind))


@dataclass(frozen=True, slots=True)
class CaseBook:
    """A file of cases with the way back to it."""

    path: str
    loaded: Loaded[CaseFile]

    @property
    def file(self) -> CaseFile:
        """Give what the file says."""
        return self.loaded.model

    @property
    def cases(self) -> tuple[Case, ...]:
        """Give the accounts in the order of the file."""
        return tuple(Case(drawn, ("cases", at)) for at, drawn in enumerate(self.file.cases))

    @property
    def as_of(self) -> date:
        """Give the day to judge on."""
        return date.fromisoformat(self.file.as_of)

    @property
    def rates(self) -> list[Row]:
        """Give the exchange rates."""
        return _rows(self.file.rates, ("rates",))

    def beside(self, path: str | None) -> str | None:
        """Give a path that starts from the file of cases as one that starts from here."""
        return None if path is None else os.path.normpath(Path(self.path).parent / path)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Give where a value, or its key, stands."""
        return self.loaded.document.place(loc, "key" if key else "value")

    def check(self, book: TierBook) -> None:
        """Refuse names that no input, no catalogue and no other case has; all are told at once."""
        problems = [
            *self._twice(),
            *self._unknown_columns(book),
            *(problem for case in self.cases for problem in self._unknown_words(case, book)),
        ]
        if problems:
            raise UpsellError(*problems)

    def _twice(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for case in self.cases:
            if case.id in seen:
                message = f'two cases have the id "{case.id}"'
                yield Problem("duplicate-id", message, self.place((*case.loc, "id")), "Give each its own.")
            seen.add(case.id)

    def _unknown_columns(self, book: TierBook) -> Iterator[Problem]:
        wanted = {f.used_by for f in book.catalogue.features.values() if f.used_by}
        known = {kind: _columns(kind) for kind in (*KINDS, "accounts", "rates")}
        usage = [*book.meter_ids, *sorted(wanted - set(book.meter_ids)), "date"]
        known["usage"] = [*usage, *(column.name for column in PROFILE.columns if column.name != NAMED_BY_US)]
        rows = [("rates", row) for row in self.rates]
        rows += [
            (kind, row)
            for case in self.cases
            for kind in ("usage", "accounts", *KINDS)
            for row in case.rows(kind)
        ]
        for kind, row in rows:
            for name, value in row.values.items():
                if name not in known[kind]:
                    place = self.place((*row.loc, name), key=True)
                    yield _unknown("column", name, known[kind], place, f"{kind} has no column")
                elif not _is_cell(value, several=kind == "usage"):
                    fix = "Write one value; a usage may be a list of readings."
                    message = f"{name} of {kind} is no single value"
                    yield Problem("bad-cell", message, self.place((*row.loc, name)), fix)

    def _unknown_words(self, case: Case, book: TierBook) -> Iterator[Problem]:
        if case.drawn.tier and meaning_of_tier(book, case.drawn.tier) == UNKNOWN:
            stands = self.place((*case.loc, "tier"))
            yield _unknown("tier", case.drawn.tier, book.tier_ids, stands, "no tier is called")
        ids = [other.id for other in self.cases if other.id != case.id]
        expect, at = case.expect, (*case.loc, "expect")
        tiers, add_ons = list(book.tier_ids), [add_on.id for add_on in book.add_ons]
        words: list[tuple[str, Sequence[str], Sequence[str], str]] = [
            ("reasons", expect.reasons, REASONS, "no reason is called"),
            ("not_reasons", expect.not_reasons, REASONS, "no reason is called"),
            ("needs", expect.needs, NEEDS, "no need is called"),
            ("not_needs", expect.not_needs, NEEDS, "no need is called"),
            ("above", expect.above, ids, "no other case has the id"),
            ("to_tier", (expect.to_tier,) if expect.to_tier else (), tiers, "no tier is called"),
            ("add_on", expect.add_on.split("+") if expect.add_on else (), add_ons, "no add-on is called"),
        ]
        for key, given, known, what in words:
            for place, word in enumerate(given):
                if word not in known:
                    loc = (*at, key) if key in {"to_tier", "add_on"} else (*at, key, place)
                    yield _unknown("word", word, known, self.place(loc), what)


def open_cases(path: str) -> CaseBook:
    """Open a file of cases. Raises UpsellError with everything that is wrong with its form."""
    return CaseBook(path, load_model(Path(path), CaseFile))


def _rows(given: dict[str, Any] | tuple[dict[str, Any], ...], loc: Loc) -> list[Row]:
    if isinstance(given, dict):
        return [Row(given, loc)]
    return [Row(row, (*loc, at)) for at, row in enumerate(given)]


def _columns(kind: str) -> list[str]:
    return [column.name for column in TABLES[kind].columns if column.name != NAMED_BY_US]


def _is_cell(value: object, *, several: bool) -> bool:
    if several and isinstance(value, tuple):
        return all(_is_cell(item, several=False) for item in value)
    return value is None or isinstance(value, str | int | float | Decimal | bool)


def _unknown(what: str, word: str, known: Sequence[str], place: Place, said: str) -> Problem:
    near = nearest(word, list(known))
    fix = f"Did you mean `{near}`?" if near else f"Known: {', '.join(known) or 'none'}."
    return Problem(f"unknown-{what}", f'{said} "{word}"', place, fix, word)
