"""Every code has an example on its page, and the example really brings it about."""

import re

import pytest

from docs.code_page import codes, examples, problems
from tests.house.tree import ROOT, text_of

EXAMPLES = examples()
SHOWN = [code for code, example in EXAMPLES.items() if "seen" not in example]


def test_every_code_has_an_example():
    assert set(EXAMPLES) == set(codes())


@pytest.mark.parametrize("code", SHOWN)
def test_an_example_brings_about_its_code(code):
    told = {problem.code: problem.severity for problem in problems(EXAMPLES[code])}
    assert told.get(code) == codes()[code].severity


def test_what_no_file_can_show_is_tested_where_it_arises():
    tests = "".join(map(text_of, (ROOT / "tests" / "sources").rglob("*.py")))
    assert [code for code in set(EXAMPLES) - set(SHOWN) if f'"{code}"' not in tests] == []


def test_every_code_stands_on_the_page():
    headings = re.findall(r"^### (\S+)$", text_of(ROOT / "docs" / "codes.md"), re.MULTILINE)
    assert sorted(headings) == sorted(codes())
