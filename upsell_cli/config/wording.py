"""What is checked of every sentence of a playbook before it is told of anybody.

Placeholders come from a closed set, what a customer reads names only what may be quoted to one, passages
are ones that a brief has, and no sentence presses.
"""

import re
from collections.abc import Iterator

from upsell_cli.config.playbook import Playbook, Sentence, default_playbook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.documents.vocabulary import TERMS
from upsell_cli.problems import Loc, PlaceOf, Problem, nearest

Finding = tuple[Loc, str, str, str, str]
"""Where, code, message, fix, value."""

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BRACES = re.compile(r"\{[^{}]*\}?|\}")
FOR_CUSTOMERS = ("message_", "approval_", "handoff_intro")
"""Passages that a customer reads begin so."""


def wording_problems(playbook: Playbook, policy: Policy, place: PlaceOf) -> list[Problem]:
    """Give what is wrong with one's own words, each with its place."""
    if playbook == Playbook():
        return []
    ours = default_playbook()
    pressing = (*playbook.pressure, *ours.pressure)
    found = (
        *_objections(playbook, policy),
        *_passages(playbook, ours),
        *_sentences(playbook, pressing),
        *_plain(playbook, pressing),
    )
    return [
        Problem(code, message, place(("playbook", *loc)), fix, value)
        for loc, code, message, fix, value in found
    ]


def _objections(playbook: Playbook, policy: Policy) -> Iterator[Finding]:
    """Find objections that the policy gives no points to: their words would never be told."""
    known = [objection.id for objection in policy.objections]
    for index, objection in enumerate(playbook.objections):
        if objection.id not in known:
            near = nearest(objection.id, known)
            hint = f"Did you mean `{near}`? " if near else ""
            fix = f"{hint}Otherwise say under `objections` of the policy what makes it likely."
            message = f'the policy knows no objection "{objection.id}"'
            yield ("objections", index, "id"), "unknown-objection", message, fix, objection.id


def _passages(playbook: Playbook, ours: Playbook) -> Iterator[Finding]:
    for name in playbook.passages:
        if name not in ours.passages:
            near = nearest(name, list(ours.passages))
            fix = f"Did you mean `{near}`?" if near else f"Known: {', '.join(ours.passages)}."
            yield ("passages", name), "unknown-passage", f'no passage is called "{name}"', fix, name


def _sentences(playbook: Playbook, pressing: tuple[str, ...]) -> Iterator[Finding]:
    for loc, sentence in playbook.sentences():
        yield from _placeholders(loc, sentence)
        yield from _pressure(loc, sentence.text, pressing)


def _placeholders(loc: Loc, sentence: Sentence) -> Iterator[Finding]:
    names = [*PLACEHOLDER.findall(sentence.text), *sentence.when.known, *sentence.when.unknown]
    for name in dict.fromkeys(names):
        if name not in TERMS:
            near = nearest(name, list(TERMS))
            hint = f"Did you mean `{{{near}}}`? " if near else ""
            fix = f"{hint}docs/briefs.md lists them all."
            yield loc, "unknown-placeholder", f'no placeholder is called "{name}"', fix, name
        elif _for_customers(loc) and not TERMS[name].quotable and name in PLACEHOLDER.findall(sentence.text):
            message = f"a customer reads this passage, and {{{name}}} is not for customers"
            yield loc, "not-quotable", message, "Leave it out, or say what they know themselves.", name
    for stray in BRACES.findall(PLACEHOLDER.sub("", sentence.text)):
        message = f'"{stray}" is not a placeholder'
        yield loc, "unknown-placeholder", message, "Write {name} in small letters, or no braces.", stray


def _for_customers(loc: Loc) -> bool:
    return loc[0] == "passages" and str(loc[1]).startswith(FOR_CUSTOMERS)


def _plain(playbook: Playbook, pressing: tuple[str, ...]) -> Iterator[Finding]:
    """Check the texts that are told as they stand."""
    for place, objection in enumerate(playbook.objections):
        yield from _pressure(("objections", place, "says"), objection.says or "", pressing)
    for place, story in enumerate(playbook.stories):
        yield from _pressure(("stories", place, "text"), story.text, pressing)


def _pressure(loc: Loc, text: str, pressing: tuple[str, ...]) -> Iterator[Finding]:
    words = " ".join(re.findall(r"[\w'-]+", text.casefold()))
    for word in dict.fromkeys(pressing):
        if f" {' '.join(word.casefold().split())} " in f" {words} ":
            message = f'"{word}" presses, and people who are pressed say no'
            yield loc, "pressure", message, "Say what happens when, and leave the choice to them.", word
