"""Add-ons that cost less than the charges they save, in every tier.

Nobody needs them, for use goes on at a price; they are offered for what they save. How many pieces is a
question of money: a piece pays as long as enough months would fill it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from upsell_cli.config.bundles import Shelf
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, rows_at
from upsell_cli.frames.vectors.rounding import without_noise
from upsell_cli.stages.offers.candidates import Candidates, candidates, outcome, unmet
from upsell_cli.stages.offers.cover import price_of_a_piece, sold
from upsell_cli.stages.offers.wants import Wants


def cheaper_add_ons(
    wants: Wants, use: Sequence[Floats], needed: Candidates, most_together: int
) -> Iterator[Candidates]:
    """Give each add-on in the number that saves most, if it saves, and those of different meters together.

    Who is charged nothing can save nothing. An add-on that leaves a need unmet is not among them; beside
    what is `needed` of the same tier it may be. `use` is that of each month, accounts x meters. Where a piece
    holds whole blocks of what is charged, no other number saves more; else one may, by less than a block a
    month.
    """
    charges = wants.terms.overage_a_year(wants.terms_row, use, wants.limits)
    at = np.flatnonzero(wants.known & wants.needy & (charges > 0))
    mine, used, now = wants.taken(at), [rows_at(month, at) for month in use], charges[at]
    on_sale, each = sold(mine), price_of_a_piece(mine)
    shape = (len(at), len(wants.shelf.ids))
    pieces, saving = np.zeros(shape, order="F"), np.zeros(shape, order="F")
    for add_on in np.flatnonzero(np.any(raises(wants.shelf), axis=1)).tolist():
        pieces[:, add_on], saving[:, add_on] = _best(mine, used, now, add_on, each[:, add_on])
    pieces = np.where(on_sale & (saving > 0), pieces, 0.0)
    alone = [np.where(np.arange(shape[1]) == add_on, pieces, 0.0) for add_on in range(shape[1])]
    apart = _apart(wants.shelf, pieces, saving, most_together)
    several = (apart > 0).sum(axis=1) > 1
    for added in (*alone, np.where(several[:, None], apart, 0.0)):
        some = np.flatnonzero(added.any(axis=1))
        billed = np.where(mine.per_seat[some], mine.seats[some], np.nan)
        tried = candidates("add_on", at[some], mine.rank[some], billed, rows_at(added, some))
        left: Bools = np.any(unmet(tried, outcome(tried, wants)), axis=1)
        yield tried.only(~left)
    needed = needed.only(np.isin(needed.at, at))
    place = np.searchsorted(at, needed.at)
    yield _beside(needed, mine.taken(place), rows_at(pieces, place), rows_at(saving, place), most_together)


def _beside(
    needed: Candidates, mine: Wants, pieces: Floats, saving: Floats, most_together: int
) -> Candidates:
    """Give what is needed with the add-ons that save on other limits than it raises; none where none does."""
    meters = raises(mine.shelf)
    more_seats = mine.by_seats & (needed.seats > mine.seats)[:, None]
    raised = more_seats | ((needed.added > 0) @ meters)
    elsewhere = np.where(raised @ meters.T, 0.0, pieces)
    saved = _apart(mine.shelf, elsewhere, saving, most_together)
    added = needed.added + saved
    some = np.any(saved > 0, axis=1) & ((added > 0).sum(axis=1) <= most_together)
    return candidates("add_on", needed.at, needed.to_rank, needed.seats, added).only(some)


def raises(shelf: Shelf) -> Bools:
    """Give which limits an add-on raises, add-ons x meters."""
    raised: Bools = (shelf.extends > 0) | ~np.isnan(shelf.sets)
    return raised


def _best(
    mine: Wants, used: Sequence[Floats], now: Floats, add_on: int, each: Floats
) -> tuple[Floats, Floats]:
    """Give the number of pieces with which least is paid in a year, and what that saves of the charges now.

    What is paid bends only where a month is just filled, so the best number is one on either side of that.
    """
    pieces, least = np.zeros(len(now)), now
    for tried in _numbers(mine, used, add_on):
        paid = each * tried + mine.terms.overage_a_year(mine.terms_row, used, _raised(mine, add_on, tried))
        better = (tried > 0) & (paid < least)
        pieces, least = np.where(better, tried, pieces), np.where(better, paid, least)
    return pieces, now - least


def _numbers(mine: Wants, used: Sequence[Floats], add_on: int) -> Iterator[Floats]:
    """Give the numbers of pieces that just do not and just do fill what a month lacks of a meter."""
    shelf = mine.shelf
    if not shelf.repeatable[add_on] or not (shelf.extends[add_on] > 0).any():
        yield np.ones(len(mine.rank))
        return
    for month in used:
        for meter in np.flatnonzero(shelf.extends[add_on] > 0):
            lacking = np.nan_to_num(month[:, meter] - mine.limits[:, meter], neginf=0.0)
            filled = without_noise(np.maximum(lacking, 0.0) / shelf.extends[add_on, meter])
            yield np.floor(filled)
            yield np.ceil(filled)


def _raised(mine: Wants, add_on: int, pieces: Floats) -> Floats:
    """Give the limits with so many pieces of one add-on."""
    own = np.fmax(mine.limits, mine.shelf.sets[add_on])
    raised = np.where((pieces > 0)[:, None], own, mine.limits)
    more: Floats = pieces[:, None] * mine.shelf.extends[add_on]
    return raised + more


def _apart(shelf: Shelf, pieces: Floats, saving: Floats, most_together: int) -> Floats:
    """Give the add-ons that raise different limits, those that save most first."""
    meters, rows = raises(shelf), np.arange(len(pieces))
    order: Ints = np.argsort(-saving, axis=1, kind="stable")[:, :most_together]
    taken, raised = np.zeros(pieces.shape), np.zeros((len(pieces), meters.shape[1]), dtype=bool)
    for place in order.T:
        apart = ~np.any(raised & meters[place], axis=1)
        taken[rows[apart], place[apart]] = pieces[rows[apart], place[apart]]
        raised |= meters[place] & (apart & (pieces[rows, place] > 0))[:, None]
    return taken
