"""The findings about a catalogue: grouped on a screen, a row for each in files."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.frames.documents.lint import Lint
from upsell_cli.problems import Code, Problem
from upsell_cli.render.check.groups import groups
from upsell_cli.render.check.screen import STYLES
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.drawing.cells import GOOD, NEAR_STYLE, QUIET
from upsell_cli.render.drawing.folding import folded, titled
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.report import table_report
from upsell_cli.shown import count

if TYPE_CHECKING:
    from upsell_cli.render.formats.json import Json

FIELDS = (
    Field("severity", Kind.TEXT, "error, warning or note.", None),
    Field("code", Kind.TEXT, "Kind of finding.", None),
    Field("file", Kind.TEXT, "File it stands in.", None),
    Field("line", Kind.COUNT, "Its line there, from 1.", None),
    Field("column", Kind.TEXT, "Its column: a number in YAML, a header in a table.", None),
    Field("value", Kind.TEXT, "What stands there.", None),
    Field("message", Kind.TEXT, "What was found.", None),
    Field("meaning", Kind.TEXT, "What findings of this kind mean.", None),
    Field("fix", Kind.TEXT, "What to do.", None),
)


def lint_report(found: Lint, codes: dict[str, Code], look: Look) -> Report:
    """Give the findings, ready to be written; `codes` says what each kind means."""
    rows = [_row(problem, codes) for problem in found.findings]
    columns = tuple(list(column) for column in zip(*rows, strict=True)) if rows else ([],) * len(FIELDS)
    meta: dict[str, Json] = {
        "version": found.version,
        "tiers": found.tiers,
        "clean": not found.to_mend,
        "as_of": found.inputs.as_of if found.inputs else None,
        "use": [
            {"tier": use.tier, "accounts": use.accounts, "near": use.near, "over": use.over}
            for use in found.use
        ],
    }
    return table_report("lint", meta, Table(FIELDS, columns), partial(_lines, found, look), look)


def _row(problem: Problem, codes: dict[str, Code]) -> tuple[str | None, ...]:
    place, kind = problem.place, codes.get(problem.code)
    return (
        problem.severity,
        problem.code,
        place.file if place else None,
        str(place.line) if place and place.line else None,
        str(place.column) if place and place.column else None,
        problem.value,
        problem.message,
        kind.meaning if kind else problem.message,
        problem.fix,
    )


def _lines(found: Lint, look: Look) -> Iterator[Text]:
    yield from folded(_verdict(found, look), 2, look)
    if found.use:
        yield from titled("TIERS, live accounts", _use(found, look))
    for group in groups(found.findings):
        head = Text.assemble((group.severity, STYLES[group.severity]), " ", (group.code, "bold"))
        yield Text("")
        yield from folded(head, 2, look)
        yield from folded(Text(f"  {one_line(group.first.fix)}", QUIET), 4, look)
        for problem in group.problems:
            place = f"{problem.place}  " if problem.place else ""
            yield from folded(
                Text.assemble("  ", (one_line(place), QUIET), one_line(problem.message)), 6, look
            )


def _verdict(found: Lint, look: Look) -> Text:
    names = f" ({', '.join(map(one_line, found.names))})" if found.names else ""
    what = f"{one_line(found.tiers)}{names}"
    notes = len(found.findings) - len(found.to_mend)
    more = f"; {count(notes, 'note')}" if notes else ""
    if not found.to_mend:
        return Text.assemble((f"{look.glyphs.yes} ", GOOD), (f"Nothing to mend in {what}{more}", "bold"))
    number = f"{count(len(found.to_mend), 'finding')} to look at in {what}{more}"
    return Text.assemble((f"{look.glyphs.no} ", NEAR_STYLE), (number, "bold"))


def _use(found: Lint, look: Look) -> Iterator[Text]:
    rows: list[Sequence[str]] = [("", "accounts", "near a limit", "at one or over")]
    rows += [
        (one_line(name), f"{use.accounts:,}", f"{use.near:,}", f"{use.over:,}")
        for name, use in zip(found.names, found.use, strict=True)
    ]
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for first, *more in rows:
        cells = "  ".join(f"{text:>{width}}" for text, width in zip(more, widths[1:], strict=True))
        line = Text(f"  {first}{' ' * (widths[0] - cell_len(first))}  {cells}", "" if first else QUIET)
        yield from folded(line, 4, look)
