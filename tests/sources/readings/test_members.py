"""A list of people with the day each was last seen tells how many use the product now."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.sources.given import CALLS, USERS, inputs, use
from upsell_cli.frames.tables import Inputs

PEOPLE = (
    "account_id,email,last_seen\n"
    "A,ana@a.example,2026-03-31\nA,bo@a.example,2026-03-04\nA,cy@a.example,2026-03-03\nA,di@a.example,\n"
    "B,ed@b.example,2025-11-02\n"
)
CALLS_ONLY = "account_id,date,api_calls\nA,2026-03-24,9\nA,2026-03-31,9\nC,2026-03-31,9\n"


def read(folder: Path, people: str = PEOPLE, usage: str = CALLS_ONLY, **more: Any) -> Inputs:
    return inputs(folder, usage=usage, people=people, **{"meters": (USERS, CALLS), **more})


def counted(found: Inputs) -> list[str]:
    return [problem.message for problem in found.problems if problem.code == "members-counted"]


def test_users_are_the_people_seen_in_four_weeks_and_nobody_is_none(tmp_path: Path):
    found = read(tmp_path)
    assert use(found, "users") == {"A": 2, "B": 0}
    assert use(found, "api_calls") == {"A": 9, "C": 9}
    (told,) = counted(found)
    assert "the 2 of 4 people who were seen in the 28 days up to 2026-03-31" in told


def test_of_the_weeks_before_a_list_says_nothing(tmp_path: Path):
    found = read(tmp_path)
    assert use(found, "users", "bin[1]") == {"A": None, "B": None}
    assert use(found, "users", "recent_peak") == {"A": None, "B": None}


def test_a_list_saved_a_few_days_later_tells_of_the_day_and_one_of_another_month_does_not(tmp_path: Path):
    assert use(read(tmp_path, as_of=date(2026, 3, 28)), "users") == {"A": 3, "B": 0}
    later = read(tmp_path, usage="account_id,date,api_calls\nA,2026-03-10,9\n")
    assert use(later, "users") == {}
    assert counted(later) == [
        "people were seen up to 2026-03-31, so who was there by 2026-03-10 is not known"
    ]


def test_a_usage_file_that_counts_users_is_believed(tmp_path: Path):
    found = read(tmp_path, usage="account_id,date,users\nA,2026-03-31,7\n")
    assert (use(found, "users"), counted(found)) == ({"A": 7}, [])


def test_people_without_a_day_are_nothing_to_count(tmp_path: Path):
    found = read(tmp_path, people="account_id,name\nA,Ana\n")
    assert (use(found, "users"), counted(found)) == ({}, [])


def test_the_mapping_can_leave_the_day_out(tmp_path: Path):
    found = read(tmp_path, mapping={"people": {"last_seen": "-"}})
    assert (use(found, "users"), counted(found)) == ({}, [])
