"""Which header of a file is which column of ours: by our name, by its other names, or by the person's map."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from upsell_cli.frames.inputs import PROFILE, InputColumn, InputTable, Kind
from upsell_cli.frames.tables import Mapped
from upsell_cli.sources.request import MeterColumn, Request

LEFT_OUT = "-"
"""In a mapping, in the place of a header: do not read this column, whatever the file has."""

LONG_FORM = ("metric", "value")
IDENTITY = ("account_id", "from_id", "date")


@dataclass(frozen=True, slots=True)
class Want:
    """A column to look for, under its names in order of preference; `mapped` is the person's choice."""

    column: InputColumn
    names: tuple[str, ...]
    mapped: str | None = None
    meter: bool = False

    @property
    def key(self) -> str:
        """Give the name of the column among those of its file; a meter never meets another column's name."""
        return f"use[{self.column.name}]" if self.meter else self.column.name


@dataclass(frozen=True, slots=True)
class Field:
    """A column that was found: where it stands in a row, under which header, and how it was recognised."""

    want: Want
    header: str
    position: int
    how: str

    @property
    def column(self) -> InputColumn:
        """Give the column of ours that the field holds."""
        return self.want.column

    @property
    def key(self) -> str:
        """Give the name of the column in typed tables."""
        return self.want.key


@lru_cache(maxsize=4096)
def normalised(header: str) -> str:
    """Give a header without what people vary: case, spaces, underscores, hyphens, `(UTC)`.

    >>> normalised(" Active-Users "), normalised("Created (UTC)")
    ('activeusers', 'created')
    """
    return re.sub(r"[\s_\-\u00a0\ufeff\u200b]+", "", re.sub(r"\(utc\)\s*$", "", header.casefold().strip()))


def wanted(table: InputTable, request: Request) -> tuple[tuple[Want, ...], ...]:
    """Give the columns to look for in a table, in groups: an earlier group takes its headers first.

    In usage the meters of the catalogue go before what a usage file may say about an account. So a column
    `seats` is a reading when the catalogue has a meter of that name, and seats paid for when it has none.
    """
    own = request.mapping.get(table.name, {})
    groups: tuple[Iterable[Want], ...] = (_columns(table.columns),)
    if table.name == "usage":
        groups = (
            _columns(column for column in table.columns if column.name in IDENTITY),
            (_meter(meter) for meter in request.meters),
            (_meter(MeterColumn(name, "flow", (name,))) for name in request.metrics_wanted),
            _columns(column for column in table.columns if column.name not in IDENTITY),
            _columns(column for column in PROFILE.columns if column.name not in IDENTITY),
        )
    return tuple(tuple(replace(want, mapped=own.get(want.column.name)) for want in group) for group in groups)


def find_fields(headers: Sequence[str], groups: Sequence[Sequence[Want]]) -> tuple[Field, ...]:
    """Give the wanted columns that these headers hold; each header serves one column.

    The person's map comes first; then, group by group, our own names, then other names in their order.
    """
    positions: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        positions.setdefault(normalised(header), []).append(position)
    taken: dict[int, Field] = {}
    found: set[str] = set()

    def claim(want: Want, name: str, how: str) -> None:
        free = [p for p in positions.get(normalised(name), ()) if p not in taken]
        if free and want.key not in found:
            position = next((p for p in free if headers[p] == name), free[0])
            taken[position] = Field(want, headers[position], position, how)
            found.add(want.key)

    for want in (want for group in groups for want in group if want.mapped not in {None, LEFT_OUT}):
        claim(want, want.mapped or "", "map")
    for group in groups:
        unmapped = [want for want in group if want.mapped is None]
        for want in unmapped:
            claim(want, want.names[0], "name")
        for want in unmapped:
            for name in want.names[1:]:
                claim(want, name, "alias")
    return tuple(sorted(taken.values(), key=lambda field: field.position))


def missing_columns(fields: Sequence[Field], table: InputTable) -> list[tuple[str, ...]]:
    """Give the groups of columns of which a table needs one and has none; `()` stands for any meter."""
    found = {field.key for field in fields}
    missing = [group for group in table.needed if not found & set(group)]
    if table.name == "usage" and not (any(field.want.meter for field in fields) or found >= set(LONG_FORM)):
        missing.append(())
    return missing


def mapped_headers(headers: Sequence[str], fields: Sequence[Field]) -> tuple[Mapped, ...]:
    """Give every header with what it is read as; None is a column that is left alone."""
    by_position = {field.position: field for field in fields}
    return tuple(
        Mapped(header, by_position[i].column.name, by_position[i].how)
        if i in by_position
        else Mapped(header, None)
        for i, header in enumerate(headers)
    )


def _columns(columns: Iterable[InputColumn]) -> Iterable[Want]:
    return (Want(column, (column.name, *column.aliases)) for column in columns)


def _meter(meter: MeterColumn) -> Want:
    kind = Kind.COUNT if meter.whole else Kind.NUMBER
    return Want(InputColumn(meter.id, kind, "Reading of a meter.", least=0), meter.headers, meter=True)
