"""Lines of text under a table: whose report it is, what it was filtered by, how many rows a query gave."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.records import Flaw, Record

MOST_BELOW = 50
"""So many such lines at most stand under a table."""

COMPARED = 100
"""How many rows above them are looked at for whether they have such text in them, too."""

PROSE = re.compile(r"\s*(\S+\s+\S+\s+\S.*|\(.*\s.*\))", re.DOTALL)
"""Three words, or some in brackets: more than the first cell of a row that was cut."""

RULED = re.compile(r"[-+=|_\s]{3,}")
"""A line drawn by those who draw tables with characters."""


class TextBelow(NamedTuple):
    """The lines of text under a table: the first one's place and text, and how many they are."""

    line: int
    text: str
    lines: int


def told_apart(found: Iterable[Record | Flaw], dialect: Dialect) -> Iterator[Record | Flaw | TextBelow]:
    """Give the records of a file, with those that are text under its table as one, behind the others."""
    held: list[tuple[int, str, Record | Flaw]] = []
    above: deque[Sequence[str]] = deque(maxlen=COMPARED)
    for record in found:
        alone = _only_text(record)
        if alone and len(held) < MOST_BELOW:
            held.append((*alone, record))
            continue
        yield from (each for *_, each in held)
        held.clear()
        if isinstance(record, Record):
            above.append(record.fields)
        yield record
    if above and held and _is_text(held, above, dialect):
        _, text, first = held[0]
        yield TextBelow(first.line, text, len(held))
        return
    yield from (each for *_, each in held)


def _only_text(record: Record | Flaw) -> tuple[int, str] | None:
    """Give the only text of a record that has one, and in which column it stands."""
    if isinstance(record, Flaw):
        return (0, record.value) if record.alone else None
    if record.fields[-1]:
        return None
    filled = [(i, field) for i, field in enumerate(record.fields) if field.strip()]
    return filled[0] if len(filled) == 1 else None


def _is_text(
    held: Sequence[tuple[int, str, Record | Flaw]], above: Iterable[Sequence[str]], dialect: Dialect
) -> bool:
    """Tell whether what a file ends with is text, or rows that were cut or are blank but for one cell.

    Rows that were cut have no blanks in what is left of them, unless rows above have some there, too; rows
    in quotes as a whole have all their marks.
    """
    texts = [text for _, text, _ in held]
    if any(text.count(dialect.delimiter) + 1 >= len(dialect.headers) for text in texts):
        return False
    lines_of_one_field = len(held) > 1 and all(isinstance(record, Flaw) for *_, record in held)
    if lines_of_one_field and any(" " in text.strip() for text in texts):
        return True
    likewise = any(" " in fields[at].strip() for at, _, _ in held for fields in above)
    return not likewise and any(map(PROSE.fullmatch, texts))
