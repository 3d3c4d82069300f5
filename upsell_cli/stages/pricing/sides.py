"""The two sides of an offer: what its account has of its own tier now, and what it would have.

Of several subscriptions those to the own tier are moved and priced, each as one of its own; the others stay
as they are billed.
"""

from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.config.terms import PriceTerms, row_of, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.moving import moving
from upsell_cli.frames.offers import Offers
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block, rows_at, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.rounding import half_up

BASES = ("list", "annual_from_monthly", "monthly_from_annual", "quote")
"""Where a list price is from: the catalogue's for this interval, its other one, or nowhere."""


class Sides(NamedTuple):
    """Each offer's account now, and the terms before and after; rows are offers.

    Seats are those of the own tier's subscriptions; `others_now` and `others_after` are the list prices a
    year of all of these but the main one, whose seats are `other_seats`, and `beside` what stays as it is
    billed. List prices are in minor units of the catalogue's currency, which is `rate` x the account's;
    `arr_now`, `billed` and `beside` are in the account's.
    """

    terms: PriceTerms
    moves: Bools
    row_now: Ints
    row_after: Ints
    by_year: Bools
    seats_now: Floats
    seats_after: Floats
    other_seats: Floats
    others_now: Floats
    others_after: Floats
    beside: Floats
    rate: Floats
    arr_now: Floats
    billed: Floats

    @classmethod
    def of(cls, offers: Offers, accounts: Accounts, at: Ints, book: TierBook) -> "Sides":
        """Give the sides of offers whose accounts stand in the rows `at`."""
        to_rank = offers["to_rank"].to_numpy(dtype=np.int64)
        ranks = vector(accounts, "tier_rank")[at]
        row_now = row_of(book, ranks, vector(accounts, "plan_index")[at])
        moves = to_rank != ranks
        own = moving(accounts)
        others = rows_at(np.nan_to_num(block(accounts, ACCOUNTS.family("others"), book.tier_ids)), at)
        each, own_rank = np.arange(len(offers)), np.nan_to_num(ranks).astype(np.int64)
        return cls(
            terms=terms_of(book),
            moves=moves,
            row_now=row_now,
            row_after=np.where(moves, to_rank, row_now),
            by_year=words(accounts, "priced_by").among(INTERVALS[1])[at],
            seats_now=own.seats[at],
            seats_after=vector(offers, "seats_after") - own.beside[at],
            other_seats=own.others[at],
            others_now=others[each, own_rank],
            others_after=others[each, to_rank],
            beside=vector(accounts, "beside_minor")[at],
            rate=vector(accounts, "rate")[at],
            arr_now=vector(accounts, "arr_now_minor")[at],
            billed=vector(accounts, "own_billed_minor")[at],
        )

    @property
    def reseated(self) -> Bools:
        """Tell which offers change the number of seats."""
        changed: Bools = ~np.isnan(self.seats_after) & (self.seats_after != self.seats_now)
        return changed

    @property
    def basis(self) -> Ints:
        """Give where the list price of the tier afterwards is from, by its place in `BASES`."""
        bases = np.array([[BASES.index(basis) for basis in row] for row in self.terms.bases], dtype=np.int64)
        return bases[self.by_year.astype(np.int64), self.row_after]

    def year(self, rows: Ints, seats: Floats, others: Floats) -> Floats:
        """Give the list price of a year of the own tier's subscriptions, so many seats in all."""
        return self.terms.year(rows, self.by_year, seats - self.other_seats) + others

    def year_now(self) -> Floats:
        """Give the list price of a year of what the account has now of its own tier."""
        return self.year(self.row_now, self.seats_now, self.others_now)

    def own(self, listed: Floats) -> Floats:
        """Give a list amount in the account's currency, rounded this once."""
        return half_up(listed / self.rate)
