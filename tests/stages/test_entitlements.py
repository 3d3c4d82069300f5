import math

import pytest

from tests.tables import accounts, book, seen
from upsell_cli.stages.entitlements import entitle

BOOK = book("""
    meters:
      calls: {kind: flow, window: month}
    tiers:
      - id: starter
        price: 50
        limits: {users: 5, calls: 1000}
      - id: growth
        price: {monthly: 100, per_seat_monthly: 10, included_seats: 10, minimum_seats: 12}
        limits: {users: 10, storage_gb: 50, calls: {included: 5000, overage: {per: 100, price: 1}}}
      - id: team
        price: {per_seat_monthly: 10}
        limits: {users: 40}
      - id: scale
        price: {monthly: 900, per_seat_monthly: 10, included_seats: 50}
        limits: {users: unlimited, storage_gb: unlimited}
    add_ons:
      - {id: pack, price: 20, repeatable: true, extends_limits: {calls: 500}}
      - {id: roomy, price: 20, overrides: {storage_gb: {included: 200, enforcement: soft}}}
    plans:
      - match: legacy
        tier: growth
        grandfathered: true
        price: {monthly: 70}
        limits: {users: 8, calls: 9000}
      - {match: by seat, tier: starter, price: {per_seat_monthly: 9}}
""")


def entitled(drawing: str):
    return entitle(accounts(drawing), BOOK)


def test_limits_are_those_of_the_tier_and_unknown_without_one():
    facts = entitled("""
        account_id | tier_rank | plan_index | seats
        acme       |         0 |          ? |     ?
        top        |         3 |          ? |     ?
        unknown    |         ? |          ? |     5
    """)
    assert seen(facts, "limit[users]", "limit[calls]", "limit[storage_gb]") == {
        "acme": (5, 1000, None),
        "top": (math.inf, None, math.inf),
        "unknown": (None, None, None),
    }


def test_a_limit_with_overage_is_soft_and_what_is_not_said_is_neither():
    facts = entitled("account_id | tier_rank\n acme | 1")
    assert seen(facts, "soft[users]", "soft[calls]") == {"acme": (False, True)}
    assert seen(entitled("account_id | tier_rank\n acme | 0"), "soft[storage_gb]") == {"acme": None}


@pytest.mark.parametrize(
    ("rank", "seats", "users"),
    [
        pytest.param(1, 30, 30, id="bought beyond those included"),
        pytest.param(1, 3, 12, id="at least the minimum"),
        pytest.param(1, "?", 10, id="unknown: what the tier states"),
        pytest.param(2, 7, 7, id="fewer than the tier sells"),
        pytest.param(2, 60, 60, id="what is paid for, though the list sells fewer"),
        pytest.param(2, "?", 40, id="unknown: the most it sells"),
        pytest.param(3, 60, math.inf, id="unlimited stays so"),
        pytest.param(0, 60, 5, id="no price by the seat"),
    ],
)
def test_seats_paid_for_are_the_limit_on_users(rank, seats, users):
    facts = entitled(f"account_id | tier_rank | seats\n acme | {rank} | {seats}")
    assert seen(facts, "limit[users]") == {"acme": users}


def test_an_old_plan_keeps_its_own_limits_and_its_own_way_of_charging():
    facts = entitled("""
        account_id | tier_rank | plan_index | seats
        legacy     |         1 |          0 |    30
        by_seat    |         0 |          1 |    30
    """)
    assert seen(facts, "limit[users]", "limit[calls]", "soft[calls]", "limit[storage_gb]") == {
        "legacy": (8, 9000, False, 50),
        "by_seat": (30, 1000, False, None),
    }


def test_add_ons_extend_by_the_piece_and_replace_a_limit():
    facts = entitled("""
        account_id | tier_rank | held[pack] | held[roomy]
        acme       |         1 |          3 |           1
        none       |         1 |          0 |           0
        unknown    |         1 |          ? |           ?
    """)
    assert seen(facts, "limit[calls]", "limit[storage_gb]", "soft[storage_gb]") == {
        "acme": (6500, 200, True),
        "none": (5000, 50, False),
        "unknown": (5000, 50, False),
    }


def test_no_account_passes_through():
    assert list(entitled("account_id | tier_rank").filter(like="limit")) == [
        "limit[calls]", "limit[users]", "limit[storage_gb]"
    ]  # fmt: skip
