"""The same inputs give the same bytes: no order, clock, language, terminal or thread reaches a result."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
TABLES = ("accounts", "events", "invoices", "contacts", "deals", "people", "value", "rates")
FORMATS = ("csv", "tsv", "json", "jsonl", "md")

ELSEWHERE = {
    "another time zone and language": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "de_DE.UTF-8",
        "LANG": "de_DE.UTF-8",
    },
    "another terminal": {"COLUMNS": "61", "NO_COLOR": "1", "TERM": "dumb"},
    "a colour terminal": {"COLUMNS": "240", "FORCE_COLOR": "1"},
    "another hash seed": {"PYTHONHASHSEED": "12345"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "DUCKDB_THREADS": "1"},
    "a Latin-1 terminal": {"PYTHONIOENCODING": "latin-1"},
}


def results(folder: Path, work: Path, **environment: str) -> dict[str, bytes]:
    """Give every result of one scan of the files in `folder`, by its format."""
    work.mkdir()
    command = [sys.executable, "-m", "upsell_cli", "scan", "usage.csv", "--all", "--allow-rejects", "1%"]
    command += ["--tiers", str(ROOT / "tiers.example.yaml"), "--billing", "billing_history.csv"]
    command += [part for table in TABLES for part in (f"--{table}", f"{table}.csv")]
    command += [part for suffix in FORMATS for part in ("-o", str(work / f"list.{suffix}"))]
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {suffix: (work / f"list.{suffix}").read_bytes() for suffix in FORMATS}


@pytest.fixture(scope="module")
def usual(tmp_path_factory) -> dict[str, bytes]:
    return results(SAMPLES, tmp_path_factory.mktemp("usual") / "out", PYTHONHASHSEED="1")


@pytest.mark.slow
@pytest.mark.parametrize("environment", ELSEWHERE.values(), ids=ELSEWHERE)
def test_where_it_runs_changes_nothing(environment, usual, tmp_path):
    assert results(SAMPLES, tmp_path / "out", **environment) == usual


@pytest.mark.slow
def test_the_order_of_rows_changes_no_row_of_the_result(usual, tmp_path):
    shuffled, shuffle = tmp_path / "in", random.Random(4).shuffle
    shuffled.mkdir()
    for file in SAMPLES.glob("*.csv"):
        header, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        shuffle(rows)
        (shuffled / file.name).write_text("".join([header, *rows]), encoding="utf-8")
    shutil.copy(SAMPLES / "upsell.yaml", shuffled)
    found = results(shuffled, tmp_path / "out")
    tables = [suffix for suffix in FORMATS if suffix != "json"]  # whose meta has the digests of the files
    assert {suffix: found[suffix] for suffix in tables} == {suffix: usual[suffix] for suffix in tables}
