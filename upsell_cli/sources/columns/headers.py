"""What is wrong with a header or a mapping, with the line to add to the mapping."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from upsell_cli.config.header_profile import HeaderProfile
from upsell_cli.frames.headers import normalised
from upsell_cli.frames.inputs import PROFILE, TABLES, InputTable, Kind
from upsell_cli.problems import Place, Problem, UpsellError, nearest, shortened
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.across import DAYS, days_across
from upsell_cli.sources.columns.kinds import likely_kind
from upsell_cli.sources.columns.mapping import IDENTITY, LEFT_OUT, Field, missing_columns
from upsell_cli.sources.columns.rules import CONSTANT
from upsell_cli.sources.request import Request
from upsell_cli.sources.units import currency_in, says_minor, without_unit

SHOWN_NAMES = 12
ACCOUNTS_IDS = (
    re.compile(
        r"(?i).*(account|customer|client|company|tenant|organi[sz]ation)[ _-]*(id|number|code|reference)"
    ),
    re.compile(r"(?i).*[a-z][ _-]?(id|uuid|reference)"),
)
"""What headers of an account's id look like, and those of any id."""

OF_EVERY_ROW = {"type": "=ticket"}
"""What a column that is needed may be in every row of a file, as the mapping says it."""


def check_mapping(mapping: Mapping[str, Mapping[str, str]], meters: Sequence[str]) -> None:
    """Refuse a mapping that names a table or a column nobody knows."""
    wrong = [fault for table, columns in mapping.items() for fault in _unknown_names(table, columns, meters)]
    if wrong:
        raise UpsellError(*wrong)


def check_fields(
    headers: Sequence[str],
    fields: Sequence[Field],
    table: InputTable,
    request: Request,
    place: Place,
    profile: HeaderProfile | None = None,
) -> None:
    """Refuse a header that lacks a needed column or offers one twice; everything wrong is told at once."""
    nowhere = dict(_mapped_nowhere(headers, fields, table, request, place))
    absent = [
        _advised(_absent(headers, fields, group, table, request, place), group, profile)
        for group in missing_columns(fields, table)
        if nowhere.keys().isdisjoint(group)
    ]
    if absent and not request.mapping.get(table.name):
        absent[0] = _or_another_kind(absent[0], headers, fields, table, request)
    wrong = [
        *nowhere.values(),
        *absent,
        *_offered_twice(headers, fields, table, place),
        *_of_other_currency(fields, table, request, place),
        *_of_other_unit(fields, request, place, profile),
    ]
    if wrong:
        raise UpsellError(*wrong)


def _unknown_names(table: str, columns: Mapping[str, str], meters: Sequence[str]) -> Iterator[Problem]:
    if table not in TABLES:
        message = f'the mapping names "{table}", which is no table.{_did_you_mean(table, TABLES)}'
        yield problem("bad-mapping", message, value=table)
        return
    known = [column.name for column in TABLES[table].columns]
    if table == "usage":
        known += [*meters, *(column.name for column in PROFILE.columns)]
    for name, header in columns.items():
        if header.strip() == CONSTANT:
            message = f"the mapping of {table} has no value for {name} behind the ="
            yield problem("bad-mapping", message, value=header, fix=f'Write it: `{name}: "=value"`.')
        if name not in known:
            hint = _did_you_mean(name, known)
            message = f'the mapping of {table} names "{name}", which is no column of it.{hint}'
            yield problem("bad-mapping", message, value=name)


def _mapped_nowhere(
    headers: Sequence[str], fields: Sequence[Field], table: InputTable, request: Request, place: Place
) -> Iterator[tuple[str, Problem]]:
    """Give each column that is mapped to a header which is not there, with the problem."""
    found = {field.column.name for field in fields}
    for name, header in request.mapping.get(table.name, {}).items():
        across = header == DAYS and any(field.want.on for field in fields)
        if name not in found and header != LEFT_OUT and not across:
            hint = _did_you_mean(header, headers)
            message = f'the mapping reads {name} from "{header}", and there is no such column.{hint}'
            yield name, problem("bad-mapping", message, place, value=header)


def _absent(
    headers: Sequence[str],
    fields: Sequence[Field],
    group: tuple[str, ...],
    table: InputTable,
    request: Request,
    place: Place,
) -> Problem:
    if not group:
        return _no_meter(headers, request, place)
    names = [(alias, name) for name in group for alias in (name, *table[name].aliases)]
    taken = {field.position for field in fields}
    free = [
        header
        for position, header in enumerate(headers)
        if position not in taken and normalised(header) not in _own_names()
    ]
    likely = ((header, name) for alias, name in names if (header := nearest(alias, free)))
    near, meant = next(likely, (None, group[0]))
    if group[0] == "account_id":
        near = _only_id(free) or near
    looks = f'; "{near}" looks like it' if near else f"; the columns are {_listed(headers)}"
    fix = f'Add `{table.name}: {{{meant}: "{near or "its header"}"}}` to your mapping (`--map`).'
    if (same := OF_EVERY_ROW.get(meant)) and not near:
        fix = f'{fix[:-1]}, or `{table.name}: {{{meant}: "{same}"}}` if that is what every row is.'
    at = Place(place.file, place.line, near)
    return problem("missing-column", f"no column for {_either(group)}{looks}", at, value=near, fix=fix)


