"""What is to be read, and how the person who asks wants it read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.tables import Grain
from upsell_cli.problems import nearest
from upsell_cli.sources.codes import refusal

NEXT_CHOICE = re.compile(r",(?=[a-z]{2,}=)")


class MeterColumn(NamedTuple):
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
    `encoding`, `delimiter` and `date_format` may be those of one kind of file: `cp1252,usage=utf-8`.
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

    def for_table(self, table: str) -> "Request":
        """Give the request with the choices that are made for the files of one table."""
        return replace(
            self,
            encoding=choice(self.encoding, table),
            delimiter=choice(self.delimiter, table),
            date_format=choice(self.date_format, table),
        )


def choice(given: str | None, table: str) -> str | None:
    """Give what was said of the files of a table, else what was said of all.

    >>> choice("cp1252,usage=utf-8", "usage"), choice("cp1252,usage=utf-8", "billing")
    ('utf-8', 'cp1252')
    >>> choice("billing=;,events=,", "events"), choice("billing=;", "usage"), choice(",", "usage")
    (',', None, ',')
    """
    found = None
    for part in NEXT_CHOICE.split(given) if given else ():
        name, equals, value = part.partition("=")
        if not (equals and name.isalpha()):
            found = part
        elif name not in TABLES:
            near = nearest(name, list(TABLES))
            fix = f'Did you mean "{near}"?' if near else f"Kinds are {', '.join(TABLES)}."
            raise refusal("bad-setting", f'"{name}" is no kind of file', value=part, fix=fix)
        elif name == table:
            return value
    return found
