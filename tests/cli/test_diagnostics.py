"""What is said on standard error, for a person or for a program."""

import json

from upsell_cli.cli.diagnostics import tell_problems
from upsell_cli.problems import Problem


def test_a_log_may_be_an_object_a_line_with_the_parts_of_every_problem(company, upsell):
    (company / "usage.csv").write_text("account_id,date,actve_users\nFULL-1,2026-06-22,5\n")
    code, _, err = upsell("scan", "usage.csv", "--billing", "billing.csv", "--log-format", "json")
    (entry,) = [json.loads(line) for line in err.splitlines()]
    assert code == 2
    assert entry == {
        "level": "error",
        "message": 'no column for any meter; "actve_users" looks like users',
        "code": "missing-column",
        "file": "usage.csv",
        "line": 1,
        "column": "actve_users",
        "value": "actve_users",
        "fix": 'Add `usage: {users: "actve_users"}` to your mapping (`--map`).',
    }


def test_of_many_problems_alike_some_give_way_to_one_of_another_kind(capsys):
    blank = [Problem("missing-value", f"row {line} is blank") for line in range(1, 13)]
    tell_problems([*blank, Problem("part-period", "the newest week is not over", severity="warning")])
    told = capsys.readouterr().err.splitlines()
    assert told == [
        *(f"error: row {line} is blank" for line in range(1, 10)),
        "warning: the newest week is not over",
        "and 3 more; in all: missing-value 12, part-period 1 (--rejects FILE writes every one)",
    ]


def test_the_footer_is_in_such_a_log_too_and_the_next_run_speaks_as_usual(upsell):
    scan = ("scan", "usage.csv", "--billing", "billing.csv")
    said = [json.loads(line) for line in upsell(*scan, "--log-format", "json")[2].splitlines()]
    assert {entry["level"] for entry in said} == {"info"}
    assert any("1 qualified of 2 accounts" in entry["message"] for entry in said)
    assert not upsell(*scan)[2].startswith("{")


def test_a_slip_on_the_command_line_is_told_in_the_format_asked_for(upsell):
    code, _, err = upsell("scan", "usage.csv", "--log-format", "json", "--top", "none")
    assert code == 2
    assert [json.loads(line)["level"] for line in err.splitlines()] == ["error", "error"]
