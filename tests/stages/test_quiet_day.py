"""Weeks that are read on a quiet day, seen by what most accounts use on the days between."""

from datetime import date

import pytest

from tests.tables import book, policy, readings, tables
from upsell_cli.frames.tables import Inputs
from upsell_cli.stages.quiet_day import quiet_day

BOOK = book("""
    tiers:
      - {id: team, name: Team, price: 49, limits: {users: 50, api_calls: 9000}}
      - {id: scale, name: Scale, price: 199, limits: {users: 250, api_calls: 90000}}
    """)
FRIDAY, SATURDAY, SUNDAY = (date(2026, 10, day) for day in (30, 31, 25))
QUIET = """
    account_id | meter | bins    | recent_sum | recent_days
    a          | users | 9 9 9 9 |        804 |          28
    b          | users | 5 5 5 5 |        440 |          28
    c          | users | 9 9 9 9 |        252 |          28
    """
"""On other days `a` has 32 users and `b` 17.5; `c` has 9 every day."""


def found(drawing, newest=SATURDAY, grain="daily"):
    drawn = tables(readings(drawing, as_of=newest))
    return list(quiet_day(Inputs(drawn, newest, "--as-of", grain, "", (), (), ()), BOOK, policy()))


@pytest.mark.parametrize(
    ("newest", "weekday", "instead"),
    [(SATURDAY, "Saturday", "2026-10-30"), (SUNDAY, "Sunday", "2026-10-23")],
)
def test_an_export_that_ends_on_a_quiet_day_is_warned_of_with_the_day_to_ask_for(newest, weekday, instead):
    [problem] = found(QUIET, newest)
    assert (problem.severity, problem.value) == ("warning", weekday)
    assert problem.fix == f"Judge as of a working day: `--as-of {instead}`."


def test_it_says_of_which_meter_for_how_many_and_by_how_much():
    [problem] = found(QUIET)
    assert problem.message == (
        "users: usage ends on a Saturday (31 Oct 2026), and on Saturdays 2 of 3 accounts with enough use "
        "have far less than on other days, 28 % in the median. Weeks are read on their last day, so typical "
        "use is too low"
    )


def test_weeks_that_come_as_weeks_have_no_days_to_compare_with():
    assert found(QUIET, grain="weekly") == []


@pytest.mark.parametrize(
    "row",
    [
        "users     | 9 9 9 9 | 348 | 28",
        "users     | 1 1 1 1 | 76  | 28",
        "users     | . 9 9 9 | 804 | 28",
        "api_calls | 9 9 9 9 | 804 | 28",
    ],
    ids=["nearly as busy", "too few users", "a week without its last day", "a flow"],
)
def test_nothing_is_said_where_typical_use_is_typical(row):
    drawing = f"account_id | meter | bins | recent_sum | recent_days\na | {row}\nb | {row}"
    assert found(drawing) == []


def test_nothing_is_said_where_few_are_quiet():
    assert found(QUIET.replace("440", "140")) == []
