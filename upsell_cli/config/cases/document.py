"""What a file of cases may say: accounts in the terms of the inputs, and what is expected of each."""

from typing import Any, Literal

from pydantic import Field

from upsell_cli.config.model import Day, Flag, Model, Real, Text, Texts

State = Literal[
    "qualified", "saves_money", "right_size", "in_progress", "blocked", "hold", "fix_relationship",
    "fix_adoption_first", "cool_down", "nurture", "needs_data", "no_rate", "no_need", "hold_out",
]  # fmt: skip
Gate = Literal[
    "blocked", "in_progress", "hold", "fix_relationship", "fix_adoption_first", "cool_down", "nurture",
    "needs_data", "no_rate", "no_need", "hold_out",
]  # fmt: skip
Offer = Literal["none", "tier_upgrade", "seat_expansion", "add_on", "right_size"]
Scenario = Literal[
    "none", "outgrowing", "feature_need", "team_growth", "support_need", "compliance", "cheaper_on_target"
]

Rows = dict[Text, Any] | tuple[dict[Text, Any], ...]
"""One row, or a list of rows, with the columns of a kind of input."""


class Bounds(Model):
    """Between which values a figure lies."""

    at_least: Real | None = Field(default=None, description="Least value.")
    at_most: Real | None = Field(default=None, description="Greatest value.")


class Expected(Model):
    """What should become of an account; what is not said is not looked at."""

    state: State | None = Field(default=None, description="Its state.")
    offer: Offer | None = Field(default=None, description="Type of the offer shown; `none` for no offer.")
    to_tier: Text | None = Field(default=None, description="Tier after the move.")
    add_on: Text | None = Field(default=None, description="Add-ons of the move, `+` between.")
    quantity: int | None = Field(default=None, description="Seats or pieces added; negative: given back.")
    scenario: Scenario | None = Field(default=None, description="Why now.")
    reasons: Texts = Field(default=(), description="Codes that are among its reasons.")
    not_reasons: Texts = Field(default=(), description="Codes that are not.")
    needs: Texts = Field(default=(), description="Needs it has.")
    not_needs: Texts = Field(default=(), description="Needs it has not.")
    gates: tuple[Gate, ...] = Field(default=(), description="Gates that hold, whichever is the state.")
    not_gates: tuple[Gate, ...] = Field(default=(), description="Gates that do not hold.")
    listed: Flag | None = Field(default=None, description="Whether it has a rank.")
    above: Texts = Field(
        default=(), description="Accounts it ranks above; one without a rank is below all that have one."
    )
    delta_arr: Real | None = Field(default=None, description="Added recurring amount a year, major units.")
    delta_spend: Real | None = Field(
        default=None, description="Change of all they pay a year, overage included, major units."
    )
    score: Bounds | None = Field(default=None, description="Bounds of its score.")
    chance: Bounds | None = Field(default=None, description="Bounds of its chance.")
    objection: Text | None = Field(default=None, description="The likeliest objection.")
    owner_role: Text | None = Field(default=None, description="Who leads: cs, sales, hybrid or product.")


class DrawnCase(Model):
    """An account: what the inputs say of it, and what should become of it."""

    id: Text = Field(description="Its account id.")
    because: Text | None = Field(default=None, description="Why that is expected, for whoever reads it.")
    tier: Text | None = Field(default=None, description="Its tier.")
    usage: dict[Text, Any] | tuple[dict[Text, Any], ...] = Field(
        default=(),
        description="Meter to a reading that stays the same, or to a list of readings, the last of `as_of`; "
        "or rows with a `date`.",
    )
    account: dict[Text, Any] = Field(default={}, description="Columns of `accounts`.")
    billing: Rows = Field(default=(), description="Rows of `billing`.")
    invoices: Rows = Field(default=(), description="Rows of `invoices`.")
    events: Rows = Field(default=(), description="Rows of `events`.")
    contacts: Rows = Field(default=(), description="Rows of `contacts`.")
    deals: Rows = Field(default=(), description="Rows of `deals`.")
    people: Rows = Field(default=(), description="Rows of `people`.")
    value: Rows = Field(default=(), description="Rows of `value`.")
    expect: Expected = Field(default=Expected(), description="What should become of it.")


class CaseFile(Model):
    """Accounts of one invented company, judged together."""

    version: Literal[1] = Field(description="Version of this format; 1.")
    tiers: Text | None = Field(default=None, description="Catalogue; the path starts from this file.")
    policy: Text | None = Field(default=None, description="Policy; the path starts from this file.")
    as_of: Day = Field(description="Day to judge on.")
    grain: Literal["daily", "weekly", "monthly", "snapshot"] = Field(
        default="weekly", description="What a reading covers."
    )
    readings: int = Field(
        default=13, ge=1, le=400, strict=True, description="Readings of a use that stays the same."
    )
    rates: Rows = Field(default=(), description="Rows of `rates`.")
    cases: tuple[DrawnCase, ...] = Field(min_length=1, description="The accounts.")
