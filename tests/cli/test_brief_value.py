"""The worked example, in both readings of "ten hours", through the real command."""

import json

import pytest

TIERS = """\
version: 1
tiers:
  - {id: team, name: Team, price: {annual: 10000}, limits: {users: 5}}
  - id: firm
    name: Firm
    price: {annual: 25000}
    limits: {users: 500}
    terms: {trial_days: 30, co_term: true}
"""
BILLING = """\
account_id,tier,arr,currency,interval,started_at,term_start,term_end,renewal_date
A,team,10000.00,USD,year,2024-01-01,2026-01-01,2027-01-01,2027-01-01
"""
USAGE = "account_id,date,active_users\n" + "".join(
    f"A,2026-{m:02}-{d:02},5\n" for m in (5, 6) for d in (2, 9, 16, 23, 30)
)
VALUE = "account_id,driver,hours_per_person_week,people,hourly_cost,source,stated_by,stated_on\n"


@pytest.fixture
def words(upsell, company):
    """The words of the brief of A, given what was said of its value, or by what `value.csv` says already."""
    (company / "tiers.yaml").write_text(TIERS)
    (company / "billing.csv").write_text(BILLING)
    (company / "usage.csv").write_text(USAGE)

    def told(*said, kind="rep"):
        if said:
            (company / "value.csv").write_text(VALUE + "".join(f"{row}\n" for row in said))
        files = ("usage.csv", "--billing", "billing.csv", "--value", "value.csv", "--kind", kind)
        code, out, err = upsell("brief", "A", *files, "--format", "json")
        assert code == 0, err
        [brief] = json.loads(out)["rows"]
        lines = [line["text"] for section in brief["sections"] for line in section["lines"]]
        return {name: word["text"] for name, word in brief["words"].items()}, lines

    return told


def test_ten_hours_for_each_of_five_people_give_back_eight_times_the_price(words):
    told, lines = words("A,,10,5,50,stated,Rosa Kaur,2026-06-01")
    assert told["worth"] == "$130,000 a year"
    assert told["spend"] == "$15,000 a year"
    assert (told["return"], told["payback"], told["pays_at"]) == ("8x", "1.4 months", "11.5 %")
    assert told["net"] == "$115,000 a year"
    assert (
        "If the hours are the whole team's, not each person's, it is $26,000 a year and 1.7x: ask which."
        in lines
    )
    assert "$130,000 a year = 10 h a week x 5 people x $50 x 52 weeks (stated by Rosa Kaur, 1 Jun)" in lines


def test_ten_hours_for_the_whole_team_give_back_a_fifth_of_that(words):
    told, lines = words("A,,10,1,50,stated,Rosa Kaur,2026-06-01")
    assert (told["worth"], told["return"], told["net"]) == ("$26,000 a year", "1.7x", "$11,000 a year")
    assert "whole_team" not in told
    assert any("10 h a week x 1 person x $50 x 52 weeks" in line for line in lines)


def test_waiting_is_priced_on_the_same_people_net_of_what_is_not_paid(words):
    told, _ = words("A,,10,5,50,stated,Rosa Kaur,2026-06-01")
    assert told["wait_for"] == "185 days"
    assert told["wait_hours"] == "1,317 hours"  # 2,600 a year x 185 / 365.25 days
    assert told["wait_net"] == "$58,247"  # 115,000 x 185 / 365.25, in whole dollars


def test_of_two_statements_the_newest_counts(words):
    told, _ = words("A,,10,5,50,stated,Rosa Kaur,2026-06-01", "A,,2,5,50,stated,Ines Moss,2026-06-20")
    assert (told["worth"], told["stated_by"]) == ("$26,000 a year", "Ines Moss")


def test_what_is_assumed_never_gives_a_multiple_without_saying_so(words):
    told, _ = words("A,,10,5,50,assumed,,")
    assert told["return"] == "4.3x, assumed"


def test_what_does_not_pay_is_not_pitched_on_its_return(words):
    told, lines = words("A,,1,5,50,stated,Rosa Kaur,2026-06-01")
    assert "return" not in told
    assert any("It would have to be worth $15,000 a year" in line for line in lines)


def test_what_is_paid_once_and_how_long_it_takes_are_told_with_the_return(words, company):
    header = VALUE.replace("source", "one_off_cost,ramp_months,source")
    (company / "value.csv").write_text(f"{header}A,,10,5,50,5000,6,stated,Rosa Kaur,2026-06-01\n")
    told, lines = words()
    assert (told["return"], told["one_off"], told["ramp"]) == (
        "4.8x",
        "$5,000",
        "6 months",
    )  # 97,500 / 20,000
    first_year = (
        "That is the first year: $5,000 is paid once, and it takes 6 months until all of it is there."
    )
    assert first_year in lines
    assert "That leaves them $77,500 in the first year." in lines


def test_hours_given_back_are_those_that_really_go(words, company):
    (company / "tiers.yaml").write_text(TIERS + "value: {automated_share: 0.8}\n")
    told, lines = words("A,,10,5,50,stated,Rosa Kaur,2026-06-01")
    assert told["worth"] == "$104,000 a year"
    assert "They would get back 2,080 hours a year: capacity, not cash." in lines
    assert told["wait_hours"] == "1,054 hours"  # 2,080 a year x 185 / 365.25 days


def test_terms_are_offered_only_as_the_tier_says(words):
    told, _ = words("A,,10,5,50,stated,Rosa Kaur,2026-06-01")
    assert (told["trial"], told["co_term"]) == ("30 days", "1 Jan 2027")
    assert {"pro_rata", "downgrade", "how_to_buy"}.isdisjoint(told)
