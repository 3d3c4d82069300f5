"""Every problem that can be told is declared once, with what to do about it."""

import re
from pathlib import Path

import upsell_cli.sources
from upsell_cli.sources import CODES

PACKAGE = Path(upsell_cli.sources.__file__).parent


def named() -> set[str]:
    """Give the codes that the package names where it makes a problem."""
    modules = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "codes"]
    text = "".join(path.read_text(encoding="utf-8") for path in modules)
    return set(re.findall(r'"([a-z]+(?:-[a-z]+)+|strict|uncomputed)"', text))


def test_a_code_says_what_it_means_and_what_to_do():
    assert [code for code in CODES.values() if not (code.meaning and code.fix)] == []


def test_every_code_is_told_somewhere():
    assert set(CODES) - named() == set()


def test_codes_are_stable_words():
    assert [code for code in CODES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
