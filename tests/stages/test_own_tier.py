"""Which of several subscriptions an offer moves, and what the others cost beside it."""

from tests.tables import AS_OF, book, seen, tables
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.subscriptions import subscribe

BOOK = book("""
    tiers:
      - {id: basic, price: {per_seat_monthly: 19}}
      - {id: pro, price: {monthly: 100, annual: 1000, per_seat_monthly: 10, included_seats: 5}}
      - {id: enterprise, price: {per_seat_monthly: 199, per_seat_annual: 1990}}
      - {id: custom, price: {quote: true}}
    plans:
      - {match: "old-pro", tier: pro, grandfathered: true, price: {monthly: 70}}
""")
MOVED = ("seats", "seats_beside", "beside_minor", "other_seats", "own_billed_minor", "moving")


def subscribed(billing: str):
    read = tables(billing=billing)
    return subscribe(list_accounts(read, AS_OF), read, BOOK, AS_OF)


def test_it_is_those_of_the_highest_tier_that_is_paid_for_and_the_lower_ones_stay():
    facts = subscribed("""
        account_id | subscription_id | tier       | seats | mrr_minor | is_trial
        acme       | s1              | basic      |   174 |    330600 | no
        acme       | s2              | pro        |    21 |     26000 | no
        acme       | s3              | enterprise |    25 |         0 | yes
    """)
    assert seen(facts, *MOVED) == {"acme": (195, 174, 39_672_00, 0, 3_120_00, "s2")}


def test_one_subscription_is_all_there_is_to_move():
    facts = subscribed(
        "account_id | subscription_id | tier | seats | mrr_minor\nacme | s1 | pro | 21 | 26000"
    )
    assert seen(facts, *MOVED) == {"acme": (21, 0, 0, 0, 3_120_00, None)}


def test_of_several_to_the_own_tier_all_move_and_the_largest_is_the_main_one():
    facts = subscribed("""
        account_id | subscription_id | tier | seats | mrr_minor
        acme       | s1              | pro  |     4 |     10000
        acme       | s2              | pro  |    21 |     26000
    """)
    assert seen(facts, *MOVED) == {"acme": (25, 0, 0, 4, 4_320_00, "s1;s2")}


def test_the_others_are_priced_each_on_its_own_and_at_the_own_tier_by_their_own_plan():
    facts = subscribed("""
        account_id | subscription_id | plan    | seats | mrr_minor | interval
        acme       | s1              | old-pro |     4 |      7000 | month
        acme       | s2              | pro     |     7 |     10000 | year
        acme       | s3              | pro     |    21 |     26000 | month
    """)
    pro, enterprise = 12 * 70_00 + 1000_00 + 2 * 120_00, 4 * 12 * 199_00 + 7 * 1990_00
    columns = ("others[pro]", "others[enterprise]", "others[custom]")
    assert seen(facts, *columns) == {"acme": (pro, enterprise, None)}


def test_lines_with_the_id_of_the_main_one_are_the_same_subscription():
    facts = subscribed("""
        account_id | subscription_id | tier | seats | mrr_minor
        acme       | s1              | pro  |     5 |     10000
        acme       | s1              | pro  |    16 |     16000
    """)
    assert seen(facts, *MOVED) == {"acme": (21, 0, 0, 0, 3_120_00, None)}


def test_a_line_without_an_amount_leaves_open_what_is_billed():
    facts = subscribed("""
        account_id | subscription_id | tier | seats | mrr_minor
        acme       | s1              | pro  |     5 |         ?
        acme       | s2              | pro  |     5 |     10000
    """)
    assert seen(facts, "own_billed_minor", "arr_now_minor") == {"acme": (None, 2400_00)}
