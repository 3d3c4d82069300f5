"""Words about the account: who they are, what they have and pay."""

from collections.abc import Iterator
from math import ceil

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR, WEEKS_A_YEAR
from upsell_cli.config.legal_forms import spoken
from upsell_cli.frames.accounts.roster import NO_CUSTOMER
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import counted, lasting, percent
from upsell_cli.workflows.brief.words.said import Said, all_of, money
from upsell_cli.workflows.subject import Subject

INTERVALS = {"month": "by the month", "year": "by the year"}


def account_words(subject: Subject) -> Iterator[Said]:
    """Give what is known of the account."""
    case = subject.case
    name = case["account_name"] or case["account_id"]
    yield "account", case["account_id"], spoken(name)
    yield "account_name", case["account_id"], name
    yield "account_id", case["account_id"], case["account_id"]
    for name in ("industry", "country", "goal"):
        yield name, case[name], case[name]
    employees, seats, active = case["employees"], case["seats"], case["active_users"]
    yield "employees", employees, employees and f"{employees:,} people"
    tenure = None if case["lifecycle"] in NO_CUSTOMER else case["tenure_weeks"]
    yield "customer_for", tenure, _tenure(tenure)
    rank = case["tier_rank"]
    yield "tier", case["tier_id"], None if rank is None else case.book.tier_name(rank)
    yield "seats", seats, seats and counted(seats, "seat")
    yield "active", active, active and counted(active, "active user")
    yield "depth", case["depth"], None if case["depth"] is None else percent(case["depth"])
    unused = [case.book.feature_name(feature) for feature in subject.codes("features_unused")]
    yield "unused", case["features_unused"], all_of(unused)
    pays = None if case["lifecycle"] in NO_CUSTOMER else case["arr_now_minor"]
    by_list = case["arr_basis"] == "list" and bool(pays)
    yield "pays", pays, money(case, pays, " a year at list price" if by_list else " a year")
    yield "interval", case["interval"], INTERVALS.get(case["interval"] or "")
    left = days_to_renewal(case)
    yield "renewal", case["renewal_date"], case.day("renewal_date") if left is not None else None
    yield "renewal_in", left, None if left is None else counted(left, "day") if left else "no days"
    planned = case["next_review"] is not None and case["next_review"].date() >= case.today
    yield "review", case["next_review"], case.day("next_review") if planned else None
    yield "last_rise", case["last_rise_on"], case.day("last_rise_on")
    age = case.days_since("last_usage_on")
    old = age is not None and age > subject.policy.confidence.a.fresh_days
    yield "stale", case["last_usage_on"], case.day("last_usage_on") if old else None


def days_to_renewal(case: Case) -> int | None:
    """Give the days until the contract renews; None where not known, and where it is only the next bill.

    Who pays by the month has a date that tools call a renewal each month: nobody plans a talk around that.
    """
    left: int | None = case["days_to_renewal"]
    next_bill = left is not None and case["interval"] == "month" and left <= ceil(DAYS_A_MONTH)
    return None if next_bill else left


def _tenure(weeks: float | None) -> str | None:
    """Give a time in years and months, or in weeks while it is short."""
    if weeks is None:
        return None
    months = int(weeks * MONTHS_A_YEAR / WEEKS_A_YEAR)
    if months < 2:  # noqa: PLR2004  from two on months are how one says it
        return lasting(int(weeks) * 7)
    years, rest = divmod(months, MONTHS_A_YEAR)
    parts = [counted(years, "year") if years else "", counted(rest, "month") if rest else ""]
    return " and ".join(filter(None, parts))
