"""Smaller plans that would do: a lower tier, or fewer seats, for what is really used.

Someone who gives up a feature in use or an old plan may not get it back, so only what is known to be
unused is given up; where use is not known, whether it fits is not known either. What may well be wanted again
within half a year is not given back.
"""

import numpy as np

from upsell_cli.config.policy import OfferRules
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block, first_known, rows_at, vector
from upsell_cli.frames.vectors.lists import BETWEEN, counted
from upsell_cli.frames.vectors.rounding import without_noise
from upsell_cli.stages.offers.candidates import Candidates, Outcome, candidates, fanned, outcome, together
from upsell_cli.stages.offers.wants import Wants


def smaller_plans(accounts: Accounts, wants: Wants, rules: OfferRules, *, pays_beyond: bool) -> Candidates:
    """Give each smaller plan that would do, or where it is not known whether it would.

    With `pays_beyond` a limit that can be passed at a price is no obstacle, as the charge is known. Where
    all limits of the plan can, moving down stops nobody and the bill of a single month can be compared.
    """
    long_enough = vector(accounts, "history_weeks") >= rules.right_size_weeks
    settled = ~(vector(accounts, "tenure_weeks") < rules.right_size_weeks)
    old_plan = vector(accounts, "grandfathered") == 1
    tried_for = long_enough | (pays_beyond & settled)
    at = np.flatnonzero((vector(accounts, "paid") == 1) & wants.known & tried_for & ~old_plan)
    peak = block(accounts, ACCOUNTS.family("peak"), wants.shelf.book.meter_ids)
    upper = block(accounts, ACCOUNTS.family("upper"), wants.shelf.book.meter_ids)
    used = np.fmax(without_noise(peak * rules.right_size_headroom), np.where(np.isnan(peak), peak, upper))
    people = _people(used, wants)
    tried = together((_lower_tiers(wants, at, people), _fewer_seats(wants, at, people)))
    after = outcome(tried, wants)
    loses = (rows_at(_features_needed(accounts, wants), tried.at) & ~after.has).any(axis=1)
    fits = _fits(tried, after, rows_at(used, tried.at), pays_beyond=pays_beyond)
    enough = long_enough[tried.at] | (after.moves & _stops_nobody(tried, wants))
    return tried._replace(fits=fits).only(~loses & (fits != 0) & enough)


def _people(used: Floats, wants: Wants) -> Floats:
    """Give how many people to make room for in the own tier: who use it, or, where not known, who may."""
    ids = wants.shelf.book.meter_ids
    known = [used[:, ids.index(meter)] for meter in ("users", "seats") if meter in ids]
    return np.maximum(np.ceil(first_known(*known)) - wants.beside, 0.0)


def _lower_tiers(wants: Wants, at: Ints, people: Floats) -> Candidates:
    """Give every tier below that is recommended to anybody, with the seats that its people need.

    Where nobody knows how many use it, with those that are paid for today.
    """
    book = wants.shelf.book
    below = [[r for r in range(up) if book.offered[r]] for up in range(len(book.tiers))]
    whose, to_rank = fanned(at, wants.rank[at], below)
    least = np.array([tier.price.minimum_seats for tier in book.tiers], dtype=float)[to_rank]
    least = least + wants.others[whose]
    room = np.maximum(first_known(people, wants.seats)[whose], least)
    seats = np.where(np.isnan(book.most_seats[to_rank]), np.nan, room)
    nothing = np.zeros((len(whose), len(wants.shelf.ids)))
    return candidates("right_size", whose, to_rank, seats, nothing)


def _fewer_seats(wants: Wants, at: Ints, people: Floats) -> Candidates:
    """Give the seats of the same tier that its people need, where that is fewer than are paid for."""
    mine = wants.taken(at)
    least = mine.terms.least_seats[mine.terms_row] + mine.others
    seats = np.maximum(people[at], least)
    nothing = np.zeros((len(at), len(wants.shelf.ids)))
    return candidates("right_size", at, mine.rank, seats, nothing).only(mine.per_seat & (seats < mine.seats))


def _fits(tried: Candidates, after: Outcome, used: Floats, *, pays_beyond: bool) -> Floats:
    """Give whether all that is used would fit: no, yes, or NaN where that is not known.

    It is not where a limit shrinks and use is not known, nor where neither tier says what it allows of a
    meter that the book limits.
    """
    mine = after.wants
    shrinks = ~np.isnan(mine.limits) & ~(after.allows >= mine.limits)
    row = np.where(after.moves, tried.to_rank, mine.terms_row)
    payable = pays_beyond & ~np.isnan(mine.terms.overage[row])
    too_small = (used > after.allows) & ~payable | shrinks & np.isnan(after.allows)
    unknown = (np.isnan(used) & shrinks).any(axis=1)
    limited = ~np.isnan(mine.shelf.book.limits).all(axis=0)
    unknown |= (limited & ~np.isnan(used) & np.isnan(mine.limits) & np.isnan(after.allows)).any(axis=1)
    no_seats = np.isnan(tried.seats) & ~np.isnan(mine.shelf.book.most_seats[tried.to_rank])
    return np.where(too_small.any(axis=1), 0.0, np.where(unknown | no_seats, np.nan, 1.0))


def _stops_nobody(tried: Candidates, wants: Wants) -> Bools:
    """Mark tiers that have limits, all of which can be passed at a price."""
    limited = np.isfinite(wants.shelf.book.limits)[tried.to_rank]
    sold = ~np.isnan(wants.terms.overage[tried.to_rank])
    nobody: Bools = limited.any(axis=1) & (sold | ~limited).all(axis=1)
    return nobody


def _features_needed(accounts: Accounts, wants: Wants) -> Bools:
    """Give the features that must stay: those had that can be seen in use and are not known to be unused.

    Whether a feature without `used_by` is used can never be known; such a one does not keep a tier.
    """
    book = wants.shelf.book
    known = book.catalogue.features
    measurable = np.array([f in known and known[f].used_by is not None for f in book.features], dtype=bool)
    unused = counted(accounts, "features_unused", book.features, BETWEEN) > 0
    needed: Bools = wants.has & measurable & ~unused
    return needed
