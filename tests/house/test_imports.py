"""What imports what: the layers of `pyproject.toml`, and what a bare `--help` loads."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.house.tree import ROOT

HEAVY = ("_duckdb", "numpy", "pandas", "pydantic", "rich", "yaml")
LOADED = """
import sys
from upsell_cli.cli import prepare, run
prepare()
code = run(sys.argv[1:])
assert code in (0, 3), code
print()
print(*[name for name in {names} if name in sys.modules])
"""


def test_every_import_contract_holds(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert lint_imports(no_cache=True, no_logo=True) == 0


def loaded(arguments, names):
    """Give which of these modules a run loads."""
    run = subprocess.run(
        [sys.executable, "-c", LOADED.format(names=names), *arguments],
        capture_output=True, check=True, cwd=ROOT, text=True,
    )  # fmt: skip
    return run.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["scan", "--help"]])
def test_asking_what_there_is_loads_nothing_heavy(arguments):
    assert loaded(arguments, HEAVY) == []


def test_a_scan_into_a_file_loads_nothing_that_draws_explains_or_makes_samples():
    for_others = (
        "rich", "upsell_cli.cli.tiers", "upsell_cli.frames.documents.explanation",
        "upsell_cli.render.terminal",
        "upsell_cli.samples",
        "duckdb", "upsell_cli.config.fitting.refusing", "upsell_cli.config.wording", "upsell_cli.render.held",
        "upsell_cli.render.saved_run", "upsell_cli.sources.forms.workbook", "upsell_cli.stages.lint.against",
    )  # fmt: skip
    scan = ["scan", "--config", "samples/upsell.yaml", "--format", "csv"]
    assert loaded(scan, (*for_others, "pandas")) == ["pandas"]
