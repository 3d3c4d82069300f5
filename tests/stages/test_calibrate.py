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


def test_amounts_are_in_the_catalogues_currency_and_rounded_once():
    drawn = verdicts(
        """
        account_id | points | rate | delta_spend_minor | delta_arr_minor
        ours       |      0 |    1 |             1,001 |           1,001
        theirs     |      0 | 1.10 |             1,005 |           1,005
        no_rate    |      0 |    ? |             1,005 |           1,005
        quoted     |      0 |    1 |                 ? |               ?
        saves      |      0 |    1 |              -500 |            -400
        """,
        before="calibrate",
    )
    result = calibrate(drawn, EVEN, BOOK, policy())
    names = ("delta_spend_base_minor", "delta_arr_base_minor", "expected_value_minor")
    assert seen(result, *names) == {
        "ours": (1001, 1001, 501),
        "theirs": (1106, 1106, 553),
        "no_rate": (None, None, None),
        "quoted": (None, None, None),
        "saves": (-500, -400, 0),
    }


def test_margin_and_the_cost_of_a_conversation_count():
    drawn = verdicts(
        "account_id | points | rate | delta_spend_minor\nacme | 0 | 1 | 10,000", before="calibrate"
    )
    rules = policy(chance={"margin": 0.8, "contact_cost": 12.5})
    assert seen(calibrate(drawn, EVEN, BOOK, rules), "expected_value_minor") == {"acme": 4000 - 1250}


def test_the_intercept_shifts_every_chance():
    rare = Peers(base_rate=0.1, base_rate_origin="own_history", intercept=math.log(1 / 9), judged=500)
    result = calibrate(verdicts("account_id | points\nacme | 0", before="calibrate"), rare, BOOK, policy())
    assert seen(result, "chance", "chance_basis") == {"acme": (pytest.approx(0.1), "own_history")}


def test_nobody_is_calibrated_without_a_word():
    assert len(calibrate(nobody(before="calibrate"), EVEN, BOOK, policy())) == 0
