"""`upsell scan`, from files to files."""

import csv
import io
import json

import pytest

SCAN = ("scan", "usage.csv", "--billing", "billing.csv")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_what_is_piped_is_csv_and_the_talk_is_elsewhere(upsell):
    code, out, err = upsell(*SCAN)
    assert code == 0
    assert [row["account_id"] for row in rows(out)] == ["FULL-1"]
    assert "1 qualified of 2 accounts" in err


def test_the_catalogue_is_found_in_a_folder_above(company, upsell, monkeypatch):
    (company / "deep").mkdir()
    monkeypatch.chdir(company / "deep")
    code, out, _ = upsell("scan", "../usage.csv", "--billing", "../billing.csv")
    assert (code, len(rows(out))) == (0, 1)


def test_without_a_catalogue_the_message_says_how_to_start_one(company, upsell):
    (company / "tiers.yaml").unlink()
    code, out, err = upsell(*SCAN)
    assert (code, out) == (2, "")
    assert "upsell init usage.csv" in err


def test_usage_may_also_be_an_option(upsell):
    assert upsell("scan", "--usage", "usage.csv", "--billing", "billing.csv")[1] == upsell(*SCAN)[1]


def test_without_usage_the_message_says_what_to_type(upsell):
    code, _, err = upsell("scan")
    assert code == 2
    assert "upsell scan usage.csv" in err


def test_several_files_are_written_from_one_scan_and_nothing_else(company, upsell):
    code, out, err = upsell(*SCAN, "-o", "out.csv", "-o", "out.json")
    assert (code, out) == (0, "")
    assert json.loads((company / "out.json").read_text())["rows"][0]["account_id"] == "FULL-1"
    assert (company / "out.csv").read_text() == upsell(*SCAN, "--format", "csv")[1]
    assert "Wrote out.csv" in err


def test_a_format_that_agrees_with_the_suffix_may_be_named_too(company, upsell):
    assert upsell(*SCAN, "--format", "csv", "-o", "out.csv")[0] == 0
    assert (company / "out.csv").exists()


def test_a_format_that_fits_no_output_is_refused(upsell):
    code, _, err = upsell(*SCAN, "--format", "json", "-o", "out.csv")
    assert code == 2
    assert "add `-o -`" in err


def test_a_file_and_the_screen_at_once(company, upsell):
    code, out, _ = upsell(*SCAN, "--format", "table", "-o", "-", "-o", "out.csv")
    assert code == 0
    assert out.startswith("#")
    assert (company / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-o", "out.docx"), 2, ".csv, .tsv"),
        (("-o", "usage.csv"), 2, "never overwritten"),
        (("-o", "no/out.csv"), 73, "the folder does not exist"),
        (("--format", "jsn"), 2, "Did you mean `json`"),
        (("--as-of", "31.3.2026"), 2, "2026-03-31"),
        (("--max-rejects", "few"), 2, "a share of them (5%)"),
        (("--rejects", "r.pdf"), 2, ".csv, .tsv, .json"),
    ],
)
def test_what_cannot_be_done_is_said_before_any_work(company, upsell, arguments, code, said):
    before = sorted(path.name for path in company.iterdir())
    found = upsell(*SCAN, *arguments)
    assert (found[0], found[1]) == (code, "")
    assert said in found[2]
    assert sorted(path.name for path in company.iterdir()) == before


def test_same_input_same_bytes_whatever_the_screen(upsell, monkeypatch):
    first = upsell(*SCAN)[1]
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert upsell(*SCAN)[1] == first


def test_quiet_says_nothing_when_all_is_well(upsell):
    assert upsell(*SCAN, "--quiet", "-o", "out.csv") == (0, "", "")


def test_verbose_accounts_for_every_row(upsell):
    assert "usage.csv: 24 rows = 24 used + 0 rejected + 0 skipped" in upsell(*SCAN, "--verbose")[2]


def test_an_environment_variable_stands_for_its_option(upsell, monkeypatch):
    monkeypatch.setenv("UPSELL_AS_OF", "2026-06-01")
    assert rows(upsell(*SCAN)[1])[0]["as_of"] == "2026-06-01"
    assert rows(upsell(*SCAN, "--as-of", "2026-06-08")[1])[0]["as_of"] == "2026-06-08"


def test_the_next_command_can_be_typed_as_it_stands(upsell):
    err = upsell(*SCAN, "--as-of", "2026-06-22")[2]
    assert "upsell explain FULL-1 usage.csv --billing billing.csv --as-of 2026-06-22" in err


class TestRowsThatCannotBeUsed:
    @pytest.fixture(autouse=True)
    def bad_row(self, company):
        with (company / "usage.csv").open("a") as stream:
            stream.write("FULL-1,2026-06-29,twelve\n")

    def test_the_rest_is_written_and_the_exit_code_tells(self, upsell):
        code, out, err = upsell(*SCAN)
        assert (code, len(rows(out))) == (3, 1)
        assert "usage.csv:26:active_users" in err
        assert '"twelve"' in err

    @pytest.mark.parametrize(("allowed", "code"), [("1", 0), ("5%", 0), ("0", 3), ("1%", 3)])
    def test_so_many_may_be_allowed(self, upsell, allowed, code):
        assert upsell(*SCAN, "--allow-rejects", allowed)[0] == code

    def test_strict_allows_none(self, company, upsell):
        code, out, _ = upsell(*SCAN, "--strict", "-o", "out.csv")
        assert (code, out) == (2, "")
        assert not (company / "out.csv").exists()

    def test_every_one_can_be_written_to_a_file(self, company, upsell):
        upsell(*SCAN, "--rejects", "rejects.csv")
        [row] = rows((company / "rejects.csv").read_text())
        assert (row["line"], row["column"], row["value"]) == ("26", "active_users", "twelve")
        assert (company / "rejects.csv").stat().st_mode & 0o077 == 0


def test_usage_and_billing_without_an_account_in_common_are_refused_with_ids_of_both(company, upsell):
    (company / "billing.csv").write_text("account_id,tier,mrr\ncus_1,starter,49\ncus_2,growth,199\n")
    code, out, err = upsell(*SCAN)
    assert (code, out) == (2, "")
    assert "no account of usage is in billing; usage has FULL-1, CALM-2; billing has cus_1, cus_2." in err
    assert "--crosswalk" in err
