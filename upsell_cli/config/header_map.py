"""The analyst's own names of columns: the document given with `--map`."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from upsell_cli.config.model import Model, Text
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import nearest


def _column_of(table: str) -> AfterValidator:
    known = [column.name for column in TABLES[table].columns]

    def check(name: str) -> str:
        if name not in known and table != "usage":  # a usage file may carry any meter of the catalogue
            hint = _hint(name, known)
            code, message = "unknown_column", "{table} has no column `{name}`; {hint}"
            raise PydanticCustomError(code, message, {"table": table, "name": name, "hint": hint})
        return name

    return AfterValidator(check)


def _hint(name: str, known: list[str]) -> str:
    """Give what was probably meant, or the tables that have a column of the name, or what is known."""
    owners = [table for table, columns in TABLES.items() if any(c.name == name for c in columns.columns)]
    near = nearest(name, known)
    if owners:
        return f"`{name}` belongs to {' and '.join(owners)}"
    return f"did you mean `{near}`?" if near else f"known: {', '.join(known)}"


def _about(table: str) -> str:
    return f"Our column of {table} to the header in your file, or to `=` and what it is in every row."


class HeaderMap(Model):
    """For each kind of file: our name of a column, and the header it has in yours."""

    usage: dict[Annotated[Text, _column_of("usage")], Text] = Field(default={}, description=_about("usage"))
    billing: dict[Annotated[Text, _column_of("billing")], Text] = Field(
        default={}, description=_about("billing")
    )
    accounts: dict[Annotated[Text, _column_of("accounts")], Text] = Field(
        default={}, description=_about("accounts")
    )
    invoices: dict[Annotated[Text, _column_of("invoices")], Text] = Field(
        default={}, description=_about("invoices")
    )
    events: dict[Annotated[Text, _column_of("events")], Text] = Field(
        default={}, description=_about("events")
    )
    contacts: dict[Annotated[Text, _column_of("contacts")], Text] = Field(
        default={}, description=_about("contacts")
    )
    deals: dict[Annotated[Text, _column_of("deals")], Text] = Field(default={}, description=_about("deals"))
    people: dict[Annotated[Text, _column_of("people")], Text] = Field(
        default={}, description=_about("people")
    )
    value: dict[Annotated[Text, _column_of("value")], Text] = Field(default={}, description=_about("value"))
    crosswalk: dict[Annotated[Text, _column_of("crosswalk")], Text] = Field(
        default={}, description=_about("crosswalk")
    )
    rates: dict[Annotated[Text, _column_of("rates")], Text] = Field(default={}, description=_about("rates"))

    @property
    def by_table(self) -> Mapping[str, Mapping[str, str]]:
        """Give the mapping of every table that has one."""
        return {table: columns for table in TABLES if (columns := getattr(self, table))}
