"""What holds for the offers of any accounts: drawn at random, judged one way and another."""

import random
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.stages.ladder import LADDER, METERS, standing
from tests.tables import AS_OF, book, policy
from upsell_cli.config.book import TierBook
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.offers import OFFERS, Valued
from upsell_cli.stages.choose import choose
from upsell_cli.stages.needs import STRONGEST_FIRST, find_needs
from upsell_cli.stages.offers import make_offers
from upsell_cli.stages.pricing import price
from upsell_cli.stages.value import weigh

POLICY = policy()
VALUED = book(
    LADDER
    + """
value:
  drivers:
    - {id: reporting, feature: reports, hours_per_person_week: 1, hourly_cost: 50, source: benchmark}
    - {id: admin, feature: sso, hours_per_person_week: 2, people: 3, hourly_cost: 40, source: stated}
"""
)
ROOM = {"starter": (5, 10, 10_000), "growth": (25, 100, 100_000), "scale": (100, 1000, 1_000_000)}
FACTS: dict[str, Callable[[random.Random], object]] = {
    "interval": lambda dice: dice.choice(["month", "year"]),
    "seats": lambda dice: dice.randint(1, 60),
    "arr_now_minor": lambda dice: dice.randint(0, 2_000_000),
    "overage_minor": lambda dice: dice.choice([0, 0, 50_000]),
    "asked_days": lambda dice: dice.choice([0, 0, 0, 1, 2]),
    "asked[sso]": lambda dice: dice.choice([0, 0, 1]),
    "asked[webhooks]": lambda dice: dice.choice([0, 0, 0, 0, 1]),
    "feature_requests": lambda dice: dice.choice([0, 0, 0, 1]),
    "blocked_attempts": lambda dice: dice.choice([0, 0, 1]),
    "tickets": lambda dice: dice.choice([0, 0, 0, 5]),
    "reply_hours": lambda dice: dice.choice([1, 3, 10, 30, 60]),
    "compliance_request": lambda dice: dice.choice(["no", "no", "no", "no", "yes"]),
    "hiring": lambda dice: dice.choice(["no", "yes"]),
    "users_growth_13w": lambda dice: dice.choice([0, 0.3]),
    "history_weeks": lambda dice: dice.choice([4, 20, 20]),
    "features_unused": lambda dice: dice.choice(["", "reports", "reports;sso"]),
    "grandfathered": lambda dice: dice.choice(["no", "no", "yes"]),
    "held[storage]": lambda dice: dice.choice([0, 0, 2]),
    "held[fast_help]": lambda dice: dice.choice([0, 0, 1]),
    "held[sso_pack]": lambda dice: dice.choice([0, 0, 0, 1]),
    "active_users": lambda dice: dice.randint(1, 50),
    "rate": lambda dice: dice.choice([1, 1, 1.08]),
}
WISHES = ("asked_days", "asked[sso]", "asked[webhooks]", "feature_requests", "tickets", "compliance_request")
UNKNOWABLE = (*FACTS, *(f"{name}[{m}]" for name in ("use", "peak", "upper", "reach", "wall") for m in METERS))


@cache
def drawn(seed: int, rows: int = 60) -> Accounts:
    """Accounts of every tier, use from none to far over, a fifth of facts not known, some without wishes."""
    dice = random.Random(seed)
    lines = []
    for row in range(rows):
        tier = dice.choice([*ROOM, *ROOM, "growth", "growth", "enterprise", "?"])
        facts: dict[str, object] = {"account_id": f"a{row:03}", "tier_id": tier}
        facts |= {name: fact(dice) if dice.random() < 0.8 else "?" for name, fact in FACTS.items()}
        if row % 3 == 0:
            facts |= dict.fromkeys(WISHES, "?")
        for meter, room in zip(METERS, ROOM.get(tier, (5, 10, 10_000)), strict=True):
            use = round(room * dice.choice([0, 0.1, 0.2, 0.2, 0.5, 0.79, 0.8, 0.95, 1, 1.4, 8]))
            known = dice.random() < 0.8
            facts |= {f"use[{meter}]": use if known else "?", f"peak[{meter}]": use + 1 if known else "?"}
            facts |= {f"upper[{meter}]": use * 2 if known and dice.random() < 0.5 else "?"}
            facts |= {f"reach[{meter}]": dice.choice(["?", 0.3, 0.7]), f"wall[{meter}]": dice.randint(0, 4)}
        lines.append(facts)
    text = [" | ".join(lines[0]), *(" | ".join(map(str, line.values())) for line in lines)]
    return standing("\n".join(text))


