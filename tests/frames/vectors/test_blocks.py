import numpy as np
import pandas as pd
import pytest

from tests.tables import accounts
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.vectors import blocks

USE = ACCOUNTS.family("use")
FACTS = accounts("""
    account_id | seats | use[users] | do_not_contact | renewal_date
    acme       |     5 |          ? | yes            | 1970-01-03
    bolt       |     ? |        2.5 | ?              | ?
""")


def test_columns_become_numbers_in_which_nan_is_not_known():
    np.testing.assert_array_equal(blocks.vector(FACTS, "seats"), [5, np.nan])
    np.testing.assert_array_equal(blocks.vector(FACTS, "do_not_contact"), [1, np.nan])
    np.testing.assert_array_equal(blocks.days(FACTS, "renewal_date"), [2, np.nan])
    np.testing.assert_array_equal(blocks.vector(FACTS, "absent"), [np.nan, np.nan])
    np.testing.assert_array_equal(blocks.days(FACTS, "absent"), [np.nan, np.nan])
    np.testing.assert_array_equal(
        blocks.block(FACTS, USE, ("calls", "users")), [[np.nan, np.nan], [np.nan, 2.5]]
    )


def test_what_is_added_has_the_declared_type_and_stands_behind():
    added = blocks.add(
        FACTS,
        ACCOUNTS,
        {"nps": np.array([1.0, np.nan]), "paid": np.array([np.nan, 1]), "subscriptions": np.array([1, 2])},
        (USE, ("calls",), np.array([[1.0], [np.nan]])),
    )
    assert list(added.columns[-4:]) == ["nps", "paid", "subscriptions", "use[calls]"]
    assert [str(dtype) for dtype in added.dtypes.iloc[-4:]] == ["Float64", "boolean", "Int64", "Float64"]
    assert added["paid"].tolist() == [pd.NA, True]
    pd.testing.assert_frame_equal(added[FACTS.columns], FACTS)


def test_what_is_there_already_is_never_replaced():
    with pytest.raises(ValueError, match=r"only adds.*seats"):
        blocks.add(FACTS, ACCOUNTS, {"seats": np.array([1, 2])})


def test_numbers_are_no_text():
    with pytest.raises(TypeError, match="string"):
        blocks.typed(np.array([1.0]), "string")
