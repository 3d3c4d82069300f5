"""Lines of averages, counts and extremes under a table are no accounts."""

from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs, told, use

USAGE = "account_id,plan,users,storage_gb\nA,pro,5,1.5\nB,pro,6,2\nC,pro,9,\n"
ACCOUNTS = {"A", "B", "C"}


@pytest.mark.parametrize(
    "line",
    [
        "Average,,6.67,1.75",
        "Mittelwert:,,6.666666667,1.75",
        "平均,,6.7,1.8",
        "Mean,,7,2",
        "Median,,6,1.75",
        "Count,,3,3",
        "Anzahl,,3,2",
        "Max,,9,2",
        "Minimum,,5,1.5",
        "**Average** (3 accounts),,6.67,",
    ],
)
def test_a_line_of_what_the_rows_above_come_to_is_left_out(tmp_path: Path, line: str):
    found = inputs(tmp_path, usage=f"{USAGE}{line}\n")
    assert [code for code in told(found) if code[0] != "undated-usage"] == [("totals-line", 5, None)]
    assert file_of(found, "usage").skipped == {"totals line": 1}
    assert set(use(found, "users")) == ACCOUNTS


def test_several_such_lines_may_stand_around_the_totals(tmp_path: Path):
    below = "Total,,20,3.5\nAverage,,6.67,1.75\nCount,,3,2\n"
    found = inputs(tmp_path, usage=f"{USAGE}{below}")
    assert file_of(found, "usage").skipped == {"totals line": 3}
    assert set(use(found, "users")) == ACCOUNTS


@pytest.mark.parametrize(
    ("line", "account"),
    [("Max,,4,1", "Max"), ("Count,pro,3,3", "Count"), ("Mean,pro,20,3.5", "Mean"), ("Maxima,,9,2", "Maxima")],
)
def test_with_other_numbers_or_a_plan_it_is_an_account_of_that_name(tmp_path: Path, line: str, account: str):
    found = inputs(tmp_path, usage=f"{USAGE}{line}\n")
    assert file_of(found, "usage").skipped == {}
    assert set(use(found, "users")) == {*ACCOUNTS, account}


def test_amounts_and_scores_have_averages_as_well(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage=USAGE,
        billing="account_id,tier,mrr\nA,growth,199.99\nB,growth,100.00\nAverage,,150.00\n",
        accounts="account_id,name,satisfaction\nA,Acme,8\nB,Bolt,7\nAverage,,7.5\n",
    )
    assert file_of(found, "billing").skipped == {"totals line": 1}
    assert file_of(found, "accounts").skipped == {"totals line": 1}


def test_a_dated_table_has_no_date_in_such_a_line(tmp_path: Path):
    usage = "account_id,date,users,storage_gb\nA,2026-05-01,5,1.5\nB,2026-05-01,6,2\nAverage,,5.5,1.75\n"
    found = inputs(tmp_path, usage=usage)
    assert told(found) == [("totals-line", 4, None)]