def whole_flow(accounts: Accounts, tiers: TierBook = VALUED) -> Valued:
    needs = find_needs(accounts, tiers, POLICY, AS_OF)
    priced = price(make_offers(needs, tiers, POLICY), needs, tiers, POLICY, AS_OF)
    return weigh(choose(priced, needs, tiers, POLICY), needs, None, tiers, POLICY, AS_OF)


def sorted_by_key(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(OFFERS.key), ignore_index=True)


@pytest.fixture(params=range(4))
def accounts(request: pytest.FixtureRequest) -> Accounts:
    return drawn(request.param)


def test_the_draw_covers_every_sort_of_offer():
    kinds = pd.concat([whole_flow(drawn(seed)) for seed in range(4)])["offer_type"].value_counts()
    assert set(kinds.index) == {"tier_upgrade", "seat_expansion", "add_on", "right_size"}
    assert kinds.min() > 5


def test_a_batch_at_a_time_equals_all_at_once(accounts):
    batches = [whole_flow(accounts.iloc[k : k + 7]) for k in range(0, len(accounts), 7)]
    together = sorted_by_key(pd.concat(batches, ignore_index=True))
    pd.testing.assert_frame_equal(together, sorted_by_key(whole_flow(accounts)))


def test_the_order_of_rows_changes_nothing(accounts):
    shuffled = Accounts(accounts.sample(frac=1, random_state=7))
    pd.testing.assert_frame_equal(sorted_by_key(whole_flow(shuffled)), sorted_by_key(whole_flow(accounts)))


def test_a_stage_only_adds(accounts):
    needs = find_needs(accounts, VALUED, POLICY, AS_OF)
    offers = make_offers(needs, VALUED, POLICY)
    priced = price(offers, needs, VALUED, POLICY, AS_OF)
    chosen = choose(priced, needs, VALUED, POLICY)
    weighed = weigh(chosen, needs, None, VALUED, POLICY, AS_OF)
    for before, after in ((accounts, needs), (offers, priced), (priced, chosen), (chosen, weighed)):
        pd.testing.assert_frame_equal(after[before.columns], before)
    names = [column for column in weighed.columns if "[" not in column]
    assert names == list(OFFERS.names)
    assert weighed.dtypes[names].astype(str).to_dict() == {c.name: c.pandas_dtype for c in OFFERS}


def test_an_account_and_an_offer_stand_together_once(accounts):
    assert not whole_flow(accounts).duplicated(list(OFFERS.key)).any()


@pytest.mark.parametrize("fact", UNKNOWABLE)
def test_making_something_unknown_never_adds_a_need(fact):
    known = drawn(3)
    unknown = known.assign(**{fact: pd.Series(pd.NA, known.index, known[fact].dtype)})
    meter = fact.partition("[")[2].rstrip("]")
    if fact.startswith("use["):
        unknown = unknown.assign(**{f"util[{meter}]": pd.array([pd.NA] * len(known), "Float64")})
    before, after = (find_needs(Accounts(a), VALUED, POLICY, AS_OF) for a in (known, unknown))
    for need in STRONGEST_FIRST:
        held, holds = (frame[f"need[{need}]"].fillna(value=False) for frame in (before, after))
        assert not (holds & ~held).any(), need


def test_more_use_never_takes_a_limit_away_as_a_reason(accounts):
    more = accounts.assign(
        **{f"{name}[{m}]": accounts[f"{name}[{m}]"] * 1.3 for name in ("use", "util") for m in METERS}
    )
    before, after = (find_needs(Accounts(a), VALUED, POLICY, AS_OF) for a in (accounts, more))
    held = before["need[limit]"].fillna(value=False)
    assert after.loc[held, "need[limit]"].all()
    for meter in METERS:
        assert not (after[f"required[{meter}]"] < before[f"required[{meter}]"]).any()


def test_seats_and_add_ons_are_only_offered_where_they_meet_every_need(accounts):
    offers = whole_flow(accounts)
    same = offers[offers["offer_type"].isin(["seat_expansion", "add_on"])]
    assert same["meets"].all()


