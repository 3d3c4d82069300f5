"""A first look at files whose headers may mean nothing to us: how they are written, and their first rows.

Reading proper refuses a file without the columns it needs. Here every header is welcome, so that
something can be proposed for it.
"""

import itertools
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from upsell_cli.frames.inputs import TABLES, InputTable
from upsell_cli.frames.surveys import Survey, SurveyedColumn
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.dialect import Dialect, decide
from upsell_cli.sources.files import InputFile, find_files
from upsell_cli.sources.mapping import Field, find_fields, wanted
from upsell_cli.sources.records import Record
from upsell_cli.sources.request import Request
from upsell_cli.sources.text import file_records
from upsell_cli.sources.values import BLANKS

ROWS = 50_000
"""Rows of a file that are looked at."""

NAMES_WEIGHT, KNOWN_WEIGHT = 10**9, 10**5
"""A header names things; of such lines it is the one that names most of what we know, then the longest."""

DATA = re.compile(r"[-+$€£¥]?[\d.,:/\s-]*\d[\d.,:/\sTZ%-]*")
"""A cell that is a value, a number or a date, and so not the name of a column."""


def survey(request: Request) -> tuple[Survey, ...]:
    """Give a first look at every file of a request; its mapping and meters are what is known already.

    Raises UpsellError with all files that cannot be read, or that can be read only once.
    """
    surveys: list[Survey] = []
    wrong: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="upsell-") as spool:
        for name, table in TABLES.items():
            try:
                files = find_files(request.files_of(name), Path(spool))
                surveys += [_surveyed(file, table, request) for file in files]
            except UpsellError as error:
                wrong += error.problems
    if wrong:
        raise UpsellError(*wrong)
    return tuple(surveys)


def _surveyed(file: InputFile, table: InputTable, request: Request) -> Survey:
    if str(file.path) != file.name:
        message = "standard input and pipes can be read once, and this takes a second look"
        raise refusal("unreadable-file", message, file.place, fix="Save it to a file first.")
    groups = wanted(table, request)

    def fit(headers: Sequence[str]) -> tuple[bool, int]:
        known = KNOWN_WEIGHT * len(find_fields(headers, groups))
        return False, known + NAMES_WEIGHT * _reads_as_names(headers) + len(headers)

    dialect = decide(file, fit, request.encoding, request.delimiter)
    found = {field.position: field for field in find_fields(dialect.headers, groups)}
    if not found and not _reads_as_names(dialect.headers):
        message = "no header line: the first line looks like data"
        raise refusal("no-header", message, Place(file.name, dialect.header_line))
    rows = list(itertools.islice(_rows(file, dialect), ROWS))
    if not rows:
        raise refusal("no-rows", "no rows under the header (no data)", Place(file.name, dialect.header_line))
    columns = zip(dialect.headers, zip(*rows, strict=True), strict=True)
    return Survey(
        table.name,
        file.name,
        tuple(_column(name, values, found.get(i)) for i, (name, values) in enumerate(columns) if name),
    )


def _reads_as_names(headers: Sequence[str]) -> bool:
    """Tell whether a line can be a header: none of its cells is a number or a date.

    >>> _reads_as_names(["Client", "Q3 calls"]), _reads_as_names(["A-17", "2026-03-31"])
    (True, False)
    """
    return any(headers) and not any(DATA.fullmatch(header) for header in headers)


def _rows(file: InputFile, dialect: Dialect) -> Iterator[list[str]]:
    """Give the rows that have as many fields as the header; reading proper books the others."""
    width = len(dialect.headers)
    for record in file_records(file, dialect):
        if isinstance(record, Record) and len(record.fields) == width:
            yield record.fields


def _column(header: str, values: Sequence[str], field: Field | None) -> SurveyedColumn:
    trimmed = tuple(value.strip(BLANKS) for value in values)
    if field is None:
        return SurveyedColumn(header, None, trimmed)
    return SurveyedColumn(
        header, field.column.name, trimmed, meter=field.want.meter, mapped=field.how == "map"
    )
