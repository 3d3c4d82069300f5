"""What lines and accounts would pay at the list prices of their own tier, plan or add-on."""

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.list_prices import list_price
from upsell_cli.frames.vectors.blocks import Bools, Floats, first_known


def own_price(
    book: TierBook, rank: Floats, plan: Floats, seats: Floats, by_year: Bools, *, add_on: Floats | None = None
) -> Floats:
    """Give the list price a year: of the add-on, of the plan where it has its own, else of the tier."""
    tiers, plans, add_ons = book.tiers, book.catalogue.plans, book.add_ons
    add_on = np.full(len(rank), np.nan) if add_on is None else add_on
    own_prices = [plan.price for plan in plans]
    prices = [*(tier.price for tier in tiers), *(a.price for a in add_ons), *(p for p in own_prices if p)]
    at_plan = np.cumsum([price is not None for price in own_prices]) + len(tiers) + len(add_ons) - 1
    priced = np.where([price is not None for price in own_prices], at_plan, np.nan)
    of_plan = np.append(priced, np.nan)[np.where(np.isnan(plan), len(plans), plan).astype(int)]
    pieces = np.where(np.isnan(add_on), 1.0, np.fmax(seats, 1.0))
    return pieces * list_price(book, prices, first_known(of_plan, len(tiers) + add_on, rank), seats, by_year)


def paid_by_year(
    book: TierBook, rank: Floats, plan: Floats, seats: Floats, by_year: Floats, billed: Floats
) -> Bools:
    """Give whose list prices are those of somebody who pays by the year: 1 if told so, 0 if told otherwise.

    Where nobody says how they pay, whichever of the two list prices is nearer to what is billed a year
    tells; and where nothing is billed, the price for a year counts if the catalogue names one.
    """
    month, year = (own_price(book, rank, plan, seats, np.full(len(rank), yearly)) for yearly in (False, True))
    differs = np.isfinite(year) & (year != month)
    nearer = np.isnan(billed) | (np.abs(billed - year) < np.abs(billed - month))
    yearly: Bools = (by_year == 1) | (np.isnan(by_year) & differs & nearer)
    return yearly
