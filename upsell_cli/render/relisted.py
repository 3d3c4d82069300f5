"""What becomes of each account under other rules, as files carry it: then and now side by side."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import pandas as pd

from upsell_cli.frames.documents.changes import Lists, Relisted
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.render.columns import SOURCES, Cells, Field, Kind, cells
from upsell_cli.render.view import BY_NAME

Side = tuple[pd.DataFrame, ScanResult]
"""Some verdicts, and the list they are from."""

COMPARED = (
    "rank", "state", "offer_type", "to_tier", "add_on", "seats_added", "delta_arr", "delta_spend",
    "expected_value", "held_reason",
)  # fmt: skip
SIDES = {"before": "Under the old catalogue", "after": "Under the new one"}
FIELDS = (
    BY_NAME["currency"],
    *(
        BY_NAME[name]._replace(name=f"{name}_{side}", meaning=f"{words}: {BY_NAME[name].meaning}")
        for name in COMPARED
        for side, words in SIDES.items()
    ),
)
"""What files have of an account that is not where it was, behind what they have of every change."""

OFFER_ID = "offer_id"
ABOUT = {
    "enters": BY_NAME["state"],
    "leaves": BY_NAME["state"],
    "state": BY_NAME["state"],
    "offer": Field("offer", Kind.TEXT, "The offer, with its target and quantity.", OFFER_ID),
    "amount": BY_NAME["delta_spend"],
    "rank": BY_NAME["rank"],
}
"""What of an account is another; its value then and now says how."""


def list_rows(lists: Lists) -> Iterator[tuple[str | None, ...]]:
    """Give for each account how, its tier, what of it then and now, its id and name, then `FIELDS`."""
    for how, own in groupby(lists.relisted, key=lambda each: each.how):
        sides = sides_of(lists, tuple(own), (*SOURCES, OFFER_ID))
        now = sides[-1]
        item, *compared = (
            [cells(field, *side) for side in sides]
            for field in (ABOUT[how], *(BY_NAME[name] for name in COMPARED))
        )
        columns: list[Cells] = [
            [how] * len(now[0]),
            cells(BY_NAME["from_tier"], *now),
            [ABOUT[how].name] * len(now[0]),
            *item,
            *(cells(BY_NAME[name], *now) for name in ("account_id", "account_name", "currency")),
            *(column for pair in compared for column in pair),
        ]
        yield from zip(*columns, strict=True)


def sides_of(lists: Lists, told: Sequence[Relisted], columns: Sequence[str]) -> tuple[Side, Side]:
    """Give these columns of the accounts' verdicts, then and now."""
    then, now = [each.before for each in told], [each.after for each in told]
    return _taken(lists.before, then, columns), _taken(lists.after, now, columns)


def _taken(found: ScanResult, places: Sequence[int], columns: Sequence[str]) -> Side:
    return found.verdicts[list(columns)].take(list(places)).reset_index(drop=True), found
