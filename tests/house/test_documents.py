"""The documents say what is so today: their generated parts, and the files and pages they lead to."""

import os
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT, python_files, text_of

TOOLS = Path(sys.executable).parent
DOCUMENTS = [*ROOT.glob("README.md"), *sorted((ROOT / "docs").glob("*.md"))]

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
"""A link to a file of ours; an address elsewhere has a colon."""

FOLDERS = "benchmarks|docs|samples|tests|upsell_cli|cli|config|frames|render|sources|stages|workflows"
FILE = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
"""A path in the text, from the top of the repository or from that of the package."""

FLOORS = "cli|config|frames|render|samples|sources|stages|workflows"
NAME = re.compile(rf"`((?:{FLOORS})(?:\.\w+)+)`")
"""A module in the text, or something in one, from the top of the package."""


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


def leads_somewhere(name: str) -> bool:
    """Tell whether a dotted name is a module of the package, or something in one."""
    module, _, last = f"upsell_cli.{name}".rpartition(".")
    return hasattr(import_module(module), last) or find_spec(f"{module}.{last}") is not None


def test_every_module_that_is_named_is_there():
    named = {name for path in (*DOCUMENTS, *python_files(PACKAGE)) for name in NAME.findall(text_of(path))}
    assert named
    assert [name for name in sorted(named) if not leads_somewhere(name)] == []


def test_every_stage_of_the_flow_stands_in_its_picture():
    flow = text_of(PACKAGE / "workflows" / "assess.py")
    stages = set(re.findall(r"^from upsell_cli\.stages\.(\w+)", flow, re.MULTILINE))
    picture = text_of(ROOT / "docs" / "architecture.md").partition("## The floors")[0]
    assert stages - set(re.findall(r"\w+", picture)) == set()
