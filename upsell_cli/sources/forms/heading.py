"""Which line of a table is its header: one that names the columns we need, or two that do so together.

Spreadsheets and report tools put groups of columns into a row above their names. There a column without
a name of its own is called by the upper row, and of two with one name each is called by its group too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from upsell_cli.frames.headers import normalised

Score = tuple[bool, int]
Fit = Callable[[Sequence[str]], Score]
"""Judges a possible header: whether nothing needed is missing, and how many columns it knows."""

Line = tuple[int, tuple[str, ...]]
"""Where a line stands, and its cells without the blanks around them."""

DIGIT = re.compile(r"\d")
DATA = re.compile(r"[-+$€£¥]?[\d.,:/\s-]*\d[\d.,:/\s%TZ+-]*")
"""A cell that is a value, a number or a date, and so not the name of a column."""


class Heading(NamedTuple):
    """The names of the columns, the line of the lower row of them, and how well they fit."""

    line: int
    names: tuple[str, ...]
    score: Score


def best_heading(lines: Iterable[Line], fit: Fit) -> Heading | None:
    """Give the first header that lacks nothing, else the one of whose columns most are known."""
    best: Heading | None = None
    above: Line | None = None
    for number, names in lines:
        score = fit(names)
        group = above[1] if above and above[0] == number - 1 else ()
        if score[0]:
            return Heading(number, _told_apart(names, group), score)
        if score[1] and (best is None or score > best.score):
            best = Heading(number, names, score)
        both = _combined(group, names)
        if both:
            together = fit(both)
            if together[0]:
                return Heading(number, both, together)
            if best and together > best.score and not any(map(DIGIT.search, names)):
                best = Heading(number, both, together)
        above = number, names
    return best


def strange_heading(lines: Iterable[Line]) -> Line | None:
    """Give the first line that may be a header although nothing in it is known: several words, none twice.

    >>> strange_heading([(1, ("Kunden",)), (2, ("Nr.", "Datum")), (3, ("A", "2026-01-31"))])
    (2, ('Nr.', 'Datum'))
    """
    return next(
        (
            (number, names)
            for number, names in lines
            if len(set(filter(None, names))) == len(names) > 1 and not any(map(DATA.fullmatch, names))
        ),
        None,
    )


def _combined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...] | None:
    """Give the names that two rows make together; None when they are no such pair.

    >>> _combined(["Account", "Date", "Usage", ""], ["", "", "Users", "Calls"])
    ('Account', 'Date', 'Users', 'Calls')
    """
    padded = [*upper, *[""] * (len(lower) - len(upper))]
    by_upper = any(above and not below for above, below in zip(padded, lower, strict=False))
    if not by_upper or not any(lower) or len(padded) > len(lower) or any(map(DATA.fullmatch, lower)):
        return None
    apart = _told_apart(lower, padded)
    return tuple(below or above for above, below in zip(padded, apart, strict=True))


def _told_apart(names: Sequence[str], upper: Sequence[str]) -> tuple[str, ...]:
    """Give names of which those that are there twice are preceded by their group, if that tells them apart.

    >>> _told_apart(["id", "users", "users"], ["", "May", "June"])
    ('id', 'May users', 'June users')
    """
    often = Counter(normalised(name) for name in names if name)
    if len(often) == len(names) or not any(upper):
        return tuple(names)
    pairs = zip(names, _groups(upper, len(names)), strict=True)
    apart = tuple(
        f"{group} {name}" if group and often[normalised(name)] > 1 else name for name, group in pairs
    )
    return apart if len({normalised(name) for name in apart}) > len(often) else tuple(names)


def _groups(upper: Sequence[str], width: int) -> Iterator[str]:
    """Give the group over each column; a blank belongs to the group on its left."""
    group = ""
    for position in range(width):
        group = (upper[position] if position < len(upper) else "") or group
        yield group
