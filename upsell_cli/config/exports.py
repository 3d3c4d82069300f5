"""Which files are to be read, and how the person who asks wants them read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from upsell_cli.frames.tables import Grain


@dataclass(frozen=True, slots=True)
class Exports:
    """The files of each kind (paths, globs, or `-` for standard input) and every choice about reading them.

    `account_from` says where usage files name the account, when no column of theirs does. `profile` names
    header profiles, ours by id or the person's own by path, that go before all others. `roll_up` adds
    accounts that are parts of others up. `encoding`, `delimiter` and `date_format` may be those of one kind
    of file: `cp1252,usage=utf-8`. `max_rejects` is how many rows of a file may be unusable: a number of rows
    (an int) or a share of them (a float); without it 5 %, and one in any file.
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
    account_from: str | None = None
    profile: tuple[str, ...] = ()
    roll_up: Literal["parent"] | None = None
    as_of: date | None = None
    grain: Grain | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    date_format: str | None = None
    amount_unit: str | None = None
    strict: bool = False
    max_rejects: int | float | None = None
    memory_limit: str | None = None

    def files_of(self, table: str) -> tuple[str, ...]:
        """Give the paths given for a table, by its name."""
        paths: tuple[str, ...] = getattr(self, table)
        return paths
