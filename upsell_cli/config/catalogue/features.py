"""What a tier can do, and how a wish for it shows."""

from typing import Literal

from pydantic import Field

from upsell_cli.config.model import Day, Model, Text, Texts

Angle = Literal["capability", "efficiency", "standing", "risk"]


class Demand(Model):
    """How a wish for a feature shows."""

    terms: Texts = Field(default=(), description="Whole words in tickets and notes that ask for it.")
    events: Texts = Field(default=(), description="Event types that ask for it.")


class Feature(Model):
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
