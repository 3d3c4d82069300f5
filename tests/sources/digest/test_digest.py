"""A large usage file rolled up while it is read gives what its rows give."""

import gzip
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.given import inputs, request, told
from upsell_cli.problems import UpsellError
from upsell_cli.sources import digest, read
from upsell_cli.sources.digest import readings_of
from upsell_cli.sources.forms import plain

FORMS = ("csv", "quoted", "gzip", "Parquet", "typed Parquet")
HEADER = "account_id,date,metric,value"
TYPES = {
    "account_id": "VARCHAR",
    "date": "DATE",
    "metric": "VARCHAR",
    "users": "INTEGER",
    "storage_gb": "DECIMAL(9,3)",
}
NEWEST = date(2026, 6, 28)
BILLING = "account_id,plan\nA1,starter\nA3,starter\n"

ids = st.sampled_from(["A1", "A2", "a2", "A3", "0042", "NA", "Total"])
metrics = st.sampled_from(["users", "api_calls", "calls", "storage", "unheard_of", "unseen"])
values = st.sampled_from(["0", "1", "7", "2.5", "12.25", "0.000001", "123456789012"])
odd_values = st.sampled_from(["", "-3", "n/a", "1e3", "1_000", "5.", "+5", "0.1234567", r"\N"])


def rows(every: int, values: st.SearchStrategy[str] = values) -> st.SearchStrategy[str]:
    days = st.integers(0, 400 // every).map(lambda k: (NEWEST - timedelta(k * every)).isoformat())
    return st.tuples(ids, days, metrics, values).map(",".join)


def in_quotes(line: str) -> str:
    return ",".join(f'"{cell}"' for cell in line.split(","))


def stored(content: bytes, form: str, folder: Path) -> bytes:
    """Give the bytes of a CSV file in another form."""
    if form == "quoted":
        return "\n".join(map(in_quotes, content.decode().split("\n"))).encode()
    if form == "gzip":
        return gzip.compress(content, mtime=0)
    if form.endswith("Parquet"):
        plain, made = folder / "plain.csv", folder / "made.parquet"
        plain.write_bytes(content)
        read = (
            f"FROM read_csv('{plain}', all_varchar = true, header = true, delim = ',', auto_detect = false, "
        )
        columns = dict.fromkeys(content.decode().splitlines()[0].split(","), "VARCHAR")
        if form == "typed Parquet":
            columns = {name: TYPES.get(name, "DOUBLE") for name in columns}
        duckdb.sql(f"COPY ({read} columns = {columns})) TO '{made}' (FORMAT parquet)")
        return made.read_bytes()
    return content


def either_way(
    folder: Path, lines: list[str], *, header: str = HEADER, form: str = "csv", **given: Any
) -> tuple[object, object, bool]:
    """Give what is read of a usage file from its rows and from its digest, and whether there was one."""
    return both_ways(folder, [stored("\n".join([header, *lines]).encode(), form, folder)], **given)


def both_ways(folder: Path, files: list[bytes], **given: Any) -> tuple[object, object, bool]:
    """Give what is read of usage files from their rows and from their digest, and whether there was one."""
    found: list[object] = []
    asked = request(folder, usage=files, max_rejects=1_000, **given)
    digested = False

    def watched(*what: Any) -> Any:
        nonlocal digested
        digested = True
        return readings_of(*what)

    for large in (1 << 40, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plain, "LARGE", large)
            patch.setattr(digest, "readings_of", watched)
            try:
                found_now = read(asked)
            except UpsellError as error:
                found.append(error.problems)
                continue
            tables = found_now.tables
            readings, profile = tables.readings.to_csv(), tables.profile.to_csv()
            told = (found_now.as_of, found_now.as_of_origin, found_now.grain, found_now.grain_origin)
            everything = (found_now.files, found_now.problems, found_now.joins, tables.metrics)
            found.append((told, *everything, readings, profile))
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


@law
@given(lines=st.lists(rows(1), min_size=1, max_size=40), back=st.one_of(st.none(), st.integers(-3, 300)))
def test_typed_columns_say_what_their_texts_say(tmp_path: Path, lines: list[str], back: int | None):
    as_of = None if back is None else NEWEST - timedelta(back)
    one, other, _ = either_way(tmp_path, lines, form="typed Parquet", as_of=as_of, grain="daily")
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
        found = inputs(tmp_path, usage="\n".join([HEADER, *DAILY, again, against, ""]))
    assert told(found)[-2:] == [("duplicate-row", 1002, None), ("duplicate-conflict", 1003, None)]


def test_a_newest_day_that_a_glance_misses_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("upsell_cli.sources.digest.reading.PEEK", 64)
    monkeypatch.setattr("upsell_cli.sources.digest.reading.PEEKS", 2)
    later = f"A1,{(NEWEST + timedelta(2)).isoformat()},users,8"
    one, other, digested = either_way(tmp_path, [*DAILY[:600], later, *DAILY[600:]])
    assert one == other
    assert digested


@pytest.mark.parametrize("day", ["2062-06-28", "1970-01-01"])
def test_a_day_that_is_not_believed_is_left_to_careful_reading(tmp_path: Path, day: str):
    one, other, digested = either_way(tmp_path, [*DAILY, f"A1,{day},users,8"])
    assert one == other
    assert not digested


@pytest.mark.parametrize("grain", ["weekly", "monthly"])
def test_sparse_usage_has_the_same_grain(tmp_path: Path, grain: str):
    step = {"weekly": 7, "monthly": 30}[grain]
    one, other, digested = either_way(tmp_path, [row for row in DAILY if row.split(",")[1] in DAYS[::step]])
    assert one == other
    assert digested == (grain == "weekly")


@law
@given(
    lines=st.lists(rows(1), min_size=2, max_size=40),
    at=st.integers(1, 39),
    back=st.one_of(st.none(), st.integers(-3, 300)),
)
def test_several_files_are_added_up_together(tmp_path: Path, lines: list[str], at: int, back: int | None):
    files = ["\n".join([HEADER, *own]).encode() for own in (lines[:at], lines[at:], lines[:1]) if own]
    as_of = None if back is None else NEWEST - timedelta(back)
    one, other, _ = both_ways(tmp_path, files, as_of=as_of, grain="daily")
    assert one == other


CROSSWALK = "from_id,account_id\nA1,A9\na2,A9\nA3,A2\n"


@law
@given(lines=st.lists(rows(1), min_size=1, max_size=40))
def test_ids_that_a_crosswalk_leads_to_one_account_add_up(tmp_path: Path, lines: list[str]):
    one, other, _ = either_way(tmp_path, lines, billing=BILLING, crosswalk=CROSSWALK)
    assert one == other


def month(number: int, metric: str = "users") -> list[str]:
    """Give the rows of an export of one month."""
    return [
        f"{account},{day},{metric},{k}"
        for account in ("A1", "A2")
        for k, day in enumerate(DAYS)
        if int(day[5:7]) == number
    ]


def test_monthly_exports_are_rolled_up_while_they_are_read(tmp_path: Path):
    said_twice, contradicted = "A1,2026-03-31,users,89", "A2,2026-04-30,users,1"
    months = [month(3), [said_twice, *month(4)], [contradicted, *month(5, "api_calls")], month(6)]
    wide = "account_id,date,api_calls,users\nA1,2026-02-28,17,3\nA1,2026-02-27,,4"
    files = ["\n".join([HEADER, *own]).encode() for own in months]
    one, other, digested = both_ways(tmp_path, [*files, wide.encode()])
    assert one == other
    assert digested
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "LARGE", 0)
        found = inputs(tmp_path, usage=files)
    codes = [(Path(problem.place.file).name, problem.code) for problem in found.problems if problem.place]
    assert codes == [
        ("usage1.csv", "duplicate-row"),
        ("usage1.csv", "duplicate-conflict"),
        ("usage2.csv", "duplicate-conflict"),
    ]


