"""What is to be read, and how the person who asks wants it read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from upsell_cli.frames.tables import Grain


@dataclass(frozen=True, slots=True)
class MeterColumn:
    """A meter to look for in the usage files.

    `headers` are the names it may have there, the preferred first; a `whole` meter has no fractions.
    """

    id: str
    kind: Literal["level", "flow"]
    headers: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """The files of each kind (paths, globs, or `-` for standard input) and every choice about reading them.

    `mapping` is the person's own: table, then our name of a column, then the header in their file.
    `account_from` says where usage files name the account (see `rules.py`), when no column of theirs does.
    `profile` names header profiles, ours by id or the person's own by path, that go before all others.
    `metrics_wanted` names metrics that show a feature in use; they are read as flows beside the meters.
    `currency` is that of amounts without one. `max_rejects` is how many rows of a file may be unusable: a
    number of rows (an int) or a share of them (a float); without it 5 %, and one in any file.
    `roll_up` adds accounts that are parts of others up. `every_stray` asks for every id that is no account's,
    also those that are near none.
    With `rolled_up` nobody asks for the rows of usage afterwards, and large files need not be kept.
    """

    usage: tuple[str, ...]
    billing: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    crosswalk: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    account_from: str | None = None
    profile: tuple[str, ...] = ()
    meters: tuple[MeterColumn, ...] = ()
    metrics_wanted: tuple[str, ...] = ()
    amounts_name_plans: bool = False
    currency: str = "USD"
    as_of: date | None = None
    grain: Grain | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    date_format: str | None = None
    amount_unit: Literal["major", "minor"] | None = None
    strict: bool = False
    max_rejects: int | float | None = None
    memory_limit: str | None = None
    roll_up: Literal["parent"] | None = None
    every_stray: bool = False
    rolled_up: bool = False

    def files_of(self, table: str) -> tuple[str, ...]:
        """Give the paths asked for under the name of a table."""
        paths: tuple[str, ...] = getattr(self, table)
        return paths
