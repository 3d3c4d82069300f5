"""The analyst's own names of columns: the document given with `--map`."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from upsell_cli.config.model import Part, Text
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import nearest


def _columns_of(table: str) -> BeforeValidator:
    known = [column.name for column in TABLES[table].columns]

    def check(value: Any) -> Any:  # noqa: ANN401  what a YAML file may hold
        if not isinstance(value, dict):
            code, message = "not_a_mapping", "expected lines like `account_id: Customer`"
            raise PydanticCustomError(code, message)
        for name in value:
            if name not in known and table != "usage":  # a usage file may carry any meter of the catalogue
                near = nearest(str(name), known)
                hint = f"did you mean `{near}`?" if near else f"known: {', '.join(known)}"
                code, message = "unknown_column", "{table} has no column `{name}`; {hint}"
                raise PydanticCustomError(code, message, {"table": table, "name": str(name), "hint": hint})
        return value

    return BeforeValidator(check)


def _about(table: str) -> str:
    return f"Our column of {table} to the header in your file."


class HeaderMap(Part):
    """For each kind of file: our name of a column, and the header it has in yours."""

    usage: Annotated[dict[Text, Text], _columns_of("usage")] = Field(default={}, description=_about("usage"))
    billing: Annotated[dict[Text, Text], _columns_of("billing")] = Field(
        default={}, description=_about("billing")
    )
    accounts: Annotated[dict[Text, Text], _columns_of("accounts")] = Field(
        default={}, description=_about("accounts")
    )
    invoices: Annotated[dict[Text, Text], _columns_of("invoices")] = Field(
        default={}, description=_about("invoices")
    )
    events: Annotated[dict[Text, Text], _columns_of("events")] = Field(
        default={}, description=_about("events")
    )
    contacts: Annotated[dict[Text, Text], _columns_of("contacts")] = Field(
        default={}, description=_about("contacts")
    )
    deals: Annotated[dict[Text, Text], _columns_of("deals")] = Field(default={}, description=_about("deals"))
    people: Annotated[dict[Text, Text], _columns_of("people")] = Field(
        default={}, description=_about("people")
    )
    value: Annotated[dict[Text, Text], _columns_of("value")] = Field(default={}, description=_about("value"))
    crosswalk: Annotated[dict[Text, Text], _columns_of("crosswalk")] = Field(
        default={}, description=_about("crosswalk")
    )
    rates: Annotated[dict[Text, Text], _columns_of("rates")] = Field(default={}, description=_about("rates"))

    @property
    def by_table(self) -> Mapping[str, Mapping[str, str]]:
        """Give the mapping of every table that has one."""
        return {table: columns for table in TABLES if (columns := getattr(self, table))}
