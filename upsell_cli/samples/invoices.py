"""Invoices: the recurring part in advance, overage for the month gone by, and mid-term changes pro rata."""

from collections.abc import Iterator
from datetime import date, timedelta

from upsell_cli.calendar import MONTHS_A_YEAR, days_between
from upsell_cli.money import exact
from upsell_cli.samples import ladder
from upsell_cli.samples.company import PRICE_IN, Company, State
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.population import Ints
from upsell_cli.samples.subscriptions import months_later, term
from upsell_cli.samples.tables import Row

PAYMENT_DAYS = 14
FAILS = 0.012
ISSUED, FAILED, PAID = "open", "failed", "paid"


def invoice_rows(company: Company, running: dict[str, Ints], horizon: Horizon) -> Iterator[Row]:
    """Give the invoices dated in the horizon; `running` holds the running sums of each flow, by day."""
    if company.member and not company.member.billed:
        return
    for number, (on, cells) in enumerate(_in_order(company, running, horizon), start=1):
        overdue = on + timedelta(days=PAYMENT_DAYS) <= horizon.as_of
        yield cells | {
            "account_id": company.id,
            "invoice_id": f"{company.id}-{number}",
            "invoice_date": on.isoformat(),
            "currency": company.currency,
            "status": PAID if overdue else ISSUED,
            "due_date": (on + timedelta(days=PAYMENT_DAYS)).isoformat(),
        }


def _in_order(
    company: Company, running: dict[str, Ints], horizon: Horizon
) -> list[tuple[date, dict[str, str]]]:
    found = [*_regular(company, running, horizon), *_changes(company, horizon)]
    return sorted(found, key=lambda one: (one[0], one[1]["proration"]))


def _regular(
    company: Company, running: dict[str, Ints], horizon: Horizon
) -> Iterator[tuple[date, dict[str, str]]]:
    """Bill each month (or year) as it begins, with the overage of the month before."""
    first = horizon.date_of(max(company.first_day, 0))
    last = horizon.last if company.ended is None else min(company.ended - 1, horizon.last)
    on = _month_start(company, first, horizon)
    while on <= horizon.date_of(last):
        day = horizon.day_of(on)
        term_start, term_end = term(company, on, horizon)
        whole_year = company.annual
        base = (
            0
            if whole_year and term_start != on
            else state_on(company, day).arr_minor // (1 if whole_year else MONTHS_A_YEAR)
        )
        before = months_later(on, -1)
        overage = _overage(company, running, horizon.day_of(before), day)
        if base or overage:
            end = term_end if base else on
            start = on if base else before
            yield on, _cells(company, base, overage, start, end, proration=False)
        on = months_later(on, 1)


def _month_start(company: Company, first: date, horizon: Horizon) -> date:
    """Give the first billing day in the horizon."""
    anchor = min(horizon.date_of(company.first_day).day, 28)
    on = date(first.year, first.month, anchor)
    return on if on >= first or company.first_day >= 0 else months_later(on, 1)


def _changes(company: Company, horizon: Horizon) -> Iterator[tuple[date, dict[str, str]]]:
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
