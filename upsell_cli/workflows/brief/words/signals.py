"""Words about what customers did and said."""

from collections.abc import Iterator
from datetime import timedelta

from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.stages.words.figures import counted, figure, lasting, times
from upsell_cli.workflows.brief.words.said import Said, quoted
from upsell_cli.workflows.subject import Row, Subject

NEED = ACCOUNTS.family("need")


def signal_words(subject: Subject) -> Iterator[Said]:
    """Give what was tried, said and answered."""
    case, signals = subject.case, subject.policy.signals
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
    promised = case["support_hours_promised"] if strained else None
    yield "reply_promised", promised, counted(promised, "hour") if promised else None
    yield "tickets", tickets, counted(tickets, "ticket") if tickets else None
    many = tickets is not None and tickets >= signals.support_tickets
    yield "many_tickets", tickets, counted(tickets, "ticket") if many else None
    due = case["compliance_deadline"]
    if due is not None and due.date() >= case.today:
        days = (due.date() - case.today).days
        yield "compliance", due, case.day("compliance_deadline")
        yield "compliance_in", days, lasting(days - days % 7) if days >= 14 else counted(days, "day")  # noqa: PLR2004
    yield "nps", case["nps"], None if case["nps"] is None else f"{figure(case['nps'])} of 10"
    yield "csat", case["csat"], None if case["csat"] is None else f"{figure(case['csat'])} of 5"
    for name, kind in (
        ("value_quote", "value_statement"),
        ("reached", "goal_reached"),
        ("hiring", "hiring"),
        ("heard", "objection"),
    ):
        yield name, None, quoted(_newest(subject, kind, signals.budget_days))
    promises = _all(subject, "promise", signals.awaited_days)
    yield "promised", len(promises), " ".join(filter(None, map(quoted, promises))) or None
    yield "budget", case["budget"], _budget(subject)


def _newest(subject: Subject, kind: str, days: int) -> str | None:
    return next(iter(_all(subject, kind, days)), None)


def _all(subject: Subject, kind: str, days: int) -> list[str]:
    return [row["text"] for row in recent(subject, days) if row["type"] == kind and row["text"]]


def recent(subject: Subject, days: int) -> Iterator[Row]:
    """Give the events of so many days, the newest first."""
    since = subject.case.today - timedelta(days=days)
    return (row for row in subject.events if row["date"] > since)


def _budget(subject: Subject) -> str | None:
    said = _newest(subject, "budget_signal", subject.policy.signals.budget_days)
    if said:
        return quoted(said)
    return "a budget is on record" if subject.case["budget"] in ("yes", "true") else None
