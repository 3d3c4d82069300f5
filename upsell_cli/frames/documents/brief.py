"""A brief: what to take into one conversation, as sections that every format draws in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from upsell_cli.frames.documents.explanation import Known

Kind = Literal["rep", "call", "message", "handoff", "approval"]
KINDS: tuple[Kind, ...] = ("rep", "call", "message", "handoff", "approval")

FOR_CUSTOMERS: tuple[Kind, ...] = ("message", "approval")
"""Kinds that a customer may read: built from quotable words alone."""

Mark = Literal["yes", "no", "unknown", "plain"]


@dataclass(frozen=True, slots=True)
class Word:
    """One thing a sentence may say of an account: the value, and how it reads.

    `name` is that of the placeholder; a word that is told of one item among several names the item behind a
    dot, such as `use.storage_gb`.
    """

    name: str
    value: Known
    text: str
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, with what it answers in front, and whether that speaks for or against, if either."""

    text: str
    label: str = ""
    mark: Mark = "plain"


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table: headings, and rows of as many cells; an empty cell is nothing to say."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    """Columns whose cells are figures, which stand to the right."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief under a title; `id` is stable, for programs."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything under the title."""
        return bool(self.lines) or bool(self.grid and self.grid.rows)


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief of one kind: a title, a line or two under it, a banner where care is needed, and sections.

    `words` is everything the sentences were filled with: each figure of a brief is one of them. Where a
    customer reads it, those that may be quoted.
    """

    kind: Kind
    account_id: str
    account_name: str
    state: str
    as_of: date
    currency: str
    title: str
    head: tuple[str, ...]
    banner: str
    sections: tuple[Section, ...]
    words: Mapping[str, Word]

    @property
    def own_id(self) -> str:
        """Give the id to show beside the title; empty where that says it, and where a customer reads it."""
        said = not self.title or self.account_id == self.account_name
        return "" if said or self.kind in FOR_CUSTOMERS else self.account_id

    def section(self, name: str) -> Section | None:
        """Give a section by its id; None where there is none."""
        return next((section for section in self.sections if section.id == name), None)
