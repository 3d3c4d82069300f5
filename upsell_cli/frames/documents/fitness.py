"""How far inputs are fit to be analysed: what `check` gives, before any account is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class MeterRange:
    """What accounts use of a meter: the usual level, or a month of a flow; None when nobody is measured.

    Of `accounts` with a reading, `limited` have a finite limit, and `at_limit` of those are at or over it.
    """

    meter: str
    accounts: int
    least: float | None
    median: float | None
    most: float | None
    limited: int
    at_limit: int


@dataclass(frozen=True, slots=True)
class History:
    """How complete the readings of `accounts` are, in the newest `periods` weeks or months; 1 in a snapshot.

    `holes` are accounts with periods without a reading between others, and how many, the most first;
    `absent` are accounts without a reading in the newest period. Both name the first few only, of
    `with_holes` and `without_newest` in all.
    """

    period: Literal["week", "month"]
    periods: int
    accounts: int
    with_holes: int = 0
    holes: tuple[tuple[str, int], ...] = ()
    without_newest: int = 0
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TierName:
    """A name of a tier or plan in a column of a table, its rows, and what the catalogue makes of it."""

    table: str
    column: str
    name: str
    rows: int
    means: str | None


@dataclass(frozen=True, slots=True)
class Fitness:
    """The inputs, looked at from all sides; `problems` are those of the inputs and what was found besides.

    `names` gives what a person calls a tier or a meter, by its id.
    """

    inputs: Inputs
    problems: tuple[Problem, ...]
    meters: tuple[MeterRange, ...]
    history: History
    tiers: tuple[TierName, ...]
    catalogue_sha256: str
    version: str
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Give what a person should look at: everything but notes."""
        return tuple(problem for problem in self.problems if problem.severity != "note")
