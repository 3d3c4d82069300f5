"""Which columns fit a width, and how wide each is: the least important drop out, no number is ever cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that asks for room: it is shown whole in `most` cells and makes do with `least`.

    The higher its `priority`, the sooner it drops out. Only words and bars may be given less than `most`.
    """

    name: str
    priority: int
    most: int
    least: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns that are shown, in their order, with their widths; and those that are not."""

    widths: Mapping[str, int]
    hidden: tuple[str, ...]


def plan(slots: Sequence[Slot], width: int) -> Plan:
    """Give the columns that fit, and share what room is left, the smallest wish first.

    >>> name, sales, notes = Slot("name", 0, 20, 8), Slot("sales", 1, 5, 5), Slot("notes", 2, 40, 20)
    >>> plan([name, sales, notes], 60).widths
    {'name': 20, 'sales': 5, 'notes': 31}
    >>> plan([name, sales, notes], 30)
    Plan(widths={'name': 20, 'sales': 5}, hidden=('notes',))
    """
    kept = list(slots)
    while len(kept) > 1 and _needed(kept) > width:
        kept.remove(max(kept, key=lambda slot: slot.priority))
    spare = max(width - _needed(kept), 0)
    given: dict[str, int] = {}
    for slot in sorted(kept, key=lambda slot: slot.most - slot.least):
        extra = min(spare, slot.most - slot.least)
        given[slot.name] = slot.least + extra
        spare -= extra
    widths = {slot.name: given[slot.name] for slot in kept}
    return Plan(widths, tuple(slot.name for slot in slots if slot.name not in widths))


def _needed(slots: Sequence[Slot]) -> int:
    return sum(slot.least for slot in slots) + GAP * (len(slots) - 1)
