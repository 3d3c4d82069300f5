"""Words about the talk itself: when, how, what next, and why not now."""

from collections.abc import Iterator
from decimal import Decimal

from upsell_cli.money import to_minor, written
from upsell_cli.stages.words.figures import counted, day, lasting
from upsell_cli.workflows.brief.words.said import Said
from upsell_cli.workflows.subject import Subject

LED_BY = {"cs": "CS", "sales": "Sales", "hybrid": "Sales with CS", "product": "The product itself"}


def talk_words(subject: Subject) -> Iterator[Said]:
    """Give when and how to raise it, or why it is held back and until when."""
    case = subject.case
    on = case["contact_on"]
    if on is not None:
        yield "contact_on", on, "today" if on.date() <= case.today else f"on {case.day('contact_on')}"
    yield "channel", case["channel"], case["channel"]
    zone = case["timezone"]
    yield "window", zone, f"{case.policy.contact.window}{f' in {zone}' if zone else ''}"
    yield "next_step", case["next_step"], case["next_step"]
    yield "led_by", case["owner_role"], LED_BY.get(case["owner_role"] or "")
    yield "rule", case["owner_role"], _rule(subject)
    yield "quiet_for", case.policy.gates.refusal_days, lasting(case.policy.gates.refusal_days)
    yield "decide_by", None, _decide_by(subject)
    yield "reason", case["held_reason"], case["held_reason"] or None
    yield "free_from", case["release_on"], case.day("release_on")


def _decide_by(subject: Subject) -> str | None:
    """Give the first day that something happens by itself: the renewal, or a limit that may be met."""
    case = subject.case
    renewal = case["renewal_date"] if case["days_to_renewal"] is not None else None
    met = case["breach_earliest"] if case["breach_meter"] == case["binding_meter"] else None
    days = [when.date() for when in (renewal, met) if when is not None and when.date() > case.today]
    return day(min(days), case.today) if days else None


def _rule(subject: Subject) -> str | None:
    """Give the rule of the policy that made sales lead; None where they do not."""
    case, rules = subject.case, subject.policy.ownership
    if case["owner_role"] not in ("sales", "hybrid"):
        return None
    voices = case["stakeholders"]
    if voices is not None and voices >= rules.stakeholders:
        return f"{counted(voices, 'person')} have a say".replace("persons", "people")
    if case["quote"]:
        return "the price is agreed case by case"
    currency = subject.book.currency
    return (
        f"the deal is {written(to_minor(Decimal(str(rules.sales_from)), currency), currency)} a year or more"
    )
