import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.frames.vectors.normal import Z80, normal_share, widening


@pytest.mark.parametrize(
    ("z", "share"), [(-1.959963985, 0.025), (-1, 0.1586552539), (0.5, 0.6914624613), (3, 0.9986501020)]
)
def test_shares_of_the_normal_distribution_are_those_of_the_tables(z, share):
    assert normal_share(np.array([z]))[0] == pytest.approx(share, abs=1e-7)


@given(st.floats(-30, 30))
def test_both_sides_of_the_normal_distribution_make_one(z):
    assert normal_share(np.array([z, -z])).sum() == pytest.approx(1, abs=1e-7)


@pytest.mark.parametrize(("freedom", "t"), [(2, 1.886), (4, 1.533), (8, 1.397), (30, 1.310)])
def test_bounds_from_few_readings_are_those_of_student_to_two_per_cent(freedom, t):
    assert Z80 * widening(np.array([float(freedom)]))[0] == pytest.approx(t, rel=0.025)
