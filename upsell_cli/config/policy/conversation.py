"""Who leads a conversation, when to hold it, and what it holds."""

from typing import Annotated, Literal

from pydantic import Field

from upsell_cli.config.model import Count, Days, Model, NotNegative, Real, Text, Texts


class Ownership(Model):
    """Who leads a conversation."""

    measure: Literal["delta_arr", "arr_after"] = Field(description="What is compared with `sales_from`.")
    sales_from: NotNegative = Field(description="Amount from which sales lead, major units a year.")
    stakeholders: Count = Field(description="People with a say from which sales lead.")


class Timing(Model):
    """When to talk."""

    lead_days_cs: Days = Field(description="Days success needs.")
    lead_days_sales: Days = Field(description="Days sales need.")
    renewal_lead_days: Days = Field(description="Days ahead of a renewal.")
    review_wait_days: Days = Field(description="A planned review this near is worth waiting for.")
    renewal_attach_days: Days = Field(description="A renewal this near is the moment.")


class Sign(Model):
    """A fact that makes an objection likelier: within its bounds, one of some words, or not known."""

    fact: Text = Field(description="Column of the accounts or of the offer.")
    at_least: Real | None = Field(default=None, description="Least value; yes is 1.")
    at_most: Real | None = Field(default=None, description="Greatest value; no is 0.")
    one_of: Texts = Field(default=(), description="Words it may be.")
    unknown: bool = Field(default=False, description="Whether not knowing it is the sign.")
    points: Real = Field(description="How much likelier.")


class Objection(Model):
    """Something a customer may answer."""

    id: Text = Field(description="expensive, wait, not_needed, approval, other_tools, or an own id.")
    points: Real = Field(default=0.0, description="How likely it is from the start.")
    signs: Annotated[tuple[Sign, ...], Field(default=(), description="What makes it likelier.")]


class BriefRules(Model):
    """What a brief holds."""

    medium_from: Count = Field(description="Employees from which a customer is medium; small below.")
    large_from: Count = Field(description="Employees from which a customer is large.")
    facts_in_call: Count = Field(description="Facts on the short page for a call.")
    objections: Count = Field(description="Objections prepared for at most, the likeliest first.")
    message_words: Count = Field(description="Words of a message to a customer, at most.")
