"""The generated parts of the documents say what the program says today."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

TOOLS = Path(sys.executable).parent
DOCUMENTS = [*ROOT.glob("README.md"), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.slow
def test_what_is_generated_is_up_to_date():
    run = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", "-P", *map(str, DOCUMENTS)],
        cwd=ROOT,
        env=os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode == 0, f"{run.stdout}{run.stderr}\nRun `make docs` and read the difference."
