"""What is odd about a catalogue: by itself, and against what customers use, are billed and ask for."""

from upsell_cli.stages.lint.against import find_against, prices_met, tier_use
from upsell_cli.stages.lint.catalogue import find_odd
from upsell_cli.stages.lint.codes import CODES

__all__ = ["CODES", "find_against", "find_odd", "prices_met", "tier_use"]
