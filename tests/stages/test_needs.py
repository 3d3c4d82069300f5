"""What counts as a reason, and how much an offer would have to allow."""

import pytest

from tests.stages.ladder import BOOK, standing
from tests.tables import AS_OF, book, policy, seen
from upsell_cli.frames.accounts import Accounts
from upsell_cli.stages.needs import find_needs

POLICY = policy()


def found(drawing: str, *names: str, tiers=BOOK) -> dict[str, object]:
    return seen(find_needs(standing(drawing), tiers, POLICY, AS_OF), *names)


def test_a_limit_is_a_reason_from_eighty_percent():
    assert found(
        """
        account_id | tier_id | use[storage_gb]
        below      | growth  | 79.9
        near       | growth  | 80
        over       | growth  | 130
        unknown    | growth  | ?
        """,
        "need[limit]",
    ) == {"below": None, "near": True, "over": True, "unknown": None}


def test_a_limit_is_no_reason_only_when_all_limited_meters_are_known():
    assert found(
        """
        account_id | tier_id    | use[users] | use[storage_gb] | use[api_calls]
        roomy      | growth     | 3          | 10              | 100
        partly     | growth     | 3          | ?               | 100
        unlimited  | enterprise | ?          | ?               | ?
        no_tier    | ?          | 3          | 10              | 100
        """,
        "need[limit]",
    ) == {"roomy": False, "partly": None, "unlimited": False, "no_tier": None}


def test_one_whole_unit_left_is_near_however_small_the_share():
    assert found(
        """
        account_id | tier_id | use[users] | limit[users] | use[storage_gb] | use[api_calls]
        one_left   | starter | 1          | 2            | 0               | 0
        two_left   | starter | 1          | 3            | 0               | 0
        idle       | starter | 0          | 1            | 0               | 0
        gigabyte   | starter | 0          | 5            | 1               | 0
        """,
        "need[limit]",
    ) == {"one_left": True, "two_left": False, "idle": False, "gigabyte": False}


def test_any_use_of_what_is_not_in_the_plan_is_at_the_limit_and_none_is_ignored():
    assert found(
        """
        account_id | tier_id | use[users] | use[storage_gb] | limit[storage_gb] | use[api_calls]
        uses       | starter | 1          | 0.5             | 0                 | 0
        does_not   | starter | 1          | 0               | 0                 | 0
        """,
        "need[limit]",
    ) == {"uses": True, "does_not": False}


def test_reaching_a_limit_is_a_reason_until_it_is_reached():
    assert found(
        """
        account_id | tier_id | use[users] | use[storage_gb] | use[api_calls] | reach[storage_gb]
        likely     | growth  | 3          | 70              | 100            | 0.5
        unlikely   | growth  | 3          | 70              | 100            | 0.49
        over       | growth  | 3          | 110             | 100            | 1
        too_far    | growth  | 3          | 20              | 100            | ?
        no_slope   | growth  | 3          | 70              | 100            | ?
        """,
        "need[reach]",
    ) == {"likely": True, "unlikely": False, "over": False, "too_far": False, "no_slope": None}


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [("asked_days", True), ("feature_requests", True), ("blocked_attempts", False)],
)
def test_a_feature_asked_for_is_a_reason_with_or_without_its_name(drawn, expected):
    needs = found(f"account_id | tier_id | {drawn}\nacme | growth | 1", "need[feature]")
    assert needs == {"acme": expected or None}


def test_answers_slower_than_promised_are_a_reason_when_there_are_enough_and_something_faster_exists():
    assert found(
        """
        account_id | tier_id    | tickets | reply_hours | held[fast_help]
        slow       | growth     | 3       | 30          | 0
        as_agreed  | growth     | 3       | 24          | 0
        few        | growth     | 2       | 30          | 0
        prompt     | growth     | 3       | 1           | 0
        at_the_top | enterprise | 3       | 30          | 0
        unknown    | growth     | 3       | ?           | 0
        """,
        "need[support]",
        "support_hours_wanted",
    ) == {
        "slow": (True, 4.0),
        "as_agreed": (False, None),
        "few": (False, None),
        "prompt": (False, None),
        "at_the_top": (False, None),
        "unknown": (None, None),
    }


def test_an_add_on_that_is_held_has_made_its_promise_already():
    assert found(
        """
        account_id | tier_id | tickets | reply_hours | held[fast_help]
        held       | scale   | 3       | 3           | 1
        not_held   | scale   | 3       | 3           | 0
        perhaps    | scale   | 3       | 3           | ?
        either_way | scale   | 3       | 5           | ?
        """,
        "need[support]",
        "support_hours_wanted",
    ) == {
        "held": (True, 1.0),
        "not_held": (False, None),
        "perhaps": (None, None),
        "either_way": (True, 2.0),
    }


def test_where_nothing_is_promised_any_promise_that_beats_the_waiting_counts():
    silent = """
        tiers:
          - {id: starter, price: 50}
          - {id: growth, price: 150, support: {response_hours: 4}}
        """
    drawing = """
        account_id | tier_id | tickets | reply_hours
        slow       | starter | 3       | 5
        prompt     | starter | 3       | 4
        """
    assert found(drawing, "need[support]", "support_hours_promised", tiers=book(silent)) == {
        "slow": (True, None),
        "prompt": (False, None),
    }


