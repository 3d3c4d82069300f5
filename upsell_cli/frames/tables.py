"""What reading gives: typed tables, what was done with every row, and the day it is true for."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, NewType, Protocol

import pandas as pd

from upsell_cli.frames.contract import Column, Contract, Family
from upsell_cli.problems import Problem

Grain = Literal["daily", "weekly", "monthly", "snapshot"]

Readings = NewType("Readings", pd.DataFrame)

BINS = 26

READINGS = Contract(
    row="an account's readings of one meter up to the as-of date",
    key=("account_id", "meter"),
    columns=(
        Column("account_id", "string", "The customer.", "sources"),
        Column("meter", "string", "Meter id of the catalogue.", "sources"),
        Column("first_on", "date", "Day of the oldest reading seen.", "sources"),
        Column("last_on", "date", "Day of the newest reading seen.", "sources"),
        Column("recent_sum", "Float64", "Sum of the readings in the last 28 days.", "sources"),
        Column(
            "recent_days",
            "Int64",
            "Days of the last 28 that readings cover; a row covers up to the next, at most 7.",
            "sources",
        ),
        Column("recent_peak", "Float64", "Largest single reading in the last 5 bins.", "sources"),
        Column("active_bins", "Int64", "Bins of the last 4 with a reading above zero.", "sources"),
    ),
    families=(),
)
"""The readings as sufficient statistics; behind these columns stand `bin[0]` (newest) to `bin[n]`.

Daily and weekly data: bin k holds the days (T - 7(k+1), T - 7k]; at most 26. Monthly data: bin k is
the period k months before the newest period; at most 12. A snapshot has `bin[0]` alone. A level's bin
is its reading on the bin's last date with a reading (tie: the larger; source ids joined to one
account add up); a flow's bin is the sum. NA where the bin has no reading.
"""

BIN = Family("bin", "meter", "Float64", "Level at the end of a bin, or sum of a flow in it.", "sources")


class Mapped(NamedTuple):
    """One column of a file: the header as exported and what it is read as (None: ignored)."""

    header: str
    column: str | None
    how: str = ""


class Stored(Protocol):
    """The bytes of a file; they are hashed when somebody asks, since that takes longer than reading them."""

    def sha256(self) -> str:
        """Give the SHA-256 of the bytes as stored."""


class FileReport(NamedTuple):
    """What was done with one file; `counted = used + rejected + skipped` always holds.

    `skipped` names why: outside the window, duplicate, totals line. `profile` is the header profile it was
    read by. `form` is what kind of file it is; without a `header_line`, each row brings its names along.
    """

    table: str
    path: str
    stored: Stored
    encoding: str
    delimiter: str
    header_line: int | None
    columns: tuple[Mapped, ...]
    counted: int
    used: int
    rejected: int
    skipped: Mapping[str, int]
    first_on: date | None = None
    last_on: date | None = None
    profile: str | None = None
    form: str = "delimited"

    @property
    def sha256(self) -> str:
        """Give the SHA-256 of the bytes as stored."""
        return self.stored.sha256()


class Join(NamedTuple):
    """How the ids of one table met another's."""

    left: str
    right: str
    matched: int
    of: int
    unmatched: tuple[str, ...] = ()


class NearMiss(NamedTuple):
    """An id that is no account's, where it stands first, and the account it may be meant for; None: no idea.

    `why` says what the two have in common, or differ in.
    """

    from_id: str
    account_id: str | None
    why: str
    table: str
    file: str
    line: int


class Tables(NamedTuple):
    """Everything read, typed and joined to accounts; None is a table that was not given.

    `profile` carries the billing and account columns a usage file brought along, from the newest
    row of each account. Every other frame conforms to its contract in `frames.inputs`, and has
    `source_file` and `source_line` behind its columns. `metrics` names what the usage files measure,
    so that an account without a reading of one is known not to use it; empty: what readings name. In the same
    way `heard` names the kinds of events of which no row means that there was none; None: what `events` show.
    """

    readings: Readings
    profile: pd.DataFrame
    billing: pd.DataFrame | None = None
    accounts: pd.DataFrame | None = None
    invoices: pd.DataFrame | None = None
    events: pd.DataFrame | None = None
    contacts: pd.DataFrame | None = None
    deals: pd.DataFrame | None = None
    people: pd.DataFrame | None = None
    value: pd.DataFrame | None = None
    rates: pd.DataFrame | None = None
    metrics: tuple[str, ...] = ()
    heard: frozenset[str] | None = None


class Inputs(NamedTuple):
    """The tables with their provenance: what was read, as of which day, and what was wrong.

    `near` are ids of no account that may be meant for one; `asked` is the account that the crosswalk leads
    the id to that somebody asked about.
    """

    tables: Tables
    as_of: date
    as_of_origin: str
    grain: Grain
    grain_origin: str
    files: tuple[FileReport, ...]
    joins: tuple[Join, ...]
    problems: tuple[Problem, ...]
    near: tuple[NearMiss, ...] = ()
    asked: str | None = None

    @property
    def rejected(self) -> int:
        """Give how many rows could not be used, over all files."""
        return sum(file.rejected for file in self.files)

    def path_of(self, table: str) -> str:
        """Give the path of the first file of a kind; the kind itself where there is none."""
        return next((file.path for file in self.files if file.table == table), table)

    def header_of(self, path: str, column: str) -> str:
        """Give the header under which a file has a column of ours; our name where it has none."""
        read = (own for file in self.files if file.path == path for own in file.columns)
        return next((own.header for own in read if own.column == column), column)
