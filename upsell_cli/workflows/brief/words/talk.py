"""Words about the talk itself: when, how, what next, and why not now."""

from collections.abc import Iterator

from upsell_cli.stages.words.figures import figure
from upsell_cli.workflows.brief.subject import Subject
from upsell_cli.workflows.brief.words.said import Said


def talk_words(subject: Subject) -> Iterator[Said]:
    """Give when and how to raise it, or why it is held back and until when."""
    case = subject.case
    on = case["contact_on"]
    if on is not None:
        yield "contact_on", on, "today" if on.date() <= case.today else case.day("contact_on")
    yield "channel", case["channel"], case["channel"]
    zone = case["timezone"]
    yield "window", zone, f"{case.policy.contact.window}{f' in {zone}' if zone else ''}"
    yield "next_step", case["next_step"], case["next_step"]
    yield "reason", case["held_reason"], case["held_reason"] or None
    yield "free_from", case["release_on"], case.day("release_on")
    yield "score", case["score"], None if case["score"] is None else figure(case["score"] // 1)
