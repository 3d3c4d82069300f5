"""What really holds and what really follows, for judging a ranking; nothing that analyses may read it."""

from collections.abc import Iterator

import numpy as np

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK, WEEKS_A_QUARTER
from upsell_cli.samples import ladder
from upsell_cli.samples.company import Company
from upsell_cli.samples.demand import Demand
from upsell_cli.samples.horizon import FUTURE_DAYS, Horizon
from upsell_cli.samples.tables import Row, flag
from upsell_cli.samples.walk import Walk, users_allowed

FEW_SEATS_SHARE = 0.6
FULL = 0.9
FLOW_DAYS = 28


def truth_rows(company: Company, demand: Demand, walk: Walk, horizon: Horizon) -> Iterator[Row]:
    """Give a customer's tightest real need, what would serve it best, and what it does next quarter.

    `chance` is the probability of an upgrade within 13 weeks like the last one. The cast has no row: what
    it does is laid down, not simulated.
    """
    if company.ended is not None or company.member is not None:
        return
    needs = _needs(company, demand)
    shares = _shares(needs, company.now.tier, company.now.seats)
    meter = max(shares, key=lambda name: shares[name])
    offer, tier = _best(company, needs)
    last_week = float(walk.chance[company.row, horizon.last // DAYS_A_WEEK])
    yield {
        "account_id": company.id,
        "need_meter": meter,
        "need_share": f"{shares[meter]:.3f}",
        "upgraded_within_91d": flag(_upgrades(company, walk, horizon)),
        "left_within_91d": flag(company.leaves is not None and company.leaves <= horizon.last + FUTURE_DAYS),
        "chance": f"{1 - (1 - last_week) ** WEEKS_A_QUARTER:.4f}",
        "best_offer": offer,
        "best_tier": tier,
    }


def _upgrades(company: Company, walk: Walk, horizon: Horizon) -> bool:
    tier, offset = walk.tier[company.row], walk.offset[company.row]
    weeks = np.flatnonzero(tier[1:] > tier[:-1])
    days = weeks * DAYS_A_WEEK + offset[weeks]
    return bool(((days > horizon.last) & (days <= horizon.last + FUTURE_DAYS)).any())


def _needs(company: Company, demand: Demand) -> dict[str, float]:
    """Give what is wanted at the end of the quarter ahead, nothing held back; flows for a month."""
    row = company.row
    flows = {
        flow: getattr(demand, flow)[row, -FLOW_DAYS:].sum() * DAYS_A_MONTH / FLOW_DAYS
        for flow in ladder.FLOWS
    }
    users = demand.active_users[row, -DAYS_A_WEEK:].max()
    return {"active_users": float(users), "storage_gb": float(demand.storage_gb[row, -1])} | flows


def _shares(needs: dict[str, float], tier: int, seats: int) -> dict[str, float]:
    """Give the needs against the limits of a tier with so many seats."""
    limits = {meter: float(by_tier[tier]) for meter, by_tier in ladder.LIMITS.items()}
    limits["active_users"] = float(users_allowed(np.array(tier), np.array(seats)))
    return {meter: need / limits[meter] for meter, need in needs.items()}


def _best(company: Company, needs: dict[str, float]) -> tuple[str, str]:
    """Give the cheapest kind of change that would meet the need, and the tier it ends on."""
    tier, seats = company.now.tier, company.now.seats
    tight = {meter for meter, share in _shares(needs, tier, seats).items() if share > FULL}
    if not tight:
        return _smaller(needs, tier, seats)
    if tier in (ladder.GROWTH, ladder.SCALE) and tight == {"active_users"}:
        return "seat_expansion", ladder.TIERS[tier]
    if tier in (ladder.GROWTH, ladder.SCALE) and tight == {"storage_gb"}:
        return "add_on", ladder.TIERS[tier]
    return "tier_upgrade", ladder.TIERS[min(tier + 1, ladder.TOP)]


def _smaller(needs: dict[str, float], tier: int, seats: int) -> tuple[str, str]:
    """Give the tier below when it would hold everything, or the same with fewer seats when many are idle."""
    below = tier - 1
    fewer = int(ladder.INCLUDED_SEATS[below]) if below == ladder.STARTER else seats
    if tier > ladder.STARTER and max(_shares(needs, below, fewer).values()) <= FULL:
        return "right_size", ladder.TIERS[below]
    idle = needs["active_users"] < FEW_SEATS_SHARE * seats and seats > ladder.INCLUDED_SEATS[tier]
    return ("right_size", ladder.TIERS[tier]) if idle else ("none", "")