def _or_another_kind(
    wrong: Problem, headers: Sequence[str], fields: Sequence[Field], table: InputTable, request: Request
) -> Problem:
    """Add that the file is complete as another kind, and has several columns that only that one knows.

    What a usage file may say of an account beside its readings is not what tells it from others.
    """
    beside = PROFILE.columns if table.name == "usage" else ()
    own = [field for field in fields if field.column not in beside or field.column in table.columns]
    kind, more = likely_kind(headers, own, table.name, request)
    if not kind or wrong.value:
        return wrong
    message = f"{wrong.message}; it may be {kind}, as it has {_listed(more)}"
    return wrong._replace(message=message, fix=f"{wrong.fix} If it is {kind}, give it as `--{kind}`.")


def _only_id(headers: Sequence[str]) -> str | None:
    """Give the only header that says it is an id: more likely the account's than a name of a company is."""
    found = ([header for header in headers if pattern.fullmatch(header)] for pattern in ACCOUNTS_IDS)
    return next((ids[0] for ids in found if len(ids) == 1), None)


def _own_names() -> frozenset[str]:
    """Give the names of all our columns: a header that is one is not another misspelt."""
    return frozenset(normalised(column.name) for table in TABLES.values() for column in table.columns)


def _advised(wrong: Problem, group: tuple[str, ...], profile: HeaderProfile | None) -> Problem:
    """Give a problem with the advice that the profile of the export has for it."""
    if profile is None:
        return wrong
    advice = next((need.say for need in profile.needs if set(need.one_of) & set(group)), None)
    message = f"{wrong.message} (read as {profile.name})"
    return wrong._replace(message=message, fix=advice or wrong.fix)


def _no_meter(headers: Sequence[str], request: Request, place: Place) -> Problem:
    known = [name for meter in request.meters for name in meter.headers[:1]]
    message = f"no column for any meter, nor `metric` and `value`; the columns are {_listed(headers)}"
    called = ((near, meter.id) for meter in request.meters for near in _near_any(meter.headers, headers))
    header, meter_id = next(called, (None, ""))
    if header is not None:
        message = f'no column for any meter; "{header}" looks like {meter_id}'
        fix = f'Add `usage: {{{meter_id}: "{header}"}}` to your mapping (`--map`).'
        return problem("missing-column", message, place._replace(column=header), value=header, fix=fix)
    days = days_across(headers, request.date_format)
    if days:
        message = f"{len(days):,} columns are headed by days, and nothing says which meter they hold"
    held = DAYS if days else '"Active people"'
    example = f"`usage: {{{known[0] if known else 'users'}: {held}}}`"
    fix = f"The catalogue's meters are {_listed(known)}. Name the header of one (`--map`): {example}."
    return problem("missing-column", message, place, fix=fix)


def _near_any(names: Sequence[str], headers: Sequence[str]) -> Iterator[str]:
    """Give the headers that one of these names was probably meant by."""
    meant = {normalised(name) for name in names}
    yield from (header for header in headers if without_unit(header) in meant)
    yield from filter(None, (nearest(name, list(headers)) for name in names))


def _offered_twice(
    headers: Sequence[str], fields: Sequence[Field], table: InputTable, place: Place
) -> Iterator[Problem]:
    """Tell of columns with a second header of the same name; of an id or date, also of another name."""
    claimed = {field.position for field in fields}
    free = [header for i, header in enumerate(headers) if i not in claimed]
    for field in fields:
        names = {normalised(field.header)}
        if field.column.name in IDENTITY and field.how == "alias":
            names |= {normalised(name) for name in field.want.names}
        rival = next((header for header in free if normalised(header) in names), None)
        if rival is not None and field.how != "map":
            name = field.column.name
            choice = f'`{table.name}: {{{name}: "{field.header}"}}`'
            fix = f"Rename one, or say which in your mapping (`--map`): {choice}."
            message = f'ambiguous: {name} may be "{field.header}" or "{rival}"'
            if rival == field.header:
                message, fix = f'the column "{rival}" is there twice', "Remove or rename one."
            yield problem("duplicate-column", message, Place(place.file, place.line, field.header), fix=fix)


def _of_other_currency(
    fields: Sequence[Field], table: InputTable, request: Request, place: Place
) -> Iterator[Problem]:
    """Tell of amounts whose header names a currency that the file does not say otherwise."""
    if any(field.key == "currency" for field in fields):
        return
    for field in fields:
        named = currency_in(field.header) if field.column.kind is Kind.MONEY else None
        if named and named != request.currency:
            message = f'"{field.header}" is in {named}, and would be taken for {request.currency}'
            fix = f'Add `{table.name}: {{currency: "={named}"}}` to your mapping (`--map`).'
            at = Place(place.file, place.line, field.header)
            yield problem("other-currency", message, at, value=field.header, fix=fix)


def _of_other_unit(
    fields: Sequence[Field], request: Request, place: Place, profile: HeaderProfile | None
) -> Iterator[Problem]:
    """Tell of amounts whose header says cents, where nobody says that amounts are."""
    if request.amount_unit or (profile and profile.amounts):
        return
    for field in fields:
        if field.column.kind is Kind.MONEY and says_minor(field.header):
            message = f'"{field.header}" is in cents, and would be taken for whole units'
            at = Place(place.file, place.line, field.header)
            yield problem("other-unit", message, at, value=field.header)


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = nearest(word, list(known))
    return f' Did you mean "{near}"?' if near else ""


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(shortened, names[:SHOWN_NAMES])) or "none"
    return f"{shown}, ..." if len(names) > SHOWN_NAMES else shown
