"""The full brief, for whoever has the conversation."""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line, Section
from upsell_cli.stages.words.figures import within
from upsell_cli.workflows.brief.alternatives import alternatives
from upsell_cli.workflows.brief.answers import answers
from upsell_cli.workflows.brief.call import LEFT_ALONE
from upsell_cli.workflows.brief.comparison import comparison
from upsell_cli.workflows.brief.five import five_questions
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.proof import proof
from upsell_cli.workflows.brief.questions import questions
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.worth import worth
from upsell_cli.workflows.subject import Subject

WHY = (
    "why_limit", "why_reach", "why_second", "why_overage", "why_asked", "why_blocked", "why_support",
    "why_compliance", "why_growth", "why_room", "why_saving", "why_renewal", "why_prices", "why_hiring",
)  # fmt: skip
"""Passages that say why now, the strongest first."""

PLAN = (
    ("Now", "plan_now"),
    ("Ahead", "plan_ahead"),
    ("Gap", "plan_gap"),
    ("Offer", "plan_offer"),
    ("Angle", "plan_angle"),
    ("Show", "plan_show"),
    ("Sum", "plan_sum"),
    ("Next", "plan_next"),
)
"""The conversation in its order; they speak first."""

ROLES = (("Champion", "champion"), ("Buyer", "buyer"), ("Approver", "approver"))
"""Whom somebody should be known for."""
THERE = (*ROLES, ("Role not known", "others"))
"""Everybody who is known there."""
PEOPLE = (*THERE, ("Last talk", "last_contact"), ("Deal", "deal"))

MATTER = {
    "feature_need": "why_asked",
    "support_need": "why_support",
    "compliance": "why_compliance",
    "team_growth": "why_growth",
    "cheaper_on_target": "why_saving",
}
"""What a talk of a scenario is about, told before all else; of the others it is a limit."""


def rep_sections(subject: Subject, telling: Telling, notes: Notes) -> Iterator[Section]:
    """Give the sections; without an offer, what to fix first takes the place of all that is about one."""
    offer = subject.offer
    if offer is None or not subject.offers_something:
        if subject.state != LEFT_ALONE:
            yield Section("people", "People", tuple(known_people(telling)))
        yield Section("first", "What to do first", tuple(lines(telling, f"held_{subject.state}")))
        yield Section("known", "What is known", tuple(why(telling)))
        yield Section("care", "Take care", tuple(lines(telling, "risk")))
        return
    yield Section("people", "People", tuple(people(telling)))
    yield Section("why", "Why now", tuple(why(telling)))
    yield Section("five", "Five questions", tuple(five_questions(subject, telling)))
    yield Section("change", "What changes", grid=comparison(subject, offer, telling, notes))
    yield Section("value", "What it is worth to them", tuple(worth(subject, telling, notes)))
    yield Section("alternatives", "Alternatives", tuple(alternatives(subject, offer, telling, notes)))
    if "saving" not in telling.words:
        yield Section("objections", "What they may say", tuple(answers(subject, telling)))
    yield Section("plan", "The conversation", tuple(plan(telling)))
    yield Section("questions", "Not known yet: ask", tuple(questions(subject, telling)))
    yield Section("proof", "Somebody like them", tuple(proof(subject, telling, notes)))
    yield Section("terms", "What may be offered", tuple(may_be_offered(telling)))
    yield Section("care", "Take care", tuple(lines(telling, "risk")))
    yield Section("dont", "Do not", tuple(lines(telling, "dont")))


def why(telling: Telling) -> Iterator[Line]:
    """Give what speaks for a talk, what it is about first."""
    return lines(telling, *dict.fromkeys((MATTER.get(telling.about["scenario"], WHY[0]), *WHY)))


def lines(telling: Telling, *names: str) -> Iterator[Line]:
    """Give the sentences of some passages, one a line."""
    for name in names:
        yield from (Line(text) for text in telling.passage(name))


def may_be_offered(telling: Telling) -> Iterator[Line]:
    """Give what the terms allow, what helps to decide but for a discount, and how to buy."""
    yield from lines(telling, "terms")
    if "saving" not in telling.words:
        yield from _incentive(telling)
    yield from lines(telling, "buy")


def _incentive(telling: Telling) -> Iterator[Line]:
    """Give one thing other than a discount; who pays less needs none."""
    own = next(telling.told(telling.playbook.incentives), None)
    if own is None:
        yield from lines(telling, "incentive")
    else:
        yield Line(f"Other than a discount: {within(own)}")


def people(telling: Telling, shown: tuple[tuple[str, str], ...] = PEOPLE) -> Iterator[Line]:
    """Give who is known there, and which role nobody is known to have."""
    yield from known_people(telling, shown)
    for label, name in ROLES:
        if name not in telling.words:
            yield Line(f"No {label.lower()} on file.", mark="unknown")


def known_people(telling: Telling, shown: tuple[tuple[str, str], ...] = PEOPLE) -> Iterator[Line]:
    """Give who is known there, and the last conversation."""
    for label, name in shown:
        if name in telling.words:
            how = telling.words.get("outcome") if name == "last_contact" else None
            yield Line("; ".join(word.text for word in (telling.words[name], how) if word), label)


def plan(telling: Telling) -> Iterator[Line]:
    """Give the steps of the conversation."""
    for label, name in PLAN:
        text = telling.line(name)
        if text:
            yield Line(text, label)
