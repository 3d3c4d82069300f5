"""A first look at files whose headers may mean nothing to us: how they are written, and their first rows.

Reading proper refuses a file without the columns it needs. Here every header is welcome, so that
something can be proposed for it.
"""

import itertools
import re
import tempfile
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from upsell_cli.config.header_profile import profiles_for
from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.frames.inputs import TABLES, InputTable
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.cells.trimming import bare
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.columns.across import DAYS, days_across
from upsell_cli.sources.columns.making import made_text
from upsell_cli.sources.columns.mapping import Field, find_fields, wanted
from upsell_cli.sources.columns.profiles import asked_for, fitting_profiles
from upsell_cli.sources.engine import engine, load_text
from upsell_cli.sources.forms.dialect import Dialect, decide
from upsell_cli.sources.forms.files import InputFile, find_files
from upsell_cli.sources.forms.records import Record
from upsell_cli.sources.forms.text import file_records
from upsell_cli.sources.request import Request

ROWS = 50_000
"""Rows of a file that are looked at."""

MEASURES = frozenset({"metric", "value", "user_id"})
"""Columns of a file of usage in which no meter has a column of its own."""

NAMES_WEIGHT, KNOWN_WEIGHT = 10**9, 10**5
"""A header names things; of such lines it is the one that names most of what we know, then the longest."""

DATA = re.compile(r"[-+$€£¥]?[\d.,:/\s-]*\d[\d.,:/\sTZ%-]*")
"""A cell that is a value, a number or a date, and so not the name of a column."""


def survey(request: Request) -> tuple[Survey, ...]:
    """Give a first look at every file of a request; its mapping and meters are what is known already.

    Raises UpsellError with all files that cannot be read, or that can be read only once.
    """
    request.for_table("usage")
    asked_for(request.profile)
    surveys: list[Survey] = []
    wrong: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="upsell-") as spool:
        for name, table in TABLES.items():
            files: tuple[InputFile, ...] = ()
            try:
                files = find_files(request.files_of(name), Path(spool))
            except UpsellError as error:
                wrong += error.problems
            for file in files:
                try:
                    surveys.append(_surveyed(file, table, request))
                except UpsellError as error:
                    wrong += error.problems
    if wrong:
        raise UpsellError(*wrong)
    return tuple(surveys)


def _surveyed(file: InputFile, table: InputTable, request: Request) -> Survey:
    if file.hashed:
        message = "standard input and pipes can be read once, and this takes a second look"
        raise refusal("unreadable-file", message, file.place, fix="Save it to a file first.")
    request = request.for_table(table.name)
    groups = wanted(table, request)
    reports = table.name == "usage"

    def fit(headers: Sequence[str]) -> tuple[bool, int]:
        across = days_across(headers) if reports else {}
        known = KNOWN_WEIGHT * (len(find_fields(headers, groups)) + bool(across))
        return False, known + NAMES_WEIGHT * _reads_as_names(headers, across) + sum(map(bool, headers))

    dialect = decide(file, fit, request.encoding, request.delimiter)
    found = _found(dialect.headers, table, request)
    days = days_across(dialect.headers, request.date_format) if reports else {}
    if not found and not _reads_as_names(dialect.headers, days):
        message = "no header line: the first line looks like data"
        raise refusal("no-header", message, Place(file.name, dialect.header_line))
    if reports and not any(field.want.meter or field.key in MEASURES for field in found):
        _refuse_another_kind(dialect.headers, Place(file.name, dialect.header_line))
    rows = list(itertools.islice(_rows(file, dialect), ROWS))
    if not rows:
        raise refusal("no-rows", "no rows under the header (no data)", Place(file.name, dialect.header_line))
    columns = [
        (header, tuple(values))
        for header, values in zip(dialect.headers, zip(*rows, strict=True), strict=True)
    ]
    constants = [field for field in found if field.making and field.making.always]
    known = list(_made([values for _, values in columns], [f for f in found if f not in constants]))
    across = {} if any(f.key == "date" for f in found) else days
    claimed = {field.position for field, _ in known} | set(across)
    placed = [(field.position, _column(field.header, values, field)) for field, values in known]
    placed += [(i, _column(*own, None)) for i, own in enumerate(columns) if i not in claimed and own[0]]
    in_order = sorted(placed, key=lambda column: column[0])
    same = (_column("", [str(f.making and f.making.always)] * len(rows), f) for f in constants)
    named = (*same, *(column for _, column in in_order))
    if not across:
        return Survey(table.name, file.name, named)
    said = [name for name, header in request.mapping.get("usage", {}).items() if header == DAYS]
    if any(column.name == "metric" for column in named):
        named = _day_by_day(named, {day: columns[position][1] for position, day in across.items()})
    return Survey(table.name, file.name, named, days_across=True, days_of=said[0] if said else None)


