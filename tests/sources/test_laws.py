"""What must hold for any file: the same facts however they are written."""

import csv
import io
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.given import file_of, inputs

FIRST = date(2026, 1, 1)

Row = tuple[str, str, str, str]

rows = st.dictionaries(
    st.tuples(st.sampled_from("A B C NA 007 Caf\u00e9".split()), st.integers(0, 60)),
    st.tuples(st.integers(0, 10**6), st.decimals(0, 10**6, places=2)),
    min_size=1,
    max_size=12,
).map(
    lambda cells: [
        (account, (FIRST + timedelta(days=ago)).isoformat(), str(users), str(storage))
        for (account, ago), (users, storage) in cells.items()
    ]
)

few = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def as_text(
    rows: list[Row], header: tuple[str, ...] = ("account_id", "date", "users", "storage_gb"), **style: Any
) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, **style).writerows([header, *rows])
    return text.getvalue()


@few
@given(rows=rows, seed=st.integers(0, 99))
def test_the_order_of_rows_and_the_way_of_writing_change_nothing(tmp_path: Path, rows: list[Row], seed: int):
    shuffled = random.Random(seed).sample(rows, len(rows))
    reordered = [row[::-1] for row in shuffled]
    expected = inputs(tmp_path, usage=as_text(rows)).tables.readings
    for other in (
        as_text(shuffled, delimiter=";", lineterminator="\n"),
        as_text(reordered, header=("storage_gb", "users", "date", "account_id"), quoting=csv.QUOTE_ALL),
        as_text(shuffled, delimiter="\t").encode("utf-16"),
    ):
        assert inputs(tmp_path, usage=other, decimal=".").tables.readings.equals(expected)


@few
@given(rows=rows)
def test_what_was_written_is_read_and_every_row_is_accounted_for(tmp_path: Path, rows: list[Row]):
    found = inputs(tmp_path, usage=as_text(rows), grain="snapshot")
    newest = {account: max(day for a, day, _, _ in rows if a == account) for account, _, _, _ in rows}
    users = {account: int(count) for account, day, count, _ in rows if day == newest[account]}
    readings = found.tables.readings
    own = readings[readings["meter"] == "users"]
    assert dict(zip(own["account_id"], own["bin[0]"], strict=True)) == users
    assert file_of(found, "usage").used == len(rows)


@few
@given(
    rows=rows,
    broken=st.lists(st.sampled_from(["x", "x,y", '"x', "A,2026-01-01,-5,1", "A,no,5,1", ",,"]), max_size=5),
)
def test_rows_are_used_rejected_or_skipped_whatever_is_in_a_file(
    tmp_path: Path, rows: list[Row], broken: list[str]
):
    text = as_text(rows, lineterminator="\n") + "".join(f"{line}\n" for line in broken)
    report = file_of(inputs(tmp_path, usage=text, max_rejects=99), "usage")
    assert report.counted == report.used + report.rejected + sum(report.skipped.values())
    assert report.used <= len(rows)


@pytest.mark.parametrize("files", [1, 2, 3])
def test_a_file_in_pieces_is_the_file(tmp_path: Path, files: int):
    rows = [(f"A{i % 7}", (FIRST + timedelta(days=i)).isoformat(), str(i), "1.5") for i in range(60)]
    whole = inputs(tmp_path, usage=as_text(rows)).tables.readings
    pieces = [as_text(rows[i::files]) for i in range(files)]
    assert inputs(tmp_path, usage=pieces).tables.readings.equals(whole)
