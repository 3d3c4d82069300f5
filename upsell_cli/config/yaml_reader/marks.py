"""Where things stand in a text file, and how to point at them."""

import re
import unicodedata
from typing import NamedTuple

from upsell_cli.problems import Place, Problem, Severity

LINE_BREAK = re.compile(r"\r\n|\r|\n")

WIDEST_BEFORE = 60
WIDEST = 100


class Mark(NamedTuple):
    """A character of a text: its line and its column, both counted from 1."""

    line: int
    column: int


class SourceText(NamedTuple):
    """A text file in hand: the name a person knows it by, and what it says."""

    name: str
    text: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, name: str, text: str) -> "SourceText":
        """Give a text its name and its lines (ended by LF, CRLF or CR, as editors count them)."""
        return cls(name, text, tuple(LINE_BREAK.split(text)))

    def mark(self, offset: int) -> Mark:
        r"""Give the mark of the character `offset` characters into the text.

        >>> SourceText.of("tiers.yaml", "tiers:\r\n  - id: a").mark(10)
        Mark(line=2, column=3)
        """
        before = LINE_BREAK.split(self.text[:offset])
        return Mark(len(before), len(before[-1]) + 1)

    def problem(
        self,
        code: str,
        message: str,
        mark: Mark | None = None,
        *,
        fix: str = "",
        value: str | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """Give a problem that points at `mark`, with the line it is on."""
        if mark is None:
            return Problem(code, message, Place(self.name), fix, value, severity)
        # An unfinished text is noticed one line after its last.
        line = min(mark.line, len(self.lines))
        place = Place(self.name, line, mark.column)
        excerpt = caret(self.lines[line - 1], mark.column)
        return Problem(code, message, place, fix, value, severity, excerpt)


def caret(line: str, column: int) -> str:
    r"""Give a line with a caret under its `column` (from 1); control characters are spelled out.

    >>> print(caret('  price: "$199"', 10))
      price: "$199"
             ^
    >>> print(caret("\tname: 東京 x", 11))
    \tname: 東京 x
                 ^
    """
    at = column - 1
    before = line[:at] if at <= WIDEST_BEFORE else "…" + line[at - WIDEST_BEFORE + 1 : at]
    room = WIDEST - len(before)
    after = line[at:] if len(line) - at <= room else line[at : at + room - 1] + "…"
    shown = _inert(before)
    return f"{shown}{_inert(after)}\n{' ' * _cells(shown)}^"


def _inert(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _cells(text: str) -> int:
    """Count the terminal cells a text takes: two for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
