"""The facts of one account, each with its meaning and the rows it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf
from typing import Any

import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.documents.explanation import Fact, Known, SourceLines, SourceRow
from upsell_cli.frames.tables import Grain
from upsell_cli.frames.verdicts import Verdicts

UNLIMITED = "unlimited"

FIRST_TABLE_OF_STAGE = {
    "roster": ("accounts", "usage"),
    "subscriptions": ("billing", "usage"),
    "entitlements": ("billing", "usage"),
    "usage": ("usage",),
    "forecast": ("usage",),
    "payments": ("invoices",),
    "demand": ("events", "usage"),
    "questions": ("events",),
    "signals": ("events",),
    "contacts": ("contacts",),
}
"""Tables that a fact can come from, by the stage that adds it: the first that has rows.

What other stages add follows from facts.
"""

ALL_TABLES_OF_FACT = {
    "active_share": ("usage", "billing"),
    "depth": ("usage", "events"),
    "features_unused": ("usage", "events"),
    "nps": ("events", "accounts"),
    "csat": ("events", "accounts"),
    "survey_on": ("events", "accounts"),
    "payment_failed": ("events", "invoices"),
    "open_deal": ("deals",),
    "deal_opened_on": ("deals",),
    "last_contact_on": ("contacts",),
    "contacts_lately": ("contacts",),
    "contacts_counted": ("contacts",),
    "last_no_on": ("contacts", "deals"),
    "last_upgrade_on": ("deals", "billing"),
    "people_known": ("people",),
}
"""Facts that come from other tables than the rest of their stage, or from several."""

PER_METER = ("use", "peak", "limit", "util", "reach", "required")


@dataclass(frozen=True, slots=True)
class Judged:
    """One account: its verdict, and what it was judged by."""

    verdict: Verdicts
    book: TierBook
    policy: Policy
    as_of: date
    grain: Grain

    def __getitem__(self, name: str) -> Known:
        """Give a column of the verdict; None where not known or without such a column."""
        if name not in self.verdict.columns:
            return None
        value: Any = self.verdict[name].iloc[0]
        if value is pd.NA or value is pd.NaT:
            return None
        if isinstance(value, pd.Timestamp):
            return value.date()
        plain = value.item() if hasattr(value, "item") else value
        return UNLIMITED if isinstance(plain, float) and isinf(plain) else plain

    def number(self, name: str) -> float | None:
        """Give a number; None where not known."""
        value = self[name]
        return float(value) if isinstance(value, int | float) else None

    def minor(self, name: str) -> int | None:
        """Give an amount in minor units; None where not known."""
        value = self[name]
        return int(value) if isinstance(value, int | float) else None


def told_facts(case: Judged, rows: Sequence[SourceRow]) -> tuple[Fact, ...]:
    """Give every fact of the account, also those not known, with the rows of the files it comes from."""
    plain = (
        _fact(column.name, column.meaning, case, column.stage, rows)
        for column in ACCOUNTS
        if column.name not in ("account_id", "account_name")
    )
    return (*plain, *_per_meter(case, rows), *_asked(case, rows))


def _per_meter(case: Judged, rows: Sequence[SourceRow]) -> Iterator[Fact]:
    for name in PER_METER:
        family = ACCOUNTS.family(name)
        for meter in case.book.meters:
            column = family.column(meter.id)
            meaning = f"{meter.name}: {family.meaning}"
            yield _fact(column, meaning, case, family.stage, rows)


def _asked(case: Judged, rows: Sequence[SourceRow]) -> Iterator[Fact]:
    for name in ("asked", "awaited"):
        family = ACCOUNTS.family(name)
        for feature in case.book.features:
            column = family.column(feature)
            if case[column]:
                meaning = f"{case.book.feature_name(feature)}: {family.meaning}"
                yield _fact(column, meaning, case, family.stage, rows)


def _fact(name: str, meaning: str, case: Judged, stage: str, rows: Sequence[SourceRow]) -> Fact:
    """Give a fact; no row is the source of what is not known."""
    value = case[name]
    return Fact(name, meaning, value, () if value is None else _sources(name, stage, rows))


def _sources(name: str, stage: str, rows: Sequence[SourceRow]) -> tuple[SourceLines, ...]:
    first = FIRST_TABLE_OF_STAGE.get(stage, ())
    first_with_rows = next(((t,) for t in first if any(row.table == t for row in rows)), ())
    tables = ALL_TABLES_OF_FACT.get(name, first_with_rows)
    files = dict.fromkeys((row.table, row.file) for row in rows if row.table in tables)
    return tuple(
        SourceLines(table, file, tuple(row.line for row in rows if (row.table, row.file) == (table, file)))
        for table, file in files
    )
