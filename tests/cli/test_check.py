"""`upsell check`, from files to an answer."""

import json
import stat

import pytest

CHECK = ("check", "usage.csv", "--billing", "billing.csv")
BAD_ROWS = "FULL-1,2026-06-29,many\nCALM-2,2026-06-30,-4\n"


@pytest.fixture
def damaged(company):
    """One row of the usage file cannot be used."""
    with (company / "usage.csv").open("a") as file:
        file.write("FULL-1,2026-06-29,many\n")
    return company


def document(upsell, *options):
    code, out, _ = upsell(*CHECK, "--format", "json", *options)
    return code, json.loads(out)


@pytest.mark.usefixtures("company")
def test_fit_inputs_end_with_0_and_the_scan_to_go_on_with(upsell):
    code, out, err = upsell(*CHECK, "--format", "table")
    assert (code, err) == (0, "")
    assert "Fit to be analysed: 26 rows in 2 files" in out
    assert "Next: upsell scan usage.csv --billing billing.csv" in out


def test_ids_that_differ_in_capitals_are_told_to_programs_too(company, upsell):
    with (company / "usage.csv").open("a") as file:
        file.write("full-1,2026-06-22,4\n")
    _, found = document(upsell)
    collisions = [
        (problem["line"], problem["value"])
        for file in found["rows"]
        for problem in file["problems"]
        if problem["code"] == "case-collision"
    ]
    assert collisions == [(26, "full-1")]


@pytest.mark.usefixtures("damaged")
def test_rejected_rows_end_with_3(upsell):
    code, out, _ = upsell(*CHECK, "--format", "table")
    assert code == 3
    assert "1 of 27 rows cannot be used" in out
    assert 'usage.csv:26:active_users\n    "many" is not a number' in out


@pytest.mark.usefixtures("damaged")
def test_rejected_rows_that_are_allowed_end_with_0(upsell):
    assert upsell(*CHECK, "--allow-rejects", "1")[0] == 0
    assert upsell(*CHECK, "--allow-rejects", "0")[0] == 3


def test_findings_without_a_rejected_row_end_with_1(company, upsell):
    (company / "billing.csv").write_text("account_id,tier,mrr\nFULL-1,starter,49\nCALM-2,platinum,999\n")
    code, out, _ = upsell(*CHECK, "--format", "table")
    assert code == 1
    assert "platinum 1 ? not in the catalogue" in out


def test_more_rejects_than_a_scan_accepts_end_with_3_and_every_one_is_to_be_had(damaged, upsell):
    with (damaged / "usage.csv").open("a") as file:
        file.write("CALM-2,2026-06-30,-4\n")
    code, out, _ = upsell(*CHECK, "--format", "table")
    assert code == 3
    assert "Next: upsell check usage.csv --billing billing.csv --rejects rejects.csv" in out
    assert upsell(*CHECK, "--rejects", "rejects.csv", "--allow-rejects", "9")[0] == 3
    assert (damaged / "rejects.csv").read_text().count("\n") == 4
    assert upsell("scan", *CHECK[1:])[0] == 2


def test_files_that_cannot_be_trusted_end_with_2(company, upsell):
    (company / "usage.csv").write_text("who,date,active_users\nFULL-1,2026-06-22,5\n")
    code, out, err = upsell(*CHECK)
    assert (code, out) == (2, "")
    assert "usage.csv:1" in err


@pytest.mark.usefixtures("damaged")
def test_a_program_gets_a_row_a_file(upsell):
    code, found = document(upsell)
    usage, billing = found["rows"]
    assert (code, found["schema"], found["meta"]["fit"]) == (3, "upsell.check/1", False)
    assert (usage["counted"], usage["used"], usage["rejected"], usage["skipped"]) == (25, 24, 1, {})
    assert (usage["first_on"], usage["last_on"], usage["age_days"]) == ("2026-04-01", "2026-06-22", 0)
    assert usage["mapping"][2] == {"header": "active_users", "column": "users", "how": "alias"}
    assert usage["joins"][0] == {"with": "billing", "matched": 2, "of": 2, "rate": 1, "unmatched": []}
    [problem] = usage["problems"]
    assert (problem["code"], problem["line"], problem["column"], problem["value"]) == (
        "bad-number",
        26,
        "active_users",
        "many",
    )
    assert billing["problems"] == []


