"""The opportunities on a terminal: the ranked table, then those who would pay less, then those left alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TextIO

import pandas as pd
from rich.console import Console
from rich.text import Text

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.tables import BIN
from upsell_cli.render.drawing.cells import READ, Row, Scene, rows_of
from upsell_cli.render.drawing.glyphs import spark
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.screen import HELD, RANKED, SAVING, SMALLER, TREND, Drawing, ScreenColumn, draw

USUAL_ROWS = 20
ASIDE_ROWS = 5
SPARK_CELLS = 12
LEAST_HISTORY = 4

BLOCKS: tuple[tuple[str, str, tuple[ScreenColumn, ...]], ...] = (
    ("saves_money", "Would pay less after moving up", SAVING),
    ("right_size", "Would save with a smaller plan", SMALLER),
)


def show(stream: TextIO, lines: Sequence[Text], look: Look) -> None:
    """Write lines to a screen as wide as `look` says."""
    console = Console(
        file=stream,
        width=look.width,
        color_system="standard" if look.color else None,
        force_terminal=look.color,
        no_color=not look.color,
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)


def opportunity_lines(result: ScanResult, look: Look, *, top: int | None, show_all: bool) -> Iterator[Text]:
    """Give the tables of a scan, line by line."""
    verdicts = result.verdicts[list(READ)]
    if verdicts["rank"].notna().any():
        yield from ranked_table(result, look, top=top).lines
    else:
        yield Text("Nobody qualifies for an upgrade conversation on this day.")
    aside = top or ASIDE_ROWS
    for state, title, columns in BLOCKS:
        frame = verdicts[verdicts["state"] == state]
        yield from block(title, columns, frame if show_all else frame.head(aside), len(frame), result, look)
    if show_all:
        states = ("qualified", *(state for state, _, _ in BLOCKS))
        held = verdicts[~verdicts["state"].isin(states)]
        yield from block("Held back", HELD, held, len(held), result, look)


def ranked_table(result: ScanResult, look: Look, *, top: int | None) -> Drawing:
    """Give the table of the qualified, the first of them, with what there is no room for."""
    verdicts = result.verdicts[list(READ)]
    ranked = verdicts[verdicts["rank"].notna()].head(top or USUAL_ROWS)
    monthly = result.inputs.grain == "monthly"
    past = replace(TREND, heading=f"{SPARK_CELLS} months" if monthly else f"{SPARK_CELLS * 2} weeks")
    columns = [past if column is TREND else column for column in RANKED]
    return draw(columns, rows_of(ranked), scene_of(result, ranked, look))


def scene_of(result: ScanResult, frame: pd.DataFrame, look: Look) -> Scene:
    """Give what the rows of `frame` have in common on screen."""
    sparks = _sparks(result, frame, look)
    return Scene(look, result.inputs.as_of, result.currency, result.names, sparks, result.good_return)


def block(
    title: str,
    columns: Sequence[ScreenColumn],
    frame: pd.DataFrame,
    of: int,
    result: ScanResult,
    look: Look,
) -> Iterator[Text]:
    """Give a titled table of some accounts of `of`, after an empty line; nothing where there are none."""
    if not of:
        return
    rows: list[Row] = rows_of(frame)
    count = f"{len(rows)} of {of}" if len(rows) < of else f"{of}"
    yield Text("")
    yield Text(title, "bold cyan").append(f"  {count}", "dim")
    yield from draw(columns, rows, scene_of(result, frame, look)).lines


def _sparks(result: ScanResult, frame: pd.DataFrame, look: Look) -> dict[str, str]:
    """Give the use of each account's tightest limit over time, the oldest first, where there is a history."""
    readings = result.inputs.tables.readings
    wanted = frame.set_index("account_id")["binding_meter"].dropna()
    shown = readings[readings["meter"].eq(readings["account_id"].map(wanted)).fillna(value=False)]
    step = 1 if result.inputs.grain == "monthly" else 2
    bins = [BIN.column(str(place)) for place in range(SPARK_CELLS * step)]
    history = shown.reindex(columns=bins).astype(float).to_numpy()[:, ::-1]
    known = pd.notna(history)
    sparks = {}
    for account, values, has in zip(shown["account_id"], history, known, strict=True):
        if has.sum() >= LEAST_HISTORY:
            pairs = values.reshape(SPARK_CELLS, step)
            points = [float(p[~pd.isna(p)].mean()) if (~pd.isna(p)).any() else None for p in pairs]
            sparks[account] = spark(points, look.glyphs)
    return sparks
