"""The one offer to talk about, the cheapest that would do, and the smaller plan, if any."""

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import OfferRules, Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.charges import charges_alone
from upsell_cli.frames.moving import moving
from upsell_cli.frames.offers import OFFER_TYPES, OFFERS, Priced
from upsell_cli.frames.vectors.beside import whose
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, add, side_by_side, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.lists import listed

REFUSALS = ("add_on_share", "leap", "quoted", "seats", "saves_nothing", "smaller_does")
"""Why an offer is not made.

Add-ons too dear for their base that save nothing, a price too far above today's while a smaller step helps,
no price at all beyond a step that helps, more seats than are sold, no saving, charges alone where a smaller
plan would cost less with all of them.
"""

SHOWN_AS_CHEAPEST = ("add_on_share", "leap", "quoted")
"""Refusals in spite of which an offer is shown as the cheapest that meets every need."""

PIECES = OFFER_TYPES.index("add_on")
PREFERRED = OFFER_TYPES.index("tier_upgrade")
SMALLER = OFFER_TYPES.index("right_size")


def choose(priced: Priced, accounts: Accounts, book: TierBook, policy: Policy) -> Priced:
    """Add why an offer is refused, and mark at most one pitch, one smaller plan and one cheapest an account.

    Where nothing meets every need, the upgrade that leaves least unmet is the one to talk about.
    """
    at = whose(priced, accounts)
    needy = (vector(accounts, "need_count") > 0)[at]
    named = words(priced, "offer_type")
    types = named.numbers([float(OFFER_TYPES.index(word)) for word in named.words])
    meets = vector(priced, "meets") == 1
    refusals = _refusals(priced, accounts, at, types, needy, book, policy.offers)
    refusals = side_by_side(refusals, _smaller_would_do(priced, accounts, at, types, meets, refusals))
    free = ~refusals.any(axis=1)
    pitch = types != SMALLER
    order = _order(priced, at, types)
    cheapest = _first(order, at, pitch & meets & ~_final(refusals))
    best = _preferred(priced, order, at, pitch & meets & free, types == PREFERRED, policy.offers)
    nothing_meets = needy & ~np.isin(at, at[best]) & _helps(priced)
    least_unmet = _order(priced, at, types, vector(priced, "unmet_count"))
    fallback = _first(least_unmet, at, nothing_meets & free & (types == PREFERRED))
    smaller = _first(order, at, (types == SMALLER) & meets & free)
    marks = {
        "refused": listed(refusals.astype(float), REFUSALS),
        "recommended": best | fallback | smaller,
        "cheapest": cheapest,
    }
    return Priced(add(priced, OFFERS, marks))


def _refusals(
    priced: Priced,
    accounts: Accounts,
    at: Ints,
    types: Floats,
    needy: Bools,
    book: TierBook,
    rules: OfferRules,
) -> Bools:
    """Give for each offer which of REFUSALS hold, but for the last, which hangs on the others.

    An add-on in the place of charges does no more than they do: it must cost less.
    """
    spend, smaller = vector(priced, "delta_spend_minor"), types == SMALLER
    arr_now = vector(accounts, "arr_now_minor")[at]
    to_rank = priced["to_rank"].to_numpy(dtype=np.int64)
    too_many = vector(priced, "seats_after") - moving(accounts).beside[at] > book.most_seats[to_rank]
    upgrades = types == PREFERRED
    far = (arr_now > 0) & (spend > rules.leap_most * arr_now)
    step = upgrades & ~np.isnan(spend) & ~far & ~too_many & _helps(priced)
    leaps = far & upgrades & np.isin(at, at[step])
    unpriced = (vector(priced, "quote") == 1) & np.isnan(spend)
    quoted = upgrades & unpriced & (to_rank > _lowest(to_rank, at, step)[at])
    too_dear = (vector(priced, "add_on_share") > rules.add_on_share_most) & ~(spend <= 0)
    saves_enough = -spend >= np.maximum(rules.right_size_saving * arr_now, 1.0)
    asked_for = needy & ~(charges_alone(accounts)[at] & (types == PIECES))
    saves_nothing = np.where(smaller, ~saves_enough, ~asked_for & ~(spend <= 0))
    return side_by_side(too_dear, leaps, quoted, too_many, saves_nothing)


def _lowest(ranks: Ints, at: Ints, chosen: Bools) -> Floats:
    """Give for each account the lowest tier among the offers chosen, infinite where there is none."""
    lowest = np.full(int(at.max(initial=-1)) + 1, np.inf)
    np.minimum.at(lowest, at[chosen], ranks[chosen])
    return lowest


def _smaller_would_do(
    priced: Priced, accounts: Accounts, at: Ints, types: Floats, meets: Bools, refusals: Bools
) -> Bools:
    """Give pitches that only charges ask for, to whom a smaller plan would cost less in spite of these."""
    smaller = (types == SMALLER) & meets & ~refusals.any(axis=1)
    dearer = (types != SMALLER) & (vector(priced, "delta_spend_minor") > 0)
    refused: Bools = dearer & charges_alone(accounts)[at] & np.isin(at, at[smaller])
    return refused


def _final(refusals: Bools) -> Bools:
    """Give where an offer is refused for good, so that it is not even shown as the cheapest."""
    for_good = [code not in SHOWN_AS_CHEAPEST for code in REFUSALS]
    final: Bools = np.any(refusals[:, for_good], axis=1)
    return final


def _helps(priced: Priced) -> Bools:
    """Give which offers meet at least one thing that is unmet today."""
    return vector(priced, "met_count") > 0


def _order(priced: Priced, at: Ints, types: Floats, *first: Floats) -> Ints:
    """Give the places of the offers, each account's together, the cheapest first and every tie settled.

    What has a price comes before what has none, and that before what is only quoted.
    """
    spend = vector(priced, "delta_spend_minor")
    unpriced = np.where(np.isnan(spend), 1.0 + vector(priced, "quote"), 0.0)
    ids, _ = pd.factorize(priced["offer_id"], sort=True)
    keys = (at, *first, unpriced, spend, types, vector(priced, "to_rank"), ids)
    return np.lexsort(keys[::-1])


def _first(order: Ints, at: Ints, chosen: Bools) -> Bools:
    """Mark the first chosen offer of each account."""
    candidates = order[chosen[order]]
    marked = np.zeros(len(at), dtype=bool)
    marked[candidates[_starts(at[candidates])]] = True
    return marked


def _starts(groups: Ints) -> Bools:
    return np.append(True, groups[1:] != groups[:-1])[: len(groups)]


def _preferred(
    priced: Priced, order: Ints, at: Ints, chosen: Bools, upgrades: Bools, rules: OfferRules
) -> Bools:
    """Mark the cheapest chosen offer of each account, or an upgrade that costs only little more."""
    spend = vector(priced, "delta_spend_minor")
    best = _first(order, at, chosen)
    least = np.full(int(at.max(initial=-1)) + 1, np.nan)
    least[at[best]] = spend[best]
    within = spend <= (least + rules.prefer_tier_within * np.abs(least))[at]
    near = _first(order, at, chosen & upgrades & within)
    return near | (best & ~np.isin(at, at[near]))
