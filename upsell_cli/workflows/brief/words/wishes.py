"""Words about what customers asked for, and what of it has come since."""

from collections.abc import Iterator

from upsell_cli.calendar import spoken
from upsell_cli.config.arrivals import arrival
from upsell_cli.config.names import feature_called
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.stages.words.figures import within
from upsell_cli.workflows.brief.words.said import Said, all_of, quoted
from upsell_cli.workflows.brief.words.signals import recent
from upsell_cli.workflows.subject import Subject

AWAITED = ACCOUNTS.family("awaited")

ASKS = ("feature_request", "compliance_request", "ticket", "note")
"""Events whose words are a request."""


def wish_words(subject: Subject) -> Iterator[Said]:
    """Give the features asked for that their tier lacks, how often and when last, and what has come."""
    case = subject.case
    asked = subject.codes("asked_features")
    yield "asked", case["asked_features"], all_of([case.book.feature_name(feature) for feature in asked])
    on_days = case["asked_days"]
    if asked and on_days:
        yield "asked_days", on_days, "once" if on_days == 1 else f"on {on_days:,} days"
        last = case.day("last_asked_on")
        once, often = f"on {last}", f"on {on_days:,} days, last on {last}"
        yield "asked_on", case["last_asked_on"], once if on_days == 1 else often
        yield "asked_when", case["last_asked_on"], f"once, {once}" if on_days == 1 else often
        yield "asked_quote", None, _quote(subject, asked)
    yield from _arrived(subject)


def _arrived(subject: Subject) -> Iterator[Said]:
    """Give the newest feature that came after it had been asked for: where, when, and when it was asked."""
    case, rank = subject.case, subject.case["tier_rank"]
    feature = next(iter(subject.codes("arrived_features")), None)
    came = None if feature is None or rank is None else arrival(case.book, rank, feature)
    if feature is None or came is None:
        return
    yield "arrived", feature, within(case.book.feature_name(feature))
    yield "arrived_to", came.to, came.to
    yield "arrived_on", came.on, spoken(came.on, case.today)
    wished = case.of(AWAITED, feature)
    yield "arrived_asked", wished, None if wished is None else spoken(wished.date(), case.today)


def _quote(subject: Subject, asked: list[str]) -> str | None:
    """Give their newest words that ask for one of these features."""
    index = {feature: place for place, feature in enumerate(subject.book.features)}
    wanted = {index[feature] for feature in asked}
    for row in recent(subject, subject.policy.signals.request_days):
        about = feature_called(subject.book, row["feature"]) if row["feature"] else None
        if row["type"] in ASKS and row["text"] and about in wanted:
            return quoted(row["text"])
    return None
