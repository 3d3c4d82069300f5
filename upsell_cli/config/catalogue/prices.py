"""What a tier or an add-on costs."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from upsell_cli.config.model import Amount, Flag, JsonSchema, Shorthand, Whole


class Price(Shorthand):
    """What a tier or add-on costs, in the catalogue's currency; a number alone is a flat monthly price."""

    shorthand: ClassVar[tuple[JsonSchema, ...]] = ({"type": "number", "minimum": 0},)

    monthly: Amount | None = Field(default=None, description="Flat price a month.")
    annual: Amount | None = Field(default=None, description="Flat price a year when paid yearly.")
    per_seat_monthly: Amount | None = Field(default=None, description="Price of a seat a month.")
    per_seat_annual: Amount | None = Field(
        default=None, description="Price of a seat a year when paid yearly."
    )
    included_seats: Whole = Field(default=0, description="Seats the flat price includes.")
    minimum_seats: Whole = Field(default=0, description="Fewest seats that are billed.")
    quote: Flag = Field(default=False, description="Whether the price is agreed case by case.")
    floor_annual: Amount | None = Field(default=None, description="Least a year, whatever the rest says.")

    @classmethod
    def spelled_out(cls, value: Any) -> Any:  # noqa: ANN401
        """Read a number as a flat monthly price."""
        if value is None:
            code, message = (
                "no_price",
                "the price is blank; write a number, a mapping, or `quote: true` in one",
            )
            raise PydanticCustomError(code, message)
        if isinstance(value, bool | str):
            code, message = "not_a_number", 'the price "{value}" is not a number'
            raise PydanticCustomError(code, message, {"value": str(value)})
        return {"monthly": value} if isinstance(value, int | float | Decimal) else value

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Refuse a price without an amount that is not a quote."""
        amounts = (self.monthly, self.annual, self.per_seat_monthly, self.per_seat_annual)
        if not self.quote and all(amount is None for amount in amounts):
            code, message = (
                "no_price",
                "the price has no amount; write `monthly:` or `annual:`, or `quote: true`",
            )
            raise PydanticCustomError(code, message)
        return self

    @property
    def per_seat(self) -> bool:
        """Tell whether seats are charged for."""
        return self.per_seat_monthly is not None or self.per_seat_annual is not None

    @property
    def least_seats(self) -> int:
        """Give the seats that are paid for in any case: those included, or the fewest that are billed."""
        return max(self.included_seats, self.minimum_seats)
