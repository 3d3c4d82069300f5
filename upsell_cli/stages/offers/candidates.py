"""Candidates: bundles that an account could move to, and what each would allow and lack."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from upsell_cli.config.bundles import adds_security, answered_within, enlarged, features_with, limits_with
from upsell_cli.frames.offers import OFFER_TYPES
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, rows_at, side_by_side
from upsell_cli.stages.offers.wants import Wants

BEYOND_METERS = ("feature", "support", "compliance", "tier")
"""What can be unmet beside meters and named features; `feature` is one asked for without a name.

`tier` is one that was asked about by name.
"""


class Candidates(NamedTuple):
    """Rows are bundles: whose, what sort of offer (its place in OFFER_TYPES), the tier and seats after it.

    `seats` are those of that tier, NaN where they are not billed or not known; `added` are pieces of add-ons
    (rows x add-ons) beside those held. `fits` is for smaller plans: whether what is used would fit, NaN not
    known.
    """

    kind: Ints
    at: Ints
    to_rank: Ints
    seats: Floats
    added: Floats
    fits: Floats

    def only(self, chosen: Bools) -> "Candidates":
        """Give the candidates chosen."""
        places = np.flatnonzero(chosen)
        return Candidates._make(rows_at(column, places) for column in self)


def candidates(offer_type: str, at: Ints, to_rank: Ints, seats: Floats, added: Floats) -> Candidates:
    """Give candidates of one sort."""
    kind = np.full(len(at), OFFER_TYPES.index(offer_type))
    return Candidates(kind, at, to_rank, seats, added, np.full(len(at), np.nan))


def together(parts: Sequence[Candidates]) -> Candidates:
    """Give all candidates, in the order of the parts."""
    return Candidates._make(map(np.concatenate, zip(*parts, strict=True)))


def fanned(at: Ints, ranks: Ints, targets: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Give a row for each account and each target of its rank: whose, and the target.

    >>> whose, target = fanned(np.array([4, 7]), np.array([1, 0]), [[1, 2], [2], []])
    >>> whose.tolist(), target.tolist()
    ([4, 7, 7], [2, 1, 2])
    """
    table = np.full((len(targets), max(map(len, targets))), -1, dtype=np.int64)
    for rank, own in enumerate(targets):
        table[rank, : len(own)] = own
    reached = table[ranks]
    row, column = np.nonzero(reached >= 0)
    return at[row], reached[row, column]


class Outcome(NamedTuple):
    """What each candidate would allow (rows x meters), have (rows x features), and promise."""

    wants: Wants
    moves: Bools
    allows: Floats
    has: Bools
    answer_hours: Floats


def outcome(tried: Candidates, wants: Wants) -> Outcome:
    """Give what would hold after each candidate; in the same tier an account's own terms go on."""
    mine = wants.taken(tried.at)
    shelf = wants.shelf
    moves = tried.to_rank != mine.rank
    kept = np.where(moves[:, None], shelf.kept(mine.held, tried.to_rank), mine.held)
    after = kept + tried.added
    elsewhere = limits_with(shelf, tried.to_rank, tried.seats, after, beside=mine.beside)
    here = enlarged(shelf, _with_seats(mine, tried.seats), tried.added)
    return Outcome(
        wants=mine,
        moves=moves,
        allows=np.where(moves[:, None], elsewhere, here),
        has=features_with(shelf, tried.to_rank, after),
        answer_hours=answered_within(shelf, tried.to_rank, after),
    )


def unmet(tried: Candidates, after: Outcome) -> Bools:
    """Give what each candidate leaves unmet: meters, features, then BEYOND_METERS.

    A limit that may be passed at a price is met by paying, unless such limits are all that is the matter:
    then one of them must be raised. One that is not stated is no promise.
    """
    mine, book = after.wants, after.wants.shelf.book
    row = np.where(after.moves, tried.to_rank, mine.terms_row)
    by_paying = ~np.isnan(rows_at(mine.terms.overage, row))
    needed = mine.needed(row, tried.to_rank)
    meters = ~np.isnan(needed) & ~(after.allows >= needed) & ~by_paying
    raised: Bools = np.any(mine.charged & (after.allows > mine.limits), axis=1)
    meters |= mine.charged & ~raised[:, None]
    gained = after.has & ~mine.has
    safer = adds_security(book)[mine.rank, tried.to_rank] | _secured(tried, after)
    slow = ~np.isnan(mine.answer_hours) & ~(after.answer_hours <= mine.answer_hours)
    below = tried.to_rank < mine.tier_asked
    rest = (mine.any_feature & ~gained.any(axis=1), slow, mine.safer & ~safer, below)
    return side_by_side(meters, mine.asked & ~after.has, *rest)


def unmet_names(wants: Wants) -> Sequence[str]:
    """Give the names of what `unmet` tells of, in its order."""
    book = wants.shelf.book
    return (*book.meter_ids, *book.features, *BEYOND_METERS)


def _secured(tried: Candidates, after: Outcome) -> Bools:
    brings = rows_at(after.wants.shelf.secures, tried.to_rank)
    found: Bools = np.any((tried.added > 0) & brings, axis=1)
    return found


def _with_seats(mine: Wants, seats: Floats) -> Floats:
    """Give an account's own limits with so many seats billed; without seats to bill they stay."""
    least = mine.terms.least_seats[mine.terms_row]
    room = np.maximum(seats, least)[:, None]
    room_now = np.where(np.isnan(mine.seats), least, np.maximum(mine.seats, least))[:, None]
    moved = mine.by_seats & ~np.isnan(room)
    return np.where(moved, np.fmax(mine.limits + room - room_now, room), mine.limits)
