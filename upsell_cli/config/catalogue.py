"""The catalogue as its file says it: meters, features, tiers, add-ons, plan names, value drivers.

`book.py` resolves it (inheritance, ranks, minor units) into what the stages use.
"""

import math
from decimal import Decimal
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from upsell_cli.config.model import (
    Amount,
    Day,
    Flag,
    JsonSchema,
    NotNegative,
    Part,
    Positive,
    RampMonths,
    Share,
    Shorthand,
    Text,
    Texts,
    Whole,
)
from upsell_cli.config.playbook import Playbook

Motion = Literal["self_serve", "cs_led", "sales_assisted", "sales_led"]
Interval = Literal["day", "week", "month", "quarter", "half_year", "year"]
Angle = Literal["capability", "efficiency", "standing", "risk"]
Scenario = Literal[
    "outgrowing", "feature_need", "team_growth", "support_need", "compliance", "cheaper_on_target"
]


class Meter(Part):
    """Something that is counted and may have a limit."""

    name: Text | None = Field(default=None, description="What a person calls it.")
    kind: Literal["level", "flow"] = Field(
        description="`level` stands (seats, storage); `flow` is consumed and reset (calls)."
    )
    unit: Text | None = Field(default=None, description="Unit, as shown: GB, calls.")
    window: Literal["month"] | None = Field(
        default=None, description="Period after which a flow starts again."
    )
    column: Text | None = Field(default=None, description="Header of the usage file that carries it.")
    aliases: Texts = Field(
        default=(), description="Other headers that carry it; used when `column` and the id are absent."
    )
    whole: Flag = Field(
        default=False, description="Whether it is counted in whole units, so that one left is nearly full."
    )


class Demand(Part):
    """How a wish for a feature shows."""

    terms: Texts = Field(default=(), description="Whole words in tickets and notes that ask for it.")
    events: Texts = Field(default=(), description="Event types that ask for it.")


class Feature(Part):
    """Something a tier can do."""

    name: Text | None = Field(default=None, description="What a person calls it.")
    group: Text = Field(
        default="general", description="analytics, automation, integration, security, support, ..."
    )
    angle: Angle = Field(
        default="capability", description="Why it matters: capability, efficiency, standing or risk."
    )
    impact: Text | None = Field(default=None, description="One sentence: what becomes possible with it.")
    used_by: Text | None = Field(default=None, description="Metric or event that shows the feature in use.")
    since: Day | None = Field(default=None, description="Day it became available (ISO).")
    demand: Demand = Field(default=Demand(), description="How a wish for it shows.")


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


class Overage(Part):
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


class Terms(Part):
    """What may be offered to make a move easier; nothing else is ever promised."""

    trial_days: Whole | None = Field(default=None, description="Days the tier can be tried.")
    pro_rata: Flag = Field(
        default=False, description="Whether a move in mid-term is billed for the rest of it."
    )
    co_term: Flag = Field(default=False, description="Whether the new term can end with the present one.")
    downgrade: Text | None = Field(default=None, description="How one can go back.")


class Condition(Part):
    """One thing that is typical of the customers a tier is made for: a fact and its bounds."""

    fact: Text = Field(
        description="Column of the accounts, such as employees, seats, utilisation, integrations, industry."
    )
    at_least: NotNegative | None = Field(default=None, description="Least value.")
    at_most: NotNegative | None = Field(default=None, description="Greatest value.")
    one_of: Texts = Field(default=(), description="Words the fact may be.")


class Tier(Part):
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


class AddOn(Part):
    """Something bought on top of a tier."""

    id: Text = Field(description="Short name.")
    name: Text | None = Field(default=None, description="What a person calls it.")
    price: Price = Field(description="A number is a flat monthly price.")
    available_for: Texts = Field(default=(), description="Tier ids it can be added to; empty: all.")
    provides: Texts = Field(default=(), description="Feature ids it brings.")
    since: Day | None = Field(default=None, description="Day it is sold from (ISO); not set: always was.")
    extends_limits: dict[Text, NotNegative] = Field(default={}, description="Meter id to units added.")
    overrides: dict[Text, Limit] = Field(default={}, description="Meter id to the limit it sets.")
    requires_features: Texts = Field(default=(), description="Features the tier must have.")
    repeatable: Flag = Field(default=False, description="Whether it can be bought several times.")
    serves: Texts = Field(default=(), description="Goals it helps to reach.")
    response_hours: Positive | None = Field(
        default=None, description="Hours until the first answer it promises."
    )


class Plan(Part):
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


class Driver(Part):
    """A way a tier pays for itself."""

    id: Text = Field(description="Short name.")
    kind: Literal["hours", "overage_avoided", "csm_hours", "seats", "revenue", "audit", "custom"] = Field(
        default="hours", description="Which sum it is."
    )
    feature: Text | None = Field(default=None, description="Feature that brings it.")
    tier: Text | None = Field(default=None, description="Tier that brings it.")
    hours_per_person_week: NotNegative | None = Field(
        default=None, description="Hours one person saves a week."
    )
    people: NotNegative | None = Field(
        default=None, description="How many people; the account's active users if absent."
    )
    hourly_cost: Amount | None = Field(default=None, description="Cost of an hour.")
    amount_year: Amount | None = Field(
        default=None, description="Worth a year, for the kinds that are not hours."
    )
    part_of: Text | None = Field(
        default=None,
        description="Driver whose hours hold these already; they count only where it does not.",
    )
    source: Literal["measured", "stated", "benchmark", "assumed"] = Field(
        default="assumed", description="Where the figures come from."
    )


class Value(Part):
    """What a tier is worth to a customer, when the customer has not said."""

    drivers: tuple[Driver, ...] = Field(default=(), description="Ways a tier pays for itself.")
    automated_share: Share = Field(default=1.0, description="Share of the stated time that really goes.")
    one_off_cost: Amount = Field(
        default=Decimal(0), description="What a higher tier costs once: set-up, training."
    )
    ramp_months: RampMonths = Field(
        default=0.0, description="Months, 12 at most, until a higher tier brings all it can."
    )


class Catalogue(Part):
    """What is sold: the document `tiers.yaml`."""

    version: Literal[1] = Field(description="Version of this format; 1.")
    currency: str = Field(
        default="USD", pattern=r"^[A-Z]{3}$", description="ISO 4217 code of every amount in the file."
    )
    product: Text | None = Field(default=None, description="Name of the product.")
    meters: dict[Text, Meter] = Field(
        default={}, description="Meter id to what it is; users, seats, storage_gb, api_calls are built in."
    )
    features: dict[Text, Feature] = Field(default={}, description="Feature id to what it is.")
    tiers: tuple[Tier, ...] = Field(min_length=1, description="The ladder, cheapest first.")
    add_ons: tuple[AddOn, ...] = Field(default=(), description="What can be bought on top.")
    plans: tuple[Plan, ...] = Field(default=(), description="Names in billing exports.")
    value: Value = Field(default=Value(), description="What a tier is worth to a customer.")
    playbook: Playbook = Field(default=Playbook(), description="One's own words.")
    policy: dict[str, Any] = Field(
        default={}, description="Thresholds and weights that differ from the defaults."
    )
