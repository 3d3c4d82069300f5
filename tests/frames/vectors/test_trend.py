import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as drawn

from upsell_cli.frames.vectors.trend import fit

LINES = drawn.arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(5, 13)), elements=st.floats(0, 1000)
)


class TestLines:
    @given(LINES, st.floats(-20, 20), st.floats(-500, 500))
    def test_a_line_added_to_a_series_is_added_to_its_line(self, values, slope, level):
        when = -np.arange(values.shape[1])
        plain, moved = fit(values, 4, 0.01), fit(values + level + slope * when, 4, 0.01)
        np.testing.assert_allclose(moved.slope, plain.slope + slope, atol=1e-6)
        np.testing.assert_allclose(moved.level, plain.level + level, atol=1e-5)

    @given(LINES, st.randoms())
    def test_rows_do_not_know_of_each_other(self, values, chance):
        order = list(range(len(values)))
        chance.shuffle(order)
        np.testing.assert_array_equal(
            fit(values, 4, 0.01).scatter[order], fit(values[order], 4, 0.01).scatter
        )

    @pytest.mark.parametrize("points", [3, 4])
    def test_too_few_points_give_no_line(self, points):
        line = fit(np.arange(float(points))[None, ::-1], 4, 0.01)
        assert np.isnan(line.slope).tolist() == [points < 4]

    def test_no_rows_and_no_bins_pass_through(self):
        assert len(fit(np.empty((0, 13)), 4, 0.01).slope) == 0
        assert np.isnan(fit(np.full((2, 1), 5.0), 4, 0.01).slope).all()

    def test_few_points_widen_what_is_not_known(self):
        zigzag = np.array([[0.7, 0.8] * 6])
        few, many = fit(zigzag[:, :4], 4, 0.01), fit(zigzag, 4, 0.01)
        assert few.scatter > many.scatter
        assert few.slope_variance > many.slope_variance
