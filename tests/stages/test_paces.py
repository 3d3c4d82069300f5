"""What the whole book says of growth."""

import numpy as np
import pytest

from tests.tables import AS_OF, accounts, book, policy, readings
from upsell_cli.frames.paces import Pace
from upsell_cli.frames.tables import Readings
from upsell_cli.stages.forecast import histories, pace_of, paces_of
from upsell_cli.stages.usage import measure

RULES = policy().forecast
PRIOR = Pace(RULES.pace, RULES.pace_spread**2, straying=1.0, accounts=0, held_out=0)


def learned(values: np.ndarray, bin_weeks: float = 1.0) -> Pace:
    return pace_of(values, np.full(len(values), 0.01), RULES, bin_weeks)


def lines(growth: np.ndarray, weeks: int, scatter: float = 0.0, wander: float = 0.0) -> np.ndarray:
    """Use of accounts that grow so fast a week, newest first, at 0.8 today."""
    chance, size = np.random.default_rng(3), (len(growth), weeks)
    steps = np.cumsum(chance.normal(0, wander, size), axis=1)
    noise = chance.normal(0, scatter, size)
    use: np.ndarray = 0.8 * (1 - growth[:, None] * np.arange(float(weeks))) + steps + noise
    return use


def growing(accounts: int, mean: float, spread: float) -> np.ndarray:
    return np.random.default_rng(5).normal(mean, spread, accounts)


@pytest.mark.parametrize("values", [np.empty((0, 13)), np.full((3, 13), np.nan), np.full((5, 3), 0.8)])
def test_a_book_without_history_has_the_pace_of_the_policy(values):
    assert learned(values) == PRIOR


def test_a_single_account_hardly_moves_it():
    one = learned(lines(np.array([0.02]), 26))
    assert 0 < one.growth < 0.005
    assert one.straying == pytest.approx(1.0, abs=0.1)


def test_a_large_book_says_itself_how_fast_it_grows():
    pace = learned(lines(growing(2000, 0.01, 0.02), 13, scatter=0.02))
    assert pace.growth == pytest.approx(0.01, abs=0.002)
    assert pace.variance**0.5 == pytest.approx(0.02, rel=0.1)
    assert pace.accounts == 2000


def test_those_few_who_grow_are_not_drawn_to_the_many_who_stand_still():
    assert learned(lines(growing(2000, 0, 0.0001), 13)).variance == pytest.approx(RULES.pace_spread**2)


def test_use_at_nothing_is_no_growth_to_learn_from():
    assert learned(np.zeros((50, 13))).accounts == 0


def test_the_last_weeks_tell_a_calm_book_from_a_wild_one():
    calm, wild = (
        learned(lines(growing(1000, 0, 0.005), 26, scatter=0.01, wander=wander)) for wander in (0.002, 0.04)
    )
    assert calm.straying < 0.8
    assert wild.straying > 1.5
    assert calm.held_out == wild.held_out == 1000


def test_the_factor_they_give_stays_within_bounds():
    assert learned(lines(growing(5000, 0, 0.005), 26, wander=0.3)).straying <= RULES.most_straying
    assert learned(lines(growing(5000, 0, 0.0001), 26)).straying >= RULES.least_straying


def test_a_history_too_short_to_hold_weeks_out_says_nothing_of_straying():
    pace = learned(lines(growing(1000, 0, 0.005), 8, wander=0.05))
    assert (pace.straying, pace.held_out) == (1.0, 0)


def test_growth_a_week_is_the_same_by_weeks_and_by_months():
    weekly = learned(lines(growing(500, 0.01, 0.01), 13))
    monthly = learned(lines(4 * growing(500, 0.01, 0.01), 8), bin_weeks=4.0)
    assert monthly.growth == pytest.approx(weekly.growth, rel=0.1)


def test_every_meter_of_the_catalogue_has_a_pace_and_the_order_of_rows_none():
    shelf = book("tiers: [{id: starter, price: 50, limits: {users: 100, storage_gb: 10}}]")
    rows = readings("""
        account_id | meter | bins
        acme       | users | 60 62 63 66 68 69 71 75
        borg       | users | 80 81 79 80 82 81 80 79
    """)
    known = accounts("account_id | tier_rank | limit[users]\n acme | 0 | 100\n borg | 0 | 100")
    measured = measure(known, rows, shelf, policy(), AS_OF, "weekly")
    paces, turned = (
        paces_of([histories(measured, read, shelf, policy(), "weekly")], policy(), "weekly")
        for read in (rows, Readings(rows[::-1].reset_index(drop=True)))
    )
    assert list(paces) == list(shelf.meter_ids)
    assert paces["storage_gb"] == PRIOR
    assert paces["users"].accounts == 2
    assert turned == paces
