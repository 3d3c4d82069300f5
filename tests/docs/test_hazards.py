"""Every test that the page of hazards names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
LINES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.endswith("| shown by |")]
NAMED = re.compile(r"\| `(?P<file>[\w/]+\.py)::(?P<test>test_\w+)` \|$")


@pytest.mark.parametrize("line", LINES)
def test_a_hazard_names_a_test_that_is_there(line: str):
    named = NAMED.search(line)
    assert named, "the last column names a test: `sources/test_x.py::test_y`"
    source = (ROOT / "tests" / named["file"]).read_text(encoding="utf-8")
    assert f"\ndef {named['test']}(" in source
