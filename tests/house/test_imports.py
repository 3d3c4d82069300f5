"""What imports what: the layers of `pyproject.toml`, and what a bare `--help` loads."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.house.tree import ROOT

HEAVY = ("duckdb", "numpy", "pandas", "pydantic", "rich", "yaml")
LOADED = f"""
import sys
from upsell_cli.cli import main
try:
    main()
except SystemExit as ending:
    assert not ending.code, ending.code
print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def test_every_import_contract_holds(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert lint_imports(no_cache=True, no_logo=True) == 0


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["scan", "--help"]])
def test_asking_what_there_is_loads_nothing_heavy(arguments):
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, check=False, text=True
    )
    assert (run.returncode, run.stderr.strip()) == (0, "")
    assert run.stdout
