"""Add-ons that cost less than the charges beyond a limit, against every number of pieces tried by hand."""

from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import AS_OF, book, policy
from tests.tables import accounts as accounts_drawn
from upsell_cli.stages.choose import choose
from upsell_cli.stages.needs import find_needs
from upsell_cli.stages.offers import make_offers
from upsell_cli.stages.pricing import price

POLICY = policy()
PACK, BLOCK, BEYOND = 50_00 * 12, 100, 10_00
"""What a pack of 1,000 costs a year; units of a block; its price."""

LADDER = """
    meters: {{messages: {{kind: flow, window: month}}}}
    tiers:
      - {{id: top, price: 100, limits: {{messages: {{included: 1000, overage: {{per: 100, price: 10}}}}}}}}
    add_ons:
      - {{id: pack, price: 50, repeatable: {repeatable}, extends_limits: {{messages: 1000}}}}
"""
MANY, ONE = (book(LADDER.format(repeatable=word)) for word in ("true", "false"))


def recommended(months, tiers=MANY):
    """The pieces and the change of spending a year of the offer that is recommended; None without one."""
    known = {
        "account_id": "acme", "tier_id": "top", "tier_rank": 0, "arr_now_minor": 1200_00, "currency": "USD",
        "rate": 1, "interval": "month", "use[messages]": months[0], "limit[messages]": 1000,
        "soft[messages]": "yes",
    }  # fmt: skip
    drawing = "\n".join(" | ".join(map(str, cells)) for cells in (known, known.values()))
    accounts = find_needs(accounts_drawn(drawing), tiers, POLICY, AS_OF)
    used = tuple(
        np.array([[np.nan if meter != "messages" else float(m) for meter in tiers.meter_ids]]) for m in months
    )
    offers = make_offers(accounts, tiers, POLICY, months=used)
    priced = choose(price(offers, accounts, tiers, POLICY, AS_OF, months=used), accounts, tiers, POLICY)
    best = priced[priced["recommended"].fillna(value=False)]
    return None if best.empty else (int(best["quantity"].iloc[0]), int(best["delta_spend_minor"].iloc[0]))


def paid(months, pieces):
    """What a year costs with so many packs, worked out month by month."""
    beyond = sum(ceil(max(m - 1000 - 1000 * pieces, 0) / BLOCK) * BEYOND for m in months)
    return PACK * pieces + beyond * 12 // len(months)


@given(
    months=st.lists(st.integers(0, 9000), min_size=12, max_size=12),
    most=st.sampled_from([(MANY, 9), (ONE, 1)]),
)
@settings(max_examples=60, deadline=None)
def test_the_number_of_pieces_is_the_cheapest_of_all_and_none_is_offered_that_saves_nothing(months, most):
    tiers, pieces = most
    by_pieces = [paid(months, n) - paid(months, 0) for n in range(pieces + 1)]
    found = recommended(months, tiers)
    assert min(by_pieces) == (0 if found is None else found[1])
    assert found is None or by_pieces[found[0]] == found[1]


@pytest.mark.parametrize(
    ("months", "offer"),
    [
        ([1900] * 12, (1, -480_00)),
        ([2900] * 12, (2, -1080_00)),
        ([2300] * 12, (1, -600_00)),
        ([1100] * 12, None),
        ([800, 4000, 800, 800] * 3, None),
        ([800, 4000] * 6, None),
    ],
)
def test_it_is_offered_in_the_top_tier_too_with_no_more_pieces_than_pay(months, offer):
    assert recommended(months) == offer


TEAM = book("""
    meters: {messages: {kind: flow, window: month}, storage_gb: {kind: level}}
    tiers:
      - id: top
        price: {monthly: 100, per_seat_monthly: 10, included_seats: 10}
        limits:
          users: unlimited
          messages: {included: 1000, overage: {per: 100, price: 10}}
          storage_gb: 100
    add_ons:
      - {id: pack, price: 50, repeatable: true, extends_limits: {messages: 1000}}
      - {id: room, price: 20, repeatable: true, extends_limits: {storage_gb: 100}}
    """)


def bought(storage, messages, rules=POLICY):
    """The add-ons that are recommended to an account of that use; None without any."""
    known = {
        "account_id": "acme", "tier_id": "top", "tier_rank": 0, "arr_now_minor": 1200_00, "currency": "USD",
        "rate": 1, "interval": "month", "use[messages]": messages, "limit[messages]": 1000,
        "soft[messages]": "yes", "use[storage_gb]": storage, "util[storage_gb]": storage / 100,
        "limit[storage_gb]": 100, "soft[storage_gb]": "no", "seats": 10, "use[users]": 5,
        "limit[users]": "inf",
    }  # fmt: skip
    drawing = "\n".join(" | ".join(map(str, cells)) for cells in (known, known.values()))
    accounts = find_needs(accounts_drawn(drawing), TEAM, rules, AS_OF)
    used = (np.array([[{"messages": messages, "storage_gb": storage}.get(m, 0.0) for m in TEAM.meter_ids]]),)
    offers = make_offers(accounts, TEAM, rules, months=used * 12)
    priced = choose(price(offers, accounts, TEAM, rules, AS_OF, months=used * 12), accounts, TEAM, rules)
    best = priced[priced["recommended"].fillna(value=False) & (priced["offer_type"] != "right_size")]
    return None if best.empty else best["add_on"].iloc[0]


def test_what_saves_money_comes_beside_what_is_needed():
    assert bought(storage=95, messages=500) == "room"
    assert bought(storage=20, messages=1900) == "pack"
    assert bought(storage=95, messages=1900) == "pack+room"
    assert bought(storage=95, messages=2900) == "pack+pack+room"


def test_but_not_beyond_the_parts_that_are_put_together():
    alone = policy(offers={"add_ons_together": 1})
    assert bought(storage=95, messages=1900, rules=alone) == "room"
