"""The project file behind the commands: found, named, and gone before by flags and the environment."""

import csv
import io
import json
from dataclasses import fields

import pytest

from upsell_cli.cli.options import InputOptions, ListOptions
from upsell_cli.config.project import InputFiles, Project

PROJECT = """\
inputs:
  usage: usage.csv
  billing: billing.csv
as_of: 2026-06-22
"""


@pytest.fixture
def project(company):
    """Write the project file of the company."""

    def write(more=""):
        (company / "upsell.yaml").write_text(PROJECT + more)

    write()
    return write


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def ranked(out):
    return [row["account_id"] for row in rows(out) if row["rank"]]


@pytest.mark.usefixtures("project")
class TestWithAProjectFile:
    def test_scan_needs_no_more(self, upsell):
        code, out, _ = upsell("scan")
        assert (code, ranked(out)) == (0, ["FULL-1"])

    def test_explain_needs_the_account_alone(self, upsell):
        code, out, _ = upsell("explain", "FULL-1", "--format", "json")
        assert (code, json.loads(out)["meta"]["as_of"]) == (0, "2026-06-22")

    def test_check_looks_at_the_files_it_names(self, upsell):
        rows = json.loads(upsell("check", "--format", "json")[1])["rows"]
        assert {row["table"] for row in rows} == {"usage", "billing"}

    def test_what_is_found_in_a_folder_above_is_told(self, upsell, company, monkeypatch):
        assert "folder above" not in upsell("scan")[2]
        (company / "below").mkdir()
        monkeypatch.chdir(company / "below")
        assert "  From a folder above: ../upsell.yaml and ../tiers.yaml\n" in upsell("scan")[2]

    def test_what_it_says_is_not_typed_again(self, upsell):
        assert "Next: upsell explain FULL-1\n" in upsell("scan")[2]

    def test_what_a_flag_adds_is(self, upsell):
        err = upsell("scan", "--as-of", "2026-06-23")[2]
        assert "Next: upsell explain FULL-1 --as-of 2026-06-23\n" in err

    def test_it_is_found_from_a_folder_below(self, company, upsell, monkeypatch):
        (company / "below").mkdir()
        monkeypatch.chdir(company / "below")
        code, out, err = upsell("scan", "--verbose")
        assert (code, ranked(out)) == (0, ["FULL-1"])
        assert "../usage.csv: 24 rows = 24 used" in err
        assert "settings from ../upsell.yaml" in err

    def test_one_that_is_named_goes_before_one_that_is_found(self, company, upsell):
        (company / "other").mkdir()
        text = PROJECT.replace(": usage.csv", ": ../usage.csv").replace(": billing", ": ../billing")
        (company / "other" / "june.yaml").write_text(text.replace("2026-06-22", "2026-06-15"))
        code, out, err = upsell("scan", "--config", "other/june.yaml")
        assert (code, rows(out)[0]["as_of"]) == (0, "2026-06-15")
        assert "Next: upsell explain FULL-1 --config other/june.yaml\n" in err

    def test_the_environment_goes_before_it_and_a_flag_before_both(self, upsell, monkeypatch):
        assert rows(upsell("scan")[1])[0]["as_of"] == "2026-06-22"
        monkeypatch.setenv("UPSELL_AS_OF", "2026-06-15")
        assert rows(upsell("scan")[1])[0]["as_of"] == "2026-06-15"
        assert rows(upsell("scan", "--as-of", "2026-06-08")[1])[0]["as_of"] == "2026-06-08"

    @pytest.mark.parametrize("named", [["calm.csv"], ["--usage", "calm.csv"]])
    def test_usage_files_that_are_named_take_the_place_of_its_own(self, company, upsell, named):
        kept = [line for line in (company / "usage.csv").read_text().splitlines(True) if "FULL" not in line]
        (company / "calm.csv").write_text("".join(kept))
        err = upsell("scan", *named, "--verbose")[2]
        assert "calm.csv: 12 rows" in err
        assert "\nusage.csv" not in err

    def test_init_reads_the_files_it_names(self, company, upsell):
        (company / "tiers.yaml").unlink()
        assert upsell("init")[0] == 0
        assert (company / "tiers.yaml").exists()


