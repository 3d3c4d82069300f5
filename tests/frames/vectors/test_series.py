import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as drawn

from upsell_cli.frames.vectors.series import largest, medians, months, rates, standing

CELLS = st.floats(0, 1000) | st.just(np.nan)
BLOCKS = drawn.arrays(np.float64, st.tuples(st.integers(0, 6), st.integers(0, 9)), elements=CELLS)


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
