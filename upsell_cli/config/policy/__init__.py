"""The policy, part by part, in the order of the decisions it is for."""

from upsell_cli.config.policy.conversation import BriefRules, Objection, Ownership, Sign, Timing
from upsell_cli.config.policy.forecast import ForecastRules
from upsell_cli.config.policy.gates import Gates
from upsell_cli.config.policy.lint import LintRules
from upsell_cli.config.policy.offers import OfferRules
from upsell_cli.config.policy.policy import Policy
from upsell_cli.config.policy.score import Bands, Chance, Confidence, Grade, Weight, Weights
from upsell_cli.config.policy.signals import Signals
from upsell_cli.config.policy.value import ValueRange, ValueRules

__all__ = [
    "Bands",
    "BriefRules",
    "Chance",
    "Confidence",
    "ForecastRules",
    "Gates",
    "Grade",
    "LintRules",
    "Objection",
    "OfferRules",
    "Ownership",
    "Policy",
    "Sign",
    "Signals",
    "Timing",
    "ValueRange",
    "ValueRules",
    "Weight",
    "Weights",
]
