"""Which header of a file is which column of ours: by the person's map, a header profile, or our names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import NamedTuple

from upsell_cli.config.header_profile import ColumnSource, HeaderProfile
from upsell_cli.frames.headers import normalised
from upsell_cli.frames.inputs import PROFILE, InputColumn, InputTable, Kind
from upsell_cli.frames.tables import Mapped
from upsell_cli.sources.columns.across import DAYS, days_across
from upsell_cli.sources.columns.making import Making, other_words
from upsell_cli.sources.columns.rules import GROUP, Positions, read_rule
from upsell_cli.sources.request import MeterColumn, Request

LEFT_OUT = "-"
"""In a mapping, in the place of a header: do not read this column, whatever the file has."""

LONG_FORM = ("metric", "value")
IDENTITY = ("account_id", "from_id", "date")
EVENT_HEADERS = frozenset({"event", "eventname", "eventtype", "eventtext"})
"""Headers, normalised, that name something done once, where a `metric` would be measured."""


class Want(NamedTuple):
    """A column to look for, under its names in order of preference.

    `mapped` is the person's choice, `hinted` one for files in which it is there, `source` what a header
    profile says. Of a column that is headed by a day, `on` is the day, and `of` the meter where no other
    column names what was counted.
    """

    column: InputColumn
    names: tuple[str, ...]
    mapped: str | None = None
    meter: bool = False
    hinted: str | None = None
    source: ColumnSource | None = None
    on: date | None = None
    of: str | None = None

    @property
    def key(self) -> str:
        """Give the name of the column among those of its file; a meter never meets another column's name."""
        if self.on is not None:
            return f"on[{self.on.isoformat()}]"
        return f"use[{self.column.name}]" if self.meter else self.column.name


class Field(NamedTuple):
    """A column that was found: where it stands in a row, under which header, and how it was recognised.

    One with a `making` is made of that cell and maybe others; without, the cell is its text.
    """

    want: Want
    header: str
    position: int
    how: str
    making: Making | None = None

    @property
    def column(self) -> InputColumn:
        """Give the column of ours that the field holds."""
        return self.want.column

    @property
    def key(self) -> str:
        """Give the name of the column in typed tables."""
        return self.want.key


def wanted(
    table: InputTable, request: Request, profile: HeaderProfile | None = None
) -> tuple[tuple[Want, ...], ...]:
    """Give the columns to look for in a table, in groups: an earlier group takes its headers first.

    In usage the meters of the catalogue go before what a usage file may say about an account. So a column
    `seats` is a reading when the catalogue has a meter of that name, and seats paid for when it has none.
    """
    groups: tuple[Iterable[Want], ...] = (_columns(table.columns),)
    if table.name == "usage":
        groups = (
            _columns(column for column in table.columns if column.name in IDENTITY),
            (_meter(meter) for meter in request.meters),
            (_meter(MeterColumn(name, "flow", (name,))) for name in request.metrics_wanted),
            _columns(column for column in table.columns if column.name not in IDENTITY),
            _columns(column for column in PROFILE.columns if column.name not in IDENTITY),
        )
    return tuple(tuple(_told(want, table, request, profile) for want in group) for group in groups)


def find_fields(headers: Sequence[str], groups: Sequence[Sequence[Want]]) -> tuple[Field, ...]:
    """Give the wanted columns that these headers hold.

    The person's map comes first, then a header profile, which may make several columns of one cell. Then,
    group by group, our own names, then other names in their order; there each header serves one column.
    """
    finder = _Finder(Positions(headers))
    wants = [want for group in groups for want in group]
    for want in wants:
        finder.by_rule(want)
    for want in wants:
        finder.by_profile(want)
    for group in groups:
        unmapped = [want for want in group if want.mapped is None]
        for want in unmapped:
            finder.by_name(want, want.names[:1], "name")
        for want in unmapped:
            finder.by_name(want, want.names[1:], "alias")
    return tuple(sorted(finder.fields.values(), key=lambda field: field.position))


def with_days(
    fields: tuple[Field, ...], headers: Sequence[str], table: InputTable, request: Request
) -> tuple[Field, ...]:
    """Give the fields of a usage report with its columns that are headed by days.

    What they count is said by a column `metric`, by the mapping (`users: dates`), or is the only meter.
    """
    if table.name != "usage" or any(field.key == "date" or field.want.meter for field in fields):
        return fields
    days = days_across(headers, request.date_format)
    taken = {field.position for field in fields}
    mapped = [name for name, header in request.mapping.get("usage", {}).items() if header == DAYS]
    meters = mapped or [meter.id for meter in request.meters]
    of = meters[0] if len(meters) == 1 and not any(field.key == "metric" for field in fields) else None
    named = (
        Field(Want(_reading(day.isoformat()), (), on=day, of=of), headers[position], position, "date")
        for position, day in days.items()
        if position not in taken
    )
    return tuple(sorted((*fields, *named), key=lambda field: field.position))


def with_other_id(
    fields: tuple[Field, ...], headers: Sequence[str], table: InputTable, request: Request
) -> tuple[Field, ...]:
    """Give the fields of a crosswalk; its only other column is the id elsewhere, however it is called."""
    found = {field.key: field for field in fields}
    mapped = "from_id" in request.mapping.get(table.name, {})
    if table.name != "crosswalk" or set(found) != {"account_id"} or mapped:
        return fields
    others = [(at, header) for at, header in enumerate(headers) if at != found["account_id"].position]
    if len(others) != 1 or not others[0][1].strip():
        return fields
    ((at, header),) = others
    named = Field(Want(table["from_id"], table["from_id"].aliases), header, at, "alias")
    return tuple(sorted((*fields, named), key=lambda field: field.position))


