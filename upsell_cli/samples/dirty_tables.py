"""Dirt on the smaller tables: renamed plans, credit notes, trials, test accounts, days before months."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import numpy as np

from upsell_cli.samples.company import Company
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.plan import Plan
from upsell_cli.samples.streams import TABLE_DIRT, stream
from upsell_cli.samples.tables import Row

TRIAL_DAYS = 14
CREDITED, RENAMED, TEST_ACCOUNTS = 0.02, 0.5, 0.015
OLD_NAMES = {"starter": "solo", "growth": "team", "scale": "business", "enterprise": "corporate"}

Soiler = Callable[[Row, Company, np.random.Generator, Horizon], Iterator[Row]]


def soil(
    table: str, rows: Iterable[Row], company: Company, plan: Plan, counts: Counter[str]
) -> Iterator[Row]:
    """Give a company's rows of a table with the dirt that the plan asks for; every row touched is counted."""
    for kind, (where, change) in SOILERS.items():
        if kind in plan.dirt and table in where:
            rows = _changed(kind, rows, change, company, plan, counts)
    yield from rows


def _changed(
    kind: str, rows: Iterable[Row], change: Soiler, company: Company, plan: Plan, counts: Counter[str]
) -> Iterator[Row]:
    source = stream(plan.seed, company.account, TABLE_DIRT + list(SOILERS).index(kind))
    for row in rows:
        written = list(change(row, company, source, plan.horizon))
        counts[kind] += written != [row]
        yield from written


def _renamed(row: Row, _company: Company, source: np.random.Generator, _horizon: Horizon) -> Iterator[Row]:
    tier, _, interval = row["plan"].partition("-")
    old = bool(row["valid_to"]) and source.random() < RENAMED
    yield {**row, "plan": f"{OLD_NAMES[tier]}-{interval}"} if old and tier in OLD_NAMES else row


def _credited(row: Row, _company: Company, source: np.random.Generator, _horizon: Horizon) -> Iterator[Row]:
    yield row
    if source.random() < CREDITED and row["base_amount"] != "0.00":
        negative = {"base_amount": f"-{row['base_amount']}", "overage_amount": "0.00"}
        yield {**row, **negative, "invoice_id": f"{row['invoice_id']}-credit"}


def _trial(row: Row, company: Company, _source: np.random.Generator, horizon: Horizon) -> Iterator[Row]:
    young = company.member is None and horizon.last - company.first_day < TRIAL_DAYS
    yield {**row, "status": "trialing"} if young and not row.get("valid_to") else row


def _test_account(
    row: Row, company: Company, source: np.random.Generator, _horizon: Horizon
) -> Iterator[Row]:
    ours = company.member is None and source.random() < TEST_ACCOUNTS
    yield {**row, "name": f"TEST {row['name']} (do not bill)", "domain": "test.example"} if ours else row


def _day_first(row: Row, _company: Company, _source: np.random.Generator, _horizon: Horizon) -> Iterator[Row]:
    yield {cell: _dialect(value) if cell in DATES else value for cell, value in row.items()}


def _dialect(value: str) -> str:
    return date.fromisoformat(value).strftime("%d/%m/%Y")


DATES = frozenset({"invoice_date", "due_date", "period_start", "period_end"})
SOILERS: dict[str, tuple[frozenset[str], Soiler]] = {
    "plan_renames": (frozenset({"billing_history"}), _renamed),
    "credit_notes": (frozenset({"invoices"}), _credited),
    "trials": (frozenset({"billing", "billing_history"}), _trial),
    "test_accounts": (frozenset({"accounts"}), _test_account),
    "date_dialects": (frozenset({"invoices"}), _day_first),
}
