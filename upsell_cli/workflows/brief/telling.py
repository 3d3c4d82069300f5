"""Telling passages of the playbook: placeholders filled once, sentences dropped whose evidence is missing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from upsell_cli.config.playbook import FirstOf, Playbook, Sentence, When
from upsell_cli.config.wording import PLACEHOLDER
from upsell_cli.frames.documents.brief import Word
from upsell_cli.frames.documents.vocabulary import NAMES

POINTED = re.compile(PLACEHOLDER.pattern + r"(\.?)")


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of one account, and what `when` asks for: the state, scenario, offer and the like.

    `whole` tells what stays the same as well as what changes.
    """

    playbook: Playbook
    words: Mapping[str, Word]
    about: Mapping[str, str]
    whole: bool = False

    def passage(self, name: str) -> list[str]:
        """Give the sentences of a passage that can be told, in their order."""
        return list(self.told(self.playbook.passages[name]))

    def line(self, name: str) -> str:
        """Give them as one paragraph; empty when none can be told."""
        return " ".join(self.passage(name))

    def told(self, passage: Iterable[FirstOf]) -> Iterator[str]:
        """Give for each list of sentences the first that can be told, if any can."""
        for choices in passage:
            sentence = next(filter(self.can_be_told, choices), None)
            if sentence is not None:
                yield self.filled(sentence.text)

    def can_be_told(self, sentence: Sentence) -> bool:
        """Tell whether all a sentence names is known, and its `when` holds."""
        return all(name in self.words for name in named_in(sentence.text)) and self._holds(sentence.when)

    def filled(self, text: str) -> str:
        """Give a text with its placeholders filled; what fills them is never a template.

        A sentence begins with a capital, unless it begins with a name, which stays as it is written; it ends
        with one point, also behind a name that has one: `Yahoo!` and `Bolt Inc.` close a sentence alike.

        >>> words = {"use": Word("use", 33, "33 {limit}"), "limit": Word("limit", 35, "35")}
        >>> Telling(Playbook(), words, {}).filled("{use} of {limit}")
        '33 {limit} of 35'
        """
        told = POINTED.sub(lambda found: _closed(self.words[found[1]].text, found[2]), text)
        first = PLACEHOLDER.match(text)
        as_written = first is not None and first[1] in NAMES
        return told if as_written else told[:1].upper() + told[1:]

    def _holds(self, when: When) -> bool:
        asked = (
            ("state", when.state),
            ("scenario", when.scenario),
            ("offer", when.offer),
            ("angle", when.angle),
            ("industry", when.industry),
            ("size", when.size),
        )
        return (
            all(not any_of or self._said(name) in map(str.casefold, any_of) for name, any_of in asked)
            and (not when.goal or any(word.casefold() in self._said("goal") for word in when.goal))
            and all(name in self.words for name in when.known)
            and not any(name in self.words for name in when.unknown)
        )

    def _said(self, name: str) -> str:
        return self.about.get(name, "").casefold()


def _closed(text: str, point: str) -> str:
    return text if text.endswith(".") else text + point


@cache
def named_in(text: str) -> tuple[str, ...]:
    """Give the placeholders of a text of the playbook.

    >>> named_in("{use} of {limit}, {use}")
    ('use', 'limit', 'use')
    """
    return tuple(PLACEHOLDER.findall(text))
