"""What is given: where the result goes, which accounts are in it, and in which order."""

from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from upsell_cli.cli.options.declaring import option
from upsell_cli.cli.project import unless_shown


@dataclass(frozen=True, slots=True)
class ResultOptions:
    """Where the result goes, and in which format."""

    format: Annotated[
        str | None,
        option(
            "--format",
            "table, csv, tsv, json, jsonl or md; a table on a terminal, else csv (check: json, brief: md).",
            "-f",
            metavar="FORMAT",
        ),
    ] = None
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            help="Write here, in the format of the suffix (repeatable).",
            callback=unless_shown,
            metavar="FILE",
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class ListOptions:
    """Which accounts are listed, and in which order."""

    rank_by: Annotated[
        Literal["value", "chance", "score", "arr", "customer-value"],
        option("--rank-by", "Order: expected value, chance, score, added ARR, or worth to the customer."),
    ] = "value"
    sort: Annotated[
        str | None,
        option(
            "--sort",
            "Order of the rows instead: columns with commas, `-` before one for the largest first.",
            metavar="COLUMNS",
        ),
    ] = None
    columns: Annotated[
        str | None,
        option("--columns", "Columns of files: names with commas, or weekly.", metavar="COLUMNS"),
    ] = None
    top: Annotated[int | None, option("--top", "Give the first N only.", min=1, metavar="N")] = None
    show_all: Annotated[
        bool, option("--all", "Give the accounts that are held back too, with the reason.")
    ] = False
