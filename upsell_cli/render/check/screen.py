"""A look at the inputs on a screen: files, joins, ranges, history, names, problems, and what to do next."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.frames.documents.fitness import Fitness, TierName
from upsell_cli.frames.tables import FileReport
from upsell_cli.problems import Severity
from upsell_cli.render.check import words
from upsell_cli.render.check.groups import Group, groups
from upsell_cli.render.drawing.cells import FULL_STYLE, GOOD, NEAR_STYLE, QUIET
from upsell_cli.render.drawing.folding import folded, titled
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import one_line

STYLES: dict[Severity, str] = {"error": FULL_STYLE, "warning": NEAR_STYLE, "note": QUIET}
METER_HEADINGS = ("accounts", "least", "median", "most", "at the limit")
INDENT = "  "


def check_lines(found: Fitness, look: Look, step: str) -> Iterator[Text]:
    """Give what was found line by line, none wider than the screen; `step` is the command to go on with."""
    yield from folded(_verdict(found, look), 2, look)
    for line in words.basis(found):
        yield from folded(Text(f"  {line}", QUIET), 4, look)
    yield from titled("FILES", _files(found, look))
    yield from titled("JOINS, ids of one table in another", _joins(found, look))
    yield from titled("USE, the usual level of each account or its last month", _meters(found, look))
    yield from titled("HISTORY", _history(found, look))
    if found.tiers:
        yield from titled("TIERS AND PLANS", _tiers(found, look))
    if found.problems:
        yield from titled("PROBLEMS", _problems(found, look))
    yield Text("")
    yield from folded(Text.assemble(("Next: ", "bold"), one_line(step)), 2, look)


def _verdict(found: Fitness, look: Look) -> Text:
    glyph, style = (look.glyphs.no, NEAR_STYLE) if found.findings else (look.glyphs.yes, GOOD)
    return Text.assemble((f"{glyph} ", style), (words.verdict(found), "bold"))


def _files(found: Fitness, look: Look) -> Iterator[Text]:
    dot = f" {look.glyphs.dot} "
    for report in found.inputs.files:
        written = dot.join((report.table, *words.dialect(report)))
        yield from folded(Text.assemble(f"  {one_line(report.path)}  ", (written, QUIET)), 4, look)
        style = NEAR_STYLE if report.rejected else ""
        yield from folded(Text(f"    {words.rows(report)}", style), 6, look)
        yield from (
            line
            for said in _about(report, found, look)
            for line in folded(Text(f"    {said}", QUIET), 6, look)
        )


def _about(report: FileReport, found: Fitness, look: Look) -> Iterator[str]:
    span = words.dates(report, found)
    if span:
        yield span
    yield from (f"{how}: {headers}" for how, headers in words.read_as(report, look.glyphs.arrow))


def _joins(found: Fitness, look: Look) -> Iterator[Text]:
    if not found.inputs.joins:
        yield Text(f"{INDENT}one kind of file, nothing to join", QUIET)
        return
    table = [words.match(join) for join in found.inputs.joins]
    pairs, rates = (max(cell_len(row[place]) for row in table) for place in (0, 1))
    for join, (pair, rate, missing) in zip(found.inputs.joins, table, strict=True):
        style = "" if join.matched else NEAR_STYLE if join.of else QUIET
        line = Text.assemble(f"{INDENT}{pair:<{pairs}}  ", (f"{rate:<{rates}}", style))
        line.append(f"  not: {missing}" if missing else "", QUIET)
        yield from folded(line, 6, look)


def _meters(found: Fitness, look: Look) -> Iterator[Text]:
    names = [one_line(found.names.get(meter.meter, meter.meter)) for meter in found.meters]
    table = [METER_HEADINGS, *(words.meter_range(meter) for meter in found.meters)]
    widths = [max(cell_len(row[place]) for row in table) for place in range(len(METER_HEADINGS))]
    first = max(map(cell_len, names), default=0)
    for name, row in zip(["", *names], table, strict=True):
        cells = "  ".join(f"{text:>{width}}" for text, width in zip(row, widths, strict=True))
        style = QUIET if row is METER_HEADINGS else ""
        padded = name + " " * (first - cell_len(name))
        yield from folded(Text(f"{INDENT}{padded}  {cells}", style), 4, look)


def _history(found: Fitness, look: Look) -> Iterator[Text]:
    for sentence in words.history(found.history):
        yield from folded(Text(f"{INDENT}{sentence}"), 4, look)


def _tiers(found: Fitness, look: Look) -> Iterator[Text]:
    for column, names, more in words.tiers(found.tiers):
        line = Text(f"{INDENT}{column}: ", QUIET)
        parts = [_tier(name, look) for name in names] + ([Text(f"{more:,} more", QUIET)] if more else [])
        yield from folded(line.append_text(Text(", ").join(parts)), 4, look)


def _tier(name: TierName, look: Look) -> Text:
    said = Text(f"{one_line(name.name)} {name.rows:,}")
    if name.means is None:
        return said.append(f" {look.glyphs.unknown} not in the catalogue", NEAR_STYLE)
    return said if name.means == name.name else said.append(f" {look.glyphs.arrow} {name.means}", QUIET)


def _problems(found: Fitness, look: Look) -> Iterator[Text]:
    for group in groups(found.problems):
        yield from _problem(group, look)


def _problem(group: Group, look: Look) -> Iterator[Text]:
    number = "" if len(group.problems) == 1 else f"  {len(group.problems):,} times"
    head = Text.assemble(INDENT, (group.severity, STYLES[group.severity]), "  ", (group.code, "bold"), number)
    yield from folded(head.append(f"  {one_line(group.places)}" if group.places else "", QUIET), 6, look)
    yield from folded(Text(f"    {one_line(group.first.message)}"), 6, look)
    if group.first.fix:
        yield from folded(Text(f"    {one_line(group.first.fix)}", QUIET), 6, look)
