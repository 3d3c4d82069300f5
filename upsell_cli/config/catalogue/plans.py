"""What a name or an amount in billing exports stands for."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from upsell_cli.config.catalogue.limits import Limit
from upsell_cli.config.catalogue.prices import Price
from upsell_cli.config.model import Amount, Flag, Model, Text

Interval = Literal["day", "week", "month", "quarter", "half_year", "year"]


class Plan(Model):
    """A name or an amount in billing exports, and what it stands for; the first match wins."""

    match: Text | None = Field(default=None, description="Name as billed; `*` and `?` match any.")
    amount: Amount | None = Field(
        default=None,
        description="Amount an interval, of a whole line or of a seat, for lines without the name of a plan.",
    )
    interval: Interval | None = Field(default=None, description="Interval of `amount`.")
    tier: Text | None = Field(default=None, description="Tier it stands for.")
    add_on: Text | None = Field(default=None, description="Add-on it stands for.")
    grandfathered: Flag = Field(default=False, description="An old plan kept at its own price and limits.")
    price: Price | None = Field(default=None, description="Its own price.")
    limits: dict[Text, Limit] = Field(default={}, description="Its own limits.")

    @model_validator(mode="after")
    def stands_for_one(self) -> Self:
        """Refuse a plan that stands for nothing, or for two things."""
        if (self.tier is None) == (self.add_on is None):
            code, message = "plan_target", "a plan stands for one `tier:` or one `add_on:`"
            raise PydanticCustomError(code, message)
        return self

    @model_validator(mode="after")
    def is_known_by_something(self) -> Self:
        """Refuse a plan with neither a name nor an amount, and an amount of no interval."""
        if (self.match is None) == (self.amount is None) or (self.amount is None) != (self.interval is None):
            code, message = "plan_match", "a plan is known by `match:`, or by `amount:` and `interval:`"
            raise PydanticCustomError(code, message)
        return self
