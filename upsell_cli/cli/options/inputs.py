"""What is read, and how: the options that become settings."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from upsell_cli.cli.options.declaring import files, iso_day, option, tolerated
from upsell_cli.cli.project import from_project, unless_named
from upsell_cli.config.allowance import Allowance
from upsell_cli.config.project_file import ProjectFile

if TYPE_CHECKING:
    from upsell_cli.config.project_file import Given
    from upsell_cli.config.settings import Settings

RENAMED = {"usage_option": "--usage", "map_file": "--map"}
EXPORTS = (
    "billing", "invoices", "accounts", "events", "contacts", "deals", "people", "value", "crosswalk", "rates",
)  # fmt: skip
"""Inputs besides usage."""
NOT_RETYPED = ("usage", "config", "allow_rejects", "max_rejects", "rejects", "strict")
"""Inputs that a suggested command does not repeat as such: most are about this run's end, not its data."""

TiersOption = Annotated[
    str | None,
    option("--tiers", "Catalogue; tiers.yaml here or in a folder above if not given.", metavar="FILE"),
]


ConfigOption = Annotated[
    ProjectFile | None,
    option(
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
        list[str] | None, files("usage", "Usage exports, as an option", callback=unless_named)
    ] = None
    tiers: TiersOption = None
    policy: Annotated[
        str | None,
        option("--policy", "Thresholds and weights that differ from the defaults.", metavar="FILE"),
    ] = None
    billing: Annotated[list[str] | None, files("billing", "Subscriptions or billing")] = None
    invoices: Annotated[list[str] | None, files("invoices", "Invoices")] = None
    accounts: Annotated[list[str] | None, files("accounts", "Accounts, from a CRM")] = None
    events: Annotated[list[str] | None, files("events", "Requests, tickets, surveys and other events")] = None
    contacts: Annotated[list[str] | None, files("contacts", "Who was contacted, and when")] = None
    deals: Annotated[list[str] | None, files("deals", "Deals")] = None
    people: Annotated[list[str] | None, files("people", "People at the customers")] = None
    value: Annotated[list[str] | None, files("value", "What the product is worth to them, as they said")] = (
        None
    )
    crosswalk: Annotated[list[str] | None, files("crosswalk", "Ids elsewhere and their accounts")] = None
    rates: Annotated[list[str] | None, files("rates", "Exchange rates")] = None
    map_file: Annotated[
        str | None, option("--map", "Your headers and what they mean, in YAML.", metavar="FILE")
    ] = None
    account_from: Annotated[
        str | None,
        option(
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
        option("--roll-up", "Add accounts that are parts of others up in their parent."),
    ] = None
    as_of: Annotated[
        date | None,
        option(
            "--as-of", "Day to judge on; the newest day of the usage data.", parser=iso_day, metavar="DATE"
        ),
    ] = None
    grain: Annotated[
        Literal["daily", "weekly", "monthly", "snapshot"] | None,
        option("--grain", "What a usage row covers; found from the data if not given."),
    ] = None
    encoding: Annotated[
        str | None,
        option("--encoding", "Encoding of the files; of one kind: billing=cp1252.", metavar="NAME"),
    ] = None
    delimiter: Annotated[
        str | None, option("--delimiter", "What separates values; in one kind: billing=;", metavar="CHAR")
    ] = None
    decimal: Annotated[Literal[".", ","] | None, option("--decimal", "Mark before decimals.")] = None
    date_format: Annotated[
        str | None,
        option("--date-format", "How dates are written: DD/MM/YYYY, unix or excel.", metavar="FORMAT"),
    ] = None
    amount_unit: Annotated[
        str | None,
        option(
            "--amount-unit",
            "Whether amounts are dollars or cents; of one kind: billing=minor.",
            metavar="major|minor",
        ),
    ] = None
    strict: Annotated[bool, option("--strict", "Refuse to go on when any row is unusable.")] = False
    max_rejects: Annotated[
        Allowance | None,
        option(
            "--max-rejects",
            "Refuse when more rows of a file are unusable.",
            parser=tolerated,
            metavar="N|P%",
        ),
    ] = None
    allow_rejects: Annotated[
        Allowance | None,
        option("--allow-rejects", "Exit 0, not 3, up to so many.", parser=tolerated, metavar="N|P%"),
    ] = None
    rejects: Annotated[
        str | None, option("--rejects", "Write every unusable row here, as CSV or JSON.", metavar="FILE")
    ] = None
    memory_limit: Annotated[
        str | None, option("--memory-limit", "Most memory for reading, such as 1GB.", metavar="SIZE")
    ] = None
    config: ConfigOption = None

    def settings(self, *, catalogue: bool = True, **more: Any) -> "Settings":  # noqa: ANN401  what a command adds
        """Give these options as settings, the catalogue found; `more` is what the command adds.

        Without a `catalogue` there need be none.
        """
        from upsell_cli.config.finding import CATALOGUE, found_upward
        from upsell_cli.config.settings import Settings, find_catalogue
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

    def says(self, name: str) -> bool:
        """Tell whether an option has the value that the project file gives it."""
        return self.config is not None and self.config.says(name, getattr(self, name))
