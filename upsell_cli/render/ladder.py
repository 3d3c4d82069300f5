"""The tiers side by side: a matrix on a screen, a row for each thing in files."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from math import isfinite
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.frames.documents.ladder import Ladder, LadderRow, Value
from upsell_cli.money import exact, written
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.drawing.cells import QUIET, fitted
from upsell_cli.render.drawing.folding import folded
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.planner import GAP
from upsell_cli.render.drawing.text import number, one_line
from upsell_cli.render.drawing.wording import amount_of
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.report import table_report

if TYPE_CHECKING:
    from upsell_cli.render.formats.json import Json

LEAST_ITEM = 16
LEAST_WORDS, MOST_WORDS = 12, 24


def ladder_report(ladder: Ladder, look: Look, *, differing: bool = False) -> Report:
    """Give the tiers side by side, ready to be written; `differing` leaves out what is the same."""
    rows = ladder.differing() if differing else ladder.rows
    table = Table(
        tuple(Field(name, Kind.TEXT, "", None) for name in ("group", "item", *ladder.tiers)),
        (
            [row.group for row in rows],
            [row.item for row in rows],
            *(
                [_filed(row, row.values[tier], ladder.currency) for row in rows]
                for tier in range(len(ladder.tiers))
            ),
        ),
    )
    names = dict(zip(ladder.tiers, ladder.names, strict=True))
    meta: dict[str, Json] = {"currency": ladder.currency, "names": names}
    return table_report("tiers", meta, table, partial(_lines, ladder, rows, look), look)


def _filed(row: LadderRow, value: Value, currency: str) -> str | None:
    if value is None:
        return None
    if row.kind == "amount":
        return exact(int(value), currency)
    if row.kind == "yes_no":
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return number(value, 6) if isfinite(value) else "unlimited"


def _lines(ladder: Ladder, rows: Sequence[LadderRow], look: Look) -> Iterator[Text]:
    if not rows:
        yield Text("These tiers do not differ in anything the catalogue says.")
        return
    wanted = max(cell_len(row.item) for row in rows) + 2
    room = (look.width - wanted) // len(ladder.tiers) - GAP
    narrow = look._replace(width=min(max(room, LEAST_WORDS), MOST_WORDS))
    shown = [
        [list(folded(_shown(row, value, ladder.currency, look), 0, narrow)) for value in row.values]
        for row in rows
    ]
    headings = [one_line(name) for name in ladder.names]
    widths = [
        max(cell_len(text) for text in (heading, *(part.plain for values in shown for part in values[tier])))
        for tier, heading in enumerate(headings)
    ]
    item = max(min(wanted, look.width - sum(widths) - GAP * len(widths)), LEAST_ITEM)
    gap = " " * GAP
    right = [f"{heading:>{width}}" for heading, width in zip(headings, widths, strict=True)]
    yield Text(gap.join([" " * item, *right]), "bold")
    yield Text(look.glyphs.rule * (item + sum(widths) + GAP * len(widths)), QUIET)
    for group, members in groupby(zip(rows, shown, strict=True), key=lambda pair: pair[0].group):
        yield Text(group, "bold cyan")
        for row, texts in members:
            name = folded(Text(f"  {one_line(row.item)}"), 4, look._replace(width=item))
            for start, *parts in zip_longest(name, *texts, fillvalue=Text()):
                line = Text(fitted(start.plain, item, look))
                for text, width in zip(parts, widths, strict=True):
                    line.append(" " * (GAP + width - cell_len(text.plain))).append_text(text)
                line.rstrip()
                yield line
    for tier, moment in ladder.moments.items():
        yield Text("")
        yield Text(f"After {one_line(tier)}: ", "bold").append(one_line(moment), QUIET)


def _shown(row: LadderRow, value: Value, currency: str, look: Look) -> Text:
    if value is None:
        return Text(look.glyphs.dash, QUIET)
    if row.kind == "amount":
        return Text(written(int(value), currency))
    if row.kind == "yes_no":
        return Text(look.glyphs.yes, "green") if value else Text(look.glyphs.no, QUIET)
    return Text(one_line(value) if isinstance(value, str) else amount_of(float(value)))
