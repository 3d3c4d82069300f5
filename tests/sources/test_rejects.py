"""Rows that cannot be used are named; every row of a file is accounted for."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import file_of, inputs, told, use
from upsell_cli.problems import UpsellError

HEADER = "account_id,date,users,storage_gb\n"
GOOD = "".join(f"A{i:02},2026-05-01,5,1.5\n" for i in range(40))


def refused(folder: Path, **given: Any) -> UpsellError:
    with pytest.raises(UpsellError) as error:
        inputs(folder, **given)
    return error.value


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("B,2026-05-01,twelve,1", "bad-number", "users"),
        ("B,2026-05-01,1_000,1", "bad-number", "users"),
        ("B,2026-05-01,#DIV/0!,1", "bad-number", "users"),
        ("B,2026-05-01,85%,1", "bad-number", "users"),
        ("B,2026-05-01,-4,1", "negative-number", "users"),
        ("B,2026-05-01,24.5,1", "not-whole", "users"),
        ("B,2026-05-01,5,inf", "bad-number", "storage_gb"),
        ("B,2026-02-30,5,1", "bad-date", "date"),
        ("B,,5,1", "missing-value", "date"),
        (",2026-05-01,5,1", "missing-value", "account_id"),
        ("1.23457E+15,2026-05-01,5,1", "mangled-id", "account_id"),
        ("B,2026-05-01,5", "wrong-fields", None),
        ("B,2026-05-01,5,1,9", "wrong-fields", None),
        ('B,2026-05-01,"5" x,1', "bad-quote", None),
        ("B\0,2026-05-01,5,1", "nul-byte", None),
    ],
)
def test_a_row_that_does_not_fit_is_rejected_by_line_and_column(
    tmp_path: Path, row: str, code: str, column: str | None
):
    found = inputs(tmp_path, usage=f"{HEADER}A,2026-05-01,5,1\n{row}\nC,2026-05-01,5,1\n")
    report = file_of(found, "usage")
    assert told(found) == [(code, 3, column)]
    assert (report.counted, report.used, report.rejected) == (3, 2, 1)
    assert set(use(found, "users")) == {"A", "C"}


def test_every_wrong_cell_of_a_row_is_told_and_the_row_counts_once(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{HEADER}{GOOD}B,2026-05-01,x,y\n")
    assert told(found) == [("bad-number", 42, "users"), ("bad-number", 42, "storage_gb")]
    assert found.rejected == 1


def test_the_line_is_the_physical_one_behind_quoted_newlines(tmp_path: Path):
    accounts = 'account_id,name,satisfaction\nA,"One\nTwo\nThree",8\nB,Bolt,great\n'
    found = inputs(tmp_path, usage=f"{HEADER}{GOOD}", accounts=accounts)
    assert ("bad-number", 5, "satisfaction") in told(found)


def test_one_row_may_always_be_rejected_and_more_only_up_to_five_percent(tmp_path: Path):
    bad = "B,2026-05-01,x,1\n"
    assert inputs(tmp_path, usage=f"{HEADER}A,2026-05-01,5,1\n{bad}").rejected == 1
    assert inputs(tmp_path, usage=f"{HEADER}{GOOD}{bad}{bad}").rejected == 2
    error = refused(tmp_path, usage=f"{HEADER}{GOOD}{bad * 3}")
    assert [p.code for p in error.problems] == ["bad-number"] * 3 + ["too-many-rejects"]
    assert "3 of 43 rows" in error.problems[-1].message


def test_a_file_without_a_row_that_can_be_used_is_refused(tmp_path: Path):
    error = refused(tmp_path, usage=f"{HEADER}B,2026-05-01,x,1\n")
    assert [p.code for p in error.problems] == ["bad-number", "too-many-rejects"]


def test_how_many_may_be_rejected_is_rows_or_a_share(tmp_path: Path):
    bad = "B,2026-05-01,x,1\n"
    usage = f"{HEADER}{GOOD}{bad * 4}"
    assert inputs(tmp_path, usage=usage, max_rejects=4).rejected == 4
    assert inputs(tmp_path, usage=usage, max_rejects=0.10).rejected == 4
    assert refused(tmp_path, usage=usage, max_rejects=3).exit_code == 2


def test_a_refusal_shows_the_first_faults_and_not_all(tmp_path: Path):
    error = refused(tmp_path, usage=HEADER + "B,2026-05-01,x,1\n" * 500)
    assert len(error.problems) == 21


def test_a_file_of_broken_records_is_refused_without_reading_on(tmp_path: Path):
    error = refused(tmp_path, usage=HEADER + 'B,2026-05-01,"5" x,1\n' * 3000)
    assert "1,001 of 1,001 rows" in error.problems[-1].message


def test_strict_allows_no_reject(tmp_path: Path):
    error = refused(tmp_path, usage=f"{HEADER}{GOOD}B,2026-05-01,x,1\n", strict=True)
    assert [p.code for p in error.problems] == ["bad-number", "strict"]


def test_a_bad_cell_in_an_optional_column_costs_the_row(tmp_path: Path):
    billing = "account_id,tier,status,currency\nA00,growth,Active,usd\nA01,growth,asleep,USD\nA02,growth,,\n"
    found = inputs(tmp_path, usage=f"{HEADER}{GOOD}", billing=billing)
    assert ("unknown-code", 3, "status") in told(found)
    assert found.tables.billing is not None
    assert found.tables.billing["account_id"].to_list() == ["A00", "A02"]


def test_an_amount_whose_sign_contradicts_the_currency_refuses_the_file(tmp_path: Path):
    billing = "account_id,tier,mrr,currency\nA00,growth,49,USD\nA01,growth,€49,USD\n"
    (problem,) = refused(tmp_path, usage=f"{HEADER}{GOOD}", billing=billing).problems
    assert (problem.code, problem.value) == ("other-currency", "€49")


def test_no_reading_is_lost_for_what_a_usage_file_says_on_the_side(tmp_path: Path):
    usage = (
        "account_id,date,users,health,created\nA,2026-05-01,5,green,01/02/24\nB,2026-05-01,6,7.5,01/02/2024\n"
    )
    found = inputs(tmp_path, usage=usage)
    assert use(found, "users") == {"A": 5, "B": 6}
    assert found.tables.profile["health"].fillna(-1).to_list() == [-1, 7.5]
    assert [(p.code, p.severity) for p in found.problems] == [("unread-cells", "warning")] * 2


@pytest.mark.parametrize(
    ("table", "content", "column", "kept"),
    [
        ("accounts", "account_id,name,health\nA,Ash,Green\nB,Box,Red\nC,Cod,Red\n", "health", [None] * 3),
        ("people", "account_id,name,role\nA,Al,Admin\nB,Bo,Owner\nC,Cy,user\n", "role", [None, None, "user"]),
    ],
)
def test_a_column_about_somebody_that_holds_something_else_is_not_known_rather_than_the_file_refused(
    tmp_path: Path, table: str, content: str, column: str, kept: list[str | None]
):
    found = inputs(tmp_path, usage=f"{HEADER}{GOOD}", **{table: content})
    rows = getattr(found.tables, table)
    assert rows[column].astype(object).where(rows[column].notna(), None).tolist() == kept
    (warning,) = [p for p in found.problems if p.code == "unread-cells"]
    assert (warning.severity, f'`{table}: {{{column}: "-"}}`' in warning.fix) == ("warning", True)


@pytest.mark.parametrize(
    "content",
    [
        "account_id,nps\nA,eleven\nB,9\nC,8\nD,x\nE,y\n",
        "account_id,lifecycle\nA,Gold\nB,Silver\nC,Gold\n",
    ],
    ids=["numbers of which some fit", "what keeps accounts from being called"],
)
def test_a_column_that_may_be_meant_so_is_no_reason_to_read_on(tmp_path: Path, content: str):
    last = refused(tmp_path, usage=f"{HEADER}{GOOD}", accounts=content).problems[-1]
    assert last.code == "too-many-rejects"


def test_a_value_in_a_message_is_short_and_shows_control_characters(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{HEADER}{GOOD}B,2026-05-01,\x1b[31m{'x' * 60},1\n")
    (problem,) = found.problems
    assert problem.value is not None
    assert problem.value.startswith("\\x1b[31mxxx")
    assert len(problem.value) <= 40


REPORT = "account_id,date,users\nA,2026-05-01,5\nB,2026-05-01,6\n"


def test_lines_of_text_under_the_table_are_left_out_and_told(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{REPORT}\nUsage of all\nCopyright\nMade by Ana\n")
    assert told(found) == [("text-below", 5, None)]
    assert file_of(found, "usage").skipped == {"text under the table": 3}


@pytest.mark.parametrize(
    ("end", "rejected"),
    [
        pytest.param("C\nD\n", [4, 5], id="rows cut to their ids"),
        pytest.param("Acme Corp\n", [4], id="one row, which may be cut"),
        pytest.param('"C 1,2026-05-01,7"\n"D 1,2026-05-01,7"\n', [4, 5], id="rows in quotes as a whole"),
        pytest.param("Usage of all\nMade by Ana\nC,2026-05-01,7\n", [4, 5], id="rows follow"),
    ],
)
def test_what_may_be_a_row_is_no_text_under_the_table(tmp_path: Path, end: str, rejected: list[int]):
    found = inputs(tmp_path, usage=f"{REPORT}{end}", max_rejects=2)
    assert told(found) == [("wrong-fields", line, None) for line in rejected]


def test_lines_of_text_without_any_row_are_no_table(tmp_path: Path):
    with pytest.raises(UpsellError) as refused:
        inputs(tmp_path, usage="account_id,date,users\nUsage of all\nMade by Ana\n")
    assert {problem.code for problem in refused.value.problems} == {"wrong-fields", "too-many-rejects"}
