"""How many seats an account wants: for those who will use it until seats are next bought.

A tier is chosen for half a year and on the safe side; seats are bought by the piece, as they are needed. So
they are sized by the expected use and not by the upper end of it, up to the next purchase and not beyond,
and by no more than what the account has ever shown to buy. A growing team that has no rhythm of its own
plans for half a year, too.
"""

import numpy as np

from upsell_cli.config.book import SEAT_METERS, TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.config.terms import row_of, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.customers import no_more_than_employed
from upsell_cli.frames.moving import moving
from upsell_cli.frames.vectors.blocks import Bools, Floats, add, block, vector
from upsell_cli.frames.vectors.rounding import without_noise


def size_seats(accounts: Accounts, book: TierBook, policy: Policy) -> Accounts:
    """Add the seats wanted, and whether those paid for suffice, where seats are the limit."""
    meters = [meter for meter in book.meter_ids if meter in SEAT_METERS]
    use, limit, ahead, later, upper, wall, soft = (
        block(accounts, ACCOUNTS.family(name), meters)
        for name in ("use", "limit", "ahead", "later", "upper", "wall", "soft")
    )
    expected = np.where(_plan_ahead(accounts, policy)[:, None], np.fmax(ahead, later), ahead)
    people = np.fmax(use, np.where(np.isnan(use), use, expected))
    wanted = without_noise(people * policy.signals.headroom)
    wanted = no_more_than_employed(wanted, use, accounts)
    wanted = _no_more_than_they_buy(wanted, use, accounts, policy)
    hidden = (wall >= policy.signals.wall_bins) & (soft != 1)
    wanted = np.ceil(np.where(hidden, np.maximum(wanted, limit + 1), wanted))

    by_seats = _by_seats(accounts, book)[:, [book.meter_ids.index(meter) for meter in meters]]
    half_a_year_on = without_noise(np.fmax(use, upper) * policy.signals.headroom)
    lasts = (wanted <= limit) & (half_a_year_on <= _most(accounts, book)[:, None])
    known = by_seats & ~np.isnan(use)
    suffice = np.where(known.any(axis=1), (lasts | ~known).all(axis=1), np.nan)
    facts = {
        "people_expected": np.fmax.reduce(people, axis=1, initial=np.nan),
        "seats_wanted": np.fmax.reduce(wanted, axis=1, initial=np.nan),
        "seats_suffice": suffice,
    }
    return Accounts(add(accounts, ACCOUNTS, facts))


def _plan_ahead(accounts: Accounts, policy: Policy) -> Bools:
    """Give the teams that grow or hire, and have not shown how often they buy seats."""
    growing = vector(accounts, "users_growth_13w") >= policy.signals.team_growth
    hiring = vector(accounts, "hiring") == 1
    planning: Bools = (growing | hiring) & np.isnan(vector(accounts, "seat_gap_days"))
    return planning


def _no_more_than_they_buy(wanted: Floats, use: Floats, accounts: Accounts, policy: Policy) -> Floats:
    """Cap at a multiple of their largest order of seats, but not below those who use it today."""
    order = policy.offers.seats_most * vector(accounts, "most_seats_bought")
    most = np.fmax((vector(accounts, "seats") + order)[:, None], use)
    return np.where(np.isnan(order)[:, None], wanted, np.fmin(wanted, most))


def _by_seats(accounts: Accounts, book: TierBook) -> Bools:
    """Give which limits of each account are the seats it pays for, accounts x meters."""
    ranks = vector(accounts, "tier_rank")
    rows = row_of(book, ranks, vector(accounts, "plan_index"))
    return terms_of(book).by_seats[rows] & ~np.isnan(ranks)[:, None]


def _most(accounts: Accounts, book: TierBook) -> Floats:
    """Give the most people that may have a seat while the account keeps its tier; NaN: seats are not sold."""
    ranks = np.nan_to_num(vector(accounts, "tier_rank")).astype(np.int64)
    most: Floats = book.most_seats[ranks] + moving(accounts).beside
    return most