def missing_columns(fields: Sequence[Field], table: InputTable) -> list[tuple[str, ...]]:
    """Give the groups of columns of which a table needs one and has none; `()` stands for any meter."""
    found = {field.key for field in fields}
    missing = [group for group in table.needed if not found & set(group)]
    if table.name == "usage" and not (
        any(field.want.meter for field in fields)
        or found >= set(LONG_FORM)
        or holds_events(fields)
        or any(field.want.on and (field.want.of or "metric" in found) for field in fields)
    ):
        missing.append(())
    return missing


def holds_events(fields: Sequence[Field]) -> bool:
    """Tell whether a usage file has a row each time somebody did something, to be counted."""
    found = {field.key: field for field in fields}
    if "date" not in found or "value" in found or any(field.want.meter for field in fields):
        return False
    if any(field.want.on for field in fields):
        return False
    metric = found.get("metric")
    named = metric is not None and (metric.how == "profile" or normalised(metric.header) in EVENT_HEADERS)
    return named or "user_id" in found


def mapped_headers(headers: Sequence[str], fields: Sequence[Field]) -> tuple[Mapped, ...]:
    """Give every header with what it is read as; None is a column that is left alone."""
    held = [field for field in fields if field.making is None or field.making.always is None]
    by_position = {field.position: field for field in reversed(held)}
    return tuple(
        Mapped(header, by_position[i].column.name, by_position[i].how)
        if i in by_position
        else Mapped(header, None)
        for i, header in enumerate(headers)
    )


def _told(want: Want, table: InputTable, request: Request, profile: HeaderProfile | None) -> Want:
    """Give a wanted column with what the person and the profile say of it."""
    name = want.column.name
    mapped = request.mapping.get(table.name, {}).get(name)
    hinted = request.account_from if (table.name, name) == ("usage", "account_id") else None
    if profile is None:
        return want._replace(mapped=mapped, hinted=hinted)
    if GROUP in {mapped, hinted}:
        mapped, hinted = (profile.group if rule == GROUP else rule for rule in (mapped, hinted))
    names = () if name in profile.ignore and not want.meter else want.names
    source = None if want.meter else profile.columns.get(name)
    return want._replace(mapped=mapped, hinted=hinted, source=source, names=names)


@dataclass(frozen=True, slots=True)
class _Finder:
    """The columns found so far, by key; the first way in which one is found counts."""

    positions: Positions
    fields: dict[str, Field] = dataclass_field(default_factory=dict)
    taken: set[int] = dataclass_field(default_factory=set)

    def by_rule(self, want: Want) -> None:
        """Find a column where the person says it is."""
        rule = want.mapped or want.hinted
        found = read_rule(rule, self.positions) if rule and rule != LEFT_OUT else None
        if found is None or rule == DAYS:
            return
        position, making = found
        if making and making.always is not None:
            self.fields[want.key] = Field(want, "", position, "map", making)
        else:
            self._add(want, position, "map", making)

    def by_profile(self, want: Want) -> None:
        """Find a column where the header profile says it is."""
        if want.mapped is not None or want.source is None or want.key in self.fields:
            return
        if want.source.always is not None:
            self.fields[want.key] = Field(want, "", 0, "profile", Making(always=want.source.always))
            return
        position = self.positions.any(want.source.header)
        if position is not None:
            self._add(want, position, "profile", _making(want.source, self.positions))

    def by_name(self, want: Want, names: Sequence[str], how: str) -> None:
        """Find a column under the first of its names that is there and free."""
        for name in names:
            position = self.positions.first(name, self.taken)
            if position is not None:
                self._add(want, position, how)

    def _add(self, want: Want, position: int, how: str, making: Making | None = None) -> None:
        if want.key not in self.fields:
            if making is None and want.column.words and want.column.kind is not Kind.CODE:
                making = Making(words=other_words(want.column.words))
            self.fields[want.key] = Field(want, self.positions.headers[position], position, how, making)
            self.taken.add(position)


def _making(source: ColumnSource, positions: Positions) -> Making | None:
    """Give what is made of the cell of a source, if it is not simply the text."""
    making = Making(
        or_else=positions.all(source.or_else),
        path=tuple(source.path.split(".")) if source.path else (),
        first_of=source.first_of,
        epoch=source.epoch,
        words=other_words(source.words),
        times=positions.any(source.times),
        plus=positions.any(source.plus),
        until=positions.any(source.until),
        each=positions.any(source.each),
        state_of=positions.any(source.state_of),
        state=source.state,
        guarded=source.guarded,
        may_lack=source.may_lack,
        rule=source.rule,
    )
    return None if making == Making() else making


def _columns(columns: Iterable[InputColumn]) -> Iterable[Want]:
    return (Want(column, (column.name, *column.aliases)) for column in columns)


def _meter(meter: MeterColumn) -> Want:
    kind = Kind.COUNT if meter.whole else Kind.NUMBER
    return Want(_reading(meter.id, kind), meter.headers, meter=True)


def _reading(name: str, kind: Kind = Kind.NUMBER) -> InputColumn:
    return InputColumn(name, kind, "Reading of a meter.", least=0)
