"""What the exports of well-known tools look like: header profiles, ours and the analyst's own.

A profile says by which headers its export is known, which of them are columns of ours, in which unit its
amounts are, and what to do when the export lacks something. Ours are files in `profiles/`, by table.
"""

import re
from collections.abc import Collection
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from upsell_cli.config.loading import load_model, read_model
from upsell_cli.config.model import Flag, JsonSchema, Model, Shorthand, Text, Texts
from upsell_cli.frames.headers import normalised
from upsell_cli.frames.inputs import TABLES

PROFILES = "profiles"
MARKS = re.compile(r"^marks:.*\n(?:[ #].*\n|\n)*", re.MULTILINE)
"""The part of the text of a profile that says by which headers it is known."""

TableName = Literal[
    "usage",
    "billing",
    "invoices",
    "accounts",
    "events",
    "contacts",
    "deals",
    "people",
    "value",
    "crosswalk",
    "rates",
]
Rule = Literal["email_domain", "organization"]
Words = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
]
"""Words of a cell; one of them may be blank."""


class ColumnSource(Shorthand):
    """Where a column of ours comes from; text or a list alone is the header, the preferred first."""

    shorthand: ClassVar[tuple[JsonSchema, ...]] = (
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
    )

    header: Texts = Field(default=(), description="Headers that may carry it, the preferred first.")
    or_else: Texts = Field(default=(), description="Headers to look under in rows where it is blank.")
    always: Text | None = Field(default=None, description="The same value in every row; no header.")
    path: Text | None = Field(default=None, description="Keys in the cell's JSON, with dots between.")
    first_of: Text | None = Field(
        default=None, description="What parts several values in a cell; the first of them counts."
    )
    words: dict[Text, str] = Field(default={}, description="The export's words to ours; blank: not known.")
    times: Texts = Field(default=(), description="Headers of a number to multiply with, where there is one.")
    plus: Texts = Field(default=(), description="Headers of a number to add, where there is one.")
    until: Texts = Field(
        default=(), description="Headers of the day a period ends; the value is how long it is."
    )
    each: Texts = Field(default=(), description="Headers of how many intervals make a period.")
    state_of: Texts = Field(
        default=(), description="Headers of an id whose rows are its states, each from this day to the next."
    )
    state: Literal["begins", "ends"] = Field(
        default="begins", description="Whether the value is the day a state begins or ends."
    )
    epoch: Flag = Field(default=False, description="Whether days may be written as seconds since 1970.")
    guarded: Flag = Field(
        default=False, description="Whether an apostrophe may keep a spreadsheet from running the cell."
    )
    may_lack: Flag = Field(
        default=False, description="Whether a row without it is nothing wrong, and only counts for nobody."
    )
    rule: Rule | None = Field(default=None, description="What of the cell leads to the account.")

    @classmethod
    def spelled_out(cls, value: Any) -> Any:  # noqa: ANN401  what a YAML file may hold
        """Read a header, or a list of them, as where the cells are."""
        if isinstance(value, dict) and isinstance(value.get("header"), str):
            return {**value, "header": (value["header"],)}
        if isinstance(value, str):
            return {"header": (value,)}
        return {"header": value} if isinstance(value, list | tuple) else value

    @model_validator(mode="after")
    def comes_from_somewhere(self) -> Self:
        """Refuse a source with neither header nor value."""
        if not self.header and self.always is None:
            code, message = "no_source", "say where the column comes from: `header:` or `always:`"
            raise PydanticCustomError(code, message)
        return self


class Marks(Model):
    """By which headers an export is known."""

    all: Texts = Field(default=(), description="Headers that must all be there.")
    any: Texts = Field(default=(), description="Headers of which one must be there.")
    none: Texts = Field(default=(), description="Headers that must not be there.")

    labels: Flag | None = Field(
        default=None,
        description="Whether these headers have blanks between words, as labels of a dashboard have and "
        "columns of a table have not; unsaid, either.",
    )

    def met_by(self, headers: Collection[str]) -> bool:
        """Tell whether these headers are those of the export."""
        folded = {normalised(header) for header in headers}
        wanted, some, strange = (
            {normalised(header) for header in own} for own in (self.all, self.any, self.none)
        )
        labels = any(" " in header for header in headers if normalised(header) in wanted | some)
        met = wanted <= folded and folded.isdisjoint(strange) and not (some and folded.isdisjoint(some))
        return met and self.labels in {None, labels}


