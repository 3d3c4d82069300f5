"""The sample files: the same bytes from the same plan, totals that can be recomputed, canonical headers."""

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.samples.conftest import SMALL, cast_id, contents, rows
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import UpsellError
from upsell_cli.samples import generate
from upsell_cli.samples import generator as module
from upsell_cli.samples.plan import Formats, Plan

METERS = {"users", "active_users", "storage_gb", "api_calls", "automations"}


def test_the_same_plan_gives_the_same_bytes(small, tmp_path):
    generate(tmp_path, SMALL)
    assert contents(tmp_path) == contents(small)


@pytest.mark.parametrize("batch", [1, 13, 1000])
def test_the_size_of_a_batch_changes_no_byte(batch, small, tmp_path):
    generate(tmp_path, SMALL, batch=batch)
    assert contents(tmp_path) == contents(small)


def test_batches_change_no_byte_of_packed_dirty_files_either(tmp_path):
    plan = replace(
        SMALL, formats=Formats("long", "daily", gzip=True), dirt=frozenset({"duplicates", "late_rows"})
    )
    generate(tmp_path / "a", plan, batch=7)
    generate(tmp_path / "b", plan)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.slow
def test_more_workers_change_no_byte(small, tmp_path):
    generate(tmp_path, SMALL, workers=2, batch=20)
    assert contents(tmp_path) == contents(small)


def test_asking_for_more_accounts_leaves_the_first_ones_as_they_are(small, tmp_path):
    generate(tmp_path, replace(SMALL, accounts=90))
    for name in ("usage.csv", "billing.csv", "events.csv"):
        assert (tmp_path / name).read_bytes().startswith((small / name).read_bytes())


def test_another_seed_gives_other_customers_but_the_same_cast(small, tmp_path):
    generate(tmp_path, replace(SMALL, seed=4))
    names, others = ([row["name"] for row in rows(folder / "accounts.csv")] for folder in (small, tmp_path))
    assert names[:30] == others[:30]
    assert names[45:] != others[45:]


def test_the_committed_samples_are_what_the_defaults_give(tmp_path):
    generate(tmp_path, Plan())
    committed = contents(Path(__file__).parents[2] / "samples")
    assert contents(tmp_path) == {name: content for name, content in committed.items() if name != "README.md"}


def test_the_committed_samples_stay_below_two_megabytes():
    assert sum(map(len, contents(Path(__file__).parents[2] / "samples").values())) < 2_000_000


@pytest.mark.parametrize("shape", ["wide", "long"])
@pytest.mark.parametrize("grain", ["daily", "weekly"])
def test_rows_and_sums_of_the_manifest_are_those_of_the_files(shape, grain, tmp_path):
    plan = replace(
        SMALL,
        accounts=45,
        formats=Formats(shape, grain),
        dirt=frozenset({"nulls", "corrections", "credit_notes"}),
    )
    manifest = generate(tmp_path, plan, batch=9)
    assert json.loads((tmp_path / "manifest.json").read_text()) == manifest
    for name, told in manifest["files"].items():
        found = rows(tmp_path / name)
        assert len(found) == told["rows"], name
        assert _sums(found) == told["sums"], name


def test_long_rows_say_what_wide_rows_say(small, tmp_path):
    generate(tmp_path, replace(SMALL, formats=Formats(shape="long")))
    wide = {
        (row["account_id"], row["date"], meter): row[meter]
        for row in rows(small / "usage.csv")
        for meter in row
        if meter in METERS and row[meter]
    }
    long = {
        (row["account_id"], row["date"], row["metric"]): row["value"] for row in rows(tmp_path / "usage.csv")
    }
    assert long == wide


def test_a_week_is_the_sum_of_its_days_for_flows_and_the_last_day_for_levels(small, tmp_path):
    generate(tmp_path, replace(SMALL, formats=Formats(grain="daily")))
    daily = [row for row in rows(tmp_path / "usage.csv") if row["account_id"] == cast_id("Tarnhithe")]
    weekly = [row for row in rows(small / "usage.csv") if row["account_id"] == cast_id("Tarnhithe")]
    assert weekly[-1]["date"] == daily[-1]["date"] == "2026-11-15"
    assert int(weekly[-1]["api_calls"]) == sum(int(row["api_calls"]) for row in daily[-7:])
    assert weekly[-1]["storage_gb"] == daily[-1]["storage_gb"]


def test_every_header_is_canonical(small):
    for path in small.glob("*.csv"):
        table = TABLES["billing" if path.stem == "billing_history" else path.stem]
        known = {column.name for column in table.columns} | (METERS if table.name == "usage" else set())
        assert set(rows(path)[0]) <= known, path.name


def test_every_word_of_a_code_is_one_the_reader_knows(small):
    for path in small.glob("*.csv"):
        table = TABLES["billing" if path.stem == "billing_history" else path.stem]
        for column in table.columns:
            if column.values:
                found = {row.get(column.name, "") for row in rows(path)} - {""}
                assert found <= set(column.values), (path.name, column.name)


def test_the_truth_stands_apart(small):
    assert [path.name for path in (small / "truth").iterdir()] == ["truth.csv"]


def test_a_failure_leaves_the_files_of_before_and_nothing_else(small, tmp_path, monkeypatch):
    generate(tmp_path, SMALL)

    def break_down(*_):
        raise MemoryError

    monkeypatch.setattr(module, "make_batch", break_down)
    with pytest.raises(MemoryError):
        generate(tmp_path, SMALL)
    assert contents(tmp_path) == contents(small)


def test_a_plan_without_accounts_or_days_is_refused_with_what_to_do():
    with pytest.raises(UpsellError) as refused:
        Plan(accounts=0, days=5)
    assert [str(problem) for problem in refused.value.problems] == [
        "accounts 0 is too few. Ask for 1 or more.",
        "days 5 is too few. Ask for 28 or more.",
    ]


def _sums(found: list[dict[str, str]]) -> dict[str, int]:
    """Add up meters and amounts exactly, in units of the last decimal that the manifest counts in."""
    sums: Counter[str] = Counter()
    for row in found:
        cells = {row["metric"]: row["value"]} if "metric" in row else row
        for column, value in cells.items():
            if column in METERS and value:
                sums[column] += int(Decimal(value) * (10 if column == "storage_gb" else 1))
            elif column in {"arr", "base_amount", "overage_amount", "amount"} and value:
                sums[f"{column} {row['currency']}"] += int(Decimal(value) * 100)
    return dict(sums)
