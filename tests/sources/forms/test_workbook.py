"""Workbooks: which sheet is read, what its cells say, and what is refused."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import METERS, told, use
from tests.sources.workbooks import (
    DAY,
    FIVE_DIGITS,
    HOURS,
    IN_DAYS,
    Cell,
    computed,
    number,
    workbook,
)
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Request, read

HEADER: Sequence[Cell] = ["account_id", "date", "users", "storage_gb"]
ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def inputs(*paths: str, **options: Any) -> Inputs:
    return read(Request(paths, meters=METERS, **options))


def refused(path: str) -> tuple[str, str]:
    with pytest.raises(UpsellError) as error:
        inputs(path)
    (problem,) = error.value.problems
    return problem.code, problem.message


def the_use(folder: Path, *rows: Sequence[Cell], meter: str = "users", **kept: Any) -> dict[str, Any]:
    return use(inputs(workbook(folder, "u.xlsx", ("Usage", [HEADER, *rows]), **kept)), meter)


@pytest.mark.parametrize("shared", [False, True])
def test_text_stays_text_wherever_it_is_kept(tmp_path: Path, shared: bool):
    rows = [["00123", "2026-05-01", "5"], ["Caf\u00e9 <&> _x0041_", "2026-05-01", "6"]]
    assert the_use(tmp_path, *rows, shared=shared) == {"00123": 5, "Caf\u00e9 <&> _x0041_": 6}


def test_what_is_there_to_be_read_aloud_is_no_text(tmp_path: Path):
    said = ('t="inlineStr"', "<is><r><t>A</t></r><r><t>1</t></r><rPh sb='0' eb='1'><t>KANA</t></rPh></is>")
    path = workbook(tmp_path, "u.xlsx", ("Usage", [HEADER, (said, "2026-05-01", "5")]))
    assert use(read(Request((path,), meters=METERS)), "users") == {"A1": 5}


def test_a_day_number_with_a_date_format_is_a_date(tmp_path: Path):
    path = workbook(tmp_path, "u.xlsx", ("Usage", [HEADER, ["A", number("46143", DAY), number("5")]]))
    assert str(inputs(path).as_of) == "2026-05-01"


def test_days_may_count_from_1904(tmp_path: Path):
    rows = [HEADER, ["A", number("44681", DAY), number("5")]]
    assert str(inputs(workbook(tmp_path, "u.xlsx", ("Usage", rows), from_1904=True)).as_of) == "2026-05-01"


def test_a_day_number_without_a_date_format_is_refused(tmp_path: Path):
    path = workbook(tmp_path, "u.xlsx", ("Usage", [HEADER, ["A", number("46143"), number("5")]]))
    assert refused(path)[0] == "spreadsheet-date"


@pytest.mark.parametrize(
    ("stored", "style", "account"),
    [
        ("9007199254740993", 0, "9007199254740993"),
        ("123", FIVE_DIGITS, "00123"),
        ("5.0", IN_DAYS, "5"),
        ("0.25", HOURS, "0.25"),
    ],
)
def test_an_id_that_is_a_number_is_what_the_cell_shows(tmp_path: Path, stored: str, style: int, account: str):
    assert the_use(tmp_path, [number(stored, style), "2026-05-01", number("5")]) == {account: 5}


def test_an_id_of_which_digits_are_lost_is_rejected(tmp_path: Path):
    rows = [["A", "2026-05-01", number("5")], [number("1.23457E+17"), "2026-05-01", number("5")]]
    found = inputs(workbook(tmp_path, "u.xlsx", ("Usage", [HEADER, *rows])))
    assert told(found) == [("mangled-id", 3, "account_id")]


def test_numbers_have_no_noise_of_binary_fractions(tmp_path: Path):
    stored = number("0.30000000000000004")
    assert the_use(tmp_path, ["A", "2026-05-01", "1", stored], meter="storage_gb") == {"A": 0.3}


def test_a_formula_is_the_result_stored_with_it(tmp_path: Path):
    assert the_use(tmp_path, ["A", "2026-05-01", computed("2+3", "5")]) == {"A": 5}


@pytest.mark.parametrize("stored", [None, ""])
def test_a_formula_without_result_costs_its_row(tmp_path: Path, stored: str | None):
    rows = [["A", "2026-05-01", number("5")], ["B", "2026-05-01", computed("2+3", stored)]]
    found = inputs(workbook(tmp_path, "u.xlsx", ("Usage", [HEADER, *rows])))
    assert told(found) == [("uncomputed", 3, None)]
    assert "C3" in found.problems[0].message


def test_problems_name_the_row_of_the_sheet(tmp_path: Path):
    first, last = ["A", "2026-05-01", "5"], ["B", "2026-05-01", "many"]
    rows: list[Sequence[Cell]] = [["Usage of all"], [], HEADER, first, [], last]
    found = inputs(workbook(tmp_path, "u.xlsx", ("Usage", rows)))
    assert told(found) == [("bad-number", 6, "users")]


def test_an_error_of_the_spreadsheet_is_no_value(tmp_path: Path):
    error: Cell = ('t="e"', "<v>#REF!</v>")
    rows: list[list[Cell]] = [["A", "2026-05-01", "5"], [error, "2026-05-01", "5"]]
    found = inputs(workbook(tmp_path, "u.xlsx", ("Usage", [HEADER, *rows])))
    assert told(found) == [("mangled-id", 3, "account_id")]


@pytest.mark.parametrize(
    ("asked", "account"), [("", "B"), ("#Main", "B"), ("#main", "B"), ("#Old", "A"), ("#C#", "C")]
)
def test_the_sheet_is_the_one_asked_for_else_the_first_that_shows(tmp_path: Path, asked: str, account: str):
    sheets = [
        (title, [HEADER, [name, "2026-05-01", "5"]])
        for title, name in (("Old", "A"), ("Main", "B"), ("C#", "C"))
    ]
    path = workbook(tmp_path, "u.xlsx", *sheets, hidden=["Old"])
    assert use(inputs(path + asked), "users") == {account: 5}


def test_sheets_that_are_not_read_are_told_unless_one_was_asked_for(tmp_path: Path):
    rows: list[Sequence[Cell]] = [HEADER, ["A", "2026-05-01", "5"]]
    months = (("May", rows), ("June", rows))
    path = workbook(tmp_path, "u.xlsx", *months, ("Sheet3", []), ("Prices", rows), hidden=["Prices"])
    found = inputs(path)
    assert told(found) == [("other-sheets", None, None)]
    assert "not read: June" in found.problems[0].message
    assert f"`{path}#June`" in found.problems[0].fix
    assert told(inputs(f"{path}#May")) == []
    assert told(inputs(f"{path}#May", f"{path}#June", max_rejects=9))[0][0] == "duplicate-row"


def test_a_sheet_of_several_workbooks_is_asked_for_by_a_glob(tmp_path: Path):
    for name in "AB":
        sheets = ("Notes", [["text"]]), ("Use", [HEADER, [name, "2026-05-01", "5"]])
        workbook(tmp_path, f"{name}.xlsx", *sheets)
    assert use(inputs(str(tmp_path / "*.xlsx#Use")), "users") == {"A": 5, "B": 5}


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path):
    path = workbook(tmp_path, "u.xlsx", ("Usage", [HEADER]), ("Notes", [["text"]]))
    code, message = refused(f"{path}#Usge")
    assert (code, message) == ("no-file", 'there is no sheet "Usge"; the sheets are Usage, Notes')


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path):
    path = workbook(tmp_path, "u.xlsx", ("Usage", [HEADER]), doctype=ENTITIES)
    assert refused(path)[0] == "not-a-table"


def test_a_workbook_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("upsell_cli.sources.forms.workbook.SMALL_ENOUGH", 1000)
    monkeypatch.setattr("upsell_cli.sources.forms.workbook.LARGEST_EXPANSION", 2)
    rows = [HEADER, *[["A", "2026-05-01", "5"]] * 3000]
    assert refused(workbook(tmp_path, "u.xlsx", ("Usage", rows)))[0] == "too-large-file"


def test_a_damaged_workbook_is_refused(tmp_path: Path):
    path = Path(workbook(tmp_path, "u.xlsx", ("Usage", [HEADER])))
    path.write_bytes(path.read_bytes()[:-40])
    assert refused(str(path))[0] == "damaged-file"


@pytest.mark.parametrize(
    ("part", "word"), [("xl/workbook.bin", "xlsb"), ("content.xml", "OpenDocument"), ("x", "zip")]
)
def test_other_zip_files_are_refused_by_what_they_are(tmp_path: Path, part: str, word: str):
    with zipfile.ZipFile(tmp_path / "u.xlsx", "w") as book:
        book.writestr(part, "")
    code, message = refused(str(tmp_path / "u.xlsx"))
    assert code == "not-a-table"
    assert word in message
