"""Columns that are not read are told: misspelt ones as a warning, others as a note."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sources.given import inputs, request
from upsell_cli.problems import Problem
from upsell_cli.sources import read

USAGE = "account_id,date,users,{}\nA,2026-05-01,5,1\nB,2026-05-01,6,2\n"


def of_columns(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.code, p.severity) for p in found if p.code in {"misspelt-column", "ignored-columns"}]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("api_cals", '`usage: {api_calls: "api_cals"}`'),
        ("tir", '`usage: {tier: "tir"}`'),
        ("Storge GB", '`usage: {storage_gb: "Storge GB"}`'),
    ],
)
def test_a_misspelt_column_is_told_with_the_line_to_add(tmp_path: Path, header, line):
    found = inputs(tmp_path, usage=USAGE.format(header)).problems
    assert of_columns(found) == [("misspelt-column", "warning")]
    assert line in found[0].fix


@pytest.mark.parametrize("header", ["region", "status_date", "internal_remarks", "x"])
def test_other_columns_are_listed_and_no_cause_for_alarm(tmp_path: Path, header):
    found = inputs(tmp_path, usage=USAGE.format(header)).problems
    assert of_columns(found) == [("ignored-columns", "note")]
    assert header in found[0].message


def test_a_misspelt_name_of_what_the_file_has_is_an_ordinary_column(tmp_path: Path):
    found = inputs(tmp_path, usage=USAGE.format("dates")).problems
    assert of_columns(found) == [("ignored-columns", "note")]


def test_a_misspelt_date_is_told_as_the_list_would_count_as_undated(tmp_path: Path):
    found = inputs(tmp_path, usage="account_id,dates,users\nA,2026-05-01,5\n").problems
    assert of_columns(found) == [("misspelt-column", "warning")]


def test_what_another_table_reads_from_the_same_file_is_not_ignored(tmp_path: Path):
    asked = request(
        tmp_path, usage=USAGE.format("storage"), billing="from_id,account_id,tier\na,A,growth\nb,B,growth\n"
    )
    found = read(replace(asked, crosswalk=asked.billing)).problems
    assert of_columns(found) == []
