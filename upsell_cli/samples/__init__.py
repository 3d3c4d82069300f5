"""Sample data: an invented company's exports, simulated from one seed, of any size."""

from upsell_cli.samples.dirt import KINDS, chosen
from upsell_cli.samples.generator import generate
from upsell_cli.samples.plan import Formats, Plan

__all__ = ["KINDS", "Formats", "Plan", "chosen", "generate"]
