"""How much of a meter a tier allows, and what use beyond it costs."""

import math
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from upsell_cli.config.model import Amount, JsonSchema, Model, Positive, Shorthand


class Overage(Model):
    """What use beyond the included amount costs."""

    per: Positive = Field(
        default=1.0, description="Size of the block that is billed; begun blocks count whole."
    )
    price: Amount = Field(description="Price of a block.")


class Limit(Shorthand):
    """How much of a meter a tier allows in its window; a number alone is a hard limit."""

    shorthand: ClassVar[tuple[JsonSchema, ...]] = ({"type": "number", "minimum": 0}, {"const": "unlimited"})

    included: float = Field(description="Units included; `unlimited` for no limit.")
    enforcement: Literal["hard", "soft"] = Field(
        default="hard", description="`hard` stops use at the limit; `soft` lets it go on."
    )
    overage: Overage | None = Field(
        default=None, description="Price beyond the included units (makes a limit soft)."
    )

    @classmethod
    def spelled_out(cls, value: Any) -> Any:  # noqa: ANN401
        """Read a number, or the word `unlimited`, as what is included."""
        if isinstance(value, dict):
            return {**value, "included": _included(value["included"])} if "included" in value else value
        return {"included": _included(value)}

    @property
    def is_soft(self) -> bool:
        """Tell whether use may go past the limit."""
        return self.enforcement == "soft" or self.overage is not None


def _included(value: Any) -> float:  # noqa: ANN401
    if value == "unlimited":
        return math.inf
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        shown = "blank" if value is None else f'"{value}"'
        code, message = "bad_limit", "a limit is a number or `unlimited`, not {value}"
        raise PydanticCustomError(code, message, {"value": shown})
    number = float(value)
    if math.isnan(number) or number < 0:
        code, message = "bad_limit", "a limit cannot be {value}"
        raise PydanticCustomError(code, message, {"value": str(value)})
    return number
