"""The playbook: the words of a brief, ours and one's own on top, as sentences with placeholders.

A sentence is told when everything it names is known of the account, and its `when` holds. Of several
sentences in a list within a list, the first that can be told is.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from upsell_cli.config.loading import fitted
from upsell_cli.config.model import JsonSchema, Model, Shorthand, Text, Texts
from upsell_cli.config.yaml_reader.document import read_document

PLAYBOOK = "playbook.yaml"
Size = Literal["small", "medium", "large"]


class When(Model):
    """What must hold for a sentence to be told; each list names the words of which one must be true."""

    state: Texts = Field(default=(), description="States of the account.")
    scenario: Texts = Field(default=(), description="Why now: outgrowing, feature_need, ...")
    offer: Texts = Field(default=(), description="tier_upgrade, seat_expansion, add_on or right_size.")
    angle: Texts = Field(default=(), description="capability, efficiency, standing or risk.")
    industry: Texts = Field(default=(), description="Lines of business.")
    size: Texts = Field(default=(), description="small, medium or large.")
    goal: Texts = Field(default=(), description="Words that their goal holds.")
    known: Texts = Field(default=(), description="Placeholders that must be known.")
    unknown: Texts = Field(default=(), description="Placeholders that must not be known.")


class Sentence(Shorthand):
    """A sentence with placeholders; text alone is told whenever all it names is known."""

    shorthand: ClassVar[tuple[JsonSchema, ...]] = ({"type": "string"},)

    text: Text = Field(description="The sentence, with {placeholders}.")
    when: When = Field(default=When(), description="What must hold besides.")

    @classmethod
    def spelled_out(cls, value: Any) -> Any:  # noqa: ANN401
        """Read text as the sentence."""
        return {"text": value} if isinstance(value, str) else value


def _one_or_more(value: Any) -> Any:  # noqa: ANN401
    return (value,) if isinstance(value, str | dict) else value


FirstOf: TypeAlias = tuple[Sentence, ...]
Passage = Annotated[
    tuple[Annotated[FirstOf, BeforeValidator(_one_or_more)], ...], BeforeValidator(_one_or_more)
]
"""Sentences that follow one another; each is a list of which the first that can be told is."""


class Story(Model):
    """A customer whose story may be told."""

    text: Text = Field(description="The story, one or two sentences.")
    industry: Text = Field(description="Their line of business.")
    size: Size | None = Field(default=None, description="small, medium or large.")
    feature: Text | None = Field(default=None, description="Feature it is about.")


class ObjectionCopy(Model):
    """The words for an objection; one's own go before ours."""

    id: Text = Field(description="expensive, wait, not_needed, approval, other_tools, or an own id.")
    says: Text | None = Field(default=None, description="How customers put it.")
    answer: Passage = Field(default=(), description="What to answer.")


class Playbook(Model):
    """The words: one's own on top of ours."""

    objections: tuple[ObjectionCopy, ...] = Field(default=(), description="Objections and answers.")
    questions: Passage = Field(
        default=(), description="Questions to ask, besides those for what is not known."
    )
    stories: tuple[Story, ...] = Field(default=(), description="Customers whose story may be told.")
    incentives: Passage = Field(default=(), description="What may be offered other than a discount.")
    passages: dict[Text, Passage] = Field(
        default={}, description="Passages of the brief by id, in place of ours."
    )
    pressure: Texts = Field(default=(), description="Words that no sentence may use, besides ours.")

    def sentences(self) -> Iterator[tuple[tuple[str | int, ...], Sentence]]:
        """Give every sentence with where it stands."""
        for place, objection in enumerate(self.objections):
            yield from _within(("objections", place, "answer"), objection.answer)
        yield from _within(("questions",), self.questions)
        yield from _within(("incentives",), self.incentives)
        for name, passage in self.passages.items():
            yield from _within(("passages", name), passage)

    def over(self, under: "Playbook") -> "Playbook":
        """Give this playbook laid over another: what has the same id takes its place, lists grow."""
        copies = {copy.id: copy for copy in under.objections}
        for copy in self.objections:
            ours = copies.get(copy.id, copy)
            copies[copy.id] = ObjectionCopy(
                id=copy.id, says=copy.says or ours.says, answer=copy.answer or ours.answer
            )
        return Playbook(
            objections=tuple(copies.values()),
            questions=(*self.questions, *under.questions),
            stories=(*self.stories, *under.stories),
            incentives=(*self.incentives, *under.incentives),
            passages={**under.passages, **self.passages},
            pressure=(*self.pressure, *under.pressure),
        )


def _within(
    at: tuple[str | int, ...], passage: tuple[FirstOf, ...]
) -> Iterator[tuple[tuple[str | int, ...], Sentence]]:
    for place, choices in enumerate(passage):
        for choice, sentence in enumerate(choices):
            yield (*at, place, choice), sentence


@cache
def default_playbook() -> Playbook:
    """Give the words that are told where one's own say nothing."""
    text = resources.files("upsell_cli.config.defaults").joinpath(PLAYBOOK).read_bytes()
    return fitted(read_document(text, PLAYBOOK), Playbook).model
