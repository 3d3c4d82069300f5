"""Which texts say which words: whole words, in any case."""

import re
from collections.abc import Sequence

import numpy as np

from upsell_cli.frames.vectors.blocks import Bools
from upsell_cli.frames.vectors.gather import Words


def mentions(text: Words, terms: Sequence[tuple[str, ...]]) -> list[Bools]:
    """Give for each group of terms the rows whose text has one of them as whole words, in any case.

    >>> text = Words(np.array([0, 1, -1]), ("When will SSO come?", "crossover"))
    >>> [rows.tolist() for rows in mentions(text, [("sso",), ("cross over",), ()])]
    [[True, False, False], [False, False, False], [False, False, False]]
    """
    any_term = _whole_words(tuple(term for group in terms for term in group))
    heard = [place for place, words in enumerate(text.words) if any_term.search(words)]
    found = []
    for group in terms:
        pattern = _whole_words(group)
        said = np.zeros(len(text.words) + 1, dtype=bool)
        said[[place for place in heard if pattern.search(text.words[place])]] = True
        found.append(said[text.codes])
    return found


def _whole_words(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern that finds any of these terms as whole words; without terms, one that finds nothing."""
    either = "|".join(r"\s+".join(map(re.escape, term.split())) for term in terms)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE)
