"""A result that is a table: the same rows in every format, drawn in its own way on a screen."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TextIO

from upsell_cli.render.drawing.look import Look
from upsell_cli.render.formats.csv import write_csv
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.json import Json, objects, write_json, write_jsonl
from upsell_cli.render.formats.markdown import write_markdown

if TYPE_CHECKING:
    from rich.text import Text

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")


def table_report(
    thing: str,
    meta: Mapping[str, Json],
    table: Table,
    lines: Callable[[], Iterable["Text"]],
    look: Look,
    *,
    raw: bool = False,
    beside: Callable[[], Mapping[str, str]] = dict,
) -> Report:
    """Give a table, ready to be written in each of `FORMATS`; `lines` draws it for a screen.

    `beside` gives members that a JSON document has behind its rows, each as JSON.
    """
    return {
        "table": lambda stream: _draw(stream, lines(), look),
        "csv": partial(write_csv, table=table, raw=raw),
        "tsv": partial(write_csv, table=table, delimiter="\t", raw=raw),
        "json": lambda stream: write_json(stream, thing, meta, objects(table), beside()),
        "jsonl": lambda stream: write_jsonl(stream, objects(table)),
        "md": partial(write_markdown, table=table),
    }


def _draw(stream: TextIO, lines: Iterable["Text"], look: Look) -> None:
    from upsell_cli.render.terminal import show  # noqa: PLC0415  only a screen waits for Rich

    show(stream, list(lines), look)
