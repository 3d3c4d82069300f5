"""A batch of accounts from chance to bytes; the same bytes whichever batch an account is in."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from upsell_cli.samples import dirty_tables, ladder, staging, tables
from upsell_cli.samples.activity import event_rows
from upsell_cli.samples.company import Company, companies
from upsell_cli.samples.dealings import contact_rows, deal_rows, value_rows
from upsell_cli.samples.demand import make_demand
from upsell_cli.samples.dirty_usage import soil
from upsell_cli.samples.invoices import invoice_rows
from upsell_cli.samples.plan import Plan
from upsell_cli.samples.population import Ints, make_traits
from upsell_cli.samples.profiles import account_rows, crosswalk_rows, people_rows
from upsell_cli.samples.readings_text import as_text
from upsell_cli.samples.streams import draw
from upsell_cli.samples.subscriptions import billing_rows, history_rows
from upsell_cli.samples.truth import truth_rows
from upsell_cli.samples.usage import Readings, day_by_day, readings, record
from upsell_cli.samples.walk import take_walk

MONEY = ("arr", "base_amount", "overage_amount", "amount")


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a batch adds to one file: bytes, rows, and exact sums in units of each column's last decimal."""

    content: bytes = b""
    rows: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    dirt: Counter[str] = field(default_factory=Counter)


def make_batch(plan: Plan, accounts: range) -> dict[str, Chunk]:
    """Give what these accounts add to every file."""
    horizon = plan.horizon
    draws = draw(plan.seed, accounts, horizon)
    traits = make_traits(draws, horizon)
    staging.shape_traits(accounts, traits, horizon)
    demand = make_demand(traits, draws, horizon)
    staging.shape_demand(accounts, demand, draws, horizon)
    walk = take_walk(traits, demand, draws, horizon)
    staging.shape_walk(accounts, walk, horizon)
    days = day_by_day(walk, horizon)
    series = record(demand, days, horizon)
    shown = staging.shape_readings(accounts, readings(series, days, horizon, plan.formats.grain), horizon)
    running = {flow: _running(series[flow]) for flow in ladder.FLOWS}
    makers: dict[str, Callable[[Company], Iterable[tables.Row]]] = {
        "accounts": lambda company: account_rows(company, horizon),
        "billing": lambda company: billing_rows(company, horizon),
        "billing_history": lambda company: history_rows(company, horizon),
        "invoices": lambda company: invoice_rows(company, running, horizon),
        "events": lambda company: event_rows(company, horizon),
        "contacts": lambda company: contact_rows(company, horizon),
        "deals": lambda company: deal_rows(company, horizon),
        "people": people_rows,
        "value": lambda company: value_rows(company, horizon),
        "crosswalk": crosswalk_rows,
        "truth": lambda company: truth_rows(company, demand, walk, horizon),
    }
    known = list(companies(plan.seed, accounts, traits, walk, horizon))
    return {"usage": _usage(plan, accounts, shown)} | {
        table: _table(plan, table, rows_of, known) for table, rows_of in makers.items()
    }


def table_part(plan: Plan, table: str, rows: Iterable[tables.Row], dirt: Counter[str] | None = None) -> Chunk:
    """Give rows as a part of their file; `dirt` is counted while the rows are made."""
    counts = Counter() if dirt is None else dirt
    listed = list(rows)
    return Chunk(tables.rows_as_bytes(table, listed, plan.newline), len(listed), _money(listed), counts)


def _table(
    plan: Plan, table: str, rows_of: Callable[[Company], Iterable[tables.Row]], known: list[Company]
) -> Chunk:
    counts: Counter[str] = Counter()

    def soiled() -> Iterator[tables.Row]:
        for company in known:
            yield from dirty_tables.soil(table, rows_of(company), company, plan, counts)

    return table_part(plan, table, soiled(), counts)


def _usage(plan: Plan, accounts: range, shown: Readings) -> Chunk:
    soiled = soil(shown, accounts, plan)
    values = np.where(soiled.readings.missing, 0, soiled.readings.values)
    sums = Counter(dict(zip(ladder.METERS, map(int, values.sum(axis=0)), strict=True)))
    content, rows = as_text(soiled, accounts, plan)
    return Chunk(content, rows, sums, soiled.counts)


def _running(values: Ints) -> Ints:
    """Give running sums by day, beginning with 0, so that any span is a difference of two."""
    return np.concatenate([np.zeros((len(values), 1), dtype=np.int64), np.cumsum(values, axis=1)], axis=1)


def _money(rows: list[tables.Row]) -> Counter[str]:
    """Give the sums of the amounts in minor units, one a currency: `arr USD`."""
    sums: Counter[str] = Counter()
    for row in rows:
        for column in MONEY:
            if row.get(column):
                sums[f"{column} {row['currency']}"] += int(row[column].replace(".", ""))
    return sums
