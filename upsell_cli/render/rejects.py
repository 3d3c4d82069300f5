"""The rows that could not be used, and everything else that must not go unseen, one problem a row."""

from collections.abc import Sequence
from functools import partial

from upsell_cli.problems import Problem
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.formats.csv import write_csv
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.json import objects, write_json, write_jsonl

FORMATS = ("csv", "tsv", "json", "jsonl")

FIELDS = (
    Field("code", Kind.TEXT, "What kind of problem it is.", None),
    Field("severity", Kind.TEXT, "error: the row is not used; warning: it is.", None),
    Field("file", Kind.TEXT, "File as it was named.", None),
    Field("line", Kind.COUNT, "Physical line, from 1.", None),
    Field("column", Kind.TEXT, "Header of the column.", None),
    Field("value", Kind.TEXT, "What stands there, at most 40 characters.", None),
    Field("message", Kind.TEXT, "What is wrong.", None),
    Field("fix", Kind.TEXT, "What to do.", None),
)


def rejects_report(problems: Sequence[Problem]) -> Report:
    """Give the errors and warnings among `problems`, ready to be written in each of `FORMATS`."""
    rows = [_cells(problem) for problem in problems if problem.severity != "note"]
    columns = zip(*rows, strict=True) if rows else ((),) * len(FIELDS)
    table = Table(FIELDS, tuple(list(column) for column in columns))
    return {
        "csv": partial(write_csv, table=table),
        "tsv": partial(write_csv, table=table, delimiter="\t"),
        "json": lambda stream: write_json(stream, "rejects", {}, objects(table)),
        "jsonl": lambda stream: write_jsonl(stream, objects(table)),
    }


def _cells(problem: Problem) -> tuple[str | None, ...]:
    place = problem.place
    return (
        problem.code,
        problem.severity,
        place.file if place else None,
        str(place.line) if place and place.line is not None else None,
        str(place.column) if place and place.column is not None else None,
        problem.value,
        problem.message,
        problem.fix or None,
    )
