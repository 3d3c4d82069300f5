"""A ladder with every part that offers depend on, and accounts on it with what earlier stages would say."""

from typing import Any

import pandas as pd

from tests.tables import AS_OF, accounts, book, seen
from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.offers import Offers
from upsell_cli.stages.needs import find_needs
from upsell_cli.stages.offers import make_offers

LADDER = """
currency: USD
meters:
  api_calls: {kind: flow, window: month}
features:
  core: {}
  reports: {used_by: feature_used}
  sso: {group: security, used_by: feature_used}
  audit_log: {group: security}
  webhooks: {}
tiers:
  - id: starter
    price: {monthly: 50, annual: 500}
    limits: {users: 5, storage_gb: 10, api_calls: 10000}
    features: [core]
    support: {response_hours: 48}
  - id: growth
    price: {monthly: 200, annual: 2000, per_seat_monthly: 12, per_seat_annual: 120, included_seats: 25}
    limits:
      users: 25
      storage_gb: 100
      api_calls: {included: 100000, overage: {per: 1000, price: 3}}
    extends: starter
    features: [reports]
    support: {response_hours: 24}
    target_profile:
      - {fact: employees, at_least: 10, at_most: 250}
      - {fact: industry, one_of: [Logistics, Software]}
      - {fact: integrations, at_least: 2}
  - id: scale
    price: {monthly: 900, annual: 9000}
    limits: {users: 100, storage_gb: 1000, api_calls: {included: 1000000, overage: {per: 1000, price: 1}}}
    extends: growth
    features: [sso, audit_log, webhooks]
    support: {response_hours: 4}
  - id: enterprise
    price: {quote: true, floor_annual: 36000}
    limits: {users: unlimited, storage_gb: unlimited, api_calls: unlimited}
    extends: scale
    support: {response_hours: 1}
add_ons:
  - id: storage
    price: {monthly: 20, annual: 200}
    available_for: [growth, scale]
    extends_limits: {storage_gb: 100}
    repeatable: true
  - id: calls
    price: {monthly: 30, annual: 300}
    available_for: [growth]
    extends_limits: {api_calls: 50000}
    repeatable: true
  - id: sso_pack
    price: {monthly: 40, annual: 400}
    available_for: [growth]
    provides: [sso]
    requires_features: [reports]
  - {id: fast_help, price: {monthly: 90, annual: 900}, available_for: [growth, scale], response_hours: 2}
plans:
  - {match: "starter*", tier: starter}
  - {match: "growth*", tier: growth}
  - {match: "scale*", tier: scale}
  - match: "old-growth"
    tier: growth
    grandfathered: true
    price: {monthly: 150, annual: 1500}
    limits: {users: 20, storage_gb: 150}
"""

BOOK = book(LADDER)
METERS = ("users", "storage_gb", "api_calls")


def standing(drawing: str, tiers: TierBook = BOOK) -> Accounts:
    """Drawn accounts with the limits their tier has and use / limit worked out, unless they are drawn."""
    drawn = accounts(drawing)
    rank = [tiers.rank_of.get(str(tier), None) for tier in drawn["tier_id"]]
    filled = {
        "tier_rank": pd.array(rank, dtype="Int64"),
        "rate": pd.array([1.0] * len(drawn), dtype="Float64"),
        "currency": pd.array(["USD"] * len(drawn), dtype="string"),
        "paid": pd.array([True] * len(drawn), dtype="boolean"),
        "beside_minor": pd.array([0] * len(drawn), dtype="Int64"),
    }
    for place, meter in ((tiers.meter_ids.index(m), m) for m in METERS):
        limits = [None if r is None else tiers.limits[r, place] for r in rank]
        soft = [None if r is None else bool(tiers.soft[r, place]) for r in rank]
        filled[f"limit[{meter}]"] = pd.array(limits, dtype="Float64")
        filled[f"soft[{meter}]"] = pd.array(soft, dtype="boolean")
    known = drawn.assign(**{name: values for name, values in filled.items() if name not in drawn.columns})
    for meter in METERS:
        if f"use[{meter}]" in known.columns and f"util[{meter}]" not in known.columns:
            use, limit = known[f"use[{meter}]"], known[f"limit[{meter}]"]
            known = known.assign(**{f"util[{meter}]": (use / limit).where(limit != 0)})
    return Accounts(known)


def offered(drawing: str, policy: Policy, tiers: TierBook = BOOK) -> Offers:
    """The offers of drawn accounts, after their needs were found."""
    return make_offers(find_needs(standing(drawing), tiers, policy, AS_OF), tiers, policy)


def by_offer(frame: pd.DataFrame, *names: str) -> dict[str, Any]:
    """What is said of each offer, by `account offer_id`; None: not known."""
    labels = frame["account_id"] + " " + frame["offer_id"]
    return seen(frame.assign(account_id=labels), *names)
