import numpy as np
import pandas as pd
import pytest

from tests.tables import accounts
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.growing import growing, rested, rows_of, whole
from upsell_cli.frames.vectors.blocks import add, days, vector
from upsell_cli.frames.vectors.gather import gathered, words

DRAWN = """
    account_id | seats | paid | renewal_date
    acme       |     5 | yes  | 2026-09-30
    bolt       |     ? | no   | ?
"""
ADDED = {"users_growth_13w": np.array([0.5, np.nan]), "at_wall": np.array([1.0, np.nan])}


def test_what_grew_is_the_frame_that_joining_makes():
    joined = add(add(accounts(DRAWN), ACCOUNTS, ADDED), ACCOUNTS, {"need_count": np.array([1, 2])})
    grown = add(add(growing(accounts(DRAWN)), ACCOUNTS, ADDED), ACCOUNTS, {"need_count": np.array([1, 2])})
    pd.testing.assert_frame_equal(whole(grown), joined)


def test_stages_read_from_it_as_from_a_frame():
    frame, own = accounts(DRAWN), growing(accounts(DRAWN))
    assert list(own.columns) == list(frame.columns)
    assert len(own) == len(frame)
    assert own["paid"].tolist() == frame["paid"].tolist()
    np.testing.assert_array_equal(vector(own, "seats"), vector(frame, "seats"))
    np.testing.assert_array_equal(vector(own, "nowhere"), vector(frame, "nowhere"))
    np.testing.assert_array_equal(days(own, "renewal_date"), days(frame, "renewal_date"))


def test_what_was_there_before_stays_as_it_was():
    begun = growing(accounts(DRAWN))
    add(begun, ACCOUNTS, ADDED)
    assert "at_wall" not in begun.columns


def test_a_column_that_is_there_is_not_added_again():
    with pytest.raises(ValueError, match="there already: seats"):
        add(growing(accounts(DRAWN)), ACCOUNTS, {"seats": np.array([1, 2])})


def test_its_rows_come_in_another_order_as_those_of_a_frame_do():
    there, places = accounts(DRAWN), np.array([1, 0, 1])
    pd.testing.assert_frame_equal(whole(rows_of(growing(there), places)), rows_of(there, places))


def test_a_text_is_coded_once_for_all_that_is_added_later():
    begun = growing(accounts(DRAWN))
    larger = add(begun, ACCOUNTS, ADDED)
    assert words(larger, "account_id") is words(begun, "account_id")
    assert words(rested(larger), "account_id") is not words(begun, "account_id")


def test_columns_of_one_name_are_not_taken_for_each_other():
    begun = growing(accounts(DRAWN))
    scale, growth = (add(begun, ACCOUNTS, {"tier_id": ["growth", tier]}) for tier in ("scale", "growth"))
    assert [words(own, "tier_id").words for own in (scale, growth)] == [("growth", "scale"), ("growth",)]


def test_rows_of_a_table_are_brought_to_their_accounts_once_and_others_for_themselves():
    own = growing(accounts(DRAWN))
    lines, others = (
        pd.DataFrame({"account_id": ids}, dtype="string") for ids in (["bolt", "acme"], ["bolt"])
    )
    assert gathered(own, lines) is gathered(add(own, ACCOUNTS, ADDED), lines)
    assert [gathered(own, rows).whose.tolist() for rows in (lines, others)] == [[1, 0], [1]]


def test_some_columns_of_what_grew_are_a_frame_of_those():
    assert list(whole(growing(accounts(DRAWN)), ["seats", "account_id"]).columns) == ["seats", "account_id"]