def test_compliance_is_a_reason_when_something_safer_can_be_had():
    assert found(
        """
        account_id | tier_id | compliance_deadline | compliance_request
        soon       | growth  | 2026-12-29          | ?
        too_far    | growth  | 2026-12-30          | no
        today      | growth  | 2026-06-30          | no
        past       | growth  | 2026-06-29          | no
        asked      | growth  | ?                   | yes
        unknown    | growth  | ?                   | ?
        safe       | scale   | 2026-09-01          | yes
        """,
        "need[compliance]",
    ) == {
        "soon": True,
        "too_far": False,
        "today": True,
        "past": False,
        "asked": True,
        "unknown": None,
        "safe": False,
    }


def test_a_growing_team_is_a_reason_once_its_places_fill_up():
    assert found(
        """
        account_id | tier_id    | use[users] | users_growth_13w | hiring
        growing    | growth     | 15         | 0.2              | ?
        hiring     | growth     | 15         | 0                | yes
        roomy      | growth     | 14         | 0.5              | yes
        steady     | growth     | 15         | 0.1              | no
        unknown    | growth     | 15         | 0.1              | ?
        unlimited  | enterprise | 15         | 0.5              | yes
        """,
        "need[team]",
    ) == {
        "growing": True,
        "hiring": True,
        "roomy": False,
        "steady": False,
        "unknown": None,
        "unlimited": False,
    }


def test_needs_are_counted_and_named_the_strongest_first():
    assert found(
        """
        account_id | tier_id | use[storage_gb] | asked_days | blocked_attempts | hiring | use[users]
        many       | growth  | 95              | 2          | 1                | yes    | 20
        none       | growth  | ?               | 0          | 0                | ?      | ?
        """,
        "needs",
        "need_count",
    ) == {"many": ("limit;feature;blocked;team", 4), "none": ("", 0)}


def test_an_offer_must_allow_the_larger_of_use_and_forecast_and_a_tenth_more():
    assert found(
        """
        account_id | tier_id    | use[users] | upper[users]
        used       | growth     | 10         | 8
        expected   | growth     | 10         | 20
        no_wish    | growth     | ?          | 20
        unlimited  | enterprise | 10         | 20
        """,
        "required[users]",
    ) == {"used": 11.0, "expected": 22.0, "no_wish": None, "unlimited": None}


def test_nobody_needs_more_seats_than_they_have_people():
    assert found(
        """
        account_id | tier_id | use[users] | upper[users] | employees
        small      | growth  | 20         | 60           | 40
        large      | growth  | 20         | 60           | 900
        outgrown   | growth  | 20         | 60           | 12
        unknown    | growth  | 20         | 60           | ?
        """,
        "required[users]",
    ) == {"small": 40, "large": 66, "outgrown": 66, "unknown": 66}


def test_an_offer_must_allow_more_than_a_limit_that_is_near():
    drawing = """
        account_id | tier_id | use[users] | use[storage_gb]
        near       | growth  | 20         | 85
        roomy      | growth  | 19         | 70
    """
    assert found(drawing, "required[users]", "required[storage_gb]") == {
        "near": (26.0, 101.0),
        "roomy": (20.9, 77.0),
    }


def test_behind_a_hard_wall_need_is_a_unit_more_than_the_wall_lets_through():
    assert found(
        """
        account_id | tier_id | use[users] | wall[users] | use[api_calls] | wall[api_calls]
        at_wall    | starter | 3.5        | 2           | ?              | ?
        once       | starter | 3.5        | 1           | ?              | ?
        soft       | growth  | ?          | ?           | 70000          | 4
        """,
        "required[users]",
        "required[api_calls]",
    ) == {"at_wall": (6.0, None), "once": (3.85, None), "soft": (None, pytest.approx(77000))}


def test_a_book_without_support_or_security_gives_no_such_need():
    plain = book("tiers: [{id: starter, price: 10, limits: {users: 5}}, {id: growth, price: 20}]")
    drawing = """
        account_id | tier_id | tickets | reply_hours | compliance_request
        acme       | starter | 9       | 99          | yes
    """
    assert found(drawing, "need[support]", "need[compliance]", tiers=plain) == {"acme": (False, False)}


def test_no_accounts_have_no_needs():
    nobody = standing("account_id | tier_id | use[users]\nacme | growth | 3").iloc[:0]
    assert len(find_needs(Accounts(nobody), BOOK, POLICY, AS_OF)) == 0


def test_a_limit_that_may_be_passed_at_a_price_stops_nobody_and_is_a_need_of_its_own():
    assert found(
        """
        account_id | tier_id | use[users] | use[storage_gb] | use[api_calls] | reach[api_calls]
        over       | growth  | 3          | 10              | 150000         | ?
        soon       | growth  | 3          | 10              | 80000          | 0.9
        within     | growth  | 3          | 10              | 79000          | 0.9
        unread     | growth  | 3          | 10              | ?              | ?
        also_full  | growth  | 3          | 95              | 150000         | ?
        hard       | starter | 3          | 1               | 9900           | ?
        no_tier    | ?       | 3          | 1               | 9900           | ?
        """,
        "need[limit]",
        "need[reach]",
        "need[overage]",
    ) == {
        "over": (False, False, True),
        "soon": (False, False, True),
        "within": (False, False, False),
        "unread": (False, False, None),
        "also_full": (True, None, True),
        "hard": (True, None, False),
        "no_tier": (None, None, None),
    }


def test_charges_ask_for_more_than_is_included_now():
    drawing = "account_id | tier_id | use[api_calls]\nacme | growth | 80000"
    assert found(drawing, "required[api_calls]") == {"acme": 100001}
