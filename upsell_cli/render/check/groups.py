"""Problems of one kind together: how many, the first places, and one of them in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from upsell_cli.problems import Problem, Severity

GRAVEST: tuple[Severity, ...] = ("error", "warning", "note")
SHOWN_PLACES = 5


@dataclass(frozen=True, slots=True)
class Group:
    """All problems of one code; `first` stands for them."""

    code: str
    severity: Severity
    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        """Give the problem that stands first."""
        return self.problems[0]

    @property
    def places(self) -> str:
        """Give the first places, those in one file and column as line numbers."""
        found = [p.place for p in self.problems if p.place]
        shown = ", ".join(str(place) for place in found[:SHOWN_PLACES])
        more = len(found) - SHOWN_PLACES
        return f"{shown} and {more:,} more" if more > 0 else shown


def groups(problems: Sequence[Problem]) -> tuple[Group, ...]:
    """Give problems by code, the gravest kind first, then the most frequent."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    found = (Group(code, own[0].severity, tuple(own)) for code, own in by_code.items())
    return tuple(sorted(found, key=lambda g: (GRAVEST.index(g.severity), -len(g.problems), g.code)))
