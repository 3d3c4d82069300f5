"""The whole way: files in, inputs out."""

from datetime import date
from pathlib import Path

from upsell_cli.sources import MeterColumn, Request, read

USERS = MeterColumn("users", "level", ("users", "active_users"), whole=True)
API = MeterColumn("api_calls", "flow", ("api_calls",))


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_wide_usage_file_becomes_readings(tmp_path: Path):
    usage = written(tmp_path, "usage.csv", "account_id,date,active_users,api_calls\nA,2026-05-01,5,100\n")
    inputs = read(Request((usage,), meters=(USERS, API)))
    readings = inputs.tables.readings.set_index("meter")
    assert inputs.as_of == date(2026, 5, 1)
    assert inputs.grain == "snapshot"
    assert readings["bin[0]"].to_dict() == {"users": 5, "api_calls": 100}


def test_amounts_are_whole_minor_units_of_the_rows_currency(tmp_path: Path):
    usage = written(tmp_path, "usage.csv", "account_id,date,users\nA,2026-05-01,5\nB,2026-05-01,6\n")
    billing = written(
        tmp_path, "billing.csv", "account_id,tier,mrr,currency\nA,pro,49.99,USD\nB,pro,500,JPY\n"
    )
    inputs = read(Request((usage,), billing=(billing,), meters=(USERS,)))
    assert inputs.tables.billing is not None
    assert inputs.tables.billing["mrr_minor"].to_list() == [4999, 500]
