"""Priced offers: each amount of an offer, from what goes on each of its two sides."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.offers import OFFERS, Offers, Priced
from upsell_cli.frames.vectors.beside import whose
from upsell_cli.frames.vectors.blocks import Floats, add, day_of, picked
from upsell_cli.stages.pricing.add_ons import AddOns
from upsell_cli.stages.pricing.overage import overage
from upsell_cli.stages.pricing.recurring import add_on_share, price_share, recurring
from upsell_cli.stages.pricing.sides import BASES, Sides
from upsell_cli.stages.pricing.term import pro_rata, term


def price(
    offers: Offers,
    accounts: Accounts,
    book: TierBook,
    policy: Policy,
    as_of: date,
    *,
    months: Sequence[Floats] = (),
) -> Priced:
    """Add what each offer costs; an amount that hangs on something not known is not known.

    `months` is what was used in each billing month, accounts x meters, where that is known.
    """
    at = whose(offers, accounts)
    sides = Sides.of(offers, accounts, at, book)
    add_ons = AddOns.of(offers, accounts, at, book, by_year=sides.by_year)
    share = price_share(sides, policy.offers)
    arr_after, delta_arr, for_seats = recurring(sides, add_ons, share)
    now, after = overage(offers, accounts, at, book, sides, months)
    start, end = term(accounts, at)
    amounts = {
        "quote": (sides.moves & sides.terms.quote[sides.row_after]) | add_ons.quoted,
        "arr_after_minor": arr_after,
        "delta_arr_minor": delta_arr,
        "delta_arr_seats_minor": for_seats,
        "overage_now_minor": now,
        "overage_after_minor": after,
        "delta_spend_minor": delta_arr + after - now,
        "pro_rata_minor": pro_rata(delta_arr, start, end, day_of(as_of)),
        "price_basis": picked(BASES, np.maximum(sides.basis, add_ons.basis)),
        "price_share": share,
        "add_on_share": add_on_share(sides, add_ons),
    }
    return Priced(add(offers, OFFERS, amounts))
