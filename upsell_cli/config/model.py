"""The shape every part of a configuration has: frozen, strict, each field described."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

JsonSchema = dict[str, Any]

CURRENCY = re.compile("^[A-Z]{3}$")


class Model(BaseModel):
    """A piece of the analyst's YAML: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Shorthand(Model):
    """A part that may be written shorter: `price: 49` for `price: {monthly: 49}`."""

    shorthand: ClassVar[tuple[JsonSchema, ...]] = ()

    @classmethod
    def spelled_out(cls, value: Any) -> Any:  # noqa: ANN401  what a YAML file may hold
        """Give the mapping that a short form stands for; each part says its own."""
        return value

    @model_validator(mode="before")
    @classmethod
    def _from_shorthand(cls, value: Any) -> Any:  # noqa: ANN401
        return value if isinstance(value, cls) else cls.spelled_out(value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Offer the short forms beside the mapping."""
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        full = dict(schema)
        schema.clear()
        schema["anyOf"] = [*cls.shorthand, full]
        return reference


def _number(value: Any) -> Any:  # noqa: ANN401  what a YAML file may hold
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        code, message = "not_a_number", "{value} is not a number"
        raise PydanticCustomError(code, message, {"value": _quoted(value)})
    return value


def _amount(value: Any) -> Any:  # noqa: ANN401
    number = _number(value)
    return Decimal(str(number)) if isinstance(number, float) else Decimal(number)


def _real(value: Any) -> Any:  # noqa: ANN401
    return float(_number(value))


def _text(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, bool):
        code, message = "yes_or_no", "{value} reads as a yes/no value; write it in quotes to mean the text"
        raise PydanticCustomError(code, message, {"value": str(value).lower()})
    if isinstance(value, int | Decimal):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        code, message = "not_text", "expected text, got {value}"
        raise PydanticCustomError(code, message, {"value": _quoted(value)})
    return value.strip()


def _day(value: Any) -> Any:  # noqa: ANN401
    text = _text(value)
    try:
        date.fromisoformat(text)
    except ValueError:
        code, message = "not_a_day", "{value} is not a day; write it as 2026-12-31"
        raise PydanticCustomError(code, message, {"value": _quoted(text)}) from None
    return text


def _currency(value: Any) -> Any:  # noqa: ANN401
    text = _text(value)
    if not CURRENCY.search(text):
        code, message = (
            "not_a_currency",
            "{value} is no code of a currency; write three capitals, such as EUR",
        )
        raise PydanticCustomError(code, message, {"value": _quoted(text)})
    return text


def _items(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, list | tuple):
        code, message = "not_a_list", "expected a list, got {value}"
        raise PydanticCustomError(code, message, {"value": _quoted(value)})
    return tuple(value)


def _quoted(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return f'"{value}"' if isinstance(value, str) else str(value)


Amount = Annotated[
    Decimal, BeforeValidator(_amount), Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})
]
"""An amount of money in major units, as written."""

Real = Annotated[float, BeforeValidator(_real)]
Share = Annotated[float, BeforeValidator(_real), Field(ge=0, le=1)]
Positive = Annotated[float, BeforeValidator(_real), Field(gt=0)]
NotNegative = Annotated[float, BeforeValidator(_real), Field(ge=0)]
RampMonths = Annotated[float, BeforeValidator(_real), Field(ge=0, le=12)]
Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[str, BeforeValidator(_day)]
"""A day, as ISO text."""

Currency = Annotated[
    str, BeforeValidator(_currency), WithJsonSchema({"type": "string", "pattern": CURRENCY.pattern})
]
"""The code of a currency, as ISO 4217 writes it."""

Texts = Annotated[tuple[Text, ...], BeforeValidator(_items)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, ge=0)]
Count = Whole
Days = Whole
"""A span of time in days."""