def test_rows_after_the_day_asked_about_are_counted_and_told(tmp_path: Path):
    new = f"A7,{DAYS[0]},users,5"
    one, other, digested = either_way(tmp_path, [new, *DAILY], as_of=NEWEST - timedelta(9))
    assert one == other
    assert digested
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "LARGE", 0)
        found = inputs(tmp_path, usage="\n".join([HEADER, new, *DAILY]), as_of=NEWEST - timedelta(9))
    assert found.files[0].skipped == {"outside the window": 37}
    assert [problem.message for problem in found.problems if problem.code == "rows-after"] == [
        "37 rows of days after 19 Jun 2026 are not looked at; 1 account has no row before: A7"
    ]


@pytest.mark.parametrize(
    ("line", "digested"),
    [
        ('"A1","2026-06-28","users","5"', True),
        ('A1,"2026-06-28",users,"5"', True),
        ('"A1",2026-06-28,"users",5\r', True),
        ('"A,1","2026-06-28","users","5"', True),
        ('"A\n1","2026-06-28","users","5"', False),
        ('"A ""1""","2026-06-28","users","5"', False),
        ('A"1,2026-06-28,users,5', False),
        ('A1",2026-06-28,users,5', False),
        ('"A1,2026-06-28,users,5', False),
        ('A1,2026-06-28,users,"', False),
        ('A1,"2026-06-28" ,users,5', False),
    ],
)
def test_quotes_around_whole_cells_are_plain_and_others_are_not(tmp_path: Path, line: str, *, digested: bool):
    rest = [row for row in DAILY if not row.startswith(f"A1,{DAYS[0]}")]
    one, other, was = either_way(tmp_path, [line, *rest])
    assert one == other
    assert was == digested


def test_a_day_said_so_often_that_its_bit_goes_all_the_way_round_is_found(tmp_path: Path):
    often = [f"A1,{DAYS[k]},users,7" for k in (0, 9) for _ in range(130)]
    one, other, _ = either_way(tmp_path, [*often, "A2,2026-01-01,users,3"])
    assert one == other
