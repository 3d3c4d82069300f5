"""Which columns files have, and in which order their rows stand."""

import io
import json
from typing import Any

import pytest

from tests.render.factory import scan
from upsell_cli.problems import UpsellError
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.left_out import table_lines
from upsell_cli.render.opportunities import opportunities
from upsell_cli.render.view import arranged, view_of


def written(name: str, columns: str | None = None, sort: str | None = None, *, show_all: bool = False) -> str:
    view, stream = view_of(columns, sort), io.StringIO()
    opportunities(arranged(scan(), view), Look(), view, show_all=show_all)[name](stream)
    return stream.getvalue()


def column(name: str, sort: str, *, show_all: bool = False) -> list[Any]:
    rows = json.loads(written("json", sort=sort, show_all=show_all))["rows"]
    return [row[name] for row in rows]


def test_columns_are_given_by_name_in_the_order_asked_for():
    assert written("csv", "state,account_id").splitlines()[0] == "state,account_id"
    assert list(json.loads(written("json", "state,account_id"))["rows"][0]) == ["state", "account_id"]


def test_the_weekly_sheet_has_headings_for_people_and_keeps_its_names_for_programs():
    assert written("csv", "weekly").startswith("Rank,Account,Id,From,To,Seats added,Add-ons,Added a year,")
    assert written("md", "weekly").startswith("| Rank | Account |")
    assert "seats_added" in json.loads(written("json", "weekly"))["rows"][0]


def test_rows_are_sorted_by_any_column_and_what_is_not_known_is_last():
    upwards, downwards = column("delta_arr", "delta_arr"), column("delta_arr", "-delta_arr")
    known = sorted(amount for amount in upwards if amount is not None)
    unknown = [None] * (len(upwards) - len(known))
    assert (upwards, downwards) == ([*known, *unknown], [*known[::-1], *unknown])


def test_held_back_accounts_are_sorted_among_the_others():
    ids = column("account_id", "account_id", show_all=True)
    assert ids == sorted(ids)
    assert len(ids) > len(column("account_id", "account_id"))


@pytest.mark.parametrize(
    ("columns", "sort", "said"),
    [
        ("acount_id", None, '--columns: no column is called "acount_id". Did you mean `account_id`?'),
        ("wekly", None, "Did you mean `weekly`?"),
        ("rank,weekly", None, "--columns: `weekly` names a whole set of columns, and stands alone"),
        (None, "-scor", '--sort: no column is called "scor". Did you mean `score`?'),
        (None, "as_of", '--sort: no column is called "as_of"'),
    ],
)
def test_a_name_that_no_column_has_is_refused(columns, sort, said):
    with pytest.raises(UpsellError) as error:
        view_of(columns, sort)
    assert said in str(error.value)


def test_the_screen_says_what_its_rows_are_in_order_of():
    by_column = arranged(scan(), view_of(None, "-score,account_id"))
    for result, order in ((scan(), "expected value"), (by_column, "score, account_id")):
        assert f"  In order of {order} (--rank-by, --sort)" in list(table_lines(result, Look(), top=None))
