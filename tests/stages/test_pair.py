"""Which offers stand beside an account, and which of them is shown."""

import pandas as pd
import pytest

from tests.stages.judged import offers, verdicts
from tests.tables import accounts, seen
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.stages.pair import pair
from upsell_cli.stages.settle import settle

OFFERS = offers("""
    account_id | offer_id             | offer_type   | recommended | cheapest | delta_spend_minor | add_on
    acme       | tier_upgrade:growth  | tier_upgrade | yes         | no       |             1,200 | ?
    acme       | add_on:storage       | add_on       | no          | yes      |               600 | storage
    acme       | right_size:starter   | right_size   | yes         | ?        |              -400 | ?
    bolt       | tier_upgrade:growth  | tier_upgrade | no          | no       |             1,200 | ?
""")
ACME_BOLT = Accounts(ACCOUNTS.conform(accounts("account_id\nbolt\nacme")))


def test_each_account_has_its_pitch_its_smaller_plan_and_the_cheapest_way_beside_it():
    paired = pair(ACME_BOLT, OFFERS)
    names = ("pitch_id", "pitch_delta_spend_minor", "right_size_id", "right_size_saving_minor")
    assert seen(paired, *names) == {
        "acme": ("tier_upgrade:growth", 1200, "right_size:starter", 400),
        "bolt": (None, None, None, None),
    }
    cheapest = ("cheapest_id", "cheapest_add_on", "cheapest_delta_spend_minor")
    assert seen(paired, *cheapest)["acme"] == ("add_on:storage", "storage", 600)


def test_two_recommended_pitches_for_one_account_are_a_mistake_that_shows():
    twice = OFFERS.assign(recommended=True)
    with pytest.raises(pd.errors.InvalidIndexError):
        pair(ACME_BOLT, twice)


def test_the_smaller_plan_is_shown_where_that_is_the_state_and_the_pitch_elsewhere():
    judged = verdicts("account_id | state\nacme | right_size", before="settle")
    assert seen(settle(judged, OFFERS), "offer_id", "delta_spend_minor") == {
        "acme": ("right_size:starter", -400)
    }
    held = judged.assign(state=pd.array(["hold"], dtype="string"))
    assert seen(settle(held, OFFERS), "offer_id", "delta_spend_minor") == {
        "acme": ("tier_upgrade:growth", 1200)
    }


def test_an_account_without_an_offer_shows_none():
    judged = verdicts("account_id | state\nbolt | no_need", before="settle")
    assert seen(settle(judged, OFFERS), "offer_id", "quote") == {"bolt": (None, None)}


def test_without_any_offer_nothing_stands_beside_anybody():
    assert seen(pair(ACME_BOLT, offers()), "pitch_id", "cheapest_id") == {
        "acme": (None, None),
        "bolt": (None, None),
    }
