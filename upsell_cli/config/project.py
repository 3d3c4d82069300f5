"""The project file `upsell.yaml`: what the commands are otherwise told by flags."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from upsell_cli.config.allowance import allowance
from upsell_cli.config.loading import load_model
from upsell_cli.config.model import Flag, Model, Text, Texts, Whole
from upsell_cli.config.project_file import Given, ProjectFile
from upsell_cli.config.yaml_reader.document import Document

STANDARD_STREAM = "-"
SINGLE_PATHS = ("tiers", "policy", "map_file", "rejects")
YAML = (".yaml", ".yml")
ACCOUNT = "{account_id}"
ADDRESS = re.compile(r"https?://[^\s{}]*(?:\{account_id\}[^\s{}]*)+")


def _one_or_more(value: Any) -> Any:  # noqa: ANN401  what a YAML file may hold
    return (value,) if isinstance(value, str) else value


def _allowed(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int | str):
        code, message = "not_an_allowance", "expected a number of rows (20) or a share of them (5%)"
        raise PydanticCustomError(code, message)
    allowance(str(value))
    return str(value)


def _address(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or not ADDRESS.fullmatch(value):
        code, message = (
            "not_an_address",
            "expected an address with {account} in it, such as https://crm.example.com/accounts/{account}",
        )
        raise PydanticCustomError(code, message, {"account": ACCOUNT})
    return value


Files = Annotated[
    Texts,
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""A path or glob, or a list of them."""

Allowed = Annotated[
    str,
    BeforeValidator(_allowed),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d+(\.\d+)?%?$"}]}
    ),
]
"""Rows of a file, or a share of them."""

Address = Annotated[
    str, BeforeValidator(_address), WithJsonSchema({"type": "string", "pattern": r"\{account_id\}"})
]


class InputFiles(Model):
    """The exports of each kind: a path or glob, or a list of them, relative to the project file."""

    usage_option: Files = Field(default=(), alias="usage", description="Usage exports.")
    billing: Files = Field(default=(), description="Subscriptions or billing.")
    accounts: Files = Field(default=(), description="Accounts, from a CRM.")
    invoices: Files = Field(default=(), description="Invoices.")
    events: Files = Field(default=(), description="Requests, tickets, surveys and other events.")
    contacts: Files = Field(default=(), description="Who was contacted, and when.")
    deals: Files = Field(default=(), description="Deals.")
    people: Files = Field(default=(), description="People at the customers.")
    value: Files = Field(default=(), description="What the product is worth to them, as they said.")
    crosswalk: Files = Field(default=(), description="Ids elsewhere and their accounts.")
    rates: Files = Field(default=(), description="Exchange rates.")


