"""The tiers beside one another, a row for everything in which they can differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["amount", "quantity", "yes_no", "text"]
Value = int | float | bool | str | None


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One thing and what each tier says about it, in the order of the tiers.

    An amount is whole minor units, a quantity `inf` without a limit; None is not said.
    """

    group: str
    item: str
    kind: Kind
    values: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """Tell whether the tiers say different things."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class Ladder:
    """Some tiers of a catalogue side by side.

    `moments` tells for a tier when the next one makes sense, where the catalogue says so.
    """

    currency: str
    tiers: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[LadderRow, ...]
    moments: Mapping[str, str]

    def differing(self) -> tuple[LadderRow, ...]:
        """Give the rows in which the tiers differ."""
        return tuple(row for row in self.rows if row.differs)
