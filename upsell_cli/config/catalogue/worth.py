"""What a tier is worth to a customer, when the customer has not said."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from upsell_cli.config.model import Amount, Model, NotNegative, RampMonths, Share, Text


class Driver(Model):
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


class Value(Model):
    """What a tier is worth to a customer, when the customer has not said."""

    drivers: tuple[Driver, ...] = Field(default=(), description="Ways a tier pays for itself.")
    automated_share: Share = Field(default=1.0, description="Share of the stated time that really goes.")
    one_off_cost: Amount = Field(
        default=Decimal(0), description="What a higher tier costs once: set-up, training."
    )
    ramp_months: RampMonths = Field(
        default=0.0, description="Months, 12 at most, until a higher tier brings all it can."
    )
