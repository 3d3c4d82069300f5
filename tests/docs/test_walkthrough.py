"""The walk-through is true: every command on the page runs, and prints what stands there.

`make golden` writes what the commands print today into the page; read the diff like code.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "walkthrough.md"
BLOCK = re.compile(r"```(console|yaml \S+)\n(.*?)```\n", re.DOTALL)
PROMPT = "$ "


def printed(command: str, folder: Path) -> str:
    """Give what a command of the page prints, results and talk; one that fails says so at the end."""
    name, *arguments = shlex.split(command)
    if name == "cat":
        return (folder / arguments[0]).read_text()
    if name == "head":
        lines = (folder / arguments[2]).read_text().splitlines(keepends=True)
        return "".join(lines[: int(arguments[1])])
    assert name == "upsell", f"the page runs {name}, which nobody may have"
    run = subprocess.run(
        [sys.executable, "-m", "upsell_cli", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return run.stdout + (f"[exit code {run.returncode}]\n" if run.returncode else "")


def walked(page: str, folder: Path) -> str:
    """Give the page as it reads when its commands are run in a folder, one after the other."""

    def block(found: re.Match[str]) -> str:
        kind, text = found.groups()
        if kind != "console":
            (folder / kind.removeprefix("yaml ")).write_text(text)
            return found[0]
        commands = [line for line in text.splitlines() if line.startswith(PROMPT)]
        shown = [f"{line}\n{printed(line.removeprefix(PROMPT), folder)}" for line in commands]
        return f"```console\n{''.join(shown)}```\n"

    return BLOCK.sub(block, page)


def test_every_command_prints_what_the_page_shows(tmp_path: Path, request: pytest.FixtureRequest):
    shutil.copytree(ROOT / "docs" / "examples", tmp_path, dirs_exist_ok=True)
    page = PAGE.read_text(encoding="utf-8")
    today = walked(page, tmp_path)
    if request.config.getoption("update_snapshots"):
        PAGE.write_text(today, encoding="utf-8")
        return
    assert page == today
