"""Large usage files, added up while they are read."""

from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.part import Part
from upsell_cli.sources.digest.readings import readings_of, usual_gap
from upsell_cli.sources.digest.second_look import take_back

__all__ = ["Digest", "Part", "readings_of", "take_back", "usual_gap"]
