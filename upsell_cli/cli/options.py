"""The options that several commands share, each declared once: what is read and written, how it looks."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from upsell_cli.cli.diagnostics import LOG_FORMAT, LogFormat
from upsell_cli.cli.project import from_project, unless_named, unless_shown
from upsell_cli.config.allowance import Allowance, allowance
from upsell_cli.config.project_file import ProjectFile

if TYPE_CHECKING:
    from upsell_cli.config.project_file import Given
    from upsell_cli.config.settings import Settings
    from upsell_cli.render.drawing.look import Look


RENAMED = {"usage_option": "--usage", "map_file": "--map"}
EXPORTS = (
    "billing", "invoices", "accounts", "events", "contacts", "deals", "people", "value", "crosswalk", "rates",
)  # fmt: skip
"""Inputs besides usage."""
NOT_RETYPED = ("usage", "config", "allow_rejects", "max_rejects", "rejects", "strict")
"""Inputs that a suggested command does not repeat as such: most are about this run's end, not its data."""


def iso_day(text: str) -> date:
    """Give the day that `2026-03-31` names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a day; write it as 2026-03-31') from None


def tolerated(text: str) -> Allowance:
    """Give the allowance that `20` or `5%` names."""
    try:
        return allowance(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _option(name: str, meaning: str, *more: str, **kind: Any) -> Any:  # noqa: ANN401  Typer's own type
    """Declare an option that the environment can set too: `--as-of` is UPSELL_AS_OF."""
    variable = "UPSELL_" + name.removeprefix("--").partition("/")[0].replace("-", "_").upper()
    return typer.Option(name, *more, help=meaning, envvar=variable, show_envvar=False, **kind)


def _speak(log_format: LogFormat) -> LogFormat:
    LOG_FORMAT.set(log_format)
    return log_format


def _table(name: str, meaning: str, **kind: Any) -> Any:  # noqa: ANN401
    return typer.Option(f"--{name}", help=f"{meaning} (repeatable).", metavar="FILE", **kind)


TiersOption = Annotated[
    str | None,
    _option("--tiers", "Catalogue; tiers.yaml here or in a folder above if not given.", metavar="FILE"),
]


ConfigOption = Annotated[
    ProjectFile | None,
    _option(
        "--config",
        "Project file; upsell.yaml here or in a folder above if not given.",
        parser=str,
        callback=from_project,
        is_eager=True,
        metavar="FILE",
    ),
]


RunOption = Annotated[
    str | None,
    typer.Option(
        "--run",
        help="Ask a run that `scan -o run.json --all` kept, instead of reading the exports.",
        metavar="FILE",
    ),
]


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What is read, and how."""

    usage: Annotated[
        list[str] | None,
        typer.Argument(help="Usage exports: CSV files, globs, or - for standard input.", metavar="USAGE..."),
    ] = None
    usage_option: Annotated[
        list[str] | None, _table("usage", "Usage exports, as an option", callback=unless_named)
    ] = None
    tiers: TiersOption = None
    policy: Annotated[
        str | None,
        _option("--policy", "Thresholds and weights that differ from the defaults.", metavar="FILE"),
    ] = None
    billing: Annotated[list[str] | None, _table("billing", "Subscriptions or billing")] = None
    invoices: Annotated[list[str] | None, _table("invoices", "Invoices")] = None
    accounts: Annotated[list[str] | None, _table("accounts", "Accounts, from a CRM")] = None
    events: Annotated[list[str] | None, _table("events", "Requests, tickets, surveys and other events")] = (
        None
    )
    contacts: Annotated[list[str] | None, _table("contacts", "Who was contacted, and when")] = None
    deals: Annotated[list[str] | None, _table("deals", "Deals")] = None
    people: Annotated[list[str] | None, _table("people", "People at the customers")] = None
    value: Annotated[list[str] | None, _table("value", "What the product is worth to them, as they said")] = (
        None
    )
    crosswalk: Annotated[list[str] | None, _table("crosswalk", "Ids elsewhere and their accounts")] = None
    rates: Annotated[list[str] | None, _table("rates", "Exchange rates")] = None
    map_file: Annotated[
        str | None, _option("--map", "Your headers and what they mean, in YAML.", metavar="FILE")
    ] = None
    account_from: Annotated[
        str | None,
        _option(
            "--account-from",
            "Where usage names the account: COLUMN, COLUMN.key.of.json, group, email-domain:COLUMN or "
            "organization:COLUMN.",
            metavar="RULE",
        ),
    ] = None
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            help="Header profile that goes before others: its name, or the file of your own (repeatable).",
            metavar="NAME",
        ),
    ] = None
    roll_up: Annotated[
        Literal["parent"] | None,
        _option("--roll-up", "Add accounts that are parts of others up in their parent."),
    ] = None
    as_of: Annotated[
        date | None,
        _option(
            "--as-of", "Day to judge on; the newest day of the usage data.", parser=iso_day, metavar="DATE"
        ),
    ] = None
    grain: Annotated[
        Literal["daily", "weekly", "monthly", "snapshot"] | None,
        _option("--grain", "What a usage row covers; found from the data if not given."),
    ] = None
    encoding: Annotated[
        str | None,
        _option("--encoding", "Encoding of the files; of one kind: billing=cp1252.", metavar="NAME"),
    ] = None
    delimiter: Annotated[
        str | None, _option("--delimiter", "What separates values; in one kind: billing=;", metavar="CHAR")
    ] = None
    decimal: Annotated[Literal[".", ","] | None, _option("--decimal", "Mark before decimals.")] = None
    date_format: Annotated[
        str | None,
        _option("--date-format", "How dates are written: DD/MM/YYYY, unix or excel.", metavar="FORMAT"),
    ] = None
    amount_unit: Annotated[
        Literal["major", "minor"] | None, _option("--amount-unit", "Whether amounts are dollars or cents.")
    ] = None
    strict: Annotated[bool, _option("--strict", "Refuse to go on when any row is unusable.")] = False
    max_rejects: Annotated[
        Allowance | None,
        _option(
            "--max-rejects",
            "Refuse when more rows of a file are unusable.",
            parser=tolerated,
            metavar="N|P%",
        ),
    ] = None
    allow_rejects: Annotated[
        Allowance | None,
        _option("--allow-rejects", "Exit 0, not 3, up to so many.", parser=tolerated, metavar="N|P%"),
    ] = None
    rejects: Annotated[
        str | None, _option("--rejects", "Write every unusable row here, as CSV or JSON.", metavar="FILE")
    ] = None
    memory_limit: Annotated[
        str | None, _option("--memory-limit", "Most memory for reading, such as 1GB.", metavar="SIZE")
    ] = None
    config: ConfigOption = None

    def settings(self, *, catalogue: bool = True, **more: Any) -> "Settings":  # noqa: ANN401  what a command adds
        """Give these options as settings, the catalogue found; `more` is what the command adds.

        Without a `catalogue` there need be none.
        """
        from upsell_cli.config.finding import found_upward
        from upsell_cli.config.settings import CATALOGUE, Settings, find_catalogue
        from upsell_cli.problems import Problem, UpsellError

        usage = tuple(self.usage_files)
        if not usage:
            where = (
                self.config.path if self.config else "an upsell.yaml, which `upsell init usage.csv` writes"
            )
            fix = f"Name one: `upsell scan usage.csv`; or write `inputs: {{usage: usage.csv}}` in {where}."
            raise UpsellError(Problem("no-usage", "no usage file was named", fix=fix))
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        named = {name: tuple(v) if isinstance(v, list) else v for name, v in given.items() if v is not None}
        known: dict[str, Any] = {k: v for k, v in named.items() if k in Settings.__dataclass_fields__}
        if catalogue:
            tiers = find_catalogue(self.tiers, usage)
        else:
            tiers = self.tiers or found_upward(CATALOGUE) or ""
        found = {"usage": usage, "tiers": tiers}
        limit = {"max_rejects": self.max_rejects.limit} if self.max_rejects else {}
        address = {"account_url": self.config.account_url} if self.config else {}
        return Settings(**known | found | limit | address | more)

    def catalogue_and_settings(self, catalogue: str | None = None) -> "tuple[str, Settings | None]":
        """Give the catalogue, and these options as settings where they name exports to look at with it."""
        from upsell_cli.config.settings import find_catalogue

        tiers = catalogue or find_catalogue(self.tiers, ())
        given = [getattr(self, name) for name in EXPORTS]
        return tiers, replace(self, tiers=tiers).settings() if self.usage_files or any(given) else None

    @property
    def usage_files(self) -> list[str]:
        """Give the usage files, named in either way."""
        return [*(self.usage or ()), *(self.usage_option or ())]

    @property
    def kept(self) -> dict[str, "Given"]:
        """Give what a project file may say from now on: what was given, and what one in use says.

        A day given for this run is not kept, nor is what concerns the end of this run.
        """
        passing = (*NOT_RETYPED, "as_of")
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        now = {name: value for name, value in given.items() if value and name not in passing}
        return {**(self.config.options if self.config else {}), **now, "usage_option": self.usage_files}

    def arguments(self) -> list[str]:
        """Give the inputs as they would be typed after a command: what was given, and nothing else.

        What the project file says need not be typed.
        """
        typed = list(self.usage or ())
        if self.config and self.config.named:
            typed += ["--config", self.config.path]
        for field in fields(self):
            given = getattr(self, field.name)
            if field.name in NOT_RETYPED or not given or self.says(field.name):
                continue
            name = RENAMED.get(field.name, "--" + field.name.replace("_", "-"))
            values = given if isinstance(given, list) else [given]
            typed += [name] * len(values) if given is True else [w for v in values for w in (name, str(v))]
        return typed

    def says(self, option: str) -> bool:
        """Tell whether an option has the value that the project file gives it."""
        return self.config is not None and self.config.says(option, getattr(self, option))


