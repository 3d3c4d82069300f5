"""From a verdict to a brief of one kind."""

from collections.abc import Callable, Iterator

from upsell_cli.config.playbook import Playbook
from upsell_cli.frames.brief import Brief, Kind, Section
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.rep import rep_sections
from upsell_cli.workflows.brief.subject import Subject
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.words import about, words

SECTIONS: dict[Kind, Callable[[Subject, Telling, Notes], Iterator[Section]]] = {
    "rep": rep_sections,
}


def make(subject: Subject, playbook: Playbook, kind: Kind) -> Brief:
    """Give a brief; sections with nothing to say are left out."""
    telling, notes = Telling(playbook, words(subject), about(subject)), Notes()
    sections = tuple(s for s in SECTIONS[kind](subject, telling, notes) if s.says_something)
    case = subject.case
    return Brief(
        kind=kind,
        account_id=str(case["account_id"]),
        account_name=telling.words["account"].text,
        state=subject.state,
        as_of=case.today,
        currency=case.currency,
        title=telling.line(f"{kind}_title"),
        head=tuple(telling.passage(f"{kind}_head")),
        banner=telling.line(f"{kind}_banner"),
        sections=sections,
        words={**telling.words, **notes.words},
    )
