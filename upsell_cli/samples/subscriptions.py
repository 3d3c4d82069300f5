"""Billing: what each customer pays for now, and every state it was in."""

from collections.abc import Iterator
from datetime import date

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.money import exact
from upsell_cli.samples import ladder
from upsell_cli.samples.company import PRICE_IN, Company, State
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.tables import Row

LAST_SAFE_DAY = 28
NOTICE_DAYS = 30
VALIDITY = ("valid_from", "valid_to")
ADD_ON_PLANS = {
    "extra_storage": ("addon-extra-storage", 29_00),
    "api_pack": ("addon-api-pack", 35_00),
    "sso_pack": ("addon-sso", 39_00),
    "dedicated_support": ("addon-dedicated-support", 179_00),
}


def term(company: Company, on: date, horizon: Horizon) -> tuple[date, date]:
    """Give the term that holds on a day, [start, end): a month or a year from the day it all began.

    The day of the month is the first day's, at most the 28th.
    """
    anchor = horizon.date_of(company.first_day)
    day = min(anchor.day, LAST_SAFE_DAY)
    if company.annual:
        start = date(on.year, anchor.month, day)
        start = start if start <= on else date(on.year - 1, anchor.month, day)
        return start, date(start.year + 1, anchor.month, day)
    start = date(on.year, on.month, day)
    start = start if start <= on else months_later(start, -1)
    return start, months_later(start, 1)


def months_later(on: date, months: int) -> date:
    """Give the same day of another month.

    >>> months_later(date(2026, 11, 15), 3), months_later(date(2026, 1, 5), -1)
    (datetime.date(2027, 2, 15), datetime.date(2025, 12, 5))
    """
    year, month = divmod(on.year * MONTHS_A_YEAR + on.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, on.day)


def billing_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give the newest state of every subscription, also of those that ended."""
    for line in _lines(company, company.states[-1:], horizon):
        end = company.ended
        now = {cell: value for cell, value in line.items() if cell not in VALIDITY}
        yield now | {
            "status": status(company),
            "started_at": horizon.date_of(company.first_day).isoformat(),
            "ended_at": horizon.date_of(end).isoformat() if end is not None else "",
        }


def history_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give every state of every subscription; the last one has no end, unless the customer left."""
    for line in _lines(company, company.states, horizon):
        over = bool(line["valid_to"])
        yield line | {"status": "active" if over else status(company)}


def add_ons(company: Company) -> list[tuple[str, int]]:
    """Give the plan name of each add-on it bought, and its price a year in minor units of its currency."""
    part, whole = PRICE_IN[company.currency]
    months = ladder.YEAR_FOR_MONTHS if company.annual else MONTHS_A_YEAR
    bought = [ADD_ON_PLANS[name] for name in (company.member.add_ons if company.member else ())]
    return [(plan, monthly_minor * months * part // whole) for plan, monthly_minor in bought]


def _lines(company: Company, states: tuple[State, ...], horizon: Horizon) -> Iterator[dict[str, str]]:
    """Give a line a state of the plan, then one an add-on; the current ones carry the dates of the term."""
    if company.member and not company.member.billed:
        return
    common = {"account_id": company.id, "interval": company.interval, "currency": company.currency}
    for state in states:
        yield (
            common
            | _span(company, state, horizon)
            | {
                "subscription_id": f"{company.id}-1",
                "plan": plan_name(company, state),
                "arr": exact(state.arr_minor, company.currency),
                "seats": str(state.seats),
            }
        )
    for number, (plan, arr) in enumerate(add_ons(company), start=2):
        yield (
            common
            | _span(company, states[-1], horizon)
            | {
                "subscription_id": f"{company.id}-{number}",
                "plan": plan,
                "arr": exact(arr, company.currency),
            }
        )


def _span(company: Company, state: State, horizon: Horizon) -> dict[str, str]:
    span = {"valid_from": horizon.date_of(state.start).isoformat(), "valid_to": ""}
    if state.end is not None:
        return span | {"valid_to": horizon.date_of(state.end).isoformat()}
    start, end = term(company, horizon.as_of, horizon)
    leaves = _noticed(company, horizon)
    return span | {
        "renewal_date": end.isoformat() if company.annual else "",
        "term_start": start.isoformat(),
        "term_end": end.isoformat(),
        "cancel_at": horizon.date_of(leaves).isoformat() if leaves is not None else "",
    }


def _noticed(company: Company, horizon: Horizon) -> int | None:
    """Give the day to come on which it leaves, where billing knows of it."""
    if company.member:
        ahead = company.member.cancel_in
        return None if ahead is None else horizon.last + ahead
    soon = company.leaves is not None and company.leaves <= horizon.last + NOTICE_DAYS
    return company.leaves if soon else None


def plan_name(company: Company, state: State) -> str:
    """Give the plan as billing calls it."""
    if company.member and company.member.plan and state is company.now:
        return company.member.plan
    return f"{ladder.TIERS[state.tier]}-{'annual' if company.annual else 'monthly'}"


def status(company: Company) -> str:
    """Give the state of the subscription on the as-of day."""
    if company.member and company.member.status:
        return company.member.status
    if company.ended is not None:
        return "canceled"
    return "past_due" if company.unpaid else "active"
