"""From points to a chance, and what that is worth."""

import math

import pytest

from tests.stages.judged import nobody, verdicts
from tests.tables import book, policy, seen
from upsell_cli.frames.documents.results import Peers
from upsell_cli.stages.calibrate import calibrate

BOOK = book("tiers: [{id: one, price: 10}]")
EVEN = Peers(base_rate=0.05, base_rate_origin="prior", intercept=0.0, judged=10)


def test_ten_points_double_the_odds():
    result = calibrate(
        verdicts("account_id | points\na | 0\nb | 10\nc | -10", before="calibrate"), EVEN, BOOK, policy()
    )
    assert seen(result, "chance") == {
        "a": 0.5,
        "b": pytest.approx(2 / 3),
        "c": pytest.approx(1 / 3),
    }


def test_the_chance_of_seats_and_add_ons_is_called_a_proxy():
    drawn = verdicts(
        """
        account_id | points | offer_type
        tier       |      0 | tier_upgrade
        seats      |      0 | seat_expansion
        add_on     |      0 | add_on
        nothing    |      0 | ?
        """,
        before="calibrate",
    )
    assert seen(calibrate(drawn, EVEN, BOOK, policy()), "chance_basis") == {
        "tier": "prior",
        "seats": "prior, proxy",
        "add_on": "prior, proxy",
        "nothing": "prior",
    }


def test_the_expected_value_is_a_chance_of_what_is_added_and_nothing_of_what_is_saved():
    drawn = verdicts(
        """
        account_id | points | delta_spend_base_minor
        ours       |      0 |                  1,001
        quoted     |      0 |                      ?
        saves      |      0 |                   -500
        """,
        before="calibrate",
    )
    assert seen(calibrate(drawn, EVEN, BOOK, policy()), "expected_value_minor") == {
        "ours": 501,
        "quoted": None,
        "saves": 0,
    }


def test_margin_and_the_cost_of_a_conversation_count():
    drawn = verdicts("account_id | points | delta_spend_base_minor\nacme | 0 | 10,000", before="calibrate")
    rules = policy(chance={"margin": 0.8, "contact_cost": 12.5})
    assert seen(calibrate(drawn, EVEN, BOOK, rules), "expected_value_minor") == {"acme": 4000 - 1250}


def test_the_intercept_shifts_every_chance():
    rare = Peers(base_rate=0.1, base_rate_origin="own_history", intercept=math.log(1 / 9), judged=500)
    result = calibrate(verdicts("account_id | points\nacme | 0", before="calibrate"), rare, BOOK, policy())
    assert seen(result, "chance", "chance_basis") == {"acme": (pytest.approx(0.1), "own_history")}


def test_nobody_is_calibrated_without_a_word():
    assert len(calibrate(nobody(before="calibrate"), EVEN, BOOK, policy())) == 0
