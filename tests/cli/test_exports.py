"""Exports of other tools, and ids that have to be led to accounts, from the command line."""

import csv

import pytest

EVENTS = (
    "name,time,distinct_id,properties\n"
    'Signed In,1751100000,u1,"{""company"": ""FULL-1""}"\n'
    'Signed In,1751200000,u2,"{""company"": ""CALM-2""}"\n'
)
STRAYS = "account_id,date,active_users\nFULL-1,2026-06-30,5\ncalm 2,2026-06-30,14\nws-9,2026-06-30,1\n"
SCAN = ("scan", "usage.csv", "--billing", "billing.csv", "--all", "--format", "csv")
CHECK = ("check", "usage.csv", "--billing", "billing.csv", "--crosswalk-todo", "todo.csv")


def test_events_are_scanned_by_a_key_of_their_json(company, upsell):
    (company / "events.csv").write_text(EVENTS)
    scan = ("scan", "events.csv", "--billing", "billing.csv")
    assert upsell(*scan)[0] == 2
    code, out, _ = upsell(*scan, "--account-from", "properties.company", "--all", "--format", "csv")
    assert code == 0
    assert sorted(row["account_id"] for row in csv.DictReader(out.splitlines())) == ["CALM-2", "FULL-1"]


def test_a_profile_that_is_not_there_is_refused(company, upsell):
    (company / "events.csv").write_text(EVENTS)
    code, _, err = upsell("scan", "events.csv", "--profile", "mixpanel.event")
    assert code == 2
    assert "mixpanel.events" in err


def test_strays_are_written_with_candidates_to_confirm(company, upsell):
    (company / "usage.csv").write_text(STRAYS)
    upsell(*CHECK)
    rows = csv.DictReader((company / "todo.csv").read_text().splitlines())
    assert [(row["from_id"], row["account_id"], row["why"], row["confirm"]) for row in rows] == [
        ("calm 2", "CALM-2", "capitals, spaces or hyphens", ""),
        ("ws-9", "", "", ""),
    ]


def test_of_the_candidates_only_those_confirmed_lead_to_accounts(company, upsell):
    (company / "usage.csv").write_text(STRAYS)
    upsell(*CHECK)
    scan = (
        "scan",
        "usage.csv",
        "--billing",
        "billing.csv",
        "--crosswalk",
        "todo.csv",
        "--all",
        "--format",
        "csv",
    )
    todo = company / "todo.csv"
    _, out, _ = upsell(*scan)
    assert "calm 2" in out
    todo.write_text(todo.read_text().replace("usage.csv,3,\n", "usage.csv,3,yes\n"))
    _, out, _ = upsell(*scan)
    assert "calm 2" not in out
    assert "ws-9" in out


@pytest.mark.parametrize(
    ("options", "accounts"), [((), {"CALM-2", "FULL-1"}), (("--roll-up", "parent"), {"GROUP"})]
)
def test_parts_are_added_up_in_their_parent_when_asked_for(company, upsell, options, accounts):
    (company / "accounts.csv").write_text("account_id,parent_id\nFULL-1,GROUP\nCALM-2,GROUP\n")
    scan = (
        "scan",
        "usage.csv",
        "--billing",
        "billing.csv",
        "--accounts",
        "accounts.csv",
        "--all",
        "--format",
        "csv",
    )
    _, out, _ = upsell(*scan, *options)
    assert {row["account_id"] for row in csv.DictReader(out.splitlines())} == accounts
