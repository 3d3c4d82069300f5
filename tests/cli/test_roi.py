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


VALUE = """\
account_id,driver,hours_per_person_week,people,hourly_cost,stated_by,stated_on
FULL-1,reports,4,5,50.00,Ada Lind,2026-06-01
FULL-1,reports,9,5,50.00,Ada Lind,2026-01-01
"""
ACCOUNT = (
    "roi", "usage.csv", "--billing", "billing.csv", "--value", "value.csv", "--account", "FULL-1",
)  # fmt: skip


def test_an_accounts_return_is_that_of_the_scan(upsell, company):
    (company / "value.csv").write_text(VALUE)
    [row] = json.loads(upsell("scan", *ACCOUNT[1:-2], "--format", "json")[1])["rows"]
    code, out, err = upsell(*ACCOUNT, "--format", "json")
    found = json.loads(out)
    [told] = found["rows"]
    assert code == 0
    assert "the newest, of 2026-06-01, counts" in err
    names = {"value_year": "customer_value", "added_cost_year": "customer_cost"}
    assert {name: told[name] for name in names} == {name: row[other] for name, other in names.items()}
    assert (told["return_multiple"], told["basis"]) == (row["return_multiple"], "stated")
    [driver] = found["drivers"]
    assert (driver["driver"], driver["stated_by"], driver["stated_on"]) == (
        "reports",
        "Ada Lind",
        "2026-06-01",
    )
    assert driver["statements_replaced"] == 1


def test_a_figure_given_goes_before_the_accounts_and_is_said(upsell, company):
    (company / "value.csv").write_text(VALUE)
    out = upsell(*ACCOUNT, "--people", "2", "--format", "table")[1]
    assert "4 h/week \u00d7 2 people \u00d7 $50/h \u00d7 52 weeks" in out
    assert "Used: hours as given here, in place of reports (stated by Ada Lind)." in out
    assert "Our side, not for the customer: $1,800 recurring a year" in out


def test_an_explanation_has_the_same_working(upsell, company):
    (company / "value.csv").write_text(VALUE)
    [row] = json.loads(upsell("explain", "FULL-1", *ACCOUNT[1:-2], "--format", "json")[1])["rows"]
    sums = {told["name"]: (told["working"], told["result"]) for told in row["sums"]}
    assert sums["value[reports]"] == (
        "4 h a week x 5 people x $50 x 52 weeks, stated by Ada Lind on 2026-06-01, in place of 1 older",
        "$52,000",
    )
    assert sums["net_value"] == ("$52,000 - $1,800", "$50,200")
    assert sums["break_even_share"] == ("$1,800 / $52,000", "0.0346")


def test_an_explanation_counts_one_person_as_one(upsell, company):
    (company / "value.csv").write_text(VALUE.replace("reports,4,5", "reports,4,1"))
    [row] = json.loads(upsell("explain", "FULL-1", *ACCOUNT[1:-2], "--format", "json")[1])["rows"]
    [working] = [told["working"] for told in row["sums"] if told["name"] == "value[reports]"]
    assert working.startswith("4 h a week x 1 person x $50 x 52 weeks")


def test_an_account_nobody_put_in_figures_says_so(upsell, company):
    (company / "value.csv").write_text(VALUE.replace("FULL-1", "CALM-2"))
    assert "Nobody has said what it is worth." in upsell(*ACCOUNT, "--format", "table")[1]


def test_who_has_no_offer_is_told(upsell, company):
    (company / "value.csv").write_text(VALUE)
    code, out, err = upsell(*ACCOUNT[:-1], "CALM-2")
    assert (code, out) == (2, "")
    assert "CALM-2 has no offer: no_need" in err


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("FULL-1,a,-1,5,50", "negative-number"),
        ("FULL-1,a,61,5,50", "out-of-range"),
        ("FULL-1,a,1,-5,50", "negative-number"),
        ("FULL-1,a,1,5,-50", "negative-number"),
    ],
)
def test_absurd_statements_are_rejected(upsell, company, row, code):
    (company / "value.csv").write_text(f"account_id,driver,hours_per_person_week,people,hourly_cost\n{row}\n")
    out = upsell("check", *ACCOUNT[1:-2], "--format", "json")[1]
    assert [p["code"] for file in json.loads(out)["rows"] for p in file["problems"]][:2] == [
        "too-many-rejects",
        code,
    ]


def test_drivers_beside_hours_say_where_they_come_from(upsell):
    out = upsell(*ROI, "--driver", "revenue=12000", "--driver", "seats=900", "--format", "table")[1]
    assert "revenue: assumed" in out
    assert "seats: measured" in out
    assert "assumed, shown rounded down" in out


@pytest.mark.parametrize("bad", ["revenue", "revenue=much", "revenue=5:guess", "=5", "revenue=-5"])
def test_what_is_no_driver_is_refused(upsell, bad):
    assert upsell(*ROI, "--driver", bad)[0] == 2


def test_what_is_missing_is_asked_for(upsell):
    code, _, err = upsell("roi", "--people", "5")
    assert code == 2
    assert "Give `--hours-per-person-week`, `--hourly-cost`, `--added-cost-year`" in err
