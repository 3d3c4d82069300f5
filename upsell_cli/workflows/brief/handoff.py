"""The hand-over from customer success to sales: everything said once, and what is missing named."""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line, Section
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.rep import THERE, lines, people, why
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.worth import worth
from upsell_cli.workflows.subject import Subject

PIECES = (
    ("who approves", "approver"),
    ("who buys", "buyer"),
    ("who wants it there", "champion"),
    ("the goal", "goal"),
    ("a value in their own figures", "stated_by"),
    ("a budget", "budget"),
    ("the day of the renewal", "renewal"),
    ("the last conversation", "last_contact"),
    ("objections heard", "heard"),
    ("what was promised", "promised"),
)
"""What sales needs, and the word that carries it."""


def handoff_sections(subject: Subject, telling: Telling, notes: Notes) -> Iterator[Section]:
    """Give the hand-over, part by part."""
    yield Section("account", "Account and contract", tuple(lines(telling, "handoff_account")))
    yield Section("offer", "Offer and price", tuple(lines(telling, "handoff_offer", "terms")))
    yield Section("why", "Why now", tuple(why(telling)))
    yield Section("value", "Value, with its sources", tuple(worth(subject, telling, notes)))
    yield Section("people", "People", tuple(people(telling, THERE)))
    yield Section("heard", "Heard so far", tuple(lines(telling, "handoff_heard")))
    yield Section("care", "Risks", tuple(lines(telling, "risk")))
    yield Section("owner", "Who leads, and by which rule", tuple(lines(telling, "handoff_owner")))
    yield Section("intro", "Introduction, to be made warm", tuple(lines(telling, "handoff_intro")))
    missing = [what for what, name in PIECES if name not in telling.words]
    yield Section("missing", "Missing: find out before the first talk", tuple(map(Line, missing)))
