"""What can be wrong with an input, as data: a code, a place, the value, and what to do about it."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
Loc = tuple[str | int, ...]
"""The way to a part of a YAML document: keys, and places in lists from 0."""

EXIT_DONE = 0
EXIT_CONDITION_MET = 1
EXIT_REFUSED = 2
EXIT_ROWS_REJECTED = 3
EXIT_INTERNAL = 70
EXIT_CANNOT_WRITE = 73

LONGEST_VALUE = 40


class Place(NamedTuple):
    """Where something stands: a file, its physical line (from 1) and a column.

    A column is a number (from 1) in YAML and a header in a table.

    >>> str(Place("tiers.yaml", 12, 7)), str(Place("usage.csv", 3, "active_users")), str(Place("usage.csv"))
    ('tiers.yaml:12:7', 'usage.csv:3:active_users', 'usage.csv')
    """

    file: str
    line: int | None = None
    column: int | str | None = None

    def __str__(self) -> str:
        """Give `file:line:column`, as far as it is known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part not in {None, ""})


class Problem(NamedTuple):
    """One thing that is wrong, told so that a person can mend it.

    `code` is stable and documented; `message` says what; `fix` says what to do; `excerpt` is the
    line of the file with a caret under the place, where there is one.
    """

    code: str
    message: str
    place: Place | None = None
    fix: str = ""
    value: str | None = None
    severity: Severity = "error"
    excerpt: str = ""

    def __str__(self) -> str:
        """Give the problem as a person reads it: `place: message. fix`.

        >>> place = Place("u.csv", 3, "seats")
        >>> print(Problem("bad-number", '"twelve" is not a number', place, "Write digits."))
        u.csv:3:seats: "twelve" is not a number. Write digits.
        >>> print(Problem("no-billing", "no billing row: A, B, ...", fix="Add them."))
        no billing row: A, B, ... Add them.
        """
        head = f"{self.place}: {self.message}" if self.place else self.message
        if self.fix:
            head = f"{head.removesuffix('.')}{'' if head.endswith('?') else '.'} {self.fix}"
        return f"{head}\n{self.excerpt}" if self.excerpt else head


class Code(NamedTuple):
    """One kind of problem, as the reference page shows it.

    An error costs the row (exit 3), or the run when nothing useful can follow (exit 2). A warning keeps the
    row but must not go unseen. A note is for the record. One that `refuses` throws doubt on every cell of
    its column, so the file is not used at all.
    """

    code: str
    severity: Severity
    meaning: str
    fix: str
    example: str = ""
    refuses: bool = False

    def problem(
        self, message: str, place: Place | None = None, *, value: str | None = None, fix: str = ""
    ) -> Problem:
        """Give a problem of this kind, with the usual fix unless there is a better one."""
        return Problem(self.code, message, place, fix or self.fix, value, self.severity)


PlaceOf = Callable[[Loc], Place]
"""Tells where a part of a document stands in its file."""


class UpsellError(Exception):
    """Nothing useful can follow; carries every problem found and the exit code that says so."""

    def __init__(self, *problems: Problem, exit_code: int = EXIT_REFUSED) -> None:
        """Carry `problems`, to be shown one by one, and the documented `exit_code`."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
        self.exit_code = exit_code


def shortened(value: str) -> str:
    r"""Give a value as it may be quoted in a message: at most 40 characters, control characters shown.

    >>> shortened("a" * 50)
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'
    >>> shortened("CUB\0E")
    'CUB\\x00E'
    """
    visible = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in value)
    return visible if len(visible) <= LONGEST_VALUE else visible[: LONGEST_VALUE - 1] + "…"


def first_few(names: Iterable[str], of: int, *, most: int = 5, between: str = ", ") -> str:
    """Give the first few of so many names, as a message lists them.

    >>> first_few(["A-1", "B-2", "C-3"], of=3, most=2), first_few(["A-1", "B-2"], of=2)
    ('A-1, B-2, ...', 'A-1, B-2')
    """
    return between.join(islice(names, most)) + (", ..." if of > most else "")


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str | None:
    """Give the known word that `word` was probably meant to be, or None.

    >>> nearest("limts", ["limits", "price"]), nearest("zebra", ["limits", "price"])
    ('limits', None)
    """
    from difflib import get_close_matches  # noqa: PLC0415  seldom needed, and `--help` need not wait for it

    folded = {k.casefold(): k for k in reversed(known)}
    found = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.7)
    return folded[found[0]] if found else None
