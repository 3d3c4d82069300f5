"""A look at the inputs as Markdown: a table for each side of it."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from upsell_cli.frames.documents.fitness import Fitness
from upsell_cli.render.check import words
from upsell_cli.render.check.groups import groups
from upsell_cli.render.columns import Cells, Field, Kind
from upsell_cli.render.formats.formats import Table
from upsell_cli.render.formats.markdown import literal, write_markdown

Row = Sequence[str | int | None]


def write_page(stream: TextIO, found: Fitness, step: str) -> None:
    """Write what was found; `step` is the command to go on with."""
    day, grain = words.basis(found)
    stream.write(
        f"# Are the inputs fit?\n\n{literal(words.verdict(found))}; {literal(day)}; {literal(grain)}.\n"
    )
    for title, table in _tables(found):
        stream.write(f"\n## {title}\n\n")
        write_markdown(stream, table)
    stream.write("\n## History\n\n")
    stream.writelines(f"- {literal(sentence)}\n" for sentence in words.history(found.history))
    stream.write(f"\n## Next\n\n```sh\n{step}\n```\n")


def _tables(found: Fitness) -> Iterator[tuple[str, Table]]:
    names = "file table profile encoding delimiter header_line counted used rejected skipped first last"
    yield (
        "Files",
        _table(names, _files(found), numbers=("header_line", "counted", "used", "rejected", "skipped")),
    )
    yield "Columns", _table("file header read_as how", _columns(found))
    if found.inputs.joins:
        yield "Joins", _table("ids matched not", (words.match(join) for join in found.inputs.joins))
    ranges = ((meter.meter, *words.meter_range(meter)) for meter in found.meters)
    numbers = ("accounts", "least", "median", "most", "at_the_limit")
    yield "Use", _table(f"meter {' '.join(numbers)}", ranges, numbers=numbers)
    if found.tiers:
        tiers = ((f"{name.table}.{name.column}", name.name, name.rows, name.means) for name in found.tiers)
        yield "Tiers and plans", _table("column name rows means", tiers, numbers=("rows",))
    if found.problems:
        yield (
            "Problems",
            _table("severity code times first message fix", _problems(found), numbers=("times",)),
        )


def _files(found: Fitness) -> Iterator[Row]:
    for report in found.inputs.files:
        written = (
            report.encoding,
            words.DELIMITERS.get(report.delimiter, report.delimiter),
            report.header_line,
        )
        counts = (report.counted, report.used, report.rejected, sum(report.skipped.values()))
        days = (day.isoformat() if day else None for day in (report.first_on, report.last_on))
        yield report.path, report.table, report.profile, *written, *counts, *days


def _columns(found: Fitness) -> Iterator[Row]:
    for report in found.inputs.files:
        for mapped in report.columns:
            how = words.RECOGNISED.get(mapped.how, mapped.how) if mapped.column else "left alone"
            yield report.path, mapped.header, mapped.column, how


def _problems(found: Fitness) -> Iterator[Row]:
    for group in groups(found.problems):
        first = group.first
        yield group.severity, group.code, len(group.problems), group.places, first.message, first.fix


def _table(names: str, rows: Iterator[Row], *, numbers: Sequence[str] = ()) -> Table:
    fields = [Field(n, Kind.COUNT if n in numbers else Kind.TEXT, "", None) for n in names.split()]
    texts = [[None if cell is None else str(cell) for cell in row] for row in rows]
    columns: list[Cells] = (
        [list(column) for column in zip(*texts, strict=True)] if texts else [[] for _ in fields]
    )
    return Table(tuple(fields), tuple(columns))
