"""The hand-shaped cast: a customer for every verdict the tool can reach, so that the samples show them all.

`shows` is what a member is there for; its other fields say what makes it so. All of them are invented.
"""

from upsell_cli.samples.cast.held import HELD
from upsell_cli.samples.cast.member import Member
from upsell_cli.samples.cast.qualified import QUALIFIED
from upsell_cli.samples.cast.savers import SAVERS

CAST: tuple[Member, ...] = QUALIFIED + SAVERS + HELD

__all__ = ["CAST", "Member"]
