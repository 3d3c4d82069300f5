"""A large usage file rolled up while it is read gives what its rows give."""

import gzip
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.given import inputs, told
from upsell_cli.problems import UpsellError
from upsell_cli.sources import plain, tables
from upsell_cli.sources.digest import readings_of

FORMS = ("csv", "gzip", "Parquet")
HEADER = "account_id,date,metric,value"
NEWEST = date(2026, 6, 28)
BILLING = "account_id,plan\nA1,starter\nA3,starter\n"

ids = st.sampled_from(["A1", "A2", "a2", "A3", "0042", "NA", "Total"])
metrics = st.sampled_from(["users", "api_calls", "calls", "storage", "unheard_of", "unseen"])
values = st.sampled_from(["0", "1", "7", "2.5", "12.25", "0.000001", "123456789012"])
odd_values = st.sampled_from(["", "-3", "n/a", "1e3", "1_000", "5.", "+5", "0.1234567"])


def rows(every: int, values: st.SearchStrategy[str] = values) -> st.SearchStrategy[str]:
    days = st.integers(0, 400 // every).map(lambda k: (NEWEST - timedelta(k * every)).isoformat())
    return st.tuples(ids, days, metrics, values).map(",".join)


def stored(content: bytes, form: str, folder: Path) -> bytes:
    """Give the bytes of a CSV file in another form."""
    if form == "gzip":
        return gzip.compress(content, mtime=0)
    if form == "Parquet":
        plain, made = folder / "plain.csv", folder / "made.parquet"
        plain.write_bytes(content)
        read = (
            f"FROM read_csv('{plain}', all_varchar = true, header = true, delim = ',', auto_detect = false, "
        )
        columns = dict.fromkeys(content.decode().splitlines()[0].split(","), "VARCHAR")
        duckdb.sql(f"COPY ({read} columns = {columns})) TO '{made}' (FORMAT parquet)")
        return made.read_bytes()
    return content


def either_way(
    folder: Path, lines: list[str], *, header: str = HEADER, form: str = "csv", **given: Any
) -> tuple[object, object, bool]:
    """Give what is read of a usage file from its rows and from its digest, and whether there was one."""
    content = stored("\n".join([header, *lines]).encode(), form, folder)
    found: list[object] = []
    digested = False

    def watched(*asked: Any) -> Any:
        nonlocal digested
        digested = True
        return readings_of(*asked)

    for large in (1 << 40, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plain, "LARGE", large)
            patch.setattr(tables, "readings_of", watched)
            try:
                read = inputs(folder, usage=content, max_rejects=1_000, **given)
            except UpsellError as error:
                found.append(error.problems)
                continue
            readings, profile = read.tables.readings.to_csv(), read.tables.profile.to_csv()
            told = (read.as_of, read.as_of_origin, read.grain, read.grain_origin, read.joins)
            found.append((read.files, read.problems, told, read.tables.metrics, readings, profile))
    return found[0], found[1], digested


law = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@law
@given(lines=st.one_of([st.lists(rows(every), min_size=1, max_size=40) for every in (1, 7, 30)]))
def test_a_digest_says_what_the_rows_say(tmp_path: Path, lines: list[str]):
    one, other, _ = either_way(tmp_path, lines)
    assert one == other


@law
@given(lines=st.lists(rows(1), min_size=1, max_size=40), back=st.integers(-3, 300))
def test_so_it_does_beside_other_tables_and_up_to_a_day(tmp_path: Path, lines: list[str], back: int):
    as_of = NEWEST - timedelta(back)
    one, other, _ = either_way(tmp_path, lines, billing=BILLING, as_of=as_of, grain="daily")
    assert one == other


@law
@given(lines=st.lists(rows(1, st.one_of(values, values, odd_values)), min_size=1, max_size=20))
def test_values_that_are_not_plain_are_looked_at_row_by_row(tmp_path: Path, lines: list[str]):
    one, other, _ = either_way(tmp_path, lines)
    assert one == other


WIDE = "account_id,date,users,storage_gb,api_calls"
wide_rows = st.tuples(
    ids,
    st.integers(0, 200).map(lambda k: (NEWEST - timedelta(k)).isoformat()),
    st.sampled_from(["", "0", "7", "99"]),
    st.sampled_from(["", "1.5", "0.25", "12"]),
    st.sampled_from(["", "3", "123456789"]),
).map(",".join)


@law
@given(lines=st.lists(wide_rows, min_size=1, max_size=40), form=st.sampled_from(FORMS))
def test_a_column_a_meter_is_as_good(tmp_path: Path, lines: list[str], form: str):
    one, other, _ = either_way(tmp_path, lines, header=WIDE, form=form)
    assert one == other


DAYS = [(NEWEST - timedelta(k)).isoformat() for k in range(250)]
DAILY = [f"{account},{day},{metric},{k}" for account in ("A1", "A2") for metric in ("users", "api_calls")
         for k, day in enumerate(DAYS)]  # fmt: skip


def test_plain_daily_usage_is_rolled_up_while_it_is_read(tmp_path: Path):
    one, other, digested = either_way(tmp_path, DAILY)
    assert one == other
    assert digested


def test_so_are_wide_and_packed_files(tmp_path: Path):
    lines = [f"{account},{day},{k},{k / 4},{'' if k % 3 else k}" for account in ("A1", "A2")
             for k, day in enumerate(DAYS)]  # fmt: skip
    for form in FORMS:
        one, other, digested = either_way(
            tmp_path, [*lines, lines[7], "A1,2026-06-28,1,,"], header=WIDE, form=form
        )
        assert one == other
        assert digested


def test_the_order_of_rows_and_other_columns_change_nothing(tmp_path: Path):
    by_day = sorted(DAILY, key=lambda row: row.split(",")[1])
    lines = [f"{k},Caf\u00e9 {k},{row}" for k, row in enumerate(by_day)]
    one, other, digested = either_way(tmp_path, lines, header=f"row,caf\u00e9,{HEADER}")
    assert one == other
    assert digested


@pytest.mark.parametrize("days_back", [0, 3, 240])
def test_rows_said_twice_are_told_with_their_lines(tmp_path: Path, days_back: int):
    again, against = f"A1,{DAYS[days_back]},users,{days_back}", f"A2,{DAYS[days_back]},users,9999"
    one, other, digested = either_way(tmp_path, [*DAILY, again, against])
    assert one == other
    assert digested
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "LARGE", 0)
        found = inputs(tmp_path, usage="\n".join([HEADER, *DAILY, again, against]))
    assert told(found)[-2:] == [("duplicate-row", 1002, None), ("duplicate-conflict", 1003, None)]


def test_a_newest_day_that_a_glance_misses_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("upsell_cli.sources.digest.layout.PEEK", 64)
    monkeypatch.setattr("upsell_cli.sources.digest.layout.PEEKS", 2)
    later = f"A1,{(NEWEST + timedelta(2)).isoformat()},users,8"
    one, other, digested = either_way(tmp_path, [*DAILY[:600], later, *DAILY[600:]])
    assert one == other
    assert digested


@pytest.mark.parametrize("grain", ["weekly", "monthly"])
def test_sparse_usage_has_the_same_grain(tmp_path: Path, grain: str):
    step = {"weekly": 7, "monthly": 30}[grain]
    one, other, digested = either_way(tmp_path, [row for row in DAILY if row.split(",")[1] in DAYS[::step]])
    assert one == other
    assert digested == (grain == "weekly")


def test_files_that_may_say_the_same_are_kept_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(plain, "LARGE", 0)
    found = inputs(tmp_path, usage=["\n".join([HEADER, *DAILY]), "\n".join([HEADER, DAILY[0]])])
    assert [problem.code for problem in found.problems] == ["duplicate-row"]
