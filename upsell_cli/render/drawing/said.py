"""Facts as a person reads them, and the rows they rest on: short, and the same wherever they are shown."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from upsell_cli.calendar import spoken
from upsell_cli.frames.documents.explanation import Explanation, Fact, SourceLines
from upsell_cli.money import written
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.drawing.wording import amount_of, percentage
from upsell_cli.shown import shown_use

AMOUNT = "_minor"
SHOWN_RUNS = 3
SHARES = ("utilisation", "peak_utilisation", "second_utilisation", "active_share", "depth", "breach_p_13w")
GROWTH = ("growth_13w", "users_growth_13w")
SHARE_FAMILIES = ("util[", "reach[")
USE_FAMILIES = ("use[", "peak[", "required[")

NAMES = {
    "active_share": "seats in use",
    "arrived_features": "came after they asked",
    "asked_days": "days asked for",
    "asked_features": "what",
    "binding_meter": "tightest",
    "breach_meter": "limit",
    "breach_p_13w": "chance",
    "budget_signal": "sign of budget",
    "cancel_notice": "notice given",
    "cancel_on": "cancelled on",
    "compliance_deadline": "compliance date",
    "contacts_counted": "upsell contacts that count",
    "csat": "CSAT",
    "days_to_renewal": "days left",
    "depth": "features in use",
    "growth_13w": "in 13 weeks",
    "last_contact_on": "last contact",
    "last_no_on": "last refusal",
    "last_upgrade_on": "last upgrade",
    "higher_tier_questions": "questions about a higher tier",
    "limits_known": "use and limits known",
    "move_pending": "move under way",
    "needs": "reasons",
    "nps": "NPS",
    "payment_failed": "payment failed",
    "pricing_views": "looks at prices",
    "rate": "exchange rate",
    "renewal_date": "renews",
    "reply_hours": "hours to an answer",
    "second_meter": "second",
    "second_utilisation": "used",
    "status": "subscription",
    "tier_asked": "by name",
    "told_before": "said before",
    "survey_on": "asked on",
    "tenure_weeks": "weeks as a customer",
    "usage_age_days": "days since the newest reading",
    "usage_missing": "no reading at all, though others have some",
    "utilisation": "used",
}
"""Facts whose names in the tables are too short to read well in a line."""


def said(fact: Fact, explanation: Explanation) -> str:
    """Give a fact's value in words and figures; `not known` where it is not."""
    match fact.value:
        case None:
            return "not known"
        case bool(answer):
            return "yes" if answer else "no"
        case date() as on:
            return spoken(on, explanation.as_of)
        case str(text):
            return one_line(explanation.names.get(text, text).replace(";", ", ")) or "none"
        case number:
            return _figure(fact.name, number, explanation.currency)


def _figure(name: str, value: float, currency: str) -> str:
    if name.endswith(AMOUNT):
        return written(int(value), currency)
    if name in SHARES or name.startswith(SHARE_FAMILIES):
        return percentage(value)
    if name == "rate":
        return f"{value:g}"
    if name in GROWTH:
        return f"{'+' if value >= 0 else ''}{percentage(value)}"
    return shown_use(float(value)) if name.startswith(USE_FAMILIES) else amount_of(float(value))


def named(fact: Fact) -> str:
    """Give a fact's name in words.

    >>> named(Fact("csat", "", 4, ())), named(Fact("arr_now_minor", "", 1, ()))
    ('CSAT', 'arr now')
    """
    return NAMES.get(fact.name, fact.name.removesuffix(AMOUNT).replace("_", " "))


def evidence(names: Sequence[str], explanation: Explanation, *, doubted: bool = False) -> str:
    """Give some facts in one line: those known with their values and, where in doubt, those not known."""
    facts = [explanation.fact(name) for name in names]
    known = ", ".join(f"{named(fact)} {said(fact, explanation)}" for fact in facts if fact.value is not None)
    unknown = ", ".join(named(fact) for fact in facts if fact.value is None)
    return "; ".join(filter(None, (known, f"not known: {unknown}" if unknown and doubted else "")))


def where(source: SourceLines) -> str:
    """Give a file and its lines, runs of lines as ranges; of many the first few.

    >>> where(SourceLines("usage", "usage.csv", (2, 3, 4, 9)))
    'usage.csv:2-4,9'
    >>> where(SourceLines("events", "events.csv", (2, 3, 7, 11, 15, 16)))
    'events.csv:2-3,7,11 and 2 more'
    """
    runs = _runs(source.lines)
    more = sum(map(len, runs[SHOWN_RUNS:]))
    shown = ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:SHOWN_RUNS])
    return f"{one_line(source.file)}:{shown}" + (f" and {more:,} more" if more else "")


def _runs(lines: Sequence[int]) -> list[list[int]]:
    ordered = sorted(lines)
    breaks = [0, *(place for place, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1), len(ordered)]
    return [ordered[start:end] for start, end in pairwise(breaks)]
