"""The months that charges beyond a plan are added up from, of each grain."""

import numpy as np
import pytest

from tests.tables import accounts, readings
from upsell_cli.frames.billing_months import billing_months, cut_into_months

ACME = accounts("account_id\n acme")


def months(bins, grain, kind="flow"):
    """The months of the one account and meter drawn, newest first."""
    drawn = readings(f"account_id | meter | bins\n acme | calls | {bins}")
    return [float(month[0, 0]) for month in billing_months(ACME, drawn, {"calls": kind}, grain)]


def test_months_are_taken_as_they_are():
    assert months("100 200 300", "monthly") == [300, 200, 100]
    assert months(" ".join(map(str, range(20))), "monthly") == [*range(19, 7, -1)]


def test_five_months_are_cut_from_the_weeks_there_are():
    weeks = " ".join(["70"] * 26)
    for grain in ("weekly", "daily"):
        assert months(weeks, grain) == pytest.approx([304.375] * 5)


def test_a_week_in_two_months_is_shared_by_its_days_and_none_is_lost():
    newest_first = np.arange(26.0)[None, :]
    cut = cut_into_months(newest_first, "flow")[0]
    assert cut[0] == pytest.approx(0 + 1 + 2 + 3 + 4 * 2.4375 / 7)
    last_day = 5 * 30.4375
    assert cut.sum() == pytest.approx(sum(range(21)) + 21 * (last_day - 21 * 7) / 7)


def test_a_level_is_what_stood_at_the_end_of_each_month():
    assert months(" ".join(map(str, range(26))), "weekly", "level") == [25, 21, 17, 12, 8]


@pytest.mark.parametrize(("known", "first"), [(2, 304.375), (1, np.nan)])
def test_what_is_missing_of_a_month_is_like_the_rest_and_half_of_one_must_be_known(known, first):
    found = months(" ".join(["70"] * known), "weekly")
    assert found == pytest.approx([first, *[np.nan] * 4], nan_ok=True)
