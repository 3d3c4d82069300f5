"""Returns of cases somebody could check with a pencil."""

from math import ceil

import numpy as np
import pytest

from upsell_cli.returns import FirstYear, hours_a_year, months_to_earn, shown_multiple, waiting, worth


def earned(case: FirstYear, months: float) -> float:
    """What a case has brought in after so many months."""
    ramp, monthly = case.ramp_months, case.worth_minor / 12
    return monthly * months**2 / (2 * ramp) if months < ramp else monthly * (months - ramp / 2)


def due(case: FirstYear, months: float) -> float:
    """What has had to be paid until then, each year ahead."""
    return case.one_off_minor + case.cost_minor * max(1, ceil(months / 12))


def test_ten_hours_of_five_people_a_week_return_eight_times_fifteen_thousand():
    hours = hours_a_year(10.0, 5.0)
    case = FirstYear(int(worth(hours, 50_00.0, 1.0)), 15_000_00)
    assert (case.worth_minor, case.shown, case.net_minor) == (130_000_00, "8x", 115_000_00)
    assert case.multiple == pytest.approx(8.6667, abs=1e-4)
    assert case.net_share == pytest.approx(7.667, abs=1e-3)


def test_ten_hours_of_the_whole_team_return_less_than_twice_the_same_cost():
    case = FirstYear(int(worth(hours_a_year(10.0, 1.0), 50_00.0, 1.0)), 15_000_00)
    assert (case.worth_minor, case.shown) == (26_000_00, "1.7x")


@pytest.mark.parametrize("cost", [0, -500_00])
def test_what_costs_nothing_more_has_no_multiple_and_never_an_infinite_one(cost):
    case = FirstYear(1_000_00, cost)
    assert (case.multiple, case.net_share, case.shown) == (None, None, "costs nothing more")
    assert case.payback_months == 0


def test_a_column_of_cases_gives_what_each_gives_alone():
    hours = hours_a_year(np.array([10.0, 10.0, np.nan]), np.array([5.0, 1.0, 3.0]))
    assert worth(hours, np.array([50_00.0] * 3), np.array([1.0, 0.5, 1.0])).tolist()[:2] == [
        13_000_000,
        1_300_000,
    ]
    assert np.isnan(worth(hours, np.array([50_00.0] * 3), np.ones(3))[2])
    ramps = np.array([0.0, 6.0, 12.0])
    earned = months_to_earn(np.full(3, 15_000.0), np.full(3, 130_000.0), ramps)
    assert earned == pytest.approx(
        [FirstYear(130_000, 15_000, ramp_months=ramp).payback_months for ramp in ramps.tolist()]
    )


@pytest.mark.parametrize("ramp", [0, 3, 12])
@pytest.mark.parametrize("one_off", [0, 5_000, 200_000])
@pytest.mark.parametrize("cost", [0, 100, 15_000, 119_000])
def test_after_the_payback_what_fell_due_is_earned_and_just_before_it_is_not(cost, one_off, ramp):
    case = FirstYear(120_000, cost, one_off, ramp)
    months = case.payback_months
    if cost + one_off == 0:
        assert months == 0
        return
    assert months is not None
    assert earned(case, months) >= due(case, months) - 1e-6
    before = months * (1 - 1e-6)
    assert earned(case, before) < due(case, before + 1e-9)


def test_what_costs_more_a_year_than_it_brings_never_pays_back():
    assert FirstYear(10_000, 15_000).payback_months is None


def test_a_ramp_longer_than_the_year_judged_is_refused():
    with pytest.raises(ValueError, match="ramp"):
        FirstYear(1, 1, ramp_months=13)


@pytest.mark.parametrize("tenths", range(50))
def test_a_multiple_below_five_is_never_shown_higher_than_it_is(tenths):
    assert shown_multiple(tenths / 10) == f"{tenths / 10:.1f}x"
    assert shown_multiple(tenths / 10 + 0.099) == f"{tenths / 10:.1f}x"


def test_waiting_half_a_year_is_told_for_the_people_of_the_return_and_net_of_what_is_not_paid():
    alone = waiting(6, 10 * 52, 26_000_00, cost_minor=15_000_00)
    team = waiting(6, 10 * 5 * 52, 130_000_00, cost_minor=15_000_00)
    assert (alone.hours, team.hours) == (260, 1_300)
    assert (team.worth_minor, team.not_paid_minor, team.net_minor) == (65_000_00, 7_500_00, 57_500_00)
