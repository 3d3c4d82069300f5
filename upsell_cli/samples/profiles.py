"""The accounts table and the people at each account."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from upsell_cli.samples import ladder, names
from upsell_cli.samples.company import Company
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.subscriptions import term
from upsell_cli.samples.tables import Row

SURVEYED, RATED, BUDGET_KNOWN = 0.5, 0.35, 0.45
REGULATED = ("Healthcare", "Finance")
GOALS = (
    "Close the month in three days",
    "One report for all sites",
    "Fewer hand-overs between teams",
    "Answer customers the same day",
    "Grow without hiring planners",
)
DATED = frozenset({"nps_on", "csat_on", "compliance_deadline", "next_review", "funding_date"})


def account_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give the account's row; what nobody recorded stays empty."""
    member = company.member
    row = _record(company, horizon)
    if member is None:
        yield row | _surveys(company, horizon) | _plans(company, horizon)
    elif member.profiled:
        yield row | {
            cell: (horizon.as_of + timedelta(days=int(value))).isoformat() if cell in DATED else value
            for cell, value in member.profile.items()
        }


def people_rows(company: Company) -> Iterator[Row]:
    """Give the people known at an account: more at larger ones."""
    roles = ("champion", "buyer", "approver")[
        : 1 + (company.now.tier >= ladder.GROWTH) + (company.now.tier >= ladder.SCALE)
    ]
    for role in roles:
        yield {
            "account_id": company.id,
            "name": names.person(company.source),
            "role": role,
            "do_not_contact": "true" if company.source.random() < 0.02 else "false",
        }


def crosswalk_rows(company: Company) -> Iterator[Row]:
    """Give the id that the payment provider has for the account."""
    yield {"from_id": f"cus_{company.id.lower()}", "account_id": company.id}


def _record(company: Company, horizon: Horizon) -> dict[str, str]:
    source, tier = company.source, company.now.tier
    _, term_end = term(company, horizon.as_of, horizon)
    stakeholders = 1 + int(source.binomial(2 + 2 * tier, 0.25))
    return {
        "account_id": company.id,
        "name": company.name,
        "domain": names.domain(company.name, company.id),
        "industry": company.industry,
        "employees": str(company.employees),
        "country": company.country,
        "timezone": company.timezone,
        "owner": names.pick(source, names.OWNERS),
        "csm": names.pick(source, names.SUCCESS_MANAGERS) if tier >= ladder.GROWTH else "",
        "lifecycle": "active" if company.ended is None else "churned",
        "customer_since": horizon.date_of(company.first_day).isoformat(),
        "renewal_date": term_end.isoformat() if company.annual and company.ended is None else "",
        "do_not_contact": "false",
        "stakeholders": str(stakeholders),
        "integrations": str(int(source.binomial(4 + 2 * tier, 0.35))),
    }


def _surveys(company: Company, horizon: Horizon) -> dict[str, str]:
    source, mood = company.source, company.satisfaction
    cells = {"health": str(int(100 * (0.55 * mood + 0.45 * company.engagement)))}
    if source.random() < SURVEYED:
        answer = np.clip(round(2.2 + 8.4 * mood + 1.2 * source.standard_normal()), 0, 10)
        cells |= {"nps": str(int(answer)), "nps_on": _earlier(company, horizon)}
    if source.random() < RATED:
        answer = np.clip(2.6 + 2.6 * mood + 0.35 * source.standard_normal(), 1, 5)
        cells |= {"csat": f"{answer:.1f}", "csat_on": _earlier(company, horizon)}
    return cells


def _plans(company: Company, horizon: Horizon) -> dict[str, str]:
    """Give what is on record about money, dates and goals."""
    source = company.source
    cells = {}
    if source.random() < BUDGET_KNOWN:
        cells["budget"] = "yes" if company.budget > 0.35 else ("no" if company.budget < 0.12 else "unknown")
    if company.industry in REGULATED and source.random() < 0.15:
        cells["compliance_deadline"] = horizon.date_of(
            horizon.last + int(source.integers(20, 330))
        ).isoformat()
    if company.now.tier >= ladder.GROWTH and source.random() < 0.4:
        cells["next_review"] = horizon.date_of(horizon.last + int(source.integers(4, 91))).isoformat()
    if source.random() < 0.06:
        cells["funding_date"] = horizon.date_of(horizon.last - int(source.integers(10, 500))).isoformat()
    if source.random() < 0.3:
        cells["goal"] = names.pick(source, GOALS)
    if source.random() < 0.012:
        cells["do_not_contact"] = "true"
    cells["revenue_stage"] = "pre_revenue" if company.employees <= 8 and source.random() < 0.08 else "revenue"
    return cells


def _earlier(company: Company, horizon: Horizon) -> str:
    """Give a day in the last year on which it was a customer."""
    longest = min(330, horizon.last - company.first_day + 1)
    return horizon.date_of(horizon.last - int(company.source.integers(0, longest))).isoformat()
