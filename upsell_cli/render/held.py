"""Who is held back, state by state: why, since when, until when, and what waits behind it."""

from typing import TYPE_CHECKING

import pandas as pd

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.verdicts import STATES, TALKED_TO
from upsell_cli.render.columns import OPPORTUNITIES, Kind, cells
from upsell_cli.render.columns import Field as FileColumn
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.wording import STATE
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.report import table_report
from upsell_cli.render.opportunities import meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

BEYOND = "beyond_capacity"
"""What the qualified whose owner is not free for them are shown under."""

TAKEN_OVER = (
    "state", "account_id", "account_name", "held_reason", "held_since", "release_on", "next_step",
    "offer_type", "from_tier", "to_tier", "add_on", "quantity", "delta_arr", "currency", "owner_role",
    "owner", "last_contact_on", "as_of",
)  # fmt: skip
"""Columns that mean what they mean in the opportunities."""

HELD_BACK = (
    *(next(field for field in OPPORTUNITIES if field.name == name) for name in TAKEN_OVER),
    FileColumn("gates", Kind.TEXT, "Every gate that holds, `;` between, in order.", "gates_hit"),
    FileColumn(
        "gates_unknown", Kind.TEXT, "Gates that could not be judged: questions to ask.", "gates_unknown"
    ),
)


def held_report(result: ScanResult, look: Look, *, top: int | None = None, raw: bool = False) -> Report:
    """Give everybody who is held back, ready to be written; of each state the first `top`."""
    by_state = _by_state(result, top)
    frame = pd.concat([result.verdicts.iloc[:0], *by_state.values()])
    table = Table(HELD_BACK, tuple(cells(field, frame, result) for field in HELD_BACK))
    return table_report("held", meta(result), table, lambda: _lines(result, look, top), look, raw=raw)


def _by_state(result: ScanResult, top: int | None) -> dict[str, pd.DataFrame]:
    """Give them by state, those whose owner is not free for them first, under `BEYOND`."""
    verdicts = result.verdicts
    held = [state for state in STATES if state not in TALKED_TO]
    beyond = verdicts["beyond_capacity"].to_numpy(dtype=bool, na_value=False)
    frames = {BEYOND: verdicts[beyond]} | {state: verdicts[verdicts["state"] == state] for state in held}
    return {state: frame if top is None else frame.head(top) for state, frame in frames.items() if len(frame)}


def _lines(result: ScanResult, look: Look, top: int | None) -> "Iterable[Text]":
    from rich.text import Text  # noqa: PLC0415  only a screen waits for Rich

    from upsell_cli.render.drawing.screen import WHY_HELD  # noqa: PLC0415
    from upsell_cli.render.terminal import USUAL_ROWS, block  # noqa: PLC0415

    def lines() -> "Iterator[Text]":
        shown = _by_state(result, top or USUAL_ROWS)
        if not shown:
            yield Text("Nobody is held back on this day.")
        for place, (state, frame) in enumerate(shown.items()):
            of = result.totals.beyond_capacity if state == BEYOND else result.totals.by_state[state]
            drawn = block(_title(state), WHY_HELD, frame, of, result, look)
            yield from list(drawn)[0 if place else 1 :]

    return lines()


def _title(state: str) -> str:
    words = "beyond what their owners have time for" if state == BEYOND else STATE.get(state, state)
    return words[:1].upper() + words[1:]
