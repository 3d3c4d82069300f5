"""Ids that look like one are two, and that is told."""

from pathlib import Path

import pytest

from tests.sources.given import inputs, told, use

HEADER = "account_id,date,users\n"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("ACME", "acme", "case-collision"),
        ("STRASSE", "straße", "case-collision"),
        ("ACME", "AC\u200bME", "look-alike"),
        ("BOLT", "BO\u00adLT", "look-alike"),
        ("A 1", "A\u00a01", "look-alike"),
        ("A1", "\uff21\uff11", "look-alike"),
        ("a1", "\uff21\uff11", "look-alike"),
        ("ACME", "\u0410\u0421ME", "look-alike"),
        ("BETA", "\u0392ETA", "look-alike"),
        ("acme", "\u0430\u0441\u043c\u0435", "look-alike"),
        ("\u0412\u0415\u0421\u041d\u0410", "\u0432\u0435\u0441\u043d\u0430", "case-collision"),
        ("A-1", "A\u20131", "look-alike"),
        ("A-1", "A\u22121", "look-alike"),
        ("ISTANBUL", "\u0131stanbul", "case-collision"),
        ("\u0130STANBUL", "istanbul", "case-collision"),
    ],
)
def test_ids_that_look_like_one_are_kept_apart_and_told(tmp_path: Path, first: str, second: str, code: str):
    found = inputs(tmp_path, usage=f"{HEADER}{first},2026-05-01,5\n{second},2026-05-01,6\n")
    assert told(found) == [(code, 3, "account_id")]
    assert use(found, "users") == {first: 5, second: 6}


def test_what_does_not_show_is_shown_by_its_code(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{HEADER}AB,2026-05-01,5\nA\u200bB,2026-05-01,6\n")
    (problem,) = found.problems
    assert r"A\u200bB and AB look alike" in problem.message


@pytest.mark.parametrize("second", ["A2", "\u0416CME", "A-CME"])
def test_other_ids_are_nobodys_business(tmp_path: Path, second: str):
    assert told(inputs(tmp_path, usage=f"{HEADER}ACME,2026-05-01,5\n{second},2026-05-01,6\n")) == []
