"""The tables on screen: which columns each has, what drops out first, and how rows become lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.render.drawing import cells
from upsell_cli.render.drawing.cells import Row, Scene, fitted
from upsell_cli.render.drawing.planner import ESSENTIAL, GAP, Plan, Slot, plan

ALWAYS = 8
"""Columns up to this priority are there even when they say nothing of anybody."""

Cell = Callable[[Row, Scene], Text]


@dataclass(frozen=True, slots=True)
class ScreenColumn:
    """A column on screen: its heading, how soon it drops out (higher: sooner), and what it says.

    A column with `least` holds words and may be given less room than its widest cell, but never under
    `least`; from `good` on it reads well, which comes before columns above the priority `before`.
    With a `bar` there is one behind the words as soon as there is room for both.
    """

    heading: str
    priority: int
    cell: Cell
    align: Literal["left", "right"] = "left"
    least: int | None = None
    good: int = 0
    before: int = ESSENTIAL
    bar: bool = False


def _day(name: str) -> Cell:
    return partial(cells.on_day, name=name)


def _words(name: str) -> Cell:
    return partial(cells.words, name=name)


ACCOUNT = ScreenColumn("Account", 1, cells.account, least=12, good=16)
MOVE = ScreenColumn("Move", 2, cells.move)
USED = ScreenColumn("Used", 3, cells.used, "right")
LIMIT = ScreenColumn("Limit", 4, cells.limit, least=9, before=10, bar=True)
TREND = ScreenColumn("Trend", 11, cells.trend)
EVIDENCE = ScreenColumn("Evidence", 12, _words("evidence"), least=24)

RANKED = (
    ScreenColumn("#", 0, cells.rank, "right"),
    ACCOUNT,
    MOVE,
    ScreenColumn("Score", 6, cells.score, "right"),
    LIMIT,
    USED,
    ScreenColumn("Full", 7, cells.when_full),
    ScreenColumn("+ARR", 5, cells.added_arr, "right"),
    ScreenColumn("Return", 8, cells.return_, "right"),
    ScreenColumn("Why now", 9, cells.why_now),
    TREND,
    ScreenColumn("Lead", 10, cells.lead),
    ScreenColumn("Talk on", 13, _day("contact_on"), "right"),
    ScreenColumn("Renews", 14, _day("renewal_date"), "right"),
    ScreenColumn("Chance", 16, cells.chance, "right"),
    ScreenColumn("Conf", 17, cells.confidence),
    ScreenColumn("Id", 15, cells.account_id),
    EVIDENCE,
)
"""The qualified, best first."""

_PAYING_LESS = (
    ACCOUNT,
    MOVE,
    ScreenColumn("Saves", 3, cells.saving, "right"),
    LIMIT,
    USED,
    ScreenColumn("Lead", 10, cells.lead),
    ScreenColumn("Id", 16, cells.account_id),
)
SAVING = (*_PAYING_LESS, EVIDENCE)
"""Those who would pay less after moving up."""

SMALLER = (*_PAYING_LESS, ScreenColumn("Reason", 12, _words("held_reason"), least=24))
"""Those whose use fits a smaller plan."""

HELD = (
    ACCOUNT,
    ScreenColumn("State", 2, cells.state),
    ScreenColumn("Until", 6, _day("release_on"), "right"),
    LIMIT,
    USED,
    ScreenColumn("Id", 16, cells.account_id),
    ScreenColumn("Reason", 5, _words("held_reason"), least=24),
)
"""Those who are left alone, and why."""


WHY_HELD = (
    ACCOUNT,
    ScreenColumn("Since", 6, _day("held_since"), "right"),
    ScreenColumn("Until", 5, _day("release_on"), "right"),
    ScreenColumn("Reason", 2, _words("held_reason"), least=36),
    ScreenColumn("Waiting", 9, cells.move),
    ScreenColumn("+ARR", 10, cells.added_arr, "right"),
    ScreenColumn("Id", 7, cells.account_id),
    ScreenColumn("What to do", 11, _words("next_step"), least=24),
)
"""Those of one state who are left alone: since when, until when, and what would be offered."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a table, and the headings of the columns there was no room for."""

    lines: tuple[Text, ...]
    hidden: tuple[str, ...]


def draw(columns: Sequence[ScreenColumn], rows: Sequence[Row], scene: Scene) -> Drawing:
    """Give a table of the rows: the columns that fit the width, no number cut."""
    table = {column.heading: [column.cell(row, scene) for row in rows] for column in columns}
    unknown = ("", scene.look.glyphs.dash)
    said = [
        column
        for column in columns
        if column.priority <= ALWAYS or any(text.plain not in unknown for text in table[column.heading])
    ]
    planned = plan([_slot(column, table[column.heading]) for column in said], scene.look.width)
    return Drawing(tuple(_lines(columns, rows, scene, table, planned)), planned.hidden)


def _slot(column: ScreenColumn, texts: Sequence[Text]) -> Slot:
    widest = max(map(cell_len, (column.heading, *(text.plain for text in texts))))
    least = widest if column.least is None else min(widest, max(column.least, cell_len(column.heading)))
    good = widest + 1 + cells.LEAST_BAR if column.bar else column.good
    most = widest + 1 + cells.MOST_BAR if column.bar else widest
    return Slot(column.heading, column.priority, most, least, good, column.before)


def _lines(
    columns: Sequence[ScreenColumn],
    rows: Sequence[Row],
    scene: Scene,
    table: dict[str, list[Text]],
    planned: Plan,
) -> Iterator[Text]:
    shown = [column for column in columns if column.heading in planned.widths]
    widths = [planned.widths[column.heading] for column in shown]
    headings = [Text(column.heading, "bold") for column in shown]
    yield _line([_placed(h, w, c, scene) for h, w, c in zip(headings, widths, shown, strict=True)])
    yield Text(scene.look.glyphs.rule * (sum(widths) + GAP * (len(widths) - 1)), "dim")
    words = {c.heading: max(cell_len(text.plain) for text in table[c.heading]) for c in shown if c.bar}
    for place, row in enumerate(rows):
        yield _line(
            [
                cells.gauge(row, scene, w, words[c.heading])
                if c.bar
                else _placed(table[c.heading][place], w, c, scene)
                for c, w in zip(shown, widths, strict=True)
            ]
        )


def _placed(text: Text, width: int, column: ScreenColumn, scene: Scene) -> Text:
    blanks = " " * (width - cell_len(text.plain))
    if column.align == "right":
        return Text(blanks).append_text(text)
    return Text(fitted(text.plain, width, scene.look), text.style)


def _line(parts: Sequence[Text]) -> Text:
    line = Text(" " * GAP).join(parts)
    line.rstrip()
    return line
