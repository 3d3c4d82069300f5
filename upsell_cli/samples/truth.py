"""What really holds and what really follows, for judging a ranking; nothing that analyses may read it."""

from collections.abc import Iterator

import numpy as np

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.samples import ladder
from upsell_cli.samples.company import Company
from upsell_cli.samples.demand import Demand
from upsell_cli.samples.horizon import FUTURE_DAYS, Horizon
from upsell_cli.samples.tables import Row
from upsell_cli.samples.walk import Walk, users_allowed

FEW_SEATS_SHARE = 0.6
FULL = 0.9


def truth_rows(company: Company, demand: Demand, walk: Walk, horizon: Horizon) -> Iterator[Row]:
    """Give, for a customer still there, its tightest real need, what would serve it best, and its next quarter.

    `chance` is the probability of an upgrade within the quarter as the simulation had it, week by week.
    """
    if company.ended is not None:
        return
    row = company.row
    ahead = slice(horizon.last // DAYS_A_WEEK + 1, horizon.weeks)
    shares = _shares(company, demand, walk, horizon)
    meter = max(shares, key=lambda name: shares[name])
    offer, tier = _best(company, shares, demand, horizon)
    left = company.leaves is not None and company.leaves <= horizon.last + FUTURE_DAYS
    yield {
        "account_id": company.id,
        "need_meter": meter,
        "need_share": f"{shares[meter]:.3f}",
        "upgraded_within_91d": _flag(bool(walk.tier[row, -1] > company.now.tier) and company.member is None),
        "left_within_91d": _flag(left),
        "chance": f"{1 - np.prod(1 - walk.chance[row, ahead]):.4f}",
        "best_offer": offer,
        "best_tier": tier,
    }


def _shares(company: Company, demand: Demand, walk: Walk, horizon: Horizon) -> dict[str, float]:
    """Give the need at the end of the quarter against each limit, nothing held back."""
    row, tier = company.row, company.now.tier
    users = demand.active_users[row, -DAYS_A_WEEK:].max()
    shares = {"active_users": float(users / users_allowed(np.array(tier), np.array(company.now.seats)))}
    shares["storage_gb"] = float(demand.storage_gb[row, -1] / ladder.LIMITS["storage_gb"][tier])
    for flow in ladder.FLOWS:
        month = getattr(demand, flow)[row, -28:].sum() * DAYS_A_MONTH / 28
        shares[flow] = float(month / ladder.LIMITS[flow][tier])
    return shares


def _best(company: Company, shares: dict[str, float], demand: Demand, horizon: Horizon) -> tuple[str, str]:
    """Give the cheapest kind of change that would meet the need."""
    tier = company.now.tier
    tight = {meter for meter, share in shares.items() if share > FULL}
    if not tight:
        roomy = tier > ladder.STARTER and shares["active_users"] < FEW_SEATS_SHARE
        return ("right_size", ladder.TIERS[tier - 1]) if roomy else ("none", "")
    if tier in (ladder.GROWTH, ladder.SCALE) and tight == {"active_users"}:
        return "seat_expansion", ladder.TIERS[tier]
    if tier in (ladder.GROWTH, ladder.SCALE) and tight == {"storage_gb"}:
        return "add_on", ladder.TIERS[tier]
    return "tier_upgrade", ladder.TIERS[min(tier + 1, ladder.TOP)]


def _flag(value: bool) -> str:  # noqa: FBT001  a cell
    return "true" if value else "false"
