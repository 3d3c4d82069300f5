"""JSON Lines: objects become rows, and what is no object costs its line only."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import METERS, told, use, written
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Request, read
from upsell_cli.sources.forms.records import LONGEST_LINE


def inputs(folder: Path, content: str | bytes, **options: Any) -> Inputs:
    return read(Request((written(folder, "u.jsonl", content),), meters=METERS, **options))


ROW = '{"account_id": "A", "date": "2026-05-01", "users": 5}\n'


def test_an_object_a_line_is_a_row(tmp_path: Path):
    found = inputs(tmp_path, ROW + "\n" + '{"users": 6.0, "date": "2026-05-01", "account_id": "00123"}')
    assert use(found, "users") == {"A": 5, "00123": 6}
    assert (found.files[0].form, found.files[0].header_line) == ("JSON Lines", None)


def test_a_key_may_come_late_and_be_absent(tmp_path: Path):
    late = '{"account_id": "B", "date": "2026-05-01", "users": null, "storage_gb": 1.10}\n'
    found = inputs(tmp_path, ROW * 1 + late)
    assert (use(found, "users"), use(found, "storage_gb")) == ({"A": 5}, {"B": 1.1})


def test_numbers_keep_their_digits(tmp_path: Path):
    found = inputs(tmp_path, ROW.replace('"A"', "9007199254740993"))
    assert use(found, "users") == {"9007199254740993": 5}


def test_a_key_within_a_value_leads_to_the_account(tmp_path: Path):
    inner = '{"properties": {"company": {"id": "C-1"}, "x": [1, 2]}, "date": "2026-05-01", "users": 5}\n'
    found = inputs(tmp_path, inner, account_from="properties.company.id")
    assert use(found, "users") == {"C-1": 5}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"account_id": "B", "users": ', "bad-json"),
        ('["B", 5]', "bad-json"),
        ('{"account_id": "B", "account_id": "C"}', "bad-json"),
        ('{"account_id": "B\\ud800"}', "bad-json"),
        ("[" * 100_000, "bad-json"),
        ('{"account_id": "B\\u0000"}', "nul-byte"),
        ('{"account_id": "' + "x" * 70_000 + '"}', "long-line"),
        ('{"account_id": "' + "x" * LONGEST_LINE + '"}', "long-line"),
        ('{"account_id": "B", "date": "2026-05-01", "users": Infinity}', "bad-number"),
    ],
)
def test_a_line_that_is_no_sound_object_costs_itself_only(tmp_path: Path, line: str, code: str):
    found = inputs(tmp_path, f"{ROW}{line}\n{ROW.replace('A', 'D')}")
    assert [problem[:2] for problem in told(found)] == [(code, 2)]
    assert use(found, "users") == {"A": 5, "D": 5}


@pytest.mark.parametrize("text", [f"[{ROW}]", "[\n  {\n", '{\n  "account_id": "A"\n}\n'])
def test_json_of_another_layout_is_refused_with_the_way_out(tmp_path: Path, text: str):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, text)
    (problem,) = error.value.problems
    assert problem.code == "not-a-table"
    assert "jq" in problem.fix


def test_a_missing_key_is_told_with_those_that_are_there(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, ROW.replace("account_id", "acount_id"))
    assert told(error.value.problems) == [("missing-column", None, "acount_id")]


def test_bytes_of_another_encoding_are_refused_with_their_line(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, (ROW + ROW.replace("A", "Caf\u00e9")).encode("cp1252"))
    assert told(error.value.problems) == [("bad-encoding", 2, None)]


def test_the_encoding_may_be_another(tmp_path: Path):
    assert use(inputs(tmp_path, ROW.encode("utf-16")), "users") == {"A": 5}


def test_a_list_in_the_place_of_an_id_is_no_id(tmp_path: Path):
    usage = '{"account": ["A1"], "date": "2026-05-01", "users": 5}\n'
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage, max_rejects=0)
    assert "`--account-from account.0`" in error.value.problems[0].fix
    assert use(inputs(tmp_path, usage, account_from="account.0"), "users") == {"A1": 5}


def test_an_object_in_the_place_of_an_id_is_no_id(tmp_path: Path):
    usage = '{"account": {"id": "A1"}, "date": "2026-05-01", "users": 5}\n'
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage, max_rejects=0)
    assert told(error.value.problems)[0] == ("mangled-id", 1, "account")
    assert "`--account-from account.id`" in error.value.problems[0].fix
    assert use(inputs(tmp_path, usage, account_from="account.id"), "users") == {"A1": 5}
