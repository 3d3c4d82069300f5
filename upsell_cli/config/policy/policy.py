"""The policy: thresholds, weights and priors, all from YAML; the models only say their shape."""

from typing import Annotated

from pydantic import Field

from upsell_cli.config.model import Model
from upsell_cli.config.policy.contact import Contact
from upsell_cli.config.policy.conversation import BriefRules, Objection, Ownership, Timing
from upsell_cli.config.policy.forecast import ForecastRules
from upsell_cli.config.policy.gates import Gates
from upsell_cli.config.policy.lint import LintRules
from upsell_cli.config.policy.offers import OfferRules
from upsell_cli.config.policy.score import Bands, Chance, Confidence, Weights
from upsell_cli.config.policy.signals import Signals
from upsell_cli.config.policy.value import ValueRules


class Policy(Model):
    """Thresholds, weights and priors: the document `policy.yaml`, or `policy:` in tiers.yaml."""

    signals: Signals = Field(description="What counts as a signal.")
    forecast: ForecastRules = Field(description="How far the past is believed when looking ahead.")
    gates: Gates = Field(description="When an account is held back.")
    offers: OfferRules = Field(description="Which offers may be made.")
    weights: Weights = Field(description="The scorecard.")
    bands: Bands = Field(description="Where its steps lie.")
    chance: Chance = Field(description="From points to a probability.")
    confidence: Confidence = Field(description="Grades of confidence.")
    value: ValueRules = Field(description="How a claimed value counts.")
    ownership: Ownership = Field(description="Who leads.")
    timing: Timing = Field(description="When to talk.")
    contact: Contact = Field(description="How often one may call.")
    lint: LintRules = Field(description="What is odd about a catalogue.")
    brief: BriefRules = Field(description="What a brief holds.")
    objections: Annotated[tuple[Objection, ...], Field(description="What they may answer; ties go by order.")]