class Need(Model):
    """Something the export may lack, and what to do then."""

    one_of: Texts = Field(description="Columns of ours of which one is wanted.")
    say: Text = Field(description="What to do when none is there.")


class Lookup(Model):
    """Another table of the same tool, given beside this one, that says more about each row."""

    profile: Text = Field(description="Profile of the other table.")
    name: Text = Field(description="What its headers are called here: `price` for `price.amount`.")
    here: Texts = Field(description="Headers of ours, or of a table looked up before, that hold its key.")
    there: Text = Field(default="id", description="Header of its key.")
    newest: Text | None = Field(
        default=None, description="Header by which the newest row of a key is known, when there are several."
    )


class HeaderProfile(Model):
    """What one kind of export looks like."""

    version: Literal[1] = Field(description="Version of this format; 1.")
    id: Text = Field(description="Short name, as `--profile` takes it.")
    name: Text = Field(description="What a person calls the export.")
    source: Text = Field(description="Where its headers are known from.")
    table: TableName = Field(description="The kind of input it is.")
    marks: Marks = Field(description="By which headers it is known.")
    amounts: Literal["major", "minor"] | None = Field(
        default=None, description="Whether its amounts are dollars or cents."
    )
    dates: Text | None = Field(default=None, description="How its dates are written.")
    columns: dict[Text, ColumnSource] = Field(description="Our name of a column to where it comes from.")
    group: Text | None = Field(
        default=None, description="Where the account usually is: what `--account-from group` means."
    )
    ignore: Texts = Field(default=(), description="Our names of columns that its other headers never are.")
    keep: dict[Text, Words] = Field(
        default={}, description="Header to the words of rows that count; a row with another is left out."
    )
    lookups: tuple[Lookup, ...] = Field(default=(), description="Other tables that complete its rows.")
    completes: Texts = Field(
        default=(), description="Profiles of tables whose rows it only completes, when one is given."
    )
    needs: tuple[Need, ...] = Field(default=(), description="What it may lack, and what to do then.")

    @model_validator(mode="after")
    def speaks_of_our_columns(self) -> Self:
        """Refuse columns that the table does not have; a usage file may carry any meter."""
        known = {column.name for column in TABLES[self.table].columns}
        strange = [name for name in self.columns if name not in known and self.table != "usage"]
        if strange:
            code, message = "unknown_column", "{table} has no column `{name}`"
            raise PydanticCustomError(code, message, {"table": self.table, "name": strange[0]})
        return self


def profiles_for(table: str, headers: Collection[str]) -> tuple[HeaderProfile, ...]:
    """Give our profiles of a table whose marks these headers meet.

    A profile whose marks have none of the headers is not even parsed: most files need none.
    """
    folded = {normalised(header) for header in headers} - {""}
    speaking = (name for name, text in _marks(table).items() if any(header in text for header in folded))
    return tuple(profile for name in speaking if (profile := _ours(table, name)).marks.met_by(headers))


def profile_named(name: str) -> HeaderProfile | None:
    """Give our profile of that id."""
    for table in TABLES:
        if f"{name}.yaml" in _marks(table):
            return _ours(table, f"{name}.yaml")
    return None


def profile_names() -> list[str]:
    """Give the ids of all our profiles."""
    return sorted(name.removesuffix(".yaml") for table in TABLES for name in _marks(table))


def open_profiles(path: str) -> tuple[HeaderProfile, ...]:
    """Give the profile in a YAML file, or all of a folder of such files."""
    place = Path(path)
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    return tuple(load_model(file, HeaderProfile).model for file in files)


@cache
def _marks(table: str) -> dict[str, str]:
    """Give the marks of every profile of a table as text, folded so that headers can be looked for in it."""
    folder = resources.files("upsell_cli.config").joinpath(PROFILES, table)
    if not folder.is_dir():
        return {}
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name: normalised("".join(MARKS.findall(file.read_text("utf-8")))) for file in files}


@cache
def _ours(table: str, name: str) -> HeaderProfile:
    file = resources.files("upsell_cli.config").joinpath(PROFILES, table, name)
    return read_model(file.read_bytes(), f"{PROFILES}/{table}/{name}", HeaderProfile).model
