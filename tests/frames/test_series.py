import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as drawn

from upsell_cli.frames.series import largest, medians, months, rates, standing
from upsell_cli.frames.trend import Z80, fit, normal_share

CELLS = st.floats(0, 1000) | st.just(np.nan)
BLOCKS = drawn.arrays(np.float64, st.tuples(st.integers(0, 6), st.integers(0, 9)), elements=CELLS)
LINES = drawn.arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(5, 13)), elements=st.floats(0, 1000)
)


@given(BLOCKS)
def test_medians_and_largest_are_those_of_the_known_values(values):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        if values.shape[1]:
            np.testing.assert_allclose(medians(values), np.nanmedian(values, axis=1), rtol=1e-12)
            np.testing.assert_array_equal(largest(values), np.nanmax(values, axis=1))
        else:
            assert np.isnan(medians(values)).all()
            assert np.isnan(largest(values)).all()


@pytest.mark.parametrize(
    ("kind", "grain", "expected"),
    [
        ("flow", "daily", 700 * 30.4375 / 7),
        ("flow", "monthly", 700),
        ("flow", "snapshot", 700),
        ("level", "daily", 700),
    ],
)
def test_only_a_flow_in_weeks_is_scaled_to_a_month(kind, grain, expected):
    assert rates(np.array([[700.0]]), kind, grain).tolist() == [[expected]]
    standing_now = standing(np.full((1, 4), 700.0), kind, grain)[0, 0]
    assert standing_now == pytest.approx(
        4 * 700 * 30.4375 / 28 if grain == "daily" and kind == "flow" else 700
    )


def test_a_month_is_not_known_from_one_week_alone():
    assert np.isnan(months(np.array([[7.0, np.nan, np.nan, np.nan]]))[0, 0])
    assert months(np.array([[7.0, 7.0, np.nan, np.nan]]))[0, 0] == pytest.approx(14 * 30.4375 / 28)


class TestLines:
    @given(LINES, st.floats(-20, 20), st.floats(-500, 500))
    def test_a_line_added_to_a_series_is_added_to_its_line(self, values, slope, level):
        when = -np.arange(values.shape[1])
        plain, moved = fit(values, 4, 0.01), fit(values + level + slope * when, 4, 0.01)
        np.testing.assert_allclose(moved.slope, plain.slope + slope, atol=1e-6)
        np.testing.assert_allclose(moved.level, plain.level + level, atol=1e-5)

    @given(LINES)
    def test_the_future_is_less_certain_the_farther_it_is(self, values):
        _, sd = fit(values, 4, 0.01).ahead(np.arange(1.0, 27.0))
        assert (np.diff(sd, axis=1) > 0).all()

    @given(LINES, st.randoms())
    def test_rows_do_not_know_of_each_other(self, values, chance):
        order = list(range(len(values)))
        chance.shuffle(order)
        np.testing.assert_array_equal(fit(values, 4, 0.01).sigma[order], fit(values[order], 4, 0.01).sigma)

    @pytest.mark.parametrize("points", [3, 4])
    def test_too_few_points_give_no_line(self, points):
        line = fit(np.arange(float(points))[None, ::-1], 4, 0.01)
        assert np.isnan(line.slope).tolist() == [points < 4]

    def test_no_rows_and_no_bins_pass_through(self):
        assert len(fit(np.empty((0, 13)), 4, 0.01).slope) == 0
        assert np.isnan(fit(np.full((2, 1), 5.0), 4, 0.01).slope).all()


@pytest.mark.parametrize(
    ("z", "share"), [(-1.959963985, 0.025), (-1, 0.1586552539), (0.5, 0.6914624613), (3, 0.9986501020)]
)
def test_shares_of_the_normal_distribution_are_those_of_the_tables(z, share):
    assert normal_share(np.array([z]))[0] == pytest.approx(share, abs=1e-7)


@given(st.floats(-30, 30))
def test_both_sides_of_the_normal_distribution_make_one(z):
    assert normal_share(np.array([z, -z])).sum() == pytest.approx(1, abs=1e-7)


class TestIntervals:
    WEEKS = np.arange(-12.0, 14.0)

    def kept(self, wander: float, scatter: float) -> list[float]:
        """Share of simulated accounts whose use 4 and 13 weeks on lies in the 80 % interval."""
        chance = np.random.default_rng(7)
        size = (3000, len(self.WEEKS))
        true = 0.8 + chance.normal(0.005, 0.01, (3000, 1)) * self.WEEKS
        steps = np.cumsum(chance.normal(0, wander * scatter, size), axis=1)
        true += steps - steps[:, [12]]
        observed = true + chance.normal(0, scatter, size)
        mean, sd = fit(observed[:, 12::-1], 4, 0.01).ahead(np.array([4.0, 13.0]))
        return list((np.abs(true[:, [16, 25]] - mean) < Z80 * sd).mean(axis=0))

    @pytest.mark.parametrize("wander", [0, 0.35])
    @pytest.mark.parametrize("scatter", [0.02, 0.05])
    def test_of_80_per_cent_hold_about_as_much(self, wander, scatter):
        assert all(0.75 < share < 0.97 for share in self.kept(wander, scatter))
