"""Events: what customers asked for, ran into, used and said, as a support desk and a product log have it."""

from collections.abc import Iterator

from upsell_cli.samples import ladder, names
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
USE_SHOWN_DAYS = (10, 45)
RARE = (
    ("hiring", 0.05),
    ("budget_signal", 0.03),
    ("competitor", 0.015),
    ("goal_reached", 0.05),
    ("value_statement", 0.03),
)
RARE_TEXT = {
    "hiring": "Advertises for new staff",
    "budget_signal": "Mentions money set aside for tooling",
    "competitor": "Looks at another product",
    "goal_reached": "Reached the goal of the quarter",
    "value_statement": "Says it saves them time",
}


def event_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give the events of an account up to the as-of day, oldest first."""
    rows = sorted(_all(company, horizon), key=lambda one: one[0])
    for day, cells in rows:
        yield {"account_id": company.id, "date": horizon.date_of(day).isoformat()} | cells


def _all(company: Company, horizon: Horizon) -> Iterator[tuple[int, dict[str, str]]]:
    yield from _feature_use(company, horizon)
    if company.member:
        for event in company.member.events:
            yield horizon.last - event.ago, {"type": event.type} | event.cells
        return
    yield from _wishes(company)
    yield from ((day, {"type": "pricing_view"}) for day in company.signs.views)
    yield from (
        (day, {"type": "blocked", "text": "Stopped at a limit of the plan"}) for day in company.signs.blocked
    )
    yield from _tickets(company)
    yield from _rare(company, horizon)


def _wishes(company: Company) -> Iterator[tuple[int, dict[str, str]]]:
    """Ask for what the tier lacks and the next ones have; a customer mostly comes back to the same wish."""
    own = set(ladder.LADDER[company.now.tier].features)
    upper = ladder.LADDER[min(company.now.tier + 1, ladder.TOP)].features
    missing = [feature for feature in upper if feature not in own] or list(ladder.CORE)
    favourite = names.pick(company.source, missing)
    for day in company.signs.requests:
        feature = favourite if company.source.random() < 0.65 else names.pick(company.source, missing)
        yield (
            day,
            {
                "type": "feature_request",
                "feature": feature,
                "text": WISHES.get(feature, "More of this, please"),
            },
        )


def _tickets(company: Company) -> Iterator[tuple[int, dict[str, str]]]:
    usual_hours = (20, 9, 2.2, 0.7)[company.now.tier]
    for day in company.signs.tickets:
        reply = int(60 * usual_hours * (0.3 + 1.4 * company.source.random()))
        yield (
            day,
            {
                "type": "ticket",
                "text": names.pick(company.source, TROUBLES),
                "severity": str(int(company.source.integers(2, 6))),
                "first_reply_minutes": str(reply),
            },
        )


def _rare(company: Company, horizon: Horizon) -> Iterator[tuple[int, dict[str, str]]]:
    first, last = max(company.first_day, 0), horizon.last if company.ended is None else company.ended - 1
    for kind, share in RARE:
        if company.source.random() < share * 1.6 and last > first:
            yield int(company.source.integers(first, last + 1)), {"type": kind, "text": RARE_TEXT[kind]}
    if company.ended is None and company.leaves is not None and company.leaves <= horizon.last + 30:
        notice = max(company.leaves - 30, first)
        if notice <= horizon.last and company.source.random() < 0.6:
            yield notice, {"type": "cancel_notice", "text": "Gives notice"}


def _feature_use(company: Company, horizon: Horizon) -> Iterator[tuple[int, dict[str, str]]]:
    """Show each feature in use twice in the last quarter; `value` counts the uses of a month."""
    unused = company.member.unused if company.member else ()
    for feature in ladder.LADDER[company.now.tier].features:
        uses = company.source.random() < 0.25 + 0.7 * company.engagement
        if (
            feature in MEASURED
            or feature in unused
            or not (uses or company.member)
            or company.ended is not None
        ):
            continue
        for ago in USE_SHOWN_DAYS:
            day = horizon.last - ago - int(company.source.integers(0, 9))
            if day > company.first_day:
                yield (
                    day,
                    {
                        "type": "feature_used",
                        "feature": feature,
                        "value": str(int(company.source.integers(2, 90))),
                    },
                )