def test_rows_that_it_allows_to_be_unusable_are_no_alarm(company, project, upsell):
    with (company / "usage.csv").open("a") as stream:
        stream.write("FULL-1,2026-06-29,twelve\n")
    assert upsell("scan")[0] == 3
    project("allow_rejects: 1\n")
    assert upsell("scan")[0] == 0
    assert upsell("scan", "--allow-rejects", "0")[0] == 3


def test_a_switch_that_it_sets_can_be_reset_by_the_environment(project, upsell, monkeypatch):
    project("all: true\n")
    assert len(rows(upsell("scan")[1])) == 2
    monkeypatch.setenv("UPSELL_ALL", "false")
    assert len(rows(upsell("scan")[1])) == 1


class TestOutputs:
    @pytest.fixture(autouse=True)
    def outputs(self, project):
        project("outputs: [list.csv, list.json]\n")

    def test_scan_writes_them(self, company, upsell):
        code, out, _ = upsell("scan")
        assert (code, out) == (0, "")
        assert ranked((company / "list.csv").read_text()) == ["FULL-1"]
        assert json.loads((company / "list.json").read_text())["schema"] == "upsell.opportunities/1"

    def test_a_format_that_is_asked_for_is_shown_in_their_place(self, company, upsell):
        assert ranked(upsell("scan", "--format", "csv")[1]) == ["FULL-1"]
        assert not (company / "list.csv").exists()

    def test_a_file_that_is_named_is_written_in_their_place(self, company, upsell):
        assert upsell("scan", "-o", "mine.csv")[:2] == (0, "")
        assert (company / "mine.csv").exists()
        assert not (company / "list.csv").exists()

    def test_they_are_those_of_scan_alone(self, company, upsell):
        assert upsell("explain", "FULL-1")[1]
        assert upsell("tiers", "show")[1]
        assert not (company / "list.csv").exists()


def test_the_catalogue_it_names_is_the_one_that_is_shown(company, project, upsell):
    (company / "tiers.yaml").rename(company / "ours.yaml")
    assert upsell("tiers", "show")[0] == 2
    project("tiers: ours.yaml\n")
    assert upsell("tiers", "show")[0] == 0


def test_the_address_of_an_account_is_made_from_its_pattern(company, project, upsell):
    for name in ("usage.csv", "billing.csv"):
        (company / name).write_text((company / name).read_text().replace("FULL-1", "FULL/1 ü"))
    project("account_url: https://crm.example.com/a/{account_id}?tab=plan\n")
    assert rows(upsell("scan")[1])[0]["account_url"] == "https://crm.example.com/a/FULL%2F1%20%C3%BC?tab=plan"


def test_without_a_pattern_there_is_no_address(project, upsell):
    project()
    assert rows(upsell("scan")[1])[0]["account_url"] == ""


def test_without_a_usage_file_both_ways_to_name_one_are_told(company, upsell):
    code, out, err = upsell("scan")
    assert (code, out) == (2, "")
    assert "`upsell scan usage.csv`" in err
    assert "upsell.yaml" in err
    (company / "upsell.yaml").write_text("top: 5\n")
    assert "`inputs: {usage: usage.csv}` in upsell.yaml" in upsell("scan")[2]


def test_a_fault_in_it_is_told_and_nothing_is_done(project, upsell):
    project("tops: 5\n")
    code, out, err = upsell("scan", "-o", "list.csv")
    assert (code, out) == (2, "")
    assert 'upsell.yaml:5:1: tops: unknown key "tops". Did you mean "top"' in err


def test_one_that_is_named_has_to_be_there(upsell):
    code, _, err = upsell("scan", "usage.csv", "--config", "upsel.yaml")
    assert code == 2
    assert "upsel.yaml: there is no such file" in err


def test_help_does_not_look_at_it(project, upsell):
    project("tops: 5\n")
    assert upsell("scan", "--help")[0] == 0


def test_every_option_about_inputs_and_the_list_has_a_key():
    options = {field.name for group in (InputOptions, ListOptions) for field in fields(group)}
    keys = {*Project.model_fields, *InputFiles.model_fields}
    assert options - keys == {"usage", "config"}
    assert keys - options == {"inputs", "output", "account_url"}
