"""Which header of a file is which column of ours: by our name, by its other names, or by the person's map."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from upsell_cli.frames.inputs import PROFILE, TABLES, InputColumn, InputTable, Kind
from upsell_cli.frames.tables import Mapped
from upsell_cli.problems import Place, UpsellError, nearest
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.request import MeterColumn, Request

LONG_FORM = ("metric", "value")
IDENTITY = ("account_id", "from_id", "date")


@dataclass(frozen=True, slots=True)
class Want:
    """A column to look for, under its names in order of preference; `mapped` is the person's choice."""

    column: InputColumn
    names: tuple[str, ...]
    mapped: str | None = None
    meter: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A column that was found: where it stands in a row, and under which header."""

    want: Want
    header: str
    position: int
    how: str

    @property
    def column(self) -> InputColumn:
        """Give the column of ours that the field holds."""
        return self.want.column

    @property
    def name(self) -> str:
        """Give our name of the column."""
        return self.column.name


@lru_cache(maxsize=4096)
def normalised(header: str) -> str:
    """Give a header without what people vary: case, spaces, underscores, hyphens, `(UTC)`.

    >>> normalised(" Active-Users "), normalised("Created (UTC)")
    ('activeusers', 'created')
    """
    return re.sub(r"[\s_\-\u00a0\ufeff\u200b]+", "", re.sub(r"\(utc\)\s*$", "", header.casefold().strip()))


def wanted(table: InputTable, request: Request) -> tuple[tuple[Want, ...], ...]:
    """Give the columns to look for in a table, in groups: an earlier group takes its headers first."""
    own = request.mapping.get(table.name, {})
    if table.name != "usage":
        groups: tuple[Iterable[Want], ...] = (_columns(table.columns),)
    else:
        identity = [column for column in table.columns if column.name in IDENTITY]
        rest = [column for column in table.columns if column.name not in IDENTITY]
        groups = (
            _columns(identity),
            (_meter(meter) for meter in request.meters),
            (_meter(MeterColumn(name, "flow", (name,))) for name in request.metrics_wanted),
            _columns(rest),
            _columns(column for column in PROFILE.columns if column.name not in IDENTITY),
        )
    return tuple(
        tuple(Want(w.column, w.names, own.get(w.column.name), w.meter) for w in group) for group in groups
    )


def find_fields(headers: Sequence[str], groups: tuple[tuple[Want, ...], ...]) -> tuple[Field, ...]:
    """Give the wanted columns that these headers hold; each header serves one column.

    Within a group the person's map comes first, then our own names, then other names in their order.
    """
    positions: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        positions.setdefault(normalised(header), []).append(position)
    taken: dict[int, Field] = {}
    found: set[str] = set()

    def claim(want: Want, name: str, how: str) -> None:
        free = [p for p in positions.get(normalised(name), ()) if p not in taken]
        exact = [p for p in free if headers[p] == name] if how == "map" else []
        if free and want.column.name not in found:
            position = (exact or free)[0]
            taken[position] = Field(want, headers[position], position, how)
            found.add(want.column.name)

    mapped = [want for group in groups for want in group if want.mapped is not None]
    for want in mapped:
        claim(want, want.mapped or "", "map")
    for group in groups:
        open_wants = [want for want in group if want.mapped is None]
        for want in open_wants:
            claim(want, want.names[0], "name")
        for want in open_wants:
            for name in want.names[1:]:
                claim(want, name, "alias")
    return tuple(sorted(taken.values(), key=lambda field: field.position))


def complete(fields: Sequence[Field], table: InputTable) -> bool:
    """Tell whether the columns that a table cannot do without are there."""
    return not _missing(fields, table)


def check_fields(
    headers: Sequence[str], fields: Sequence[Field], table: InputTable, request: Request, place: Place
) -> None:
    """Refuse a header that lacks a needed column or offers one twice; everything wrong is told at once."""
    wrong = [
        *_unmapped(headers, fields, table, request, place),
        *(_absence(headers, group, table, request, place) for group in _missing(fields, table)),
        *_twice(headers, fields, table, place),
    ]
    if wrong:
        raise UpsellError(*wrong)


def check_mapping(mapping: Mapping[str, Mapping[str, str]], meters: Sequence[str]) -> None:
    """Refuse a mapping that names a table or a column nobody knows."""
    for table_name, columns in mapping.items():
        if table_name not in TABLES:
            raise refusal(
                "bad-mapping",
                f'the mapping names "{table_name}", which is no table.{_hint(table_name, TABLES)}',
            )
        table = TABLES[table_name]
        known = [column.name for column in table.columns]
        if table_name == "usage":
            known += [*meters, *(column.name for column in PROFILE.columns)]
        for name in columns:
            if name not in known:
                message = f'the mapping of {table_name} names "{name}", which is no column of it.{_hint(name, known)}'
                raise refusal("bad-mapping", message)


def report(headers: Sequence[str], fields: Sequence[Field]) -> tuple[Mapped, ...]:
    """Give every header with what it is read as; None is a column that is left alone."""
    by_position = {field.position: field for field in fields}
    return tuple(
        Mapped(header, by_position[i].name, by_position[i].how) if i in by_position else Mapped(header, None)
        for i, header in enumerate(headers)
    )


def _columns(columns: Iterable[InputColumn]) -> tuple[Want, ...]:
    return tuple(Want(column, (column.name, *column.aliases)) for column in columns)


def _meter(meter: MeterColumn) -> Want:
    kind = Kind.COUNT if meter.whole else Kind.NUMBER
    return Want(InputColumn(meter.id, kind, "Reading of a meter.", least=0), meter.headers, meter=True)


def _missing(fields: Sequence[Field], table: InputTable) -> list[tuple[str, ...]]:
    found = {field.name for field in fields}
    missing = [group for group in table.needed if not found & set(group)]
    readings = any(field.want.meter for field in fields) or found >= set(LONG_FORM)
    if table.name == "usage" and not readings:
        missing.append(("a meter",))
    return missing


def _absence(
    headers: Sequence[str], group: tuple[str, ...], table: InputTable, request: Request, place: Place
) -> object:
    if group == ("a meter",):
        known = [name for meter in request.meters for name in meter.headers[:1]]
        message = "no column for any meter, and no `metric` and `value` columns"
        return problem(
            "missing-column",
            f"{message}; the columns are {_listed(headers)}",
            place,
            fix=f"Meters of the catalogue are {_listed(known)}. Name the header of one in the mapping (`--map`), "
            "such as " + f'`usage: {{{known[0] if known else "users"}: "Active people"}}`.',
        )
    names = [alias for name in group for alias in (name, *table[name].aliases)]
    near = next(filter(None, (nearest(name, list(headers)) for name in names)), None)
    looks = f'; "{near}" looks like it' if near else f"; the columns are {_listed(headers)}"
    fix = f'Add `{table.name}: {{{group[0]}: "{near or "its header"}"}}` to your mapping (`--map`).'
    return problem(
        "missing-column",
        f"no column for {' or '.join(group)}{looks}",
        Place(place.file, place.line, near),
        value=near,
        fix=fix,
    )


def _unmapped(
    headers: Sequence[str], fields: Sequence[Field], table: InputTable, request: Request, place: Place
) -> Iterable[object]:
    found = {field.name for field in fields}
    for name, header in request.mapping.get(table.name, {}).items():
        if name not in found:
            near = nearest(header, list(headers))
            hint = f' The nearest header is "{near}".' if near else ""
            yield problem(
                "bad-mapping", f'the mapping wants {name} from "{header}", which is not there.{hint}', place
            )


def _twice(
    headers: Sequence[str], fields: Sequence[Field], table: InputTable, place: Place
) -> Iterable[object]:
    claimed = {field.position for field in fields}
    for field in fields:
        if field.how == "map":
            continue
        same = [
            i for i, h in enumerate(headers) if i not in claimed and normalised(h) == normalised(field.header)
        ]
        rivals = [headers[i] for i in same]
        if field.name in IDENTITY and field.how == "alias":
            other = {normalised(name) for name in field.want.names}
            rivals += [
                h
                for i, h in enumerate(headers)
                if i not in claimed and normalised(h) in other and i not in same
            ]
        if rivals:
            yield problem(
                "duplicate-column",
                f'ambiguous: {field.name} could be read from "{field.header}" and from "{rivals[0]}"'
                if rivals[0] != field.header
                else f'the column "{field.header}" is there twice',
                Place(place.file, place.line, field.header),
                fix=f'Rename one, or say which: `{table.name}: {{{field.name}: "{field.header}"}}` in your mapping.',
            )


def _hint(word: str, known: Iterable[str]) -> str:
    near = nearest(word, list(known))
    return f' Did you mean "{near}"?' if near else ""


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    return f"{shown}, ..." if len(names) > most else shown or "none"
