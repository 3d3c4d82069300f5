"""A rung of the ladder, and what comes with it."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from upsell_cli.config.catalogue.limits import Limit
from upsell_cli.config.catalogue.prices import Price
from upsell_cli.config.model import (
    Day,
    Flag,
    JsonSchema,
    Model,
    NotNegative,
    Positive,
    Shorthand,
    Text,
    Texts,
    Whole,
)

Motion = Literal["self_serve", "cs_led", "sales_assisted", "sales_led"]


class Support(Shorthand):
    """The help a tier promises; text alone is a label, which is shown but not compared."""

    shorthand: ClassVar[tuple[JsonSchema, ...]] = ({"type": "string"},)

    label: Text | None = Field(default=None, description="How the promise reads.")
    channels: Texts = Field(default=(), description="email, chat, phone, ...")
    response_hours: Positive | None = Field(
        default=None, description="Hours until the first answer, as promised."
    )
    hours: Text | None = Field(default=None, description="When somebody is there: business hours, 24/7.")
    csm: Flag = Field(default=False, description="Whether a named success manager is included.")

    @classmethod
    def spelled_out(cls, value: Any) -> Any:  # noqa: ANN401
        """Read text as the label."""
        return {"label": value} if isinstance(value, str) else value


class Terms(Model):
    """What may be offered to make a move easier; nothing else is ever promised."""

    trial_days: Whole | None = Field(default=None, description="Days the tier can be tried.")
    pro_rata: Flag = Field(
        default=False, description="Whether a move in mid-term is billed for the rest of it."
    )
    co_term: Flag = Field(default=False, description="Whether the new term can end with the present one.")
    downgrade: Text | None = Field(default=None, description="How one can go back.")


class Condition(Model):
    """One thing that is typical of the customers a tier is made for: a fact and its bounds."""

    fact: Text = Field(
        description="Column of the accounts, such as employees, seats, utilisation, integrations, industry."
    )
    at_least: NotNegative | None = Field(default=None, description="Least value.")
    at_most: NotNegative | None = Field(default=None, description="Greatest value.")
    one_of: Texts = Field(default=(), description="Words the fact may be.")


class Tier(Model):
    """A rung of the ladder."""

    id: Text = Field(description="Short name that exports and options use.")
    name: Text | None = Field(default=None, description="What a person calls it.")
    motion: Motion | None = Field(default=None, description="How it is sold.")
    price: Price = Field(description="A number is a flat monthly price.")
    limits: dict[Text, Limit] = Field(default={}, description="Meter id to what the tier allows.")
    extends: Text | None = Field(
        default=None, description="Tier whose features (and unlisted limits) this one also has."
    )
    features: Texts = Field(default=(), description="Feature ids, added to those of `extends`.")
    since: Day | None = Field(default=None, description="Day it is sold from (ISO); not set: always was.")
    added: dict[Text, Day] = Field(
        default={}, description="Feature id to the day it came to this tier, if later than the tier did."
    )
    support: Support | None = Field(default=None, description="Text is a label; a mapping can be compared.")
    security: Texts = Field(default=(), description="Security and compliance, as shown.")
    integrations: Texts = Field(default=(), description="Integrations, as shown.")
    target_profile: tuple[Condition, ...] = Field(default=(), description="Who it is made for.")
    upgrade_to: Text | None = Field(default=None, description="Next tier; the next in the list if absent.")
    graduation: Text | None = Field(default=None, description="One sentence: when the next tier makes sense.")
    terms: Terms = Field(default=Terms(), description="What may be offered to make the move easier.")
    how_to_buy: Text | None = Field(default=None, description="What the customer does to buy it.")
    never_recommend: Flag = Field(default=False, description="Known, but never offered.")
