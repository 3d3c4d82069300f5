"""`upsell roi`: a sum somebody could do with a pencil."""

import json

import pytest

ROI = (
    "roi", "--hours-per-person-week", "10", "--people", "5",
    "--hourly-cost", "50", "--added-cost-year", "15000",
)  # fmt: skip


def figures(upsell, *more):
    code, out, _ = upsell(*ROI, *more, "--format", "json")
    assert code == 0
    [row] = json.loads(out)["rows"]
    return row


def test_ten_hours_of_five_people_a_week_against_fifteen_thousand(upsell):
    row = figures(upsell)
    assert (row["value_year"], row["return_shown"], row["net_value"]) == (130000, "8x", 115000)
    assert (row["return_multiple"], row["net_roi"]) == (8.666667, 7.666667)
    assert (row["payback_months"], row["break_even_share"]) == (1.38, 0.115385)


@pytest.mark.parametrize(
    ("flag", "value", "worth"),
    [("--realisation", "0.5", 65000), ("--automated-share", "0.8", 104000), ("--weeks", "46", 115000)],
)
def test_shares_and_weeks_scale_the_value(upsell, flag, value, worth):
    assert figures(upsell, flag, value)["value_year"] == worth


def test_what_is_paid_once_counts_in_the_first_year(upsell):
    assert figures(upsell, "--one-off-cost", "50000")["return_multiple"] == 2


def test_no_added_cost_is_no_infinite_return(upsell):
    row = figures(upsell, "--added-cost-year", "0")
    assert (row["return_multiple"], row["return_shown"]) == (None, "costs nothing more")


def test_the_working_is_shown_and_the_question_behind_it(upsell, snapshot):
    assert upsell(*ROI, "--format", "table")[1] == snapshot


def test_an_amount_in_another_currency(upsell):
    assert "¥50/h" in upsell(*ROI, "--currency", "JPY", "--format", "table")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--hourly-cost", "fifty"), '"fifty" is not an amount'),
        (("--people", "-1"), "--people"),
        (("--realisation", "2"), "--realisation"),
    ],
)
def test_what_is_no_figure_is_refused(upsell, arguments, said):
    code, out, err = upsell(*ROI, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_what_does_not_pay_is_said_so(upsell):
    told = upsell(
        "roi", "--hours-per-person-week", "0.1", "--people", "5", "--hourly-cost", "50",
        "--added-cost-year", "15000", "--format", "table",
    )[1]  # fmt: skip
    assert "under 0.1\u00d7  0.09, it does not pay in a year" in told
    assert "1,153.8%  of the claimed value would be needed for it to pay" in told
    assert "0.0\u00d7" not in told
    assert "still pay" not in told
