"""Whether inputs are fit to be analysed: their ranges, their history, their names, and what follows."""

from upsell_cli.stages.fitness.findings import CODES, find_unfit
from upsell_cli.stages.fitness.history import look_back
from upsell_cli.stages.fitness.ranges import ranges
from upsell_cli.stages.fitness.tier_names import tier_names

__all__ = ["CODES", "find_unfit", "look_back", "ranges", "tier_names"]
