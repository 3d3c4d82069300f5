"""The rows of a file as they were used: typed, normalised, and written out as exact text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from upsell_cli.frames.inputs import Kind

Batch = Sequence[Sequence[str | None]]
"""Some rows, column by column; None is not known."""

BARE = frozenset({Kind.NUMBER, Kind.COUNT, Kind.MONEY, Kind.FLAG})


class UsedColumn(NamedTuple):
    """A column of the rows: the name it was recognised by, and how its text is meant."""

    name: str
    kind: Kind

    @property
    def is_bare(self) -> bool:
        """Tell whether JSON has its values without quotation marks."""
        return self.kind in BARE


class UsedRows(NamedTuple):
    """The rows of one file, in its order; the batches can be gone through once.

    Numbers are plain decimals, amounts in major units with the digits of the row's currency, dates ISO,
    flags `true` or `false`.
    """

    table: str
    file: str
    columns: tuple[UsedColumn, ...]
    rows: int
    batches: Iterable[Batch]
