"""Dirt that can be switched on: each kind shows in the files as often as the manifest says."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.samples.conftest import SMALL, contents, rows
from upsell_cli.problems import UpsellError
from upsell_cli.samples import dirt, generate

PLAN = replace(SMALL, accounts=160)


@pytest.fixture
def dirty(tmp_path):
    def make(*kinds):
        manifest = generate(tmp_path, replace(PLAN, dirt=dirt.chosen(kinds)))
        return tmp_path, manifest["dirt"]

    return make


def test_every_kind_occurs_when_all_are_asked_for(dirty):
    _, counts = dirty("all")
    assert set(counts) == set(dirt.KINDS)
    assert min(counts.values()) > 0


def test_no_dirt_is_no_count(small):
    assert b'"dirt": {}' in (small / "manifest.json").read_bytes()


def test_duplicates_are_the_same_line_twice(dirty):
    folder, counts = dirty("duplicates")
    lines = Counter((folder / "usage.csv").read_bytes().splitlines())
    assert sum(count - 1 for count in lines.values()) == counts["duplicates"]


def test_corrections_say_something_else_for_the_same_day(dirty):
    folder, counts = dirty("corrections")
    found = Counter((row["account_id"], row["date"]) for row in rows(folder / "usage.csv"))
    assert sum(count - 1 for count in found.values()) == counts["corrections"]
    assert len(set((folder / "usage.csv").read_bytes().splitlines())) == sum(found.values()) + 1


def test_late_rows_stand_behind_newer_ones(dirty):
    folder, counts = dirty("late_rows")
    dates: dict[str, str] = {}
    late = 0
    for row in rows(folder / "usage.csv"):
        newest = dates.get(row["account_id"], "")
        late += row["date"] < newest
        dates[row["account_id"]] = max(newest, row["date"])
    assert 0 < late <= counts["late_rows"]


def test_nulls_are_empty_cells(dirty):
    folder, counts = dirty("nulls")
    empty = sum(not cell for row in rows(folder / "usage.csv") for cell in row.values())
    assert empty == counts["nulls"]


def test_id_variants_are_ids_with_spaces(dirty):
    folder, counts = dirty("id_variants")
    ids = [row["account_id"] for row in rows(folder / "usage.csv")]
    assert sum(name != name.strip() for name in ids) == counts["id_variants"]


def test_invoice_dates_can_stand_day_first(dirty):
    folder, counts = dirty("date_dialects")
    found = rows(folder / "invoices.csv")
    assert counts["date_dialects"] == len(found)
    assert all(row["invoice_date"][2] == "/" for row in found)


def test_credit_notes_take_an_invoice_back(dirty):
    folder, counts = dirty("credit_notes")
    by_id = {row["invoice_id"]: row for row in rows(folder / "invoices.csv")}
    taken_back = [name for name in by_id if name.endswith("-credit")]
    assert len(taken_back) == counts["credit_notes"] > 0
    for name in taken_back:
        assert by_id[name]["base_amount"] == "-" + by_id[name.removesuffix("-credit")]["base_amount"]


def test_one_kind_of_dirt_leaves_the_other_tables_clean(dirty, tmp_path):
    folder, _ = dirty("credit_notes")
    generate(tmp_path / "clean", PLAN)
    dirty_files, clean = contents(folder), contents(tmp_path / "clean")
    assert {name for name in clean if dirty_files[name] != clean[name]} == {"invoices.csv", "manifest.json"}


def test_marks_and_line_ends_are_of_every_file(dirty):
    folder, counts = dirty("bom", "crlf")
    files = list(folder.rglob("*.csv"))
    assert counts == {"bom": len(files), "crlf": len(files)}
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in files)
    assert all(path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") for path in files)


def test_an_unknown_kind_is_refused_with_the_nearest_known_one():
    with pytest.raises(UpsellError, match=r'"duplicate" is no kind of dirt. Did you mean duplicates\?'):
        dirt.chosen(["duplicate"])
