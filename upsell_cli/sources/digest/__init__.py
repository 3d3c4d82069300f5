"""Large usage files, added up while they are read."""

from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.making import Candidate, digested
from upsell_cli.sources.digest.part import Part
from upsell_cli.sources.digest.readings import readings_of, usual_gap
from upsell_cli.sources.digest.second_look import RowsNeededError, Wanted, look_again, take_back

__all__ = [
    "Candidate",
    "Digest",
    "Part",
    "RowsNeededError",
    "Wanted",
    "digested",
    "look_again",
    "readings_of",
    "take_back",
    "usual_gap",
]
