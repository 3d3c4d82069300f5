"""Whether inputs are fit to be analysed: their ranges, their history, their names, and what follows."""

from upsell_cli.stages.fitness.findings import CODES, find_unfit
from upsell_cli.stages.fitness.history import history_of
from upsell_cli.stages.fitness.ranges import ranges
from upsell_cli.stages.fitness.tier_names import tier_names

__all__ = ["CODES", "find_unfit", "history_of", "ranges", "tier_names"]
