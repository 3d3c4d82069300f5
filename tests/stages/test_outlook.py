"""Where lines lead, and how sure that is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as drawn

from tests.tables import policy
from upsell_cli.frames.paces import Pace
from upsell_cli.frames.vectors.normal import Z80
from upsell_cli.frames.vectors.trend import fit
from upsell_cli.stages.forecast import outlook

RULES = policy().forecast
WEEKS = np.arange(1.0, 27.0)
PACE = Pace(growth=0.0, variance=RULES.pace_spread**2, straying=1.0, accounts=0, held_out=0)
USE = drawn.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(5, 13)), elements=st.floats(0.2, 2))


def look(values, pace=PACE, bins=WEEKS, bin_weeks=1.0):
    return outlook(fit(values, 4, 0.01), pace, RULES, bins, bin_weeks=bin_weeks)


@given(USE)
def test_the_future_is_less_certain_the_farther_it_is(values):
    assert (np.diff(look(values).sd, axis=1) > 0).all()


@given(USE, st.floats(1, 3))
def test_a_book_that_strays_farther_is_less_certain(values, straying):
    calm, wild = look(values), look(values, PACE._replace(straying=1.01 * straying))
    assert (wild.sd > calm.sd).all()


def test_few_readings_are_drawn_to_the_pace_of_the_book_more_than_many():
    growing = np.linspace(0.8, 0.68, 13)[None, :]
    few, many = (look(growing[:, :weeks]).mean[0, 12] for weeks in (4, 13))
    along_the_line = 0.8 + 13 * 0.01
    assert 0.8 < few < many < along_the_line


def test_a_fast_book_lifts_those_who_show_little():
    still = np.full((1, 4), 0.8)
    slow, fast = (look(still, PACE._replace(growth=growth)).mean[0, 12] for growth in (0.0, 0.02))
    assert slow == pytest.approx(0.8)
    assert fast > 0.85


def test_months_lead_where_weeks_do():
    by_week = look(np.full((1, 13), 0.8), bins=np.array([13.0]))
    by_month = look(np.full((1, 13), 0.8), bins=np.array([3.0]), bin_weeks=13 / 3)
    assert by_month.mean == pytest.approx(by_week.mean)
    assert by_month.sd == pytest.approx(by_week.sd, rel=0.35)


class TestIntervals:
    """Shares of simulated use that 80 % intervals hold; `benchmarks/forecast.py` tries many more worlds."""

    TIME = np.arange(-12.0, 14.0)

    def held(self, wander: float, scatter: float) -> list[float]:
        chance = np.random.default_rng(7)
        size = (3000, len(self.TIME))
        true = 0.8 + chance.normal(0.005, 0.01, (3000, 1)) * self.TIME
        steps = np.cumsum(chance.normal(0, wander, size), axis=1)
        use = true + steps - steps[:, [12]] + chance.normal(0, scatter, size)
        mean, sd = look(use[:, 12::-1], bins=np.array([4.0, 13.0]))
        return list((np.abs(use[:, [16, 25]] - mean) < Z80 * sd).mean(axis=0))

    @pytest.mark.parametrize("wander", [0.005, 0.015])
    @pytest.mark.parametrize("scatter", [0.02, 0.05])
    def test_hold_about_what_they_say(self, wander, scatter):
        assert all(0.72 < share < 0.97 for share in self.held(wander, scatter))
