"""Parquet files: every type as the text a CSV file would have, row by row."""

import io
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.sources.given import METERS, request, told, use
from upsell_cli.frames.documents.explanation import SourceRow
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Request, read
from upsell_cli.sources.forms.files import find_files
from upsell_cli.sources.forms.parquet import parquet_records
from upsell_cli.sources.forms.records import Record
from upsell_cli.sources.trace import trace


def parquet(folder: Path, select: str, name: str = "u.parquet") -> str:
    path = folder / name
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return str(path)


def inputs(*paths: str, **options: Any) -> Inputs:
    return read(Request(paths, meters=METERS, **options))


def texts(folder: Path, value: str) -> list[str]:
    (file,) = find_files((parquet(folder, f"SELECT {value} AS value"),), folder)
    return [record.fields[0] for record in parquet_records(file) if isinstance(record, Record)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9007199254740993::BIGINT", "9007199254740993"),
        ("12.50::DECIMAL(18, 2)", "12.50"),
        ("'00123'", "00123"),
        ("'00123'::BLOB", "00123"),
        ("5.0::DOUBLE", "5"),
        ("0.1::FLOAT", "0.1"),
        ("1e20::DOUBLE", "1.0000000000000000e+20"),
        ("9007199254740991::DOUBLE", "9007199254740991"),
        ("9007199254740993::DOUBLE", "9.0071992547409920e+15"),
        ("16777217::FLOAT", "1.6777216000000000e+07"),
        ("'nan'::DOUBLE", "nan"),
        ("'inf'::DOUBLE", "inf"),
        ("true", "true"),
        ("DATE '2026-05-01'", "2026-05-01"),
        ("TIMESTAMP '2026-05-01 10:00:00'", "2026-05-01 10:00:00"),
        ("TIMESTAMPTZ '2026-05-01 23:30:00-02:00'", "2026-05-02 01:30:00Z"),
        ("{'a': [1, 2]}", '{"a":[1,2]}'),
        ("NULL::INT", ""),
    ],
)
def test_a_value_is_the_text_of_it(tmp_path: Path, value: str, text: str):
    assert texts(tmp_path, value) == [text]


def test_columns_go_by_name_and_problems_by_row(tmp_path: Path):
    rows = "(5, 'A', DATE '2026-05-01'), (NULL, 'B', DATE '2026-05-01'), (-1, 'C', DATE '2026-05-01')"
    found = inputs(parquet(tmp_path, f'FROM (VALUES {rows}) t(users, "Account ID", date)'))
    assert use(found, "users") == {"A": 5}
    assert told(found) == [("negative-number", 3, "users")]
    assert (found.files[0].form, found.files[0].counted) == ("Parquet", 3)


def test_a_nul_spoils_its_row_only(tmp_path: Path):
    rows = "('A', DATE '2026-05-01', 5), ('B' || chr(0), DATE '2026-05-01', 6)"
    found = inputs(parquet(tmp_path, f"FROM (VALUES {rows}) t(account_id, date, users)"))
    assert told(found) == [("nul-byte", 2, None)]
    assert use(found, "users") == {"A": 5}


def test_a_name_may_look_like_a_pattern(tmp_path: Path):
    path = parquet(
        tmp_path, "SELECT 'A' AS account_id, DATE '2026-05-01' AS date, 5 AS users", "u[1].parquet"
    )
    assert use(inputs(path), "users") == {"A": 5}


def test_folders_that_name_values_add_no_columns(tmp_path: Path):
    folder = tmp_path / "account_id=Z"
    folder.mkdir()
    path = parquet(folder, "SELECT 'A' AS account_id, DATE '2026-05-01' AS date, 5 AS users")
    assert use(inputs(path), "users") == {"A": 5}


def test_a_damaged_file_is_refused(tmp_path: Path):
    path = Path(parquet(tmp_path, "SELECT 'A' AS account_id, DATE '2026-05-01' AS date, 5 AS users"))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UpsellError) as error:
        inputs(str(path))
    assert told(error.value.problems) == [("damaged-file", None, None)]


def test_files_of_one_table_may_be_of_several_kinds_and_dialects(tmp_path: Path):
    path = parquet(tmp_path, "SELECT 'A' AS account_id, DATE '2026-05-01' AS date, 5 AS users")
    asked = request(
        tmp_path,
        usage=[
            "account_id;date;users\nB;2026-05-01;6\n",
            "date\tusers\taccount\n2026-05-01\t7\tC\n".encode("utf-16"),
        ],
    )
    assert use(inputs(path, *asked.usage), "users") == {"A": 5, "B": 6, "C": 7}


def test_standard_input_may_be_of_any_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = parquet(tmp_path, "SELECT 'A' AS account_id, DATE '2026-05-01' AS date, 5 AS users")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(path).read_bytes())))
    assert use(inputs("-"), "users") == {"A": 5}


def test_the_rows_of_an_account_are_found_again(tmp_path: Path):
    path = parquet(tmp_path, "FROM (VALUES ('A', 1), ('B', 2)) t(account_id, users)")
    cells = {"account_id": "B", "users": "2"}
    assert trace(Request((path,), meters=METERS), "B") == (SourceRow("usage", path, 2, cells),)
