"""Which columns fit a width, and how wide each is: the least important drop out, no number is ever cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP = 2
ESSENTIAL = 11
"""Columns up to this priority come before the comfort of others, unless a slot says otherwise."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that asks for room: it is shown whole in `most` cells and makes do with `least`.

    The higher its `priority`, the sooner it drops out. Only words and bars may be given less than `most`.
    No column above the priority `before` is shown until this one has the room in which it reads well: `good`.
    """

    name: str
    priority: int
    most: int
    least: int
    good: int = 0
    before: int = ESSENTIAL

    @property
    def comfort(self) -> int:
        """Give the cells in which it reads well: never more than it can use, nor less than it needs."""
        return max(self.least, min(self.good, self.most))


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns that are shown, in their order, with their widths; and those that are not."""

    widths: Mapping[str, int]
    hidden: tuple[str, ...]


def plan(slots: Sequence[Slot], width: int) -> Plan:
    """Give the columns that fit, and share what room is left: first so that all read well, then to the full.

    >>> name, sales, notes = Slot("name", 0, 20, 8), Slot("sales", 1, 5, 5), Slot("notes", 2, 40, 20)
    >>> plan([name, sales, notes], 60).widths
    {'name': 20, 'sales': 5, 'notes': 31}
    >>> plan([name, sales, notes], 30)
    Plan(widths={'name': 20, 'sales': 5}, hidden=('notes',))
    """
    kept = sorted(slots, key=lambda slot: slot.priority)
    while len(kept) > 1 and _needed(kept) > width:
        kept.pop()
    given = {slot.name: slot.least for slot in kept}
    spare = width - sum(given.values()) - GAP * (len(kept) - 1)
    for wish in ("comfort", "most"):
        for slot in sorted(kept, key=lambda slot: (slot.before, slot.most - slot.least)):
            extra = max(min(spare, getattr(slot, wish) - given[slot.name]), 0)
            given[slot.name] += extra
            spare -= extra
    widths = {slot.name: given[slot.name] for slot in slots if slot.name in given}
    return Plan(widths, tuple(slot.name for slot in slots if slot.name not in widths))


def _needed(by_priority: Sequence[Slot]) -> int:
    last = by_priority[-1].priority
    cells = (slot.comfort if last > slot.before else slot.least for slot in by_priority)
    return sum(cells) + GAP * (len(by_priority) - 1)
