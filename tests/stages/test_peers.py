"""What the book as a whole tells: how often it upgrades, and what points mean in it."""

import math

import numpy as np
import pytest

from tests.stages.judged import Facts, drawing, nobody, verdicts
from tests.tables import AS_OF, policy
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.vectors.odds import chance_of
from upsell_cli.stages.peers import peers_of

POLICY = policy(chance={"least_accounts": 4, "least_upgrades": 2})
PAYING = {"paid": "yes", "status": "active", "top_of_path": "no", "points": 0.0}


def peers(*accounts: Facts) -> Peers:
    table = drawing(*({**PAYING, **facts} for facts in accounts))
    return peers_of(verdicts(table, before="qualify"), POLICY, AS_OF)


def test_enough_accounts_with_enough_upgrades_give_their_own_rate():
    found = peers({"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-04-01"}, {}, {})
    assert (found.base_rate, found.base_rate_origin) == ((2 + 0.5) / (4 + 1), "own_history")


def test_who_was_at_the_top_all_along_could_not_upgrade_and_is_not_counted():
    moved = {"last_upgrade_on": "2026-06-30", "top_of_path": "yes"}
    found = peers(moved, {"last_upgrade_on": "2026-06-30"}, {}, {}, {"top_of_path": "yes"})
    assert found.base_rate == (2 + 0.5) / (4 + 1)


@pytest.mark.parametrize(
    "accounts",
    [
        [{"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-03-31"}, {}, {}],
        [{"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-07-01"}, {}, {}],
        [{"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-06-30"}, {}],
        [{"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-06-30", "paid": "no"}, {}, {}],
        [{"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-06-30", "status": "ended"}, {}, {}],
        [{"last_upgrade_on": "2026-06-30"}, {"last_upgrade_on": "2026-06-30", "lifecycle": "lead"}, {}, {}],
        [],
    ],
)
def test_too_few_live_accounts_or_upgrades_in_the_quarter_leave_the_prior(accounts):
    found = peers(*accounts)
    assert (found.base_rate, found.base_rate_origin) == (0.05, "prior")


def test_the_mean_chance_of_those_who_could_upgrade_is_the_base_rate():
    found = peers(
        {"points": 40.0}, {"points": -20.0}, {"points": 3.0}, {"points": 60.0, "top_of_path": "yes"},
        {"points": 60.0, "paid": "no"}, {"points": 60.0, "status": "ended"},
    )  # fmt: skip
    chances = chance_of(np.array([40.0, -20.0, 3.0]), found.intercept)
    assert chances.mean() == pytest.approx(0.05, abs=1e-9)
    assert found.judged == 3


def test_accounts_whose_tier_is_not_known_move_nobodys_chance():
    known = ({"points": 40.0}, {"points": -20.0})
    assert peers(*known, {"points": 60.0, "top_of_path": "?"}) == peers(*known)


def test_where_payment_is_not_known_accounts_are_taken_along():
    assert peers({"paid": "?"}, {"paid": "?", "points": 10.0}).judged == 2


def test_with_nobody_to_learn_from_no_points_stand_for_the_base_rate():
    for found in (peers_of(nobody(before="qualify"), POLICY, AS_OF), peers({"top_of_path": "yes"})):
        assert found.intercept == pytest.approx(math.log(0.05 / 0.95))
        assert found.judged == 0


@pytest.mark.parametrize("prior", [0.0, 1.0])
def test_an_impossible_base_rate_still_gives_a_chance(prior):
    certain = policy(chance={"prior": prior})
    found = peers_of(verdicts(drawing(PAYING, PAYING), before="qualify"), certain, AS_OF)
    assert chance_of(np.array([0.0]), found.intercept)[0] == pytest.approx(prior, abs=1e-9)