def _refuse_another_kind(headers: Sequence[str], place: Place) -> None:
    """Refuse the well-known export of another kind given as usage, as all files are that have no option."""
    if profiles_for("usage", headers):
        return
    known = (profile for name in TABLES if name != "usage" for profile in profiles_for(name, headers))
    if profile := next(known, None):
        message = f"this measures nothing; its headers are those of {profile.name}"
        raise refusal("missing-column", message, place, fix=f"Give it as `--{profile.table}`.")


def _day_by_day(
    columns: Sequence[SurveyedColumn], days: Mapping[date, Sequence[str]]
) -> tuple[SurveyedColumn, ...]:
    """Give a report with a column for each day as rows of a day each, no more than are looked at."""
    rows = max(ROWS // len(days), 1)
    repeated = (replace(column, values=column.values[:rows] * len(days)) for column in columns)
    dates = tuple(day.isoformat() for day, values in days.items() for _ in values[:rows])
    readings = tuple(bare(value) for values in days.values() for value in values[:rows])
    return (*repeated, SurveyedColumn("", "date", dates), SurveyedColumn("", "value", readings))


def _found(headers: Sequence[str], table: InputTable, request: Request) -> list[Field]:
    """Give the columns that are recognised, also by the only header profile that fits."""
    plain = find_fields(headers, wanted(table, request))
    fitting = fitting_profiles(headers, table.name, plain, request.profile)
    fields = find_fields(headers, wanted(table, request, fitting[0])) if len(fitting) == 1 else plain
    return [field for field in fields if field.header or (field.making and field.making.always)]


def _made(
    columns: Sequence[tuple[str, ...]], fields: Sequence[Field]
) -> Iterator[tuple[Field, tuple[str, ...]]]:
    """Give each field with its values: those of its column, or what is made of the cells of a row."""
    yield from ((field, columns[field.position]) for field in fields if field.making is None)
    made = [field for field in fields if field.making]
    if made:
        with engine() as connection:
            load_text(connection, "seen", len(columns), [(range(len(columns[0])), columns)])
            cells = {position: f"c{position}" for position in range(len(columns))}
            texts = (made_text(f.making, f.position, cells) for f in made if f.making)
            found = connection.execute(f"SELECT {', '.join(texts)} FROM seen ORDER BY line").fetchall()
            yield from zip(made, zip(*found, strict=True), strict=True)


def _reads_as_names(headers: Sequence[str], across: Container[int]) -> bool:
    """Tell whether a line can be a header: none of its cells is a number or a date, but those of a report.

    >>> _reads_as_names(["Client", "Q3 calls"], ()), _reads_as_names(["A-17", "2026-03-31"], ())
    (True, False)
    >>> _reads_as_names(["Client", "2026-03-24", "2026-03-31"], (1, 2))
    True
    """
    return any(headers) and not any(
        DATA.fullmatch(header) for position, header in enumerate(headers) if position not in across
    )


def _rows(file: InputFile, dialect: Dialect) -> Iterator[list[str]]:
    """Give the rows that have as many fields as the header; reading proper books the others."""
    width = len(dialect.headers)
    for record in file_records(file, dialect):
        if isinstance(record, Record) and len(record.fields) == width:
            yield record.fields


def _column(header: str, values: Sequence[str], field: Field | None) -> SurveyedColumn:
    trimmed = tuple(bare(value) for value in values)
    if field is None:
        return SurveyedColumn(header, None, trimmed)
    return SurveyedColumn(
        header, field.column.name, trimmed, meter=field.want.meter, mapped=field.how == "map"
    )
