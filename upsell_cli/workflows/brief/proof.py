"""Proof: one story of another customer, and only where it is to the point."""

from collections.abc import Iterator

from upsell_cli.config.playbook import Story
from upsell_cli.frames.documents.brief import Line
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.words.offer import features_after
from upsell_cli.workflows.subject import Subject


def proof(subject: Subject, telling: Telling, notes: Notes) -> Iterator[Line]:
    """Give the story nearest to this account: same line of business first, then size, then use.

    One that shares the line of business alone, and nothing of the use, is no proof of anything: none is
    better than a wrong one.
    """
    ranked = sorted(
        telling.playbook.stories, key=lambda story: _nearness(story, subject, telling), reverse=True
    )
    if ranked and _fits(ranked[0], subject, telling):
        story = ranked[0]
        why = ", ".join(filter(None, (story.industry, story.size, _used(story, subject))))
        yield Line(notes("story", None, story.text), why)


def _nearness(story: Story, subject: Subject, telling: Telling) -> tuple[bool, bool, bool]:
    return (
        _same(story.industry, telling.about["industry"]),
        _same(story.size, telling.about["size"]),
        _wanted(story, subject),
    )


def _fits(story: Story, subject: Subject, telling: Telling) -> bool:
    alike, size, use = _nearness(story, subject, telling)
    to_the_point = story.feature is None or _gained(story, subject)
    return to_the_point and (alike or (size and use))


def _wanted(story: Story, subject: Subject) -> bool:
    return story.feature in subject.codes("asked_features") and _gained(story, subject)


def _gained(story: Story, subject: Subject) -> bool:
    offer = subject.offer
    if offer is None or story.feature is None:
        return False
    gained = features_after(subject, offer) - subject.book.tier_features[offer["from_rank"]]
    return story.feature in gained


def _used(story: Story, subject: Subject) -> str:
    return subject.book.feature_name(story.feature) if story.feature else ""


def _same(told: str | None, own: str) -> bool:
    return told is not None and told.casefold() == own.casefold()
