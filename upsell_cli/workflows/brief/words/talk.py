"""Words about the talk itself: when, how, what next, and why not now."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from upsell_cli.calendar import spoken
from upsell_cli.config.policy.contact import WEEKDAYS
from upsell_cli.money import to_minor, written
from upsell_cli.stages.words.figures import counted, lasting
from upsell_cli.workflows.brief.words.account import days_to_renewal
from upsell_cli.workflows.brief.words.said import Said
from upsell_cli.workflows.subject import Subject

CALL, REVIEW, IN_APP = "call", "review meeting", "in-app"
NOT_CALLED = ("blocked", "needs_data", "no_rate", "no_need", "hold_out")
"""States in which nobody is to be called about anything."""

LED_BY = {"cs": "CS", "sales": "Sales", "hybrid": "Sales with CS", "product": "The product itself"}


def talk_words(subject: Subject) -> Iterator[Said]:
    """Give when and how to raise it, or why it is held back and until when."""
    case = subject.case
    on = case["contact_on"]
    if on is not None:
        yield "raise_it", on, _raised(subject, on.date())
    zone = case["timezone"]
    hours = f"{case.policy.contact.window}{f' in {zone}' if zone else ''}"
    called = case["channel"] in (None, CALL) and subject.state not in NOT_CALLED
    yield "window", zone, hours if called else None
    yield "next_step", case["next_step"], case["next_step"]
    yield "led_by", case["owner_role"], LED_BY.get(case["owner_role"] or "")
    yield "rule", case["owner_role"], _rule(subject)
    yield "quiet_for", case.policy.gates.refusal_days, lasting(case.policy.gates.refusal_days)
    yield "decide_by", None, _decide_by(subject)
    yield "reason", case["held_reason"], case["held_reason"] or None
    yield "free_from", case["release_on"], case.day("release_on")


def _raised(subject: Subject, due: date) -> str:
    """Give how and when to raise it; a call on a day of the window, which the day it is due need not be."""
    case = subject.case
    if case["channel"] == REVIEW:
        return f"in the review meeting on {_weekday(due)} {spoken(due, case.today)}"
    if case["channel"] == IN_APP:
        return (
            "in the product, today" if due <= case.today else f"in the product, on {spoken(due, case.today)}"
        )
    call = case.policy.contact.call_on(max(due, case.today))
    return (
        "by call today" if call == case.today else f"by call on {_weekday(call)} {spoken(call, case.today)}"
    )


def _weekday(when: date) -> str:
    return WEEKDAYS[when.weekday()]


def _decide_by(subject: Subject) -> str | None:
    """Give the first day that something happens by itself: the renewal, or a limit that may be met."""
    case = subject.case
    renewal = case["renewal_date"] if days_to_renewal(case) is not None else None
    met = case["breach_earliest"] if case["breach_meter"] == case["binding_meter"] else None
    days = [when.date() for when in (renewal, met) if when is not None and when.date() > case.today]
    return spoken(min(days), case.today) if days else None


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
