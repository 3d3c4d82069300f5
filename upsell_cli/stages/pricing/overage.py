"""What is charged a year for use beyond the plan, before and after an offer."""

from collections.abc import Sequence

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.offers import OFFERS, Offers
from upsell_cli.frames.vectors.blocks import Floats, Ints, block, first_known, rows_at, vector
from upsell_cli.frames.vectors.rounding import half_up
from upsell_cli.stages.pricing.sides import Sides


def overage(
    offers: Offers, accounts: Accounts, at: Ints, book: TierBook, sides: Sides, months: Sequence[Floats]
) -> tuple[Floats, Floats]:
    """Give the overage of a year, now and after: as billed, else by use.

    That is the use of each billing month, or typical use where months are not known. A billed amount
    changes as that by use does, or as that by the largest use where use is within the plan. Where neither
    explains the bill it stays, unless nothing can be charged any more. Meters without a reading are left out.
    """
    use, peak, limits = (
        rows_at(block(accounts, ACCOUNTS.family(name), book.meter_ids), at)
        for name in ("use", "peak", "limit")
    )
    allows = block(offers, OFFERS.family("allows"), book.meter_ids)
    now, after = _by_use(sides, tuple(rows_at(month, at) for month in months) or (use,), limits, allows)
    most_now, most_after = _by_use(sides, (np.fmax(use, peak),), limits, allows)
    billed = vector(accounts, "overage_minor")[at]
    sold = ~np.isnan(rows_at(sides.terms.overage, sides.row_after))
    chargeable = np.any(sold & ~np.isposinf(allows), axis=1)
    kept = np.where((billed > 0) & chargeable, billed, after)
    scaled = first_known(_scaled(billed, now, after), _scaled(billed, most_now, most_after), kept)
    known = ~np.isnan(billed)
    return np.where(known, billed, now), np.where(known, scaled, after)


def _by_use(sides: Sides, use: Sequence[Floats], limits: Floats, allows: Floats) -> tuple[Floats, Floats]:
    """Give what the catalogue charges a year for this use, now and after, in the account's currency."""
    now = sides.terms.overage_a_year(sides.row_now, use, limits)
    return sides.own(now), sides.own(sides.terms.overage_a_year(sides.row_after, use, allows))


def _scaled(billed: Floats, now: Floats, after: Floats) -> Floats:
    """Give the bill as it would be after; NaN where this use is not charged now."""
    return half_up(billed * after / np.where(now > 0, now, np.nan))
