"""What is to be read, and how the person who asks wants it read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, NamedTuple

from upsell_cli.config.exports import Exports
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import nearest
from upsell_cli.sources.codes import refusal

UNITS = ("major", "minor")
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
class Request(Exports):
    """What a person wants read, and what else is known that tells how to read it.

    `mapping` is the person's own: table, then our name of a column, then the header in their file.
    `metrics_wanted` names metrics that show a feature in use; they are read as flows beside the meters.
    `amounts_name_plans` says that plans of the catalogue are told by what they cost. `currency` is that of
    amounts without one. `every_stray` asks for every id that is no account's, also those that are near none.
    With `rolled_up` nobody asks for the rows of usage afterwards, and large files need not be kept.
    `asked` is an id somebody asks about, which the crosswalk may lead to an account.
    """

    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    meters: tuple[MeterColumn, ...] = ()
    metrics_wanted: tuple[str, ...] = ()
    amounts_name_plans: bool = False
    currency: str = "USD"
    every_stray: bool = False
    rolled_up: bool = False
    asked: str | None = None

    @classmethod
    def of(cls, exports: Exports, **known: Any) -> "Request":  # noqa: ANN401  the fields above
        """Give the request for files that were asked for, with what else is known."""
        return cls(**{own.name: getattr(exports, own.name) for own in fields(Exports)}, **known)

    def for_table(self, table: str) -> "Request":
        """Give the request with the choices that are made for the files of one table."""
        return replace(
            self,
            encoding=choice(self.encoding, table),
            delimiter=choice(self.delimiter, table),
            date_format=choice(self.date_format, table),
            amount_unit=_unit(choice(self.amount_unit, table)),
        )


class RowsNeededError(Exception):
    """What was added up while it was read asks for the rows of the files after all."""


def _unit(asked: str | None) -> str | None:
    """Give a unit of amounts; refuse a word for none."""
    if asked not in {None, *UNITS}:
        message = f'"{asked}" is no unit of amounts'
        fix = "Use `major` for 49.00 dollars, `minor` for 4900 cents."
        raise refusal("bad-setting", message, value=asked, fix=fix)
    return asked


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