@pytest.mark.usefixtures("damaged")
def test_what_a_program_gets_is_told_to_people_too(upsell):
    _, _, err = upsell(*CHECK, "--format", "json")
    assert 'error: usage.csv:26:active_users: "many" is not a number' in err


def test_the_suffix_of_a_file_decides_its_format(company, upsell):
    code, out, err = upsell(*CHECK, "-o", "check.md", "-o", "check.json")
    assert (code, out) == (0, "")
    assert (company / "check.md").read_text().startswith("# Are the inputs fit?")
    assert json.loads((company / "check.json").read_text())["schema"] == "upsell.check/1"
    assert "Wrote check.md" in err


def test_rows_as_read_can_be_had(damaged, upsell):
    code, _, err = upsell(*CHECK, "--dump", "dump.json")
    dump = json.loads((damaged / "dump.json").read_text())
    assert code == 3
    assert [(table, of["rows"], len(of["records"])) for table, of in dump.items()] == [
        ("usage", 24, 24),
        ("billing", 2, 2),
    ]
    assert dump["usage"]["records"][0] == {"account_id": "FULL-1", "date": "2026-04-01", "active_users": 5}
    assert dump["billing"]["records"][1]["mrr"] == 199
    assert "Wrote dump.json" in err
    assert stat.S_IMODE((damaged / "dump.json").stat().st_mode) == 0o600


@pytest.mark.usefixtures("company")
def test_the_rows_never_go_over_an_input(upsell):
    code, _, err = upsell(*CHECK, "--dump", "usage.csv")
    assert code == 2
    assert "inputs are never overwritten" in err


@pytest.mark.usefixtures("company")
def test_other_formats_are_not_known_here(upsell):
    code, _, err = upsell(*CHECK, "--format", "csv")
    assert (code, "Known: table, json, md" in err) == (2, True)


CASES = """\
version: 1
tiers: tiers.yaml
as_of: 2026-06-30
cases:
  - id: full
    because: Nobody else can be let in.
    tier: starter
    usage: {users: 5}
    expect: {state: qualified, to_tier: scale}
  - {id: roomy, because: Nothing presses., tier: growth, usage: {users: 9}, expect: {state: no_need}}
"""


def test_cases_that_are_decided_otherwise_are_told_with_their_lines(company, upsell):
    (company / "cases.yaml").write_text(CASES)
    code, out, err = upsell("check", "--cases", "cases.yaml", "-f", "json")
    told = json.loads(out)
    assert (code, told["schema"], told["meta"]["failed"]) == (1, "upsell.cases/1", 1)
    assert err == "cases.yaml:9:41: full: to_tier: expected scale, found growth\n"


def test_cases_on_a_screen(company, upsell, snapshot):
    (company / "cases.yaml").write_text(CASES)
    assert upsell("check", "--cases", "cases.yaml", "-f", "table")[:2] == (1, snapshot)


def test_cases_can_be_judged_by_another_policy_and_catalogue(company, upsell):
    (company / "cases.yaml").write_text(CASES)
    (company / "next.yaml").write_text((company / "tiers.yaml").read_text().replace("users: 25", "users: 5"))
    (company / "strict.yaml").write_text("signals: {limit_near: 0.30}\n")
    assert "roomy: state" in upsell("check", "--cases", "cases.yaml", "--policy", "strict.yaml")[2]
    assert upsell("check", "--cases", "cases.yaml", "--tiers", "next.yaml", "-q")[0] == 1


def test_a_file_of_cases_goes_before_the_project_and_the_project_before_what_is_found(company, upsell):
    (company / "upsell.yaml").write_text("inputs: {usage: usage.csv}\ntiers: own.yaml\n")
    (company / "own.yaml").write_text((company / "tiers.yaml").read_text())
    (company / "cases.yaml").write_text(CASES.replace("tiers: tiers.yaml\n", ""))
    judged_by = json.loads(upsell("check", "--cases", "cases.yaml", "-f", "json")[1])["meta"]["tiers"]
    (company / "cases.yaml").write_text(CASES)
    named = json.loads(upsell("check", "--cases", "cases.yaml", "-f", "json")[1])["meta"]["tiers"]
    assert (judged_by, named) == ("own.yaml", "tiers.yaml")


def test_exports_beside_cases_are_refused(company, upsell):
    (company / "cases.yaml").write_text(CASES)
    code, out, err = upsell("check", "usage.csv", "--cases", "cases.yaml")
    assert (code, out) == (2, "")
    assert "no export is read beside them" in err
