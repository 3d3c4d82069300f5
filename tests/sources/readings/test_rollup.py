"""Readings in bins before the as-of date: ends, sums, peaks and coverage."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import inputs, use
from upsell_cli.frames.tables import BIN

T = date(2026, 6, 30)


def usage(rows: list[tuple[str, int, float, float]]) -> str:
    """Give a usage file of (account, days before T, storage, calls)."""
    lines = [f"{a},{T - timedelta(days=ago)},{storage:g},{calls:g}" for a, ago, storage, calls in rows]
    return "\n".join(["account_id,date,storage_gb,api_calls", *lines])


def daily(days: int) -> list[tuple[str, int, float, float]]:
    return [("A", ago, 100 - ago, 1) for ago in range(days)]


def column(
    folder: Path, rows: list[tuple[str, int, float, float]], meter: str, name: str, **given: Any
) -> Any:
    return use(inputs(folder, usage=usage(rows), as_of=T, **given), meter, name).get("A")


def test_a_bin_is_seven_days_that_end_on_the_as_of_date(tmp_path: Path):
    found = inputs(tmp_path, usage=usage(daily(15)))
    levels = [use(found, "storage_gb", f"bin[{k}]")["A"] for k in range(4)]
    flows = [use(found, "api_calls", f"bin[{k}]")["A"] for k in range(4)]
    assert levels == [100, 93, 86, None]
    assert flows == [7, 7, 1, None]


def test_there_are_always_26_bins_of_weeks_12_of_months_and_one_of_a_snapshot(tmp_path: Path):
    found = {
        grain: BIN.members(inputs(tmp_path, usage=usage(daily(3)), grain=grain).tables.readings)
        for grain in ("daily", "weekly", "monthly", "snapshot")
    }
    assert {grain: len(bins) for grain, bins in found.items()} == {
        "daily": 26,
        "weekly": 26,
        "monthly": 12,
        "snapshot": 1,
    }


def test_readings_before_the_last_bin_still_say_since_when(tmp_path: Path):
    found = inputs(tmp_path, usage=usage([("A", 0, 1, 1), ("A", 500, 1, 1)]), grain="weekly")
    assert use(found, "storage_gb", "first_on")["A"].date() == T - timedelta(days=500)
    assert use(found, "storage_gb", "bin[25]") == {"A": None}


@pytest.mark.parametrize(("days", "total", "covered"), [(28, 28, 28), (40, 28, 28), (10, 10, 10)])
def test_the_last_28_days_are_added_up_and_counted(tmp_path: Path, days: int, total: float, covered: int):
    found = inputs(tmp_path, usage=usage(daily(days)))
    assert use(found, "api_calls", "recent_sum") == {"A": total}
    assert use(found, "api_calls", "recent_days") == {"A": covered}


def test_a_daily_reading_covers_the_days_up_to_the_next_at_most_seven(tmp_path: Path):
    rows = [("A", ago, 1.0, 1.0) for ago in (0, 2, 20, 30)]
    # 0 covers itself, 2 covers 2 and 1, 20 covers 20 to 14, 30 covers 30 to 24 of which 27 to 24 count
    assert column(tmp_path, rows, "api_calls", "recent_days", grain="daily") == 1 + 2 + 7 + 4


def test_a_weekly_reading_covers_the_week_that_ends_on_it(tmp_path: Path):
    rows = [("A", ago, 1.0, 1.0) for ago in (0, 7, 14)]
    assert column(tmp_path, rows, "api_calls", "recent_days") == 21


def test_a_monthly_reading_covers_its_month(tmp_path: Path):
    rows = [("A", ago, 1.0, 1.0) for ago in (0, 30, 61)]
    assert column(tmp_path, rows, "api_calls", "recent_days", grain="monthly") == 28


def test_months_are_counted_back_from_the_newest_period(tmp_path: Path):
    text = "account_id,date,api_calls\nA,2026-03-31,3\nA,2026-04-30,4\nA,2026-05-31,5\n"
    found = inputs(tmp_path, usage=text, as_of=date(2026, 6, 20))
    assert found.grain == "monthly"
    assert [use(found, "api_calls", f"bin[{k}]")["A"] for k in range(4)] == [5, 4, 3, None]


def test_the_peak_is_the_largest_reading_of_five_bins(tmp_path: Path):
    rows = [("A", 0, 5.0, 0.0), ("A", 3, 50.0, 0.0), ("A", 34, 60.0, 0.0), ("A", 35, 900.0, 0.0)]
    assert column(tmp_path, rows, "storage_gb", "recent_peak", grain="daily") == 60


def test_active_bins_are_those_of_the_last_four_with_any_use(tmp_path: Path):
    rows = [("A", 0, 1.0, 0.0), ("A", 7, 1.0, 3.0), ("A", 21, 1.0, 2.0), ("A", 28, 1.0, 2.0)]
    assert column(tmp_path, rows, "api_calls", "active_bins", grain="weekly") == 2


def test_a_snapshot_is_what_the_newest_date_of_each_account_says(tmp_path: Path):
    rows = [("A", 0, 5.0, 7.0), ("A", 90, 50.0, 9.0), ("B", 40, 8.0, 1.0)]
    found = inputs(tmp_path, usage=usage(rows), grain="snapshot")
    assert use(found, "storage_gb") == {"A": 5, "B": 8}
    assert use(found, "api_calls") == {"A": 7, "B": 1}


def test_source_ids_of_one_account_add_up(tmp_path: Path):
    rows = [
        ("s1", 0, 5.0, 1.0),
        ("s1", 1, 4.0, 1.0),
        ("s2", 3, 10.0, 2.0),
        ("s2", 9, 99.0, 3.0),
        ("B", 0, 1.0, 1.0),
    ]
    crosswalk = "from_id,account_id\ns1,A\ns2,A\n"
    found = inputs(tmp_path, usage=usage(rows), crosswalk=crosswalk, grain="daily")
    assert use(found, "storage_gb") == {"A": 15, "B": 1}
    assert use(found, "storage_gb", "bin[1]") == {"A": 99, "B": None}
    assert use(found, "api_calls") == {"A": 4, "B": 1}


def test_sums_are_exact(tmp_path: Path):
    text = "account_id,date,storage_gb\n" + "".join(f"s{i},2026-05-01,0.1\n" for i in range(10))
    crosswalk = "from_id,account_id\n" + "".join(f"s{i},A\n" for i in range(10))
    assert use(inputs(tmp_path, usage=text, crosswalk=crosswalk), "storage_gb") == {"A": 1.0}


@pytest.mark.parametrize(
    ("gaps", "grain"),
    [
        ([1, 1, 3, 1], "daily"),
        ([7, 7, 6, 8], "weekly"),
        ([30, 31, 28], "monthly"),
        ([12, 40, 13], "daily"),
        ([], "snapshot"),
    ],
)
def test_the_usual_gap_says_how_often_usage_is_read(tmp_path: Path, gaps: list[int], grain: str):
    rows = [("A", sum(gaps[:i]), 1.0, 1.0) for i in range(len(gaps) + 1)]
    found = inputs(tmp_path, usage=usage(rows))
    assert found.grain == grain
    assert found.grain_origin


def test_quarters_at_the_turn_of_months_are_read_by_month(tmp_path: Path):
    text = "account_id,date,api_calls\nA,2026-03-31,3\nA,2026-06-30,4\nA,2025-12-31,5\n"
    assert inputs(tmp_path, usage=text).grain == "monthly"
