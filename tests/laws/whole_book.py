"""Books of made-up accounts, and the way from facts to verdicts as one function."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.tables import AS_OF, book, policy
from upsell_cli.frames.accounts import ACCOUNTS, NEEDS, Accounts
from upsell_cli.frames.contract import PANDAS_DTYPE, Column, Dtype
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.offers import OFFER_TYPES, OFFERS, Valued
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.stages.calibrate import calibrate
from upsell_cli.stages.convert import convert
from upsell_cli.stages.objections import object_
from upsell_cli.stages.pair import pair
from upsell_cli.stages.peers import peers_of
from upsell_cli.stages.qualify import qualify
from upsell_cli.stages.recall import recall
from upsell_cli.stages.route import route
from upsell_cli.stages.score import score
from upsell_cli.stages.settle import settle

BOOK = book("""
    features: {sso: {used_by: feature_used}}
    tiers:
      - {id: one, price: 10, motion: self_serve, limits: {users: 5, storage_gb: 10}}
      - {id: two, price: 20, limits: {users: 25, storage_gb: 100}, support: {response_hours: 24}}
      - id: three
        price: 90
        features: [sso]
        limits: {users: unlimited, storage_gb: unlimited}
        target_profile: [{fact: employees, at_least: 50}, {fact: integrations, at_least: 2}]
    """)
POLICY = policy()

WORDS = {
    "lifecycle": ("active", "at_risk", "churned", "lead"),
    "status": ("active", "past_due", "ended"),
    "budget": ("yes", "no"),
    "revenue_stage": ("revenue", "pre_revenue"),
    "currency": ("USD", "EUR"),
    "tier_id": BOOK.tier_ids,
    "binding_meter": ("users", "storage_gb"),
    "second_meter": ("users", "storage_gb"),
    "breach_meter": ("users", "storage_gb"),
    "open_deal": ("", "", "D-1"),
    "asked_features": ("sso",),
    "tier_asked": BOOK.tier_ids,
    "told_before": ("tier_upgrade:x/limit/80", "seat_expansion:x//0", "the large one"),
}
MOST = {
    "tier_rank": 2, "utilisation": 1.4, "second_utilisation": 1.2, "breach_p_13w": 1, "active_share": 1,
    "depth": 1, "nps": 10, "csat": 5, "days_to_renewal": 200, "usage_age_days": 60, "history_weeks": 30,
    "asked_days": 4, "blocked_attempts": 2, "higher_tier_questions": 2, "pricing_views": 4,
    "tenure_weeks": 60, "contacts_counted": 3,
    "contacts_lately": 2, "stakeholders": 5, "need_count": 3, "growth_13w": 0.4, "units_left": 5, "rate": 1.3,
}  # fmt: skip
NO_PLANS = ("plan_index",)
"""Not known of anybody: this book has no plans."""

RARE = (
    "cancel_notice",
    "do_not_contact",
    "move_pending",
    "escalation_open",
    "payment_failed",
    "payment_overdue",
)


@dataclass(frozen=True)
class Given:
    """A book before anything is decided: its accounts, and the offers each could be made."""

    accounts: Accounts
    offers: Valued


def books(accounts: int = 30) -> st.SearchStrategy[Given]:
    """Books of so many accounts; about a quarter of all facts is not known."""
    return st.integers(0, 2**32 - 1).map(lambda seed: _book(np.random.default_rng(seed), accounts))


def verdicts_of(given: Given, peers: Peers | None = None) -> tuple[Verdicts, Peers]:
    """Everything that is decided of each account, up to its place in the list."""
    verdicts = pair(given.accounts, given.offers)
    verdicts = recall(score(verdicts, BOOK, POLICY, AS_OF), POLICY)
    verdicts = convert(settle(qualify(verdicts, POLICY, AS_OF, "weekly"), given.offers))
    verdicts = object_(route(verdicts, BOOK, POLICY, AS_OF), POLICY, AS_OF)
    peers = peers or peers_of(verdicts, POLICY, AS_OF)
    return calibrate(verdicts, peers, BOOK, POLICY), peers


def _book(rng: np.random.Generator, size: int) -> Given:
    ids = pd.array([f"A{number:03d}" for number in rng.permutation(size)], dtype="string")
    columns = {c.name: ids if c.name == "account_id" else _values(rng, c, size) for c in ACCOUNTS}
    needs = {
        ACCOUNTS.family("need").column(need): _masked(rng, rng.random(size) < 0.3, "boolean")
        for need in NEEDS
    }
    limits = {
        ACCOUNTS.family("limit").column(m): _masked(rng, rng.choice([5.0, 100.0, np.inf], size), "Float64")
        for m in BOOK.meter_ids
    }
    return Given(Accounts(pd.DataFrame({**columns, **needs, **limits})), _offers(rng, ids))


def _values(rng: np.random.Generator, column: Column, size: int) -> Any:
    if column.dtype == "date":
        days = np.datetime64(AS_OF, "D") + rng.integers(-200, 200, size)
        return pd.Series(days.astype("datetime64[s]")).mask(rng.random(size) < 0.5).array
    if column.dtype == "string":
        return _masked(rng, rng.choice(WORDS.get(column.name, ("x", "y")), size), "string")
    if column.dtype == "boolean":
        return _masked(rng, rng.random(size) < (0.05 if column.name in RARE else 0.5), "boolean")
    most = MOST.get(column.name, 100)
    if column.dtype == "Int64":
        whole = _masked(rng, rng.integers(0, int(most) + 1, size), "Int64")
        return pd.array([pd.NA] * size, dtype="Int64") if column.name in NO_PLANS else whole
    low = -0.4 if column.name == "growth_13w" else 0.0
    return _masked(rng, rng.uniform(low, most, size).round(3), "Float64")


def _masked(rng: np.random.Generator, values: Any, dtype: Dtype) -> Any:
    return pd.Series(pd.array(values, dtype=PANDAS_DTYPE[dtype])).mask(rng.random(len(values)) < 0.25).array


def _offers(rng: np.random.Generator, ids: Any) -> Valued:
    rows = []
    for account in ids:
        kinds = [kind for kind in OFFER_TYPES if rng.random() < 0.4]
        pitches = [kind for kind in kinds if kind != "right_size"]
        for kind in kinds:
            spend = int(rng.integers(-200, 1200)) * 100
            rows.append(
                {
                    "account_id": account,
                    "offer_id": f"{kind}:x",
                    "offer_type": kind,
                    "to_rank": int(rng.integers(0, 3)),
                    "quote": bool(rng.random() < 0.1),
                    "delta_spend_minor": None if rng.random() < 0.1 else spend,
                    "delta_arr_minor": spend,
                    "recommended": kind == "right_size" or kind == pitches[0],
                    "cheapest": kind == pitches[-1] if pitches else False,
                    "fit_met": 1,
                    "fit_known": int(rng.integers(1, 3)),
                    "fit_of": 2,
                    "return_multiple": None if rng.random() < 0.5 else float(rng.uniform(0, 4)),
                }
            )
    return Valued(OFFERS.conform(pd.DataFrame(rows, columns=OFFERS.names)))
