"""How many seats are wanted: by who will use them until seats are next bought, and what they ever bought."""

import math
import random
from typing import Any

from tests.stages.ladder import BOOK, LADDER, standing
from tests.tables import AS_OF, book, policy, seen
from upsell_cli.stages.needs import find_needs
from upsell_cli.stages.offers import make_offers
from upsell_cli.stages.seats import size_seats

POLICY = policy()


def sized(drawing: str, *names: str, rules=POLICY) -> dict[str, object]:
    return seen(size_seats(standing(drawing), BOOK, rules), *names)


def test_seats_are_for_those_expected_and_a_tenth_more_not_for_the_upper_end_in_half_a_year():
    drawing = """
        account_id | tier_id | seats | limit[users] | use[users] | ahead[users] | upper[users]
        growing    | growth  | 40    | 40           | 38         | 42           | 70
        shrinking  | growth  | 40    | 40           | 38         | 30           | 39
        no_trend   | growth  | 40    | 40           | 38         | ?            | ?
        unread     | growth  | 40    | 40           | ?          | ?            | ?
    """
    expected = {"growing": 47, "shrinking": 42, "no_trend": 42, "unread": None}
    assert sized(drawing, "seats_wanted") == expected


def test_nobody_is_offered_more_than_twice_their_largest_order_or_more_than_they_employ():
    drawing = """
        account_id | tier_id|seats|limit[users]|use[users]| ahead[users] | most_seats_bought | employees
        bought_few | growth  | 40    | 40           | 38         | 80           | 5                 | ?
        bought_lot | growth  | 40    | 40           | 38         | 80           | 50                | ?
        never      | growth  | 40    | 40           | 38         | 80           | ?                 | ?
        outgrown   | growth  | 40    | 40           | 60         | 80           | 5                 | ?
        few_people | growth  | 40    | 40           | 38         | 80           | ?                 | 45
    """
    expected = {"bought_few": 50, "bought_lot": 88, "never": 88, "outgrown": 60, "few_people": 45}
    assert sized(drawing, "seats_wanted") == expected


def test_a_team_that_grows_or_hires_plans_for_half_a_year_unless_it_buys_by_a_rhythm_of_its_own():
    drawing = """
        account_id|tier_id|limit[users]|use[users]|ahead[users]|later[users]|users_growth_13w|hiring|seat_gap_days
        calm       |growth |40          |38        |42          |50          |0.19            |no    |?
        grows      |growth |40          |38        |42          |50          |0.20            |no    |?
        hires      |growth |40          |38        |42          |50          |0.19            |yes   |?
        by_rhythm  |growth |40          |38        |42          |50          |0.20            |yes   |49
    """
    assert sized(drawing, "seats_wanted") == {"by_rhythm": 47, "calm": 47, "grows": 55, "hires": 55}


def test_behind_a_wall_it_is_at_least_one_more_than_the_wall_lets_in():
    drawing = """
        account_id | tier_id | seats | limit[users] | use[users] | wall[users]
        at_wall    | growth  | 40    | 40           | 36         | 2
        once       | growth  | 40    | 40           | 36         | 1
    """
    assert sized(drawing, "seats_wanted") == {"at_wall": 41, "once": 40}


def test_seats_suffice_while_they_last_until_the_next_purchase():
    drawing = """
        account_id | tier_id | seats | limit[users] | use[users] | ahead[users] | upper[users]
        enough     | growth  | 40    | 40           | 33         | 36           | 60
        too_few    | growth  | 40    | 40           | 33         | 37           | 60
        not_sold   | starter | 5     | 5            | 4          | 4            | 4
        unread     | growth  | 40    | 40           | ?          | ?            | ?
    """
    expected = {"enough": True, "too_few": False, "not_sold": None, "unread": None}
    assert sized(drawing, "seats_suffice") == expected


def test_random_accounts_against_a_sum_by_hand():
    dice = random.Random(3)
    rows, wanted = [], {}
    for n in range(60):
        seats, use, order = dice.randint(5, 90), dice.randint(1, 99), dice.choice([None, 1, 5, 20])
        ahead = dice.choice([None, dice.randint(1, 140)])
        people = max(use, ahead or 0)
        plain = math.ceil(round(people * 1.1, 6))
        wanted[f"a{n}"] = plain if order is None else min(plain, max(seats + 2 * order, use))
        rows.append(f"a{n} | growth | {seats} | {seats} | {use} | {ahead or '?'} | {order or '?'}")
    header = "account_id | tier_id | seats | limit[users] | use[users] | ahead[users] | most_seats_bought"
    assert sized("\n".join([header, *rows]), "seats_wanted") == wanted


class TestOffers:
    """What is made of it."""

    def made(self, drawing: str, tiers=BOOK) -> dict[str, Any]:
        sized = size_seats(standing(drawing, tiers), tiers, POLICY)
        offers = make_offers(find_needs(sized, tiers, POLICY, AS_OF), tiers, POLICY)
        return seen(offers.assign(account_id=offers["offer_id"]), "seats_after", "meets")

    def test_seats_by_the_piece_are_as_many_as_wanted_and_meet_the_need(self):
        offers = self.made("""
            account_id | tier_id | seats | limit[users] | use[users] | ahead[users] | upper[users]
            acme       | growth  | 40    | 40           | 38         | 42           | 70
        """)
        assert offers["seat_expansion:growth:47"] == (47, True)

    def test_while_seats_suffice_being_near_them_is_no_reason(self):
        assert not self.made("""
            account_id | tier_id |seats|limit[users]| use[users] | ahead[users] | upper[users] | reach[users]
            acme       | growth  | 40    | 40           | 34         | 34           | 60           | 0.6
        """)

    def test_a_tier_that_does_not_sell_what_half_a_year_asks_for_is_outgrown(self):
        capped = book(LADDER.replace("users: 25\n", "users: 50\n"))
        offers = self.made(
            """
            account_id | tier_id | seats | limit[users] | use[users] | ahead[users] | upper[users]
            acme       | growth  | 40    | 40           | 38         | 42           | 70
            """,
            capped,
        )
        assert [offer for offer, (_, meets) in offers.items() if meets] == [
            "tier_upgrade:scale",
            "tier_upgrade:enterprise",
        ]
