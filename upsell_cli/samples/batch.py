"""A batch of accounts from chance to bytes; the same bytes whichever batch an account is in."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from upsell_cli.samples import ladder, staging, tables
from upsell_cli.samples.activity import event_rows
from upsell_cli.samples.company import Company, account_id, companies
from upsell_cli.samples.dealings import contact_rows, deal_rows, value_rows
from upsell_cli.samples.demand import make_demand
from upsell_cli.samples.invoices import invoice_rows
from upsell_cli.samples.plan import Plan
from upsell_cli.samples.population import Ints, make_traits
from upsell_cli.samples.profiles import account_rows, crosswalk_rows, people_rows
from upsell_cli.samples.streams import draw
from upsell_cli.samples.subscriptions import billing_rows, history_rows
from upsell_cli.samples.text import joined, labels, numbers
from upsell_cli.samples.truth import truth_rows
from upsell_cli.samples.usage import Readings, day_by_day, readings, record
from upsell_cli.samples.walk import take_walk


@dataclass(frozen=True, slots=True)
class Part:
    """What a batch adds to one file: bytes, rows, and exact sums in units of each column's last decimal."""

    content: bytes = b""
    rows: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    dirt: Counter[str] = field(default_factory=Counter)


def make_batch(plan: Plan, accounts: range) -> dict[str, Part]:
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
    known = list(companies(plan.seed, accounts, traits, walk, horizon))

    def tell(table: str, rows: Iterable[tables.Row]) -> Part:
        listed = list(rows)
        return Part(tables.rows_as_bytes(table, listed, plan.newline), len(listed), _money(listed))

    def each(rows_of: Callable[[Company], Iterator[tables.Row]]) -> Iterator[tables.Row]:
        return (row for company in known for row in rows_of(company))

    return {
        "usage": _usage(plan, accounts, shown),
        "accounts": tell("accounts", each(lambda c: account_rows(c, horizon))),
        "billing": tell("billing", each(lambda c: billing_rows(c, horizon))),
        "billing_history": tell("billing_history", each(lambda c: history_rows(c, horizon))),
        "invoices": tell("invoices", each(lambda c: invoice_rows(c, running, horizon))),
        "events": tell("events", each(lambda c: event_rows(c, horizon))),
        "contacts": tell("contacts", each(lambda c: contact_rows(c, horizon))),
        "deals": tell("deals", each(lambda c: deal_rows(c, horizon))),
        "people": tell("people", each(people_rows)),
        "value": tell("value", each(lambda c: value_rows(c, horizon))),
        "crosswalk": tell("crosswalk", each(crosswalk_rows)),
        "truth": tell("truth", each(lambda c: truth_rows(c, demand, walk, horizon))),
    }


def _usage(plan: Plan, accounts: range, shown: Readings) -> Part:
    """Write the readings, wide or long, and sum them as whole numbers."""
    ids = [account_id(account) for account in accounts]
    dates = [on.isoformat() for on in plan.horizon.dates()[: plan.horizon.days]]
    newline = plan.newline.encode()
    sums = Counter({
        meter: int(np.where(shown.missing[:, column], 0, shown.values[:, column]).sum())
        for column, meter in enumerate(ladder.METERS)
    })
    who, when = labels(ids, shown.account), labels(dates, shown.day)
    if plan.formats.shape == "wide":
        cells = [
            numbers(shown.values[:, column], ladder.DECIMALS[meter], shown.missing[:, column])
            for column, meter in enumerate(ladder.METERS)
        ]
        return Part(joined(who, when, *cells, newline=newline), len(shown.account), sums)
    return _long(shown, ids, dates, newline, sums)


def _long(shown: Readings, ids: list[str], dates: list[str], newline: bytes, sums: Counter[str]) -> Part:
    """Write a row a meter; whole meters stand as `12.0` where another has a decimal."""
    count = len(ladder.METERS)
    tenths = np.array([10 ** (max(ladder.DECIMALS.values()) - ladder.DECIMALS[meter]) for meter in ladder.METERS])
    keep = ~shown.missing.ravel()
    values = (shown.values * tenths).ravel()[keep]
    who = labels(ids, np.repeat(shown.account, count)[keep])
    when = labels(dates, np.repeat(shown.day, count)[keep])
    metric = labels(list(ladder.METERS), np.tile(np.arange(count), len(shown.account))[keep])
    return Part(joined(who, when, metric, numbers(values, max(ladder.DECIMALS.values())), newline=newline), len(values), sums)


def _running(values: Ints) -> Ints:
    return np.concatenate([np.zeros((len(values), 1), dtype=np.int64), np.cumsum(values, axis=1)], axis=1)


MONEY = ("arr", "base_amount", "overage_amount", "amount")


def _money(rows: list[tables.Row]) -> Counter[str]:
    """Give the sums of the amounts, in minor units, a currency each: `arr USD`."""
    sums: Counter[str] = Counter()
    for row in rows:
        for column in MONEY:
            if row.get(column):
                sums[f"{column} {row['currency']}"] += int(row[column].replace(".", ""))
    return sums
