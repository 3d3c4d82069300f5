"""CSV that a program can rely on and that a spreadsheet does not run."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.factory import LUMEN, scan
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.formats.csv import FORMULA, guarded
from upsell_cli.render.opportunities import opportunities

RUN_BY_A_SPREADSHEET = re.compile(r"[\s\u200b\ufeff]*[=+\-@|\uff1d\uff0b\uff0d\uff20]")


def written(result, name="csv", **options):
    stream = io.StringIO(newline="")
    opportunities(result, Look(), **options)[name](stream)
    return stream.getvalue()


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def unguarded(text):
    """What is left when the apostrophe before what a spreadsheet would run is taken away."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


@given(st.text(alphabet=st.sampled_from("'=+-@|\uff1d \tab1.\ufeff\u200b")))
def test_a_guarded_text_is_given_back_and_runs_nothing(text):
    safe = guarded(text)
    assert unguarded(safe) == text
    assert not RUN_BY_A_SPREADSHEET.match(safe) or re.fullmatch(r"[+-]?\d+(\.\d+)?", safe)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49 30 1", "-2+3", "@SUM(A1)", "\t=1", "\uff1d1", " =1", "|calc", "\ufeff=1"]
)
def test_a_name_that_a_spreadsheet_would_run_starts_with_an_apostrophe(cell):
    [row] = rows(written(scan(LUMEN | {"account_name": cell})))
    assert row["account_name"].startswith("'")


def test_raw_leaves_it_alone():
    [row] = rows(written(scan(LUMEN | {"account_name": "=1+1"}), raw=True))
    assert row["account_name"] == "=1+1"


def test_a_negative_amount_is_a_number_and_stays_one():
    [row] = rows(written(scan(LUMEN | {"delta_spend_minor": -1260_00})))
    assert row["delta_spend"] == "-1260.00"


def test_the_columns_stand_in_their_documented_order():
    assert written(scan()).splitlines()[0] == (
        "rank,account_id,account_name,state,held_reason,release_on,offer_type,scenario,from_tier,to_tier,add_on,"
        "quantity,score,chance,chance_basis,confidence,evidence_share,binding_meter,utilisation,"
        "peak_utilisation,breach_p_13w,breach_earliest,breach_latest,arr_now,delta_arr,delta_spend,currency,"
        "expected_value,customer_value,customer_cost,return_multiple,payback_months,value_basis,"
        "cheapest_option,owner_role,owner,contact_on,renewal_date,last_contact_on,channel,next_step,reasons,"
        "objection,evidence,change,account_url,as_of,seats_added,contact_window,held_since,fingerprint,"
        "owner_place,beyond_capacity"
    )


def test_an_id_with_leading_zeros_is_kept():
    assert "0007" in [row["account_id"] for row in rows(written(scan()))]


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (float("inf"), ""), (0.98, "0.98"), (1 / 3, "0.333333"), (1e-9, "0"), (2.0, "2")],
)
def test_a_share_is_plain_and_what_is_not_finite_is_empty(value, cell):
    [row] = rows(written(scan(LUMEN | {"utilisation": value})))
    assert row["utilisation"] == cell


@pytest.mark.parametrize(
    ("currency", "minor", "cell"), [("USD", 588_00, "588.00"), ("JPY", 900, "900"), ("KWD", 1, "0.001")]
)
def test_an_amount_has_the_digits_of_its_currency(currency, minor, cell):
    [row] = rows(written(scan(LUMEN | {"currency": currency, "arr_now_minor": minor})))
    assert row["arr_now"] == cell


def test_an_expected_value_is_in_the_catalogues_currency():
    [row] = rows(written(scan(LUMEN | {"currency": "JPY"})))
    assert (row["arr_now"], row["expected_value"]) == ("58800", "331.56")


def test_control_and_direction_marks_are_left_out_and_a_name_is_one_line():
    [row] = rows(written(scan(LUMEN | {"account_name": "A\x1b[31m\u202eB\nC\x00"})))
    assert row["account_name"] == "A[31mB C"


def test_lines_end_with_a_newline_alone():
    text = written(scan())
    assert "\r" not in text
    assert text.endswith("\n")


def test_tsv_differs_in_the_delimiter_alone():
    assert rows(written(scan())) == list(
        csv.DictReader(io.StringIO(written(scan(), "tsv"), newline=""), delimiter="\t")
    )


class TestWhichRows:
    def states(self, **options):
        return [row["state"] for row in rows(written(scan(), **options))]

    def test_the_qualified_and_those_who_would_pay_less(self):
        assert self.states() == ["qualified"] * 4 + ["saves_money"]

    def test_everybody_on_request(self):
        assert self.states(show_all=True) == [
            *["qualified"] * 4, "saves_money", "right_size", "fix_adoption_first", "cool_down",
        ]  # fmt: skip

    def test_the_first_few(self):
        assert self.states(top=3) == ["qualified"] * 3

    def test_only_a_header_when_there_is_nobody(self):
        result = scan(LUMEN | {"state": "no_need", "rank": None})
        assert rows(written(result)) == []
        assert written(result).startswith("rank,account_id")


def test_seats_of_a_bundle_stand_beside_its_add_ons():
    seats = {"from_tier": "growth", "seats": 440, "seats_after": 554}
    bundle = LUMEN | seats | {"add_on": "pack", "quantity": 1}
    [row] = rows(written(scan(bundle)))
    assert (row["quantity"], row["seats_added"]) == ("1", "114")
