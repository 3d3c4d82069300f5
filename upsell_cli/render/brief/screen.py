"""A brief on a screen: titled sections, labels in a column of their own, tables that fold, nothing cut."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.frames.documents.brief import Brief, Grid, Line, Mark, Section
from upsell_cli.render.drawing.cells import FULL_STYLE, GOOD, NEAR_STYLE, QUIET
from upsell_cli.render.drawing.folding import TITLE, folded
from upsell_cli.render.drawing.glyphs import Glyphs
from upsell_cli.render.drawing.look import Look

INDENT = 2
LETTER = "message"
"""A section that is read as a letter."""
LABEL_SHARE = 3
"""Labels longer than this part of the width stand on lines of their own."""
LEAST_NOTE = 24
"""Cells that the last column of a table needs to be worth its place; below that it goes under its row."""

STYLE: dict[Mark, str] = {"yes": GOOD, "no": FULL_STYLE, "unknown": NEAR_STYLE, "plain": ""}


def brief_lines(brief: Brief, look: Look) -> Iterator[Text]:
    """Give a brief, line by line, none wider than the screen."""
    if brief.title:
        own_id = f"  {brief.own_id}" if brief.own_id else ""
        yield from folded(Text(brief.title, "bold").append(own_id, QUIET), INDENT, look)
    for text in brief.head:
        yield from folded(Text(text), INDENT, look)
    if brief.banner:
        yield from folded(Text(f"! {brief.banner}", NEAR_STYLE), INDENT, look)
    for section in brief.sections:
        yield from _section(section, look)


def _section(section: Section, look: Look) -> Iterator[Text]:
    if section.title:
        yield Text("")
        yield Text(section.title, TITLE)
    if section.id == LETTER:
        for number, line in enumerate(section.lines):
            if number:
                yield Text("")
            yield from folded(Text(line.text), 0, look)
        return
    longest = max((cell_len(line.label) for line in section.lines), default=0)
    width = longest if longest <= look.width // LABEL_SHARE else 0
    marked = any(line.mark != "plain" for line in section.lines)
    for line in section.lines:
        yield from _line(line, width, look, marked=marked)
    if section.grid:
        yield from _grid(section.grid, look)


def _line(line: Line, width: int, look: Look, *, marked: bool) -> Iterator[Text]:
    """Give a line: its mark, its label in a column `width` wide (0: on a line of its own), the text."""
    head = Text(" " * INDENT)
    glyph = _glyph(line.mark, look.glyphs)
    if marked:
        head.append(f"{glyph or ' '} ", STYLE[line.mark])
    elif not line.label:
        head.append(f"{look.glyphs.dot} ", QUIET)
    style = QUIET if line.mark == "plain" else STYLE[line.mark]
    if line.label and width:
        head.append(line.label + " " * (width - cell_len(line.label) + 2), style)
    elif line.label:
        yield from folded(head.append(line.label, style), INDENT, look)
        head = Text(" " * 2 * INDENT)
    yield from folded(head.copy().append(line.text), cell_len(head.plain), look)


def _glyph(mark: Mark, glyphs: Glyphs) -> str:
    return {"yes": glyphs.yes, "no": glyphs.no, "unknown": glyphs.unknown, "plain": ""}[mark]


def _grid(grid: Grid, look: Look) -> Iterator[Text]:
    table = [grid.headings, *grid.rows]
    shown = [place for place in range(len(grid.headings)) if any(row[place] for row in grid.rows)]
    *columns, note = shown
    widths = {place: max(cell_len(row[place]) for row in table) for place in columns}
    taken = INDENT + sum(widths.values()) + 2 * len(columns)
    beside = look.width - taken >= LEAST_NOTE
    for number, row in enumerate(table):
        head = Text(" " * INDENT, "bold" if number == 0 else "")
        for place in columns:
            head.append(_placed(row[place], widths[place], right=place in grid.numbers)).append("  ")
        if beside:
            head.append(row[note], "bold" if number == 0 else QUIET)
            yield from folded(head, taken, look)
        else:
            yield from folded(head, INDENT, look)
            if row[note] and number:
                yield from folded(Text(" " * (2 * INDENT)).append(row[note], QUIET), 2 * INDENT, look)


def _placed(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
