"""What stands under a table is told from rows that were cut."""

from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs
from tests.sources.workbooks import workbook

USAGE = "account_id,date,users\nA,2026-05-01,5\nB,2026-05-01,6\n"
NAMED = "account_id,date,users\nHazel Works Ltd,2026-05-01,5\nElm and Sons Ltd,2026-05-01,6\n"
BELOW = "text under the table"


@pytest.mark.parametrize(
    ("under", "lines"),
    [
        ("(2 rows)\n", 1),
        ("2 rows in set\n", 1),
        ("Copyright 2026 Acme\n", 1),
        ('"Applied filters:\nYear is 2026"\n', 1),
        ("\nApplied filters:\nYear is 2026\n", 2),
        ("Report made by Ana,,\n", 1),
        (",Made by Ana Lee,\n", 1),
        ('Exported on May 1st,,\n"All figures are net, without tax",,\n', 2),
    ],
)
def test_lines_of_prose_under_a_table_are_no_rows(tmp_path: Path, under: str, lines: int):
    file = file_of(inputs(tmp_path, usage=USAGE + under), "usage")
    assert (file.used, file.rejected, file.skipped) == (2, 0, {BELOW: lines})


@pytest.mark.parametrize(
    "row", ["C\n", "Hazel\n", "C,,\n", "C,2026-05-01\n", '"C,2026-05-01,7 or more"\n', "Hazel Works\n"]
)
def test_rows_that_were_cut_are_no_prose(tmp_path: Path, row: str):
    file = file_of(inputs(tmp_path, usage=USAGE + row), "usage")
    assert (file.used, file.rejected, file.skipped) == (2, 1, {})


@pytest.mark.parametrize("row", ["Oak and Ash Ltd\n", "Oak and Ash Ltd,,\n"])
def test_a_row_without_values_is_no_prose_where_ids_have_blanks(tmp_path: Path, row: str):
    file = file_of(inputs(tmp_path, usage=NAMED + row), "usage")
    assert (file.used, file.rejected, file.skipped) == (2, 1, {})


def test_text_under_the_table_of_a_sheet_is_no_row(tmp_path: Path):
    rows = [line.split(",") for line in USAGE.splitlines()]
    made = workbook(tmp_path, "usage.xlsx", ("Usage", [*rows, [], ["Confidential"], ["Made by Ana Lee"]]))
    file = file_of(inputs(tmp_path, usage=Path(made).read_bytes()), "usage")
    assert (file.used, file.rejected, file.skipped) == (2, 0, {BELOW: 2})


def test_text_between_rows_is_a_row_that_was_cut(tmp_path: Path):
    file = file_of(inputs(tmp_path, usage=f"{USAGE}Made by Ana Lee\nC,2026-05-01,7\n"), "usage")
    assert (file.used, file.rejected) == (3, 1)


def test_lines_that_are_drawn_are_no_rows(tmp_path: Path):
    drawn = " account_id | date | users \n-----+-----+-----\n A | 2026-05-01 | 5 \n(1 row)\n"
    file = file_of(inputs(tmp_path, usage=drawn), "usage")
    assert (file.used, file.rejected, file.skipped) == (1, 0, {"header again": 1, BELOW: 1})
