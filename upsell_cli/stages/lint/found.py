"""One finding about a catalogue, before it has its place in the file."""

from collections.abc import Iterator
from typing import NamedTuple

from upsell_cli.problems import Loc, PlaceOf, Problem
from upsell_cli.stages.lint.codes import CODES


class Found(NamedTuple):
    """Something odd about the part of the catalogue at `loc`; what it means and its fix are the code's."""

    code: str
    loc: Loc
    message: str
    value: str | None = None

    def told(self, place: PlaceOf) -> Problem:
        """Give the finding as a problem with its place."""
        return CODES[self.code].problem(self.message, place(self.loc), value=self.value)


Findings = Iterator[Found]
