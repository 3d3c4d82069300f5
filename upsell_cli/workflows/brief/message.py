"""A short message to the customer: what happens, what it would take, how to go back and how to say no.

Built by allow-list: its passages can name quotable words alone.
"""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line, Section
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.subject import Subject

PARAGRAPHS = (
    ("message_greeting",),
    ("message_why", "message_offer"),
    ("message_cheapest", "message_keep", "message_try", "message_back"),
    ("message_no",),
    ("message_close",),
)
FIRST_TO_GO = ("message_try", "message_cheapest")
"""What is left out first of a message that would be too long."""


def message_sections(subject: Subject, telling: Telling, _: Notes) -> Iterator[Section]:
    """Give the message as one section of paragraphs, not longer than the policy says."""
    left_out: list[str] = []
    paragraphs = _told(telling, left_out)
    for name in FIRST_TO_GO:
        if sum(len(text.split()) for text in paragraphs) <= subject.policy.brief.message_words:
            break
        left_out.append(name)
        paragraphs = _told(telling, left_out)
    yield Section("message", "", tuple(map(Line, paragraphs)))


def _told(telling: Telling, left_out: list[str]) -> list[str]:
    paragraphs = (
        " ".join(filter(None, (telling.line(name) for name in names if name not in left_out)))
        for names in PARAGRAPHS
    )
    return [text for text in paragraphs if text]
