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
SHOWN_AFTER_LEAVING = 120
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
    """Give the open subscriptions, and those that ended in the last four months."""
    if company.member and not company.member.billed:
        return
    if company.ended is not None and company.ended < horizon.last - SHOWN_AFTER_LEAVING:
        return
    now, member = company.now, company.member
    start, end = term(company, horizon.as_of, horizon)
    leaving = (
        company.ended is None and company.leaves is not None and company.leaves <= horizon.last + NOTICE_DAYS
    )
    cancel_in = (
        member.cancel_in
        if member
        else (company.leaves - horizon.last if leaving and company.leaves else None)
    )
    common = {
        "account_id": company.id,
        "interval": company.interval,
        "currency": company.currency,
        "status": status(company),
        "started_at": horizon.date_of(company.first_day).isoformat(),
        "ended_at": horizon.date_of(company.ended).isoformat() if company.ended is not None else "",
        "renewal_date": end.isoformat() if company.annual and company.ended is None else "",
        "term_start": start.isoformat() if company.ended is None else "",
        "term_end": end.isoformat() if company.ended is None else "",
        "cancel_at": horizon.date_of(horizon.last + cancel_in).isoformat() if cancel_in is not None else "",
    }
    yield common | {
        "subscription_id": f"{company.id}-1",
        "plan": plan_name(company, now),
        "arr": exact(now.arr_minor, company.currency),
        "seats": str(now.seats),
    }
    for number, add_on in enumerate(member.add_ons if member else (), start=2):
        plan, monthly_minor = ADD_ON_PLANS[add_on]
        part, whole = PRICE_IN[company.currency]
        months = ladder.YEAR_FOR_MONTHS if company.annual else MONTHS_A_YEAR
        arr = monthly_minor * months * part // whole
        yield common | {
            "subscription_id": f"{company.id}-{number}",
            "plan": plan,
            "arr": exact(arr, company.currency),
        }


def history_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give every state of the subscription; the last one has no end, unless the customer left."""
    if company.member and not company.member.billed:
        return
    for state in company.states:
        yield {
            "account_id": company.id,
            "subscription_id": f"{company.id}-1",
            "plan": plan_name(company, state),
            "arr": exact(state.arr_minor, company.currency),
            "interval": company.interval,
            "currency": company.currency,
            "seats": str(state.seats),
            "status": "active" if state is not company.now or company.ended is not None else status(company),
            "valid_from": horizon.date_of(state.start).isoformat(),
            "valid_to": horizon.date_of(state.end).isoformat() if state.end is not None else "",
        }


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
