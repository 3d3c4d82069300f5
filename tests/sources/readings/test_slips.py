"""A day of usage years after all others is a slip: it does not become the day everybody is judged on."""

from datetime import date
from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs, told, use

HEADER = "account_id,date,users\n"
ROWS = f"{HEADER}A,2026-03-31,5\nB,2026-03-31,6\nC,2026-03-31,7\n"


@pytest.mark.parametrize("day", ["2062-03-31", "2028-04-01", "2106-02-07"])
def test_a_day_years_after_all_others_is_rejected_and_moves_nothing(tmp_path: Path, day: str):
    found = inputs(tmp_path, usage=f"{ROWS}D,{day},8\n")
    assert told(found) == [("far-date", 5, "date")]
    assert f"{day} is" in found.problems[0].message
    assert (found.as_of, file_of(found, "usage").last_on) == (date(2026, 3, 31), date(2026, 3, 31))
    assert set(use(found, "users")) == {"A", "B", "C"}


def test_a_day_that_exports_leave_out_is_believed(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{ROWS}D,2028-03-30,8\n")
    assert (told(found), found.as_of) == ([], date(2028, 3, 30))


def test_many_rows_of_a_far_day_are_no_slip(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{ROWS}A,2062-03-31,8\nB,2062-03-31,8\n")
    assert (told(found), found.as_of) == ([], date(2062, 3, 31))


def test_who_says_the_day_to_judge_on_is_believed(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{ROWS}D,2062-03-31,8\n", as_of=date(2062, 3, 31))
    assert told(found) == []
    assert use(found, "users")["D"] == 8


def test_slips_of_several_days_and_files_are_seen_together(tmp_path: Path):
    many = HEADER + "".join(f"A{n},2026-03-31,{n}\n" for n in range(50))
    found = inputs(
        tmp_path, usage=[many, f"{ROWS}D,2062-03-31,8\n", f"{ROWS}E,2106-02-07,8\n"], max_rejects=9
    )
    assert [code for code, _, _ in told(found) if code == "far-date"] == ["far-date", "far-date"]
    assert found.as_of == date(2026, 3, 31)