def test_what_meets_every_need_allows_what_is_required_or_lets_it_be_paid_for(accounts):
    needs = find_needs(accounts, VALUED, POLICY, AS_OF).set_index("account_id")
    offers = make_offers(find_needs(accounts, VALUED, POLICY, AS_OF), VALUED, POLICY)
    upgrades = offers[offers["offer_type"] == "tier_upgrade"]
    for offer in upgrades.to_dict("records"):
        account = needs.loc[offer["account_id"]]
        assert offer["meets"] == (not _unmet(account, VALUED, offer["to_rank"], offer))


def _unmet(account: pd.Series, tiers: TierBook, rank: int, offer: dict[Any, Any]) -> list[str]:
    """The same judgement, in plain words."""
    tier, limits, features = tiers.tiers[rank], tiers.tier_limits[rank], tiers.tier_features[rank]
    unmet = [
        meter
        for meter in METERS
        if pd.notna(account[f"required[{meter}]"])
        and offer[f"allows[{meter}]"] < account[f"{_lasting(tiers, tier.id, meter)}[{meter}]"]
        and limits[meter].overage is None
    ]
    pack = {"sso"} if _holds(account["held[sso_pack]"]) else set()
    now = tiers.tier_features[account["tier_rank"]] | pack
    after = features | (pack if tier.id == "growth" else set())
    missing = [f for f in ("sso", "webhooks") if _holds(account[f"asked[{f}]"]) and f not in now]
    unmet += [f for f in missing if f not in after]
    gained = after - now
    if _holds(account["need[feature]"]) and not missing and not gained:
        unmet.append("feature")
    wanted = account["support_hours_wanted"]
    kept = _holds(account["held[fast_help]"]) and tier.id in ("growth", "scale")
    promised = min(tier.support.response_hours or 999, 2 if kept else 999) if tier.support else 999
    if pd.notna(wanted) and promised > wanted:
        unmet.append("support")
    if _holds(account["need[compliance]"]) and not (features - tiers.tier_features[account["tier_rank"]]) & {
        "sso",
        "audit_log",
    }:
        unmet.append("compliance")
    return unmet


def _lasting(tiers: TierBook, tier: str, meter: str) -> str:
    """What can be bought again by the piece need not last for half a year."""
    packs = [pack for pack in tiers.add_ons if pack.repeatable and meter in pack.extends_limits]
    again = any(not pack.available_for or tier in pack.available_for for pack in packs)
    return "wanted" if again else "required"


def _holds(fact: Any) -> bool:
    return bool(pd.notna(fact) and fact)


def test_at_most_one_pitch_one_smaller_plan_and_one_cheapest_an_account(accounts):
    offers = whole_flow(accounts)
    smaller = offers["offer_type"] == "right_size"
    for marked in (offers["recommended"] & ~smaller, offers["recommended"] & smaller, offers["cheapest"]):
        assert not offers.loc[marked, "account_id"].duplicated().any()
    assert not (offers["recommended"] & (offers["refused"] != "")).any()


def test_the_cheapest_is_cheaper_than_every_other_offer_with_a_price_that_meets(accounts):
    offers = whole_flow(accounts)
    usable = offers[
        (offers["offer_type"] != "right_size")
        & offers["meets"]
        & ~offers["refused"].str.contains("seats|saves_nothing")
    ]
    least = usable.groupby("account_id")["delta_spend_minor"].min().dropna()
    cheapest = offers[offers["cheapest"]].set_index("account_id")["delta_spend_minor"]
    assert cheapest.loc[least.index].equals(least)


def test_a_higher_price_never_raises_a_return(accounts):
    dearer = book(
        LADDER.replace("annual: 9000}", "annual: 12000}").replace("monthly: 900,", "monthly: 1100,")
    )
    dearer = TierBook(
        VALUED.catalogue.model_copy(update={"tiers": dearer.tiers}),
        VALUED.meters,
        VALUED.tier_features,
        VALUED.tier_limits,
        VALUED.came,
    )
    keys = list(OFFERS.key)
    before, after = (
        whole_flow(accounts, tiers).set_index(keys)["return_multiple"] for tiers in (VALUED, dearer)
    )
    both = before.index.intersection(after.index)
    changed = pd.DataFrame({"before": before.loc[both], "after": after.loc[both]}).dropna()
    assert len(changed) > 0
    assert (changed["after"] <= changed["before"]).all()


def test_scaling_every_amount_leaves_the_return_alone():
    told = np.array([130_000.0, 26_000.0])
    cost = np.array([15_000.0, 15_000.0])
    assert ((told * 7) / (cost * 7) == told / cost).all()
