import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import accounts, drawn
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.vectors.gather import Words, aligned, gathered, told, words

LISTED = accounts("account_id | tier_id\n a | ?\n b | ?\n c | ?")
ROWS = st.lists(
    st.tuples(st.sampled_from("abcx"), st.none() | st.integers(-5, 5).map(float), st.booleans()), max_size=12
)


def table(rows) -> pd.DataFrame:
    return pd.DataFrame({
        "account_id": pd.array([i for i, _, _ in rows], dtype="string"),
        "value": pd.array([value for _, value, _ in rows], dtype="Float64"),
    })  # fmt: skip


def by_hand(rows, combine, *, without=np.nan):
    """What each account should get: `combine` of the known values of its chosen rows."""
    own = [[value for i, value, chosen in rows if i == a and chosen and value is not None] for a in "abc"]
    return [combine(values) if values else without for values in own]


@given(ROWS)
def test_rows_come_to_their_accounts_as_they_would_by_hand(rows):
    whole = gathered(LISTED, table(rows))
    chosen = np.array([c for i, _, c in rows if i != "x"], dtype=bool)
    value = whole.vector("value")
    known = chosen & ~np.isnan(value)
    np.testing.assert_array_equal(whole.largest(value, chosen), by_hand(rows, max))
    np.testing.assert_array_equal(whole.smallest(value, chosen), by_hand(rows, min))
    np.testing.assert_array_equal(whole.median(value, chosen), by_hand(rows, np.median))
    np.testing.assert_array_equal(whole.count(known), by_hand(rows, len, without=0))
    np.testing.assert_array_equal(whole.any(known), by_hand(rows, bool, without=False))
    whole_amounts = np.nan_to_num(value).astype(np.int64)
    np.testing.assert_array_equal(whole.total(whole_amounts, known), by_hand(rows, sum, without=0))
    first = whole.first(chosen, -value)
    np.testing.assert_array_equal(np.append(value, np.nan)[first], by_hand(rows, max))


def test_the_first_row_is_decided_by_the_keys_in_their_order_and_unknown_is_last():
    rows = gathered(LISTED, table([("a", None, True), ("a", 1.0, True), ("a", 1.0, True), ("b", 2.0, True)]))
    every = np.ones(4, dtype=bool)
    assert rows.first(every, rows.vector("value"), np.array([0, 9, 8, 0])).tolist() == [2, 3, -1]
    assert rows.first(every, np.array([0, 9, 8, 0])).tolist() == [0, 3, -1]


def test_text_is_found_whatever_its_case_and_unknown_text_never():
    frame = pd.DataFrame({"type": pd.array(["Ticket", None, "note", "TICKET"], dtype="string")})
    coded = words(frame, "type")
    assert coded.among("ticket", "other").tolist() == [True, False, False, True]
    assert coded.numbers([1.0, 2.0, 3.0]).tolist()[2] == 2.0
    assert coded.order().tolist() == [1, 3, 2, 0]
    assert words(frame, "absent").among("x").tolist() == [False] * 4


def test_a_column_without_words_holds_nothing_known():
    nothing = Words(np.array([-1, -1]), ())
    assert nothing.among("x").tolist() == [False, False]
    assert np.isnan(nothing.numbers([])).all()


def test_the_first_table_that_knows_is_believed():
    column = TABLES["accounts"].contract["industry"]
    first = drawn("account_id | industry\n b | Retail\n a | ?", TABLES["accounts"].contract)
    second = drawn("account_id | industry\n a | Tools\n b | Food", TABLES["accounts"].contract)
    sources = [aligned(LISTED, table, ["industry"]) for table in (first, None, second)]
    assert told(sources, "industry", column).tolist() == ["Tools", "Retail", pd.NA]
    assert told(sources[1:2], "industry", column).isna().all()