@dataclass(frozen=True, slots=True)
class ResultOptions:
    """Where the result goes, and in which format."""

    format: Annotated[
        str | None,
        _option(
            "--format",
            "table, csv, tsv, json, jsonl or md; a table on a terminal, else csv.",
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
        _option("--rank-by", "Order: expected value, chance, score, added ARR, or worth to the customer."),
    ] = "value"
    sort: Annotated[
        str | None,
        _option(
            "--sort",
            "Order of the rows instead: columns with commas, `-` before one for the largest first.",
            metavar="COLUMNS",
        ),
    ] = None
    columns: Annotated[
        str | None,
        _option("--columns", "Columns of files: names with commas, or weekly.", metavar="COLUMNS"),
    ] = None
    top: Annotated[int | None, _option("--top", "Give the first N only.", min=1, metavar="N")] = None
    show_all: Annotated[
        bool, _option("--all", "Give the accounts that are held back too, with the reason.")
    ] = False


@dataclass(frozen=True, slots=True)
class LookOptions:
    """How it looks, on a terminal."""

    color: Annotated[
        Literal["auto", "always", "never"],
        _option("--color", "Colour; auto looks at the terminal and NO_COLOR."),
    ] = "auto"
    ascii: Annotated[bool, _option("--ascii", "Draw with plain ASCII characters only.")] = False
    log_format: Annotated[
        Literal["text", "json"],
        _option(
            "--log-format",
            "What is said on standard error: lines to read, or a JSON object a line.",
            callback=_speak,
            is_eager=True,
        ),
    ] = "text"
    debug: Annotated[bool, _option("--debug", "Show where in the code an error arose.")] = False

    def look(self, *, wide: bool = False) -> "Look":
        """Give these options as the look of standard output."""
        import os

        from upsell_cli.render.drawing.look import look_of

        return look_of(self.color, ascii_only=self.ascii, wide=wide, environment=os.environ)


@dataclass(frozen=True, slots=True)
class TalkOptions:
    """How much is shown and said."""

    wide: Annotated[bool, _option("--wide", "Show every column, however wide the terminal is.")] = False
    quiet: Annotated[bool, _option("--quiet", "Say nothing but what is wrong.", "-q")] = False
    verbose: Annotated[bool, _option("--verbose", "Say more: how every file was read.", "-v")] = False
