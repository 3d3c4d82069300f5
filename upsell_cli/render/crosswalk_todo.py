"""Ids that are no account's, with the account each may be meant for: a list for a person to go through.

Given as a crosswalk again, it leads those ids to accounts that have a `yes` under `confirm`.
"""

from collections.abc import Sequence
from typing import TextIO

from upsell_cli.frames.tables import NearMiss
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.formats.csv import write_csv
from upsell_cli.render.formats.formats import Table

FIELDS = (
    Field("from_id", Kind.TEXT, "Id that is no account's.", None),
    Field("account_id", Kind.TEXT, "Account it may be meant for.", None),
    Field("why", Kind.TEXT, "What the two differ in, or have in common.", None),
    Field("file", Kind.TEXT, "File it stands in.", None),
    Field("line", Kind.COUNT, "First line with it.", None),
    Field("confirm", Kind.TEXT, "Yes, if the id is that account's.", None),
)


def write_crosswalk_todo(stream: TextIO, near: Sequence[NearMiss]) -> None:
    """Write a candidate a line, as CSV."""
    columns: tuple[list[str | None], ...] = (
        [miss.from_id for miss in near],
        [miss.account_id for miss in near],
        [miss.why or None for miss in near],
        [miss.file for miss in near],
        [str(miss.line) for miss in near],
        [None for _ in near],
    )
    write_csv(stream, Table(FIELDS, columns))