class Project(Model):
    """The document `upsell.yaml`; every key may be left out."""

    inputs: InputFiles = Field(default=InputFiles(), description="The files to read.")
    tiers: Text | None = Field(default=None, description="The catalogue.")
    policy: Text | None = Field(
        default=None, description="Thresholds and weights that differ from the defaults."
    )
    map_file: Text | None = Field(
        default=None, alias="map", description="Your headers and what they mean, in YAML."
    )
    account_from: Text | None = Field(
        default=None, description="Where usage names the account, such as properties.$groups.company."
    )
    profile: Files = Field(
        default=(), description="Header profiles that go before others, by name or the file of one's own."
    )
    roll_up: Literal["parent"] | None = Field(
        default=None, description="Add accounts that are parts of others up in their parent."
    )
    as_of: date | None = Field(
        default=None, description="Day to judge on; the newest day of the usage data without it."
    )
    grain: Literal["daily", "weekly", "monthly", "snapshot"] | None = Field(
        default=None, description="What a usage row covers; found from the data without it."
    )
    encoding: Text | None = Field(
        default=None, description="Encoding of the files; of one kind: billing=cp1252."
    )
    delimiter: Annotated[str, Field(min_length=1)] | None = Field(
        default=None, description="What separates values; in one kind of file: billing=;"
    )
    decimal: Literal[".", ","] | None = Field(default=None, description="Mark before decimals.")
    date_format: Text | None = Field(
        default=None, description="How dates are written, such as DD/MM/YYYY, unix or excel."
    )
    amount_unit: Text | None = Field(
        default=None, description="Whether amounts are dollars (major) or cents (minor), as `billing=minor`."
    )
    strict: Flag | None = Field(default=None, description="Refuse to go on when any row is unusable.")
    max_rejects: Allowed | None = Field(
        default=None, description="Refuse when more rows of a file are unusable: 20, or 5%."
    )
    allow_rejects: Allowed | None = Field(
        default=None, description="Exit 0, not 3, up to so many unusable rows: 20, or 1%."
    )
    rejects: Text | None = Field(default=None, description="Write every unusable row here.")
    memory_limit: Text | None = Field(default=None, description="Most memory for reading, such as 1GB.")
    rank_by: Literal["value", "chance", "score", "arr", "customer-value"] | None = Field(
        default=None, description="Order of the list."
    )
    sort: Text | None = Field(
        default=None, description="Order of the rows: columns with commas, `-` before one: largest first."
    )
    columns: Text | None = Field(default=None, description="Columns of files: names with commas, or weekly.")
    top: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Give the first N only.")
    show_all: Flag | None = Field(
        default=None, alias="all", description="Give the accounts that are held back too."
    )
    output: Files = Field(
        default=(), alias="outputs", description="Files that `upsell scan` writes; `-` is standard output."
    )
    account_url: Address | None = Field(
        default=None, description="Address of an account, `{account_id}` in it; fills a column of the list."
    )


def open_project(path: str, *, named: bool) -> ProjectFile:
    """Open a project file; its paths are made to start from the working folder.

    Raises UpsellError with everything that is wrong with the file.
    """
    loaded = load_model(Path(path), Project)
    project, folder = loaded.model, Path(path).parent
    places = {name: loc for name, loc in _places() if _inside(loaded.document, loc)}
    options = {name: given for name in places if (given := _given(project, name, folder)) is not None}
    lines = {name: loaded.document.mark(loc, "key").line for name, loc in places.items()}
    return ProjectFile(path, options, lines, named)


def document_of(options: Mapping[str, Given], path: str) -> dict[str, Any]:
    """Give what a project file at `path` says when it gives these options: what `open_project` takes back."""
    document: dict[str, Any] = {}
    for name, (*above, key) in _places():
        if options.get(name):
            part = document.setdefault(above[0], {}) if above else document
            part[key] = _moved(name, options[name], partial(_from_file, Path(path).parent))
    return document


def _places() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the option behind every key, and where the key stands."""
    for name, field in InputFiles.model_fields.items():
        yield name, ("inputs", field.alias or name)
    for name, field in Project.model_fields.items():
        if name != "inputs":
            yield name, (field.alias or name,)


def _inside(document: Document, loc: tuple[str, ...]) -> bool:
    value: Any = document.value
    for step in loc:
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True


def _given(project: Project, name: str, folder: Path) -> Given | None:
    value: Any = getattr(project.inputs if name in InputFiles.model_fields else project, name)
    if isinstance(value, date):
        return value.isoformat()
    return _moved(name, list(value) if isinstance(value, tuple) else value, partial(_from_here, folder))


def _moved(name: str, value: Given | None, move: Callable[[str], str]) -> Given | None:
    """Give the value of an option with its paths seen from another folder."""
    if isinstance(value, list):
        return [move(item) if _is_path(name, item) else item for item in value]
    return move(value) if name in SINGLE_PATHS and isinstance(value, str) else value


def _is_path(name: str, value: str) -> bool:
    """Tell whether an item of a list is a path: a header profile may be one of ours, by its name."""
    return value != STANDARD_STREAM and (name != "profile" or value.endswith(YAML))


def _from_here(folder: Path, path: str) -> str:
    """Give a path in a project file from the working folder; `..` stays, since a folder may be a link."""
    return str(folder / path)


def _from_file(folder: Path, path: str) -> str:
    return path if Path(path).is_absolute() else os.path.relpath(path, os.path.realpath(folder))
