"""From a verdict to a brief of one kind."""

from collections.abc import Callable, Iterator, Mapping

from upsell_cli.config.playbook import Playbook
from upsell_cli.frames.documents.brief import FOR_CUSTOMERS, Brief, Kind, Section, Word
from upsell_cli.frames.verdicts import TALKED_TO_LATER
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.workflows.brief.approval import approval_sections
from upsell_cli.workflows.brief.call import call_sections
from upsell_cli.workflows.brief.handoff import handoff_sections
from upsell_cli.workflows.brief.message import message_sections
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.rep import rep_sections
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.words import about, words
from upsell_cli.workflows.subject import Subject

SECTIONS: dict[Kind, Callable[[Subject, Telling, Notes], Iterator[Section]]] = {
    "rep": rep_sections,
    "call": call_sections,
    "message": message_sections,
    "handoff": handoff_sections,
    "approval": approval_sections,
}


FOR_HELD: tuple[Kind, ...] = ("rep", "call")
"""Kinds that also speak of an account which is offered nothing."""

SENT: tuple[Kind, ...] = ("message",)
"""Kinds that go out at once, so not while an offer waits for its moment."""


def can_be_made(kind: Kind, subject: Subject) -> bool:
    """Tell whether there is a brief of a kind for an account."""
    waits = kind in SENT and subject.state in TALKED_TO_LATER
    return kind in FOR_HELD or (subject.offers_something and not waits)


def make(subject: Subject, playbook: Playbook, kind: Kind, *, whole: bool = False) -> Brief:
    """Give a brief; sections with nothing to say are left out, and unless `whole` what stays as it is.

    Raises UpsellError for a kind that is about an offer where none is made, and for a message to whom none
    goes now.
    """
    known = words(subject)
    if not can_be_made(kind, subject):
        why_not = _nothing_to_send if subject.offers_something else _nothing_to_offer
        raise UpsellError(why_not(subject, known))
    telling, notes = Telling(playbook, known, about(subject), whole), Notes()
    sections = tuple(s for s in SECTIONS[kind](subject, telling, notes) if s.says_something)
    case = subject.case
    return Brief(
        kind=kind,
        account_id=str(case["account_id"]),
        account_name=telling.words["account_name"].text,
        state=subject.state,
        as_of=case.today,
        currency=case.currency,
        title=telling.line(f"{kind}_title"),
        head=tuple(telling.passage(f"{kind}_head")),
        banner=telling.line(f"{kind}_banner"),
        sections=sections,
        words={
            name: word
            for name, word in {**known, **notes.words}.items()
            if word.quotable or kind not in FOR_CUSTOMERS
        },
    )


def _nothing_to_send(subject: Subject, known: Mapping[str, Word]) -> Problem:
    why = f": {known['reason'].text}" if "reason" in known else ""
    message = f"{known['account_name'].text} is sent no message now{why}"
    return Problem(
        "nothing-to-send", message, fix=f"`upsell brief {subject.case['account_id']}` prepares the talk."
    )


def _nothing_to_offer(subject: Subject, known: Mapping[str, Word]) -> Problem:
    why = f": {known['reason'].text}" if "reason" in known else ""
    message = f"{known['account_name'].text} is offered nothing now{why}"
    return Problem(
        "nothing-to-offer", message, fix=f"`upsell brief {subject.case['account_id']}` says what comes first."
    )
