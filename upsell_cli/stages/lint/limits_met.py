"""Limits against use: walls nobody meets, walls everybody meets, walls that cut use off."""

import math

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.config.terms import terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.vectors.blocks import Bools, Floats, block, vector
from upsell_cli.stages.lint.found import Findings, Found

WALL = 1.0


def odd_limits(live: Accounts, book: TierBook, policy: Policy) -> Findings:
    """Give what is odd about each finite limit of each tier, judged by the accounts on its own terms.

    A limit that is the seats bought is the customer's, not the catalogue's.
    """
    by_seats = terms_of(book).by_seats
    util = block(live, ACCOUNTS.family("util"), book.meter_ids)
    own = (vector(live, "grandfathered") != 1)[:, None] & ~np.isnan(util) & np.isfinite(util)
    rank, healthy = vector(live, "tier_rank"), _healthy(live, policy)
    for tier, limits in enumerate(book.tier_limits):
        for place, meter in enumerate(book.meter_ids):
            if meter not in limits or by_seats[tier, place] or not math.isfinite(limits[meter].included):
                continue
            known = own[:, place] & (rank == tier)
            if known.sum() >= policy.lint.least_accounts:
                use = util[known, place]
                yield from _limit(book, tier, meter, use, healthy[known], policy)


def _limit(book: TierBook, tier: int, meter: str, use: Floats, healthy: Bools, policy: Policy) -> Findings:
    rules, at = policy.lint, ("tiers", tier, "limits", meter)
    limit = book.tier_limits[tier][meter]
    said = f"what {book.tier_name(tier)} allows ({book.meter(meter).name}: {limit.included:,.10g})"
    value = f"{limit.included:.10g}"
    over = int((use[healthy] >= WALL).sum())
    crowd = (use >= rules.crowd_from) & (use <= WALL)
    before = (use >= 2 * rules.crowd_from - WALL) & (use < rules.crowd_from)
    if use.max() < rules.limit_far:
        message = f"of {len(use):,} accounts none uses more than {use.max():.0%} of {said}"
        yield Found("limit-far", at, message, value)
    elif over > rules.most * healthy.sum():
        message = f"{over:,} of {healthy.sum():,} healthy accounts use all of {said}, or more"
        yield Found("limit-everyone-over", at, message, value)
    elif (
        not limit.is_soft
        and crowd.sum() >= rules.crowd_share * len(use)
        and crowd.sum() >= rules.crowd_times * max(before.sum(), 1)
    ):
        message = (
            f"{crowd.sum():,} of {len(use):,} accounts use {rules.crowd_from:.0%} or more of {said}, "
            f"and {before.sum():,} in the band below"
        )
        yield Found("limit-cuts-off", at, message, value)


def _healthy(live: Accounts, policy: Policy) -> Bools:
    """Tell who is neither unhappy nor behind with paying; not known is neither."""
    unhappy = (vector(live, "nps") <= policy.gates.nps_low) | (vector(live, "csat") < policy.gates.csat_low)
    healthy: Bools = ~(unhappy | (vector(live, "payment_overdue") == 1))
    return healthy
