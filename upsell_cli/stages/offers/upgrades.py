"""Tier upgrades: every tier up the account's path that may be recommended."""

import numpy as np

from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints
from upsell_cli.stages.offers.candidates import Candidates, candidates, fanned
from upsell_cli.stages.offers.wants import Wants


def upgrades(wants: Wants) -> Candidates:
    """Give each tier above, with room for everybody, for accounts that have a need or pay overage.

    For all others those that cost less than theirs: where more seats are included, many cost less.
    """
    book = wants.shelf.book
    moves = book.moves.to_numpy(dtype=np.int64)
    above = [moves[moves[:, 0] == rank, 1].tolist() for rank in range(len(book.tiers))]
    known = np.flatnonzero(wants.known)
    at, to_rank = fanned(known, wants.rank[known], above)
    seats = _seats(wants, at, to_rank)
    nothing = np.zeros((len(at), len(wants.shelf.ids)))
    tried = candidates("tier_upgrade", at, to_rank, seats, nothing)
    return tried.only(wants.needy[at] | _costs_less(wants, tried))


def _costs_less(wants: Wants, tried: Candidates) -> Bools:
    """Give which tiers have a lower list price, with room for everybody, than an account's own terms have."""
    by_year = wants.by_year[tried.at]
    now = wants.terms.year(wants.terms_row[tried.at], by_year, wants.seats[tried.at])
    less: Bools = wants.terms.year(tried.to_rank, by_year, tried.seats) < now
    return less


def _seats(wants: Wants, at: Ints, to_rank: Ints) -> Floats:
    """Give the seats billed where seats are charged for: those paid for now, or as many as are needed."""
    book = wants.shelf.book
    least = np.array([tier.price.minimum_seats for tier in book.tiers], dtype=float)[to_rank]
    wanted = np.fmax(wants.people[at], wants.seats[at])
    billed = np.minimum(np.maximum(wanted, least), np.fmax(book.most_seats[to_rank], wants.seats[at]))
    return np.where(np.isnan(book.most_seats[to_rank]), np.nan, billed)
