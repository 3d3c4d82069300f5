"""Exports of well-known tools are read as they are: their headers, words and units become ours."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from tests.sources.given import file_of, inputs, told
from upsell_cli.config.header_profile import HeaderProfile, profile_named, profile_names

USAGE = "account_id,date,users\nA-1,2024-06-30,5\n"
OURS = {name: profile for name in profile_names() if (profile := profile_named(name))}
EXPORTS = yaml.safe_load(Path(__file__).with_name("exports.yaml").read_text("utf-8"))


def known(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Give what is known in each row, as the examples write it."""
    rows = frame.sort_values("source_line").drop(columns=["source_file", "source_line"])
    return [
        {str(name): text(value) for name, value in row.items() if not pd.isna(value)}
        for row in rows.to_dict("records")
    ]


def text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("example", [pytest.param(each, id=each["is"]) for each in EXPORTS])
def test_an_export_of_a_well_known_tool_is_read_as_it_is(example: dict[str, Any], tmp_path: Path):
    table = OURS[example["profile"]].table
    given = {"usage": USAGE, table: example["export"], "as_of": date(2024, 6, 30)}
    found = inputs(tmp_path, **given, **example.get("beside", {}))
    file = file_of(found, table)
    assert file.profile == example["profile"]
    assert known(getattr(found.tables, table)) == [
        {name: text(value) for name, value in row.items()} for row in example["rows"]
    ]
    assert file.skipped == example.get("skipped", {})
    assert [list(each) for each in told(found)] == example.get("told", [])
    joined = [[join.left, join.right, join.matched, join.of] for join in found.joins]
    assert [join for join in example.get("joined", []) if join not in joined] == []


def has_rows(profile: HeaderProfile) -> bool:
    """Tell whether rows of an export are kept as those of accounts, with nothing else of the tool given."""
    kept = profile.table not in {"usage", "crosswalk"}
    return kept and "account_id" in profile.columns and not profile.lookups


def test_every_profile_with_rows_of_accounts_has_an_example():
    shown = {example["profile"] for example in EXPORTS}
    assert {name for name, profile in OURS.items() if has_rows(profile)} - shown == set()
