"""Reports with a column for each day are read day by day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import CALLS, USERS, file_of, inputs, told, use
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem, UpsellError


def read(folder: Path, usage: str, **more: Any) -> Inputs:
    return inputs(folder, **{"usage": usage, "meters": (USERS,), **more})


def refused(folder: Path, usage: str, **more: Any) -> Problem:
    with pytest.raises(UpsellError) as error:
        read(folder, usage, **more)
    (problem,) = error.value.problems
    return problem


def test_each_day_is_a_reading_and_a_blank_cell_is_none(tmp_path: Path):
    found = read(tmp_path, "account_id,2026-05-05,2026-05-12,2026-05-19\nA,1,2,3\nB,4,,\n")
    assert use(found, "users") == {"A": 3, "B": None}
    assert use(found, "users", "bin[2]") == {"A": 1, "B": 4}
    assert (found.as_of, found.grain) == (date(2026, 5, 19), "weekly")
    report = file_of(found, "usage")
    assert (report.counted, report.used, report.first_on) == (2, 2, date(2026, 5, 5))
    assert [(m.header, m.column, m.how) for m in report.columns][1] == ("2026-05-05", "2026-05-05", "date")


@pytest.mark.parametrize(
    "days",
    [
        "2026-04-30T00:00:00,2026-05-31T00:00:00",
        "2026-04,2026-05",
        '"Apr 30, 2026","May 31, 2026"',
        "30/04/2026,31/05/2026",
        "04/30/2026,05/31/2026",
        "Apr 2026,May 2026",
        "Apr-26,May-26",
        "Apr '26,May '26",
        "4/2026,5/2026",
        "2026M04,2026M05",
    ],
)
def test_days_and_months_are_read_as_tools_write_them(tmp_path: Path, days: str):
    found = read(tmp_path, f"account_id,{days}\nA,1,2\n")
    assert use(found, "users") == {"A": 2}
    assert (found.as_of, found.grain) == (date(2026, 5, 31), "monthly")


@pytest.mark.parametrize(
    ("days", "newest", "more"),
    [
        ("2026-W04,2026-W05", date(2026, 2, 1), {}),
        ("2025-Q4,2026-Q1", date(2026, 3, 31), {}),
        ("Q4 2025,Q1 2026", date(2026, 3, 31), {}),
        ("2026/01,2026/02", date(2026, 2, 28), {}),
        ("Jan-26,Feb-26", date(2026, 2, 28), {"date_format": "%b-%y"}),
    ],
)
def test_a_week_a_month_and_a_quarter_are_their_last_day(
    tmp_path: Path, days: str, newest: date, more: dict[str, str]
):
    found = read(tmp_path, f"account_id,{days}\nA,1,2\n", **more)
    assert (use(found, "users"), found.as_of) == ({"A": 2}, newest)


def test_times_of_day_in_a_row_are_no_header(tmp_path: Path):
    when = "2020-06-12 02:09:09,2020-02-11 05:51:37"
    problem = refused(tmp_path, f"customer_id,created_at,updated_at\n7,{when}\n8,{when}\n")
    assert "the columns are customer_id, created_at, updated_at" in problem.message


def test_a_month_with_a_number_is_no_month_of_a_year_where_there_is_no_other_month(tmp_path: Path):
    assert refused(tmp_path, "account_id,May-26,May-27\nA,1,2\n").code == "missing-column"


def test_a_column_names_what_was_counted(tmp_path: Path):
    usage = "Workspace ID,Event,2026-05-05,2026-05-12\nA,users,1,2\nA,api_calls,10,20\nA,Signed In,7,7\n"
    found = read(tmp_path, usage, meters=(USERS, CALLS))
    assert (use(found, "users"), use(found, "api_calls")) == ({"A": 2}, {"A": 20})
    assert told(found) == [("unknown-metric", 4, "Event")]


def test_lines_above_the_header_of_a_report_are_no_matter(tmp_path: Path):
    found = read(tmp_path, '"Active Users, by company"\n\naccount_id,2026-05-05,2026-05-12\nA,1,2\n')
    assert use(found, "users") == {"A": 2}


def test_a_row_with_two_dates_is_no_header_of_a_report(tmp_path: Path):
    usage = "space,email,role,since,seen\nacme,a@acme.example,Owner,2026-03-11,2026-05-19\n"
    problem = refused(tmp_path, usage, mapping={"usage": {"date": "seen", "user_id": "email"}})
    assert (problem.code, problem.place and problem.place.line) == ("missing-column", 1)


def test_the_mapping_says_which_meter_the_days_hold(tmp_path: Path):
    usage = "account_id,2026-05-05,2026-05-12\nA,1,2\n"
    problem = refused(tmp_path, usage, meters=(USERS, CALLS))
    assert "2 columns are headed by days" in problem.message
    assert "`usage: {users: dates}`" in problem.fix
    mapping = {"usage": {"api_calls": "dates"}}
    assert use(read(tmp_path, usage, meters=(USERS, CALLS), mapping=mapping), "api_calls") == {"A": 2}


def test_days_after_the_as_of_date_are_not_looked_at(tmp_path: Path):
    found = read(tmp_path, "account_id,2026-05-05,2026-05-12\nA,1,2\n", as_of=date(2026, 5, 10))
    assert use(found, "users") == {"A": 1}
    assert file_of(found, "usage").last_on == date(2026, 5, 5)


def test_a_bad_cell_rejects_its_row_by_the_day_above_it(tmp_path: Path):
    found = read(tmp_path, "account_id,2026-05-05,2026-05-12\nA,1,2\nB,x,2\n")
    assert told(found) == [("bad-number", 3, "2026-05-05")]
    assert use(found, "users") == {"A": 2}


def test_days_of_which_nothing_shows_what_comes_first_are_no_days(tmp_path: Path):
    usage = "account_id,01/02/2026,02/02/2026\nA,1,2\n"
    assert refused(tmp_path, usage).code == "missing-column"
    found = read(tmp_path, usage, date_format="DD/MM/YYYY")
    assert found.as_of == date(2026, 2, 2)
