"""The words of one account together, and what sentences may be conditional on."""

from collections.abc import Iterator, Mapping

from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.documents.brief import Word
from upsell_cli.workflows.brief.words.account import account_words
from upsell_cli.workflows.brief.words.limits import limit_words
from upsell_cli.workflows.brief.words.offer import features_after, offer_words
from upsell_cli.workflows.brief.words.people import people_words
from upsell_cli.workflows.brief.words.said import Said, words_of
from upsell_cli.workflows.brief.words.signals import signal_words
from upsell_cli.workflows.brief.words.talk import talk_words
from upsell_cli.workflows.brief.words.turning import turning_words
from upsell_cli.workflows.brief.words.value import value_words
from upsell_cli.workflows.brief.words.wishes import wish_words
from upsell_cli.workflows.subject import Subject

NEED = ACCOUNTS.family("need")


def words(subject: Subject) -> dict[str, Word]:
    """Give every word there is something to say with."""
    return {word.name: word for word in words_of(_said(subject))}


def _said(subject: Subject) -> Iterator[Said]:
    yield from account_words(subject)
    yield from limit_words(subject)
    yield from wish_words(subject)
    yield from signal_words(subject)
    yield from people_words(subject)
    yield from talk_words(subject)
    if subject.offers_something and subject.offer is not None:
        yield from offer_words(subject, subject.offer)
        yield from turning_words(subject, subject.offer)
        yield from value_words(subject, subject.offer)


def about(subject: Subject) -> Mapping[str, str]:
    """Give what `when` of a sentence may ask for."""
    case = subject.case
    offer = subject.offer if subject.offers_something else None
    return {
        "state": subject.state,
        "scenario": case["scenario"] or "",
        "offer": offer["offer_type"] if offer else "",
        "angle": angle(subject),
        "industry": case["industry"] or "",
        "size": size(subject),
        "goal": case["goal"] or "",
    }


def size(subject: Subject) -> str:
    """Give whether the customer is small, medium or large; empty where not known."""
    people, sizes = subject.case["employees"], subject.policy.brief
    if people is None:
        return ""
    return "small" if people < sizes.medium_from else "medium" if people < sizes.large_from else "large"


def angle(subject: Subject) -> str:
    """Give what the talk is about at heart, by the strongest evidence: what they asked for, lack, or spend.

    Standing against competitors is only spoken of where they spoke of other tools.
    """
    case, offer = subject.case, subject.offer
    if case.of(NEED, "compliance"):
        return "risk"
    known = subject.book.catalogue.features
    gained = features_after(subject, offer) if offer else frozenset()
    for feature in subject.codes("asked_features"):
        if feature in gained and feature in known:
            chosen = known[feature].angle
            return "capability" if chosen == "standing" and not case["competitor_mentions"] else chosen
    if case.of(NEED, "support"):
        return "risk"
    return "efficiency" if subject.working else "capability"
