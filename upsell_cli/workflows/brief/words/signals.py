"""Words about what customers asked for, did and said."""

from collections.abc import Iterator
from datetime import timedelta

from upsell_cli.config.names import feature_called
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.stages.words.figures import counted, figure, lasting, times
from upsell_cli.workflows.brief.words.said import Said, all_of, quoted
from upsell_cli.workflows.subject import Row, Subject

NEED = ACCOUNTS.family("need")

ASKS = ("feature_request", "compliance_request", "ticket", "note")
"""Events whose words are a request."""


def signal_words(subject: Subject) -> Iterator[Said]:
    """Give what was asked for, tried, said and answered."""
    case, signals = subject.case, subject.policy.signals
    asked = subject.codes("asked_features")
    yield "asked", case["asked_features"], all_of([case.book.feature_name(feature) for feature in asked])
    if asked and case["asked_days"]:
        yield (
            "asked_days",
            case["asked_days"],
            "once" if case["asked_days"] == 1 else f"on {case['asked_days']:,} days",
        )
        yield "last_asked", case["last_asked_on"], case.day("last_asked_on")
        yield "asked_quote", None, _asked_quote(subject, asked)
    for name, fact in (
        ("blocked", "blocked_attempts"),
        ("prices", "pricing_views"),
        ("competitor", "competitor_mentions"),
        ("workaround", "workarounds"),
    ):
        yield name, case[fact], times(case[fact]) if case[fact] else None
    yield (
        "blocked_window",
        signals.blocked_days,
        lasting(signals.blocked_days) if case["blocked_attempts"] else None,
    )
    yield "competitor_quote", None, quoted(_newest(subject, "competitor", signals.request_days))
    yield "workaround_quote", None, quoted(_newest(subject, "workaround", signals.request_days))
    hours, tickets = case["reply_hours"], case["tickets"]
    strained = bool(case.of(NEED, "support"))
    yield "reply", hours, counted(hours, "hour") if hours and strained else None
    yield "tickets", tickets, counted(tickets, "ticket") if tickets else None
    due = case["compliance_deadline"]
    if due is not None and due.date() >= case.today:
        days = (due.date() - case.today).days
        yield "compliance", due, case.day("compliance_deadline")
        yield "compliance_in", days, lasting(days - days % 7) if days >= 14 else counted(days, "day")  # noqa: PLR2004
    yield "nps", case["nps"], None if case["nps"] is None else f"{figure(case['nps'])} of 10"
    yield "csat", case["csat"], None if case["csat"] is None else f"{case['csat']:.1f} of 5"
    for name, kind in (
        ("value_quote", "value_statement"),
        ("reached", "goal_reached"),
        ("hiring", "hiring"),
        ("heard", "objection"),
    ):
        yield name, None, quoted(_newest(subject, kind, signals.budget_days))
    yield "budget", case["budget"], _budget(subject)


def _asked_quote(subject: Subject, asked: list[str]) -> str | None:
    """Give their newest words that ask for one of these features."""
    index = {feature: place for place, feature in enumerate(subject.book.features)}
    wanted = {index[feature] for feature in asked}
    for row in _recent(subject, subject.policy.signals.request_days):
        about = feature_called(subject.book, row["feature"]) if row["feature"] else None
        if row["type"] in ASKS and row["text"] and about in wanted:
            return quoted(row["text"])
    return None


def _newest(subject: Subject, kind: str, days: int) -> str | None:
    return next((row["text"] for row in _recent(subject, days) if row["type"] == kind and row["text"]), None)


def _recent(subject: Subject, days: int) -> Iterator[Row]:
    since = subject.case.today - timedelta(days=days)
    return (row for row in subject.events if row["date"] > since)


def _budget(subject: Subject) -> str | None:
    said = _newest(subject, "budget_signal", subject.policy.signals.budget_days)
    if said:
        return quoted(said)
    return "a budget is on record" if subject.case["budget"] in ("yes", "true") else None
