"""What the add-ons of each offer cost: those kept in a new tier, and those bought."""

from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.config.bundles import Shelf
from upsell_cli.config.terms import add_on_terms
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.offers import Offers
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block, rows_at
from upsell_cli.frames.vectors.lists import BETWEEN_PIECES, counted
from upsell_cli.stages.pricing.sides import BASES


class AddOns(NamedTuple):
    """List prices of a year, minor units of the catalogue's currency; rows are offers.

    `some` tells which offers sell any, `quoted` which of these on request only, and `basis` where their
    prices are from, by the place in `BASES`.
    """

    some: Bools
    kept: Floats
    added: Floats
    quoted: Bools
    basis: Ints

    @classmethod
    def of(cls, offers: Offers, accounts: Accounts, at: Ints, book: TierBook, *, by_year: Bools) -> "AddOns":
        """Give what add-ons cost, paid by the year or by the month as the subscription is."""
        shelf, terms = Shelf(book), add_on_terms(book)
        added = counted(offers, "add_on", shelf.ids, BETWEEN_PIECES)
        held = rows_at(np.nan_to_num(block(accounts, ACCOUNTS.family("held"), shelf.ids)), at)
        rows = np.arange(len(shelf.ids))
        none = np.zeros(len(rows))
        each = np.array([terms.year(rows, np.full(len(rows), yearly), none) for yearly in (False, True)])
        each = each[by_year.astype(np.int64)]
        bases = np.array([[BASES.index(basis) for basis in row] for row in terms.bases], dtype=np.int64)
        bases = bases.reshape(len(INTERVALS), len(rows))[by_year.astype(np.int64)]
        bought = added > 0
        some: Bools = np.any(bought, axis=1)
        quoted: Bools = np.any(bought & terms.quote, axis=1)
        return cls(
            some=some,
            kept=_paid(shelf.kept(held, offers["to_rank"].to_numpy(dtype=np.int64)), each),
            added=_paid(added, each),
            quoted=quoted,
            basis=np.where(bought, bases, 0).max(axis=1, initial=0),
        )


def _paid(pieces: Floats, each: Floats) -> Floats:
    """Give what pieces cost together; a piece whose price is not known makes the sum not known."""
    paid: Floats = np.where(pieces > 0, pieces * each, 0.0).sum(axis=1)
    return paid
