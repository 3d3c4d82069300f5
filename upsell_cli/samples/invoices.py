"""Invoices: the recurring part in advance, overage for the month gone by, and mid-term changes pro rata."""

from collections.abc import Iterator
from datetime import date, timedelta

from upsell_cli.calendar import MONTHS_A_YEAR, days_between
from upsell_cli.money import exact
from upsell_cli.samples import ladder
from upsell_cli.samples.company import PRICE_IN, Company, State
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.population import Ints
from upsell_cli.samples.subscriptions import LAST_SAFE_DAY, add_ons, months_later, term
from upsell_cli.samples.tables import Row

PAYMENT_DAYS = 14

Dated = tuple[date, dict[str, str]]


def invoice_rows(company: Company, running: dict[str, Ints], horizon: Horizon) -> Iterator[Row]:
    """Give the invoices dated in the horizon; `running` holds the running sums of each flow, by day."""
    if company.member and not company.member.billed:
        return
    invoices = sorted(
        [*_regular(company, running, horizon), *_changes(company, horizon)],
        key=lambda one: (one[0], one[1]["proration"]),
    )
    for number, (on, cells) in enumerate(invoices, start=1):
        due = on + timedelta(days=PAYMENT_DAYS)
        settled = "paid" if due <= horizon.as_of else "open"
        yield cells | {
            "account_id": company.id,
            "invoice_id": f"{company.id}-{number}",
            "invoice_date": on.isoformat(),
            "currency": company.currency,
            "status": "failed" if company.unpaid and number == len(invoices) else settled,
            "due_date": due.isoformat(),
        }


def _regular(company: Company, running: dict[str, Ints], horizon: Horizon) -> Iterator[Dated]:
    """Bill each month (or year) as it begins, with the overage of the month before."""
    last = horizon.date_of(horizon.last if company.ended is None else company.ended - 1)
    on = _first_billing_day(company, horizon)
    while on <= last:
        base, end = _due(company, on, horizon)
        before = months_later(on, -1)
        overage = _overage(company, running, horizon.day_of(before), horizon.day_of(on))
        if base:
            yield on, _cells(company, base, overage, on, end, proration=False)
        elif overage:
            yield on, _cells(company, 0, overage, before, on, proration=False)
        on = months_later(on, 1)


def _due(company: Company, on: date, horizon: Horizon) -> tuple[int, date]:
    """Give the recurring amount due on a billing day, and the day it is paid up to; 0 within a paid year."""
    start, end = term(company, on, horizon)
    arr = state_on(company, horizon.day_of(on)).arr_minor + sum(price for _, price in add_ons(company))
    if not company.annual:
        return arr // MONTHS_A_YEAR, end
    return (arr if start == on else 0), end


def _first_billing_day(company: Company, horizon: Horizon) -> date:
    """Give the first billing day in the horizon."""
    first = horizon.date_of(max(company.first_day, 0))
    on = date(first.year, first.month, min(horizon.date_of(company.first_day).day, LAST_SAFE_DAY))
    return on if on >= first or company.first_day >= 0 else months_later(on, 1)


def _changes(company: Company, horizon: Horizon) -> Iterator[Dated]:
    """Settle each rise in price for the days left in its term; a fall counts from the next term on."""
    for old, new in zip(company.states, company.states[1:], strict=False):
        if new.start < 0 or new.arr_minor <= old.arr_minor:
            continue
        on = horizon.date_of(new.start)
        start, end = term(company, on, horizon)
        delta = (new.arr_minor - old.arr_minor) // (1 if company.annual else MONTHS_A_YEAR)
        due = delta * days_between(on, end) // days_between(start, end)
        yield on, _cells(company, due, 0, on, end, proration=True)


def _overage(company: Company, running: dict[str, Ints], start: int, end: int) -> int:
    """Give what use beyond the limits cost in the billing month [start, end), in the account's currency."""
    if start < max(company.first_day, 0):
        return 0
    rung = ladder.LADDER[state_on(company, start).tier]
    used = {flow: int(sums[company.row, end] - sums[company.row, start]) for flow, sums in running.items()}
    part, whole = PRICE_IN[company.currency]
    return sum(rung.overage_minor(flow, use) for flow, use in used.items()) * part // whole


def state_on(company: Company, day: int) -> State:
    """Give the state of the subscription on a day."""
    return next(
        state for state in reversed(company.states) if state.start <= day or state is company.states[0]
    )


def _cells(
    company: Company, base: int, overage: int, start: date, end: date, *, proration: bool
) -> dict[str, str]:
    return {
        "base_amount": exact(base, company.currency),
        "overage_amount": exact(overage, company.currency),
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "proration": "true" if proration else "false",
    }
