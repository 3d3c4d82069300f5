"""The recurring amount after an offer.

List prices are the catalogue's. An account that is billed a share of the list price pays that share of what
is added, too. Within the same tier an account keeps its own price, and only what is added or given back is
priced.
"""

import numpy as np

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.policy import OfferRules
from upsell_cli.frames.vectors.blocks import Floats
from upsell_cli.stages.pricing.add_ons import AddOns
from upsell_cli.stages.pricing.sides import Sides


def price_share(sides: Sides, rules: OfferRules) -> Floats:
    """Give the share of list prices that is asked: as for the own tier now, 1 where no bill shows another.

    Beyond the bounds of the policy the amount is for something else. A move to another tier takes a discount
    along, if the policy says so, but never a surcharge.
    """
    listed = sides.own(sides.year_now())
    rounded = MONTHS_A_YEAR * (1 + (sides.other_seats > 0))
    known = (listed > 0) & (sides.billed > 0) & ~(np.abs(sides.billed - listed) <= rounded)
    share = np.divide(sides.billed, listed, out=np.ones(len(listed)), where=known)
    least, most = rules.own_rate
    share = np.where((share >= least) & (share <= most), share, 1.0)
    elsewhere = np.minimum(share, 1.0) if rules.discount_moves else np.ones(len(share))
    return np.where(sides.moves, elsewhere, np.where(sides.reseated, share, 1.0))


def recurring(sides: Sides, add_ons: AddOns, share: Floats) -> tuple[Floats, Floats, Floats]:
    """Give the recurring amount after an offer, what that adds, and what of it is for seats alone."""
    moved = sides.year(sides.row_after, sides.seats_after, sides.others_after)
    elsewhere = sides.beside + sides.own(moved * share + add_ons.kept)
    seats = sides.year(sides.row_now, sides.seats_after, sides.others_now) - sides.year_now()
    seats = np.where(sides.reseated & ~sides.moves, seats * share, 0.0)
    more = sides.own(seats + add_ons.added)
    here = np.maximum(sides.arr_now + more, 0.0)
    arr_after = np.where(sides.moves, elsewhere, here)
    delta = np.where(~sides.moves & np.isnan(sides.arr_now), more, arr_after - sides.arr_now)
    return arr_after, delta, sides.own(seats)


def add_on_share(sides: Sides, add_ons: AddOns) -> Floats:
    """Give the list price of the add-ons an offer sells / what is paid now; NaN where it sells none."""
    base = np.where(sides.arr_now > 0, sides.arr_now, sides.own(sides.year_now()))
    share = np.full(len(base), np.nan)
    np.divide(add_ons.added, base, out=share, where=(base > 0) & add_ons.some)
    return share
