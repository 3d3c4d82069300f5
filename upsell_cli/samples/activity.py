"""Events: what customers asked for, ran into, used and said, as a support desk and a product log have it."""

from collections.abc import Iterator

from upsell_cli.samples import ladder, names
from upsell_cli.samples.cast import Member
from upsell_cli.samples.company import Company
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.tables import Row

WISHES = {
    "scheduled_reports": "Can it email the report every Monday",
    "crm_sync": "We would like a CRM sync",
    "approvals": "An approval step before sending would help",
    "role_permissions": "We need read-only user permissions",
    "sso": "Is single sign-on available",
    "audit_log": "Our auditor asks for an audit trail",
    "webhooks": "Webhooks instead of polling, please",
    "forecasting": "A forecast of next month would be great",
    "sandbox": "We want a sandbox to try changes",
    "priority_support": "Can we get phone support",
    "data_residency": "Where is our data location",
    "private_link": "Do you offer a private link",
    "custom_roles": "We need custom roles",
}
TROUBLES = (
    "Export takes long",
    "How do I share a dashboard",
    "Alert came twice",
    "Import fails on dates",
    "Login problem",
)
MEASURED = ("api", "automations")
"""Features whose use the meters show; the others leave events."""
USE_SHOWN_AGO, USE_SPREAD = (10, 45), 9
MOST_USES = 90
"""Uses of a feature in a month, as a count, below this."""
SAME_WISH = 0.65
USUAL_REPLY_HOURS = (20, 9, 2.2, 0.7)
NOTICE_DAYS, NOTICE_SEEN = 30, 0.6
RARE = {
    "hiring": 0.08,
    "budget_signal": 0.05,
    "competitor": 0.025,
    "goal_reached": 0.08,
    "value_statement": 0.05,
}
RARE_TEXT = {
    "hiring": "Advertises for new staff",
    "budget_signal": "Mentions money set aside for tooling",
    "competitor": "Looks at another product",
    "goal_reached": "Reached the goal of the quarter",
    "value_statement": "Says it saves them time",
}


Dated = tuple[int, dict[str, str]]


def event_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give the events of an account up to the as-of day, oldest first."""
    told = _laid_down(company.member, horizon) if company.member else _lived(company, horizon)
    rows = sorted([*_feature_use(company, horizon), *told], key=lambda one: one[0])
    for day, cells in rows:
        yield {"account_id": company.id, "date": horizon.date_of(day).isoformat()} | cells


def _laid_down(member: Member, horizon: Horizon) -> Iterator[Dated]:
    for event in member.events:
        yield horizon.last - event.ago, {"type": event.type} | event.cells


def _lived(company: Company, horizon: Horizon) -> Iterator[Dated]:
    yield from _wishes(company)
    for day in company.signs.views:
        yield day, {"type": "pricing_view"}
    for day in company.signs.blocked:
        yield day, {"type": "blocked", "text": "Stopped at a limit of the plan"}
    yield from _tickets(company)
    yield from _rare(company, horizon)
    yield from _troubles(company, horizon)


def _feature_use(company: Company, horizon: Horizon) -> Iterator[Dated]:
    """Show each feature in use twice in the last quarter; `value` counts the uses of a month."""
    source = company.source
    for feature in _features_in_use(company):
        for ago in USE_SHOWN_AGO:
            day = horizon.last - ago - int(source.integers(0, USE_SPREAD))
            if day > company.first_day:
                yield (
                    day,
                    {
                        "type": "feature_used",
                        "feature": feature,
                        "value": str(int(source.integers(2, MOST_USES))),
                    },
                )


def _features_in_use(company: Company) -> list[str]:
    """Give the features that leave events: the engaged use most of what they have."""
    if company.ended is not None:
        return []
    shown = [feature for feature in ladder.LADDER[company.now.tier].features if feature not in MEASURED]
    if company.member:
        return [feature for feature in shown if feature not in company.member.unused]
    return [feature for feature in shown if company.source.random() < 0.25 + 0.7 * company.engagement]


def _wishes(company: Company) -> Iterator[Dated]:
    """Ask for what the tier lacks and the next one has; a customer mostly comes back to the same wish."""
    above = ladder.LADDER[min(company.now.tier + 1, ladder.TOP)].features
    missing = [feature for feature in above if feature not in ladder.LADDER[company.now.tier].features]
    missing = missing or list(ladder.ENTERPRISE_ONLY)
    favourite = names.pick(company.source, missing)
    for day in company.signs.requests:
        feature = favourite if company.source.random() < SAME_WISH else names.pick(company.source, missing)
        yield day, {"type": "feature_request", "feature": feature, "text": WISHES[feature]}


def _tickets(company: Company) -> Iterator[Dated]:
    usual = 60 * USUAL_REPLY_HOURS[company.now.tier]
    for day in company.signs.tickets:
        cells = {
            "text": names.pick(company.source, TROUBLES),
            "severity": str(int(company.source.integers(2, 6))),
            "first_reply_minutes": str(int(usual * (0.3 + 1.4 * company.source.random()))),
        }
        yield day, {"type": "ticket"} | cells


def _rare(company: Company, horizon: Horizon) -> Iterator[Dated]:
    first, last = max(company.first_day, 0), horizon.last if company.ended is None else company.ended - 1
    for kind, share in RARE.items():
        if company.source.random() < share and last > first:
            yield int(company.source.integers(first, last + 1)), {"type": kind, "text": RARE_TEXT[kind]}


def _troubles(company: Company, horizon: Horizon) -> Iterator[Dated]:
    """Show a payment that failed, and the notice of some who are about to leave."""
    if company.unpaid:
        yield (
            horizon.last - int(company.source.integers(1, 14)),
            {"type": "payment_failed", "text": "Card declined"},
        )
    if company.ended is None and company.leaves is not None:
        notice = max(company.leaves - NOTICE_DAYS, company.first_day, 0)
        if notice <= horizon.last and company.source.random() < NOTICE_SEEN:
            yield notice, {"type": "cancel_notice", "text": "Gives notice"}
