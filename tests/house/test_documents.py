"""The documents say what is so today: their generated parts, and the files and pages they lead to."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

TOOLS = Path(sys.executable).parent
DOCUMENTS = [*ROOT.glob("README.md"), *sorted((ROOT / "docs").glob("*.md"))]
PACKAGE = ROOT / "upsell_cli"

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
"""A link to a file of ours; an address elsewhere has a colon."""

FOLDERS = "benchmarks|docs|samples|tests|upsell_cli|cli|config|frames|render|sources|stages|workflows"
FILE = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
"""A path in the text, from the top of the repository or from that of the package."""


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


@pytest.mark.parametrize("document", [*DOCUMENTS, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_what_a_document_leads_to_is_there(document: Path):
    text = document.read_text(encoding="utf-8")
    lost = [path for path in LINK.findall(text) if not (document.parent / path).exists()]
    lost += [
        path for path in FILE.findall(text) if not any((place / path).exists() for place in (ROOT, PACKAGE))
    ]
    assert not lost
