"""Judged cases: those that fail first on a screen, a row for each expectation in files."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from upsell_cli.calendar import spoken
from upsell_cli.frames.documents.trials import Trials
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.drawing.cells import FULL_STYLE, GOOD, QUIET
from upsell_cli.render.drawing.folding import folded
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.report import table_report
from upsell_cli.shown import count

if TYPE_CHECKING:
    from upsell_cli.render.formats.json import Json

FIELDS = (
    Field("case", Kind.TEXT, "Id of the case.", None),
    Field("what", Kind.TEXT, "What is expected of it.", None),
    Field("expected", Kind.TEXT, "What should be found.", None),
    Field("found", Kind.TEXT, "What was found.", None),
    Field("holds", Kind.TEXT, "yes or no.", None),
    Field("file", Kind.TEXT, "File of the expectation.", None),
    Field("line", Kind.COUNT, "Its line there, from 1.", None),
    Field("column", Kind.COUNT, "Its column there, from 1.", None),
)


def trials_report(found: Trials, look: Look) -> Report:
    """Give the cases and what became of them, ready to be written."""
    columns: tuple[list[str | None], ...] = (
        [trial.case for trial in found.trials],
        [trial.what for trial in found.trials],
        [trial.expected for trial in found.trials],
        [trial.found for trial in found.trials],
        ["yes" if trial.holds else "no" for trial in found.trials],
        [trial.place.file for trial in found.trials],
        [str(trial.place.line) for trial in found.trials],
        [str(trial.place.column) for trial in found.trials],
    )
    meta: dict[str, Json] = {
        "version": found.version,
        "cases_file": found.path,
        "tiers": found.tiers,
        "as_of": found.as_of,
        "cases": len(found.cases),
        "expectations": len(found.trials),
        "failed": len(found.failed),
    }
    return table_report("cases", meta, Table(FIELDS, columns), partial(_lines, found, look), look)


def _lines(found: Trials, look: Look) -> Iterator[Text]:
    glyph, style = (look.glyphs.no, FULL_STYLE) if found.failed else (look.glyphs.yes, GOOD)
    yield from folded(Text.assemble((f"{glyph} ", style), (_verdict(found), "bold")), 2, look)
    yield from folded(
        Text(f"  as of {spoken(found.as_of)}, tiers of {one_line(found.tiers)}", QUIET), 4, look
    )
    yield Text("")
    for case in found.cases:
        yield from _case(found, case, look)


def _verdict(found: Trials) -> str:
    expectations, cases = count(len(found.trials), "expectation"), count(len(found.cases), "case")
    of = f"{expectations} of {cases} in {one_line(found.path)}"
    return f"{len(found.failed):,} of {of} not met" if found.failed else f"{of}: all met"


def _case(found: Trials, case: str, look: Look) -> Iterator[Text]:
    own = found.of(case)
    failed = [trial for trial in own if not trial.holds]
    glyph, style = (look.glyphs.no, FULL_STYLE) if failed else (look.glyphs.yes, GOOD)
    because = found.because.get(case)
    head = Text.assemble(f"  {one_line(case)}  ", (one_line(because) if because else "", QUIET))
    yield from folded(Text.assemble((glyph, style)).append_text(head), 6, look)
    for trial in failed:
        place = f"{trial.place}  "
        said = f"{trial.what}: expected {trial.expected}, found {trial.found}"
        yield from folded(Text.assemble("    ", (one_line(place), QUIET), one_line(said)), 8, look)
