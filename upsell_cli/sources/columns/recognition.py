"""What a file is: how it is written, which header profile fits it, which of its columns are ours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from upsell_cli.config.header_profile import HeaderProfile
from upsell_cli.frames.inputs import InputTable
from upsell_cli.problems import Place
from upsell_cli.sources.columns.completing import Complement
from upsell_cli.sources.columns.headers import check_fields
from upsell_cli.sources.columns.mapping import (
    Field,
    find_fields,
    missing_columns,
    wanted,
    with_days,
    with_other_id,
)
from upsell_cli.sources.columns.profiles import fitting_profiles, refuse_doubt
from upsell_cli.sources.forms.dialect import Dialect, decide
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.request import Request


class Recognised(NamedTuple):
    """How a file is written, which of its columns are ours, and by which header profile that is known.

    `complements` are tables that say more about its rows; their headers stand behind its own.
    """

    dialect: Dialect
    fields: tuple[Field, ...]
    profile: HeaderProfile | None = None
    complements: tuple[Complement, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Give the headers of the file, and those of what completes its rows."""
        return (*self.dialect.headers, *(h for complement in self.complements for h in complement.headers))

    @property
    def plain_id(self) -> bool:
        """Tell whether the account's id simply stands in a column of the file."""
        own = next((field for field in self.fields if field.key == "account_id"), None)
        return own is not None and own.making is None and own.position < len(self.dialect.headers)


def look_at_all(
    files: Sequence[InputFile], table: InputTable, request: Request
) -> tuple[tuple[Recognised, Request], ...]:
    """Give what each file of a table seems to be, with the request as it is for that file."""
    seen = [look_at(file, table, request) for file in files]
    own = requests_of(seen, table, request)
    return tuple(
        (look if asked is request else look_at(file, table, asked), asked)
        for file, look, asked in zip(files, seen, own, strict=True)
    )


def requests_of(seen: Sequence[Recognised], table: InputTable, request: Request) -> tuple[Request, ...]:
    """Give the request as it is for each file of a table: files of one kind need not be alike.

    The mapping of a column holds where its header is; a file without it is read as if nothing had been
    said of that column, provided that another file has it.
    """
    rules = request.mapping.get(table.name, {})
    met = [{field.column.name for field in look.fields if field.how == "map"} & rules.keys() for look in seen]
    anywhere = set[str]().union(*met)

    def without(names: set[str]) -> Request:
        own = {name: rule for name, rule in rules.items() if name not in names}
        return replace(request, mapping={**request.mapping, table.name: own})

    return tuple(without(anywhere - here) if anywhere - here else request for here in met)


def look_at(file: InputFile, table: InputTable, request: Request) -> Recognised:
    """Give what a file seems to be; whether it has all that is needed is another question."""
    plain = wanted(table, request)

    def read_as(headers: Sequence[str]) -> tuple[tuple[Field, ...], tuple[HeaderProfile, ...]]:
        fields = find_fields(headers, plain)
        fitting = fitting_profiles(headers, table.name, fields, request.profile)
        if fitting:
            fields = find_fields(headers, wanted(table, request, fitting[0]))
        fields = with_other_id(with_days(fields, headers, table, request), headers, table, request)
        return fields, fitting

    def fit(headers: Sequence[str]) -> tuple[bool, int]:
        fields, _ = read_as(headers)
        days = [field for field in fields if field.want.on]
        return not missing_columns(fields, table), len(fields) - len(days) + bool(days)

    dialect = decide(file, fit, request.encoding, request.delimiter)
    fields, fitting = read_as(dialect.headers)
    refuse_doubt(fitting, Place(file.name, dialect.header_line))
    return Recognised(dialect, fields, fitting[0] if fitting else None)


def complete(
    seen: Recognised, complements: tuple[Complement, ...], table: InputTable, request: Request
) -> Recognised:
    """Give the file with what other tables say about its rows."""
    whole = seen._replace(complements=complements)
    fields = find_fields(whole.headers, wanted(table, request, seen.profile))
    return whole._replace(fields=fields)


def check(file: InputFile, seen: Recognised, table: InputTable, request: Request) -> None:
    """Refuse a file without all that is needed, or with something twice."""
    place = Place(file.name, seen.dialect.header_line)
    check_fields(seen.headers, seen.fields, table, request, place, seen.profile)
