"""What each account may use: its tier's limits, its own plan's, its add-ons, and the seats it pays for."""

from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.bundles import Shelf, enlarged
from upsell_cli.config.catalogue import Limit
from upsell_cli.config.terms import row_of, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.moving import moving
from upsell_cli.frames.vectors.blocks import Floats, add, block, vector

HELD, LIMIT, SOFT = (ACCOUNTS.family(name) for name in ("held", "limit", "soft"))


class Allowed(NamedTuple):
    """Units and whether use may pass them, rows x meters: inf is no limit, NaN not said."""

    units: Floats
    soft: Floats


def entitle(accounts: Accounts, book: TierBook) -> Accounts:
    """Add the families `limit` and `soft`.

    A plan with limits of its own replaces those of the tier; an add-on that sets a limit raises it, and
    what add-ons extend comes on top. Where seats are paid for by the piece, they are the limit on
    seats, or on users when the tier says nothing of seats; those of lower tiers come on top.
    """
    rank, plan = vector(accounts, "tier_rank"), vector(accounts, "plan_index")
    shelf = Shelf(book)
    pieces = np.nan_to_num(block(accounts, HELD, shelf.ids))
    allowed = _replaced(_of_tier(book, rank), _of_plan(book, plan))
    own = moving(accounts)
    seats = _seats_paid_for(book, rank, plan, own.seats) + own.beside[:, None]
    allowed = allowed._replace(units=np.where(np.isnan(seats), allowed.units, seats))
    units = enlarged(shelf, allowed.units, pieces)
    soft = _softened(allowed.soft, book, pieces)
    may_pass = np.where(np.isnan(units), np.nan, soft)
    by_meter = (LIMIT, book.meter_ids, units), (SOFT, book.meter_ids, may_pass)
    return Accounts(add(accounts, ACCOUNTS, {}, *by_meter))


def _of_tier(book: TierBook, rank: Floats) -> Allowed:
    nothing = np.full((1, len(book.meters)), np.nan)
    row = np.where(np.isnan(rank), len(book.tiers), rank).astype(int)
    return Allowed(np.vstack([book.limits, nothing])[row], np.vstack([book.soft, nothing])[row])


def _of_plan(book: TierBook, plan: Floats) -> Allowed:
    return _rows(book, [own.limits for own in book.catalogue.plans], plan)


def _rows(book: TierBook, limits: list[dict[str, Limit]], row: Floats) -> Allowed:
    """Give for each account the limits of one of a few things that set some; NaN where it sets none."""
    sets = [[own.get(meter) for meter in book.meter_ids] for own in [*limits, {}]]
    units = np.array([[limit.included if limit else np.nan for limit in own] for own in sets], dtype=float)
    soft = np.array(
        [[float(limit.is_soft) if limit else np.nan for limit in own] for own in sets], dtype=float
    )
    chosen = np.where(np.isnan(row), len(limits), row).astype(int)
    return Allowed(units[chosen], soft[chosen])


def _replaced(allowed: Allowed, by: Allowed) -> Allowed:
    sets = ~np.isnan(by.units)
    return Allowed(np.where(sets, by.units, allowed.units), np.where(sets, by.soft, allowed.soft))


def _seats_paid_for(book: TierBook, rank: Floats, plan: Floats, seats: Floats) -> Floats:
    """Give the limit that seats set on a meter, accounts x meters; NaN where they set none.

    It is the seats paid for, at least those that the price includes or asks for. Who pays for more than
    the list sells has them all the same.
    """
    terms, rows = terms_of(book), row_of(book, rank, plan)
    known = ~np.isnan(seats) & ~(np.isnan(rank) & np.isnan(plan))
    paid_for = np.fmax(seats, terms.least_seats[rows])
    return np.where(terms.by_seats[rows] & known[:, None], paid_for[:, None], np.nan)


def _softened(soft: Floats, book: TierBook, pieces: Floats) -> Floats:
    """Give whether use may pass a limit, once add-ons have set theirs."""
    for place, add_on in enumerate(book.add_ons):
        by = _rows(book, [add_on.overrides], np.where(pieces[:, place] > 0, 0, np.nan))
        soft = np.where(np.isnan(by.soft), soft, by.soft)
    return soft
