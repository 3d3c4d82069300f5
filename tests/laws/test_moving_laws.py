"""Offers to accounts with many subscriptions, against a sum over each subscription by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.ladder import by_offer
from tests.tables import AS_OF, book, policy, tables
from upsell_cli.frames.growing import whole
from upsell_cli.workflows.assess import know, offer

BOOK = book("""
    tiers:
      - {id: basic, price: {per_seat_monthly: 19}}
      - {id: pro, price: {monthly: 100, per_seat_monthly: 10, included_seats: 5}}
      - {id: enterprise, price: {per_seat_monthly: 199, minimum_seats: 3}}
""")
POLICY = policy()
TIERS = ("basic", "pro", "enterprise")

subscriptions = st.lists(st.tuples(st.sampled_from(TIERS[:2]), st.integers(1, 40)), min_size=1, max_size=6)


def a_month(tier: str, seats: int) -> int:
    """The list price in minor units."""
    prices = {
        "basic": 19_00 * seats,
        "pro": 100_00 + 10_00 * max(seats - 5, 0),
        "enterprise": 199_00 * max(seats, 3),
    }
    return prices[tier]


@settings(max_examples=10, deadline=None)
@given(subscriptions)
def test_a_move_lifts_every_subscription_of_the_highest_tier_and_no_other(held):
    lines = [
        f"acme | s{n} | {tier} | {seats} | {a_month(tier, seats)}" for n, (tier, seats) in enumerate(held)
    ]
    billing = "\n".join(["account_id | subscription_id | tier | seats | mrr_minor", *lines])
    read = tables(billing=billing, events=f"account_id | date | type\nacme | {AS_OF} | blocked")
    accounts = know(read, BOOK, POLICY, AS_OF, "weekly")
    offers = whole(offer(accounts, read, BOOK, POLICY, AS_OF, "weekly"))
    deltas = by_offer(offers, "delta_arr_minor")

    own = max((tier for tier, _ in held), key=TIERS.index)
    for target in TIERS[TIERS.index(own) + 1 :]:
        more = [a_month(target, seats) - a_month(own, seats) for tier, seats in held if tier == own]
        assert deltas[f"acme tier_upgrade:{target}"] == 12 * sum(more)
