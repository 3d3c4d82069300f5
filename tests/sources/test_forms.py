"""The same table is the same facts, whatever kind of file it comes in."""

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.sources.given import METERS, told, written
from tests.sources.workbooks import workbook
from upsell_cli.sources import Request, read

HEADER = ("account_id", "date", "users", "name")
DAY = "2026-05-01"
NASTY = (
    "00123",
    "123",
    "NA",
    "null",
    "9007199254740993",
    "1" * 30,
    "Caf\u00e9",
    "a,b;c\td|e",
    'say "hi"',
    "=1+1",
)

Rows = Sequence[tuple[str, ...]]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=6),
    st.sampled_from(["two\nlines", "two\r\nlines", "\\", '"', "a\\", '\\"']),
)
tables = st.dictionaries(
    texts.map(str.strip).filter(lambda text: text.isprintable() and any(map(str.isalnum, text))),
    st.tuples(st.integers(0, 10**6), texts),
    min_size=1,
    max_size=6,
).map(lambda cells: [(account, DAY, str(users), name) for account, (users, name) in cells.items()])


def delimited(folder: Path, rows: Rows, header: Sequence[str] = HEADER, suffix: str = "") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return written(folder, f"u.csv{suffix}", text.getvalue())


def json_lines(folder: Path, rows: Rows, header: Sequence[str] = HEADER) -> str:
    lines = (json.dumps(dict(zip(header, row, strict=True))) for row in rows)
    return written(folder, "u.jsonl", "\n".join(lines))


def parquet(folder: Path, rows: Rows, header: Sequence[str] = HEADER) -> str:
    path = folder / "u.parquet"
    with duckdb.connect() as engine:
        columns = ", ".join(f'"{name}" VARCHAR' for name in header)
        engine.execute(f"CREATE TABLE t ({columns})")
        engine.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
        engine.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return str(path)


def sheet(folder: Path, rows: Rows, header: Sequence[str] = HEADER, *, shared: bool) -> str:
    return workbook(folder, "u.xlsx", ("Usage", [tuple(header), *rows]), shared=shared)


FORMS: dict[str, Callable[..., str]] = {
    "gzip": partial(delimited, suffix=".gz"),
    "zstd": partial(delimited, suffix=".zst"),
    "JSON Lines": json_lines,
    "Parquet": parquet,
    "texts in the cells": partial(sheet, shared=False),
    "texts shared by cells": partial(sheet, shared=True),
}

few = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize("form", FORMS)
@few
@given(rows=tables)
@example(rows=[(text, DAY, "5", text) for text in NASTY])
def test_what_was_written_is_read_from_any_kind_of_file(tmp_path: Path, form: str, rows: Rows):
    plain = read(Request((delimited(tmp_path, rows),), meters=METERS))
    other = read(Request((FORMS[form](tmp_path, rows),), meters=METERS))
    profile = plain.tables.profile.drop(columns=["source_file", "source_line"])
    assert other.tables.readings.equals(plain.tables.readings)
    assert other.tables.profile.drop(columns=["source_file", "source_line"]).equals(profile)
    assert [problem[0] for problem in told(other)] == [problem[0] for problem in told(plain)]
    assert other.files[0].counted == plain.files[0].counted == len(rows)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in {"gzip", "zstd"}])
def test_a_bad_cell_is_told_by_its_row_in_any_kind_of_file(tmp_path: Path, form: str):
    rows = [("A", DAY, "5", ""), ("B", DAY, "many", "")]
    line = 3 if form.startswith("texts") else 2
    assert told(read(Request((FORMS[form](tmp_path, rows),), meters=METERS))) == [
        ("bad-number", line, "users")
    ]


@pytest.mark.parametrize("form", FORMS)
@few
@given(rows=tables, order=st.permutations(range(len(HEADER))))
def test_columns_under_other_headers_and_in_another_order_are_the_same_when_a_map_says_so(
    tmp_path: Path, form: str, rows: Rows, order: Sequence[int]
):
    plain = read(Request((delimited(tmp_path, rows),), meters=METERS)).tables
    strange = [f"Spalte {place} ({HEADER[place][:2]})" for place in order]
    moved = [tuple(row[place] for place in order) for row in rows]
    mapping = {"usage": {HEADER[place]: header for place, header in zip(order, strange, strict=True)}}
    other = read(Request((FORMS[form](tmp_path, moved, strange),), meters=METERS, mapping=mapping)).tables
    assert other.readings.equals(plain.readings)
    assert list(other.profile["name"]) == list(plain.profile["name"])


@pytest.mark.parametrize("form", FORMS)
@few
@given(rows=tables, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_is_no_matter_in_any_kind_of_file(
    tmp_path: Path, form: str, rows: Rows, seed: random.Random
):
    plain = read(Request((delimited(tmp_path, rows),), meters=METERS)).tables.readings
    shuffled = seed.sample(list(rows), len(rows))
    assert read(Request((FORMS[form](tmp_path, shuffled),), meters=METERS)).tables.readings.equals(plain)


@pytest.mark.parametrize("form", FORMS)
@few
@given(rows=tables, pieces=st.integers(2, 3))
def test_a_file_in_pieces_is_the_file_in_any_kind_of_file(tmp_path: Path, form: str, rows: Rows, pieces: int):
    whole = read(Request((FORMS[form](tmp_path, rows),), meters=METERS)).tables
    paths = []
    for piece in range(min(pieces, len(rows))):
        folder = tmp_path / str(piece)
        folder.mkdir(exist_ok=True)
        paths.append(FORMS[form](folder, rows[piece::pieces]))
    parts = read(Request(tuple(paths), meters=METERS)).tables
    assert parts.readings.equals(whole.readings)
    assert list(parts.profile["name"]) == list(whole.profile["name"])
