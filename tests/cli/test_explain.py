"""`upsell explain`: a verdict that adds up and leads back to its rows."""

import csv
import io
import json
from functools import partial

import pytest

from tests.cli.conftest import EXPORTS


@pytest.fixture
def explained(told_of):
    """The explanation of an account."""
    return partial(told_of, "explain")


def test_the_points_add_up_to_the_total_and_to_the_score_of_the_scan(explained, upsell):
    told = explained("FULL-1")
    scanned = json.loads(upsell("scan", *EXPORTS, "--format", "json")[1])["rows"][0]
    assert sum(line["points"] or 0 for line in told["points"]) == told["total_points"]
    assert round(100 / (1 + 2 ** (-told["total_points"] / 10)), 1) == scanned["score"]


def test_every_gate_is_answered_and_what_is_not_known_says_what_is_missing(explained):
    gates = {gate["code"]: gate for gate in explained("FULL-1")["gates"]}
    assert gates["no_need"]["holds"] == "no"
    assert gates["fix_relationship"]["holds"] == "unknown"
    assert "not known: NPS, CSAT" in gates["fix_relationship"]["evidence"]
    assert gates["fix_relationship"]["rules"] == ["(col('nps') <= 6.0) | (col('csat') < 4.0)"]


def test_facts_are_in_a_table_what_they_are_in_json(explained, upsell):
    lines = csv.DictReader(io.StringIO(upsell("explain", "FULL-1", *EXPORTS, "--format", "csv")[1]))
    in_table = {line["name"]: line["value"] for line in lines if line["part"] == "fact"}
    facts = {fact["name"]: fact["value"] for fact in explained("FULL-1")["facts"]}
    assert (in_table["last_usage_on"], in_table["arr_now"], in_table["paid"]) == (
        "2026-06-22",
        "588.00",
        "true",
    )
    assert in_table.keys() == facts.keys()
    assert [name for name, value in facts.items() if value is None and in_table[name]] == []
    figures = {name: value for name, value in facts.items() if type(value) in (int, float)}
    assert {name: float(in_table[name]) for name in figures} == figures


def test_a_fact_leads_to_its_rows(explained):
    facts = {fact["name"]: fact for fact in explained("FULL-1")["facts"]}
    assert facts["use[users]"]["value"] == 5
    assert facts["use[users]"]["sources"] == [
        {"table": "usage", "file": "usage.csv", "rows": [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]}
    ]
    assert facts["arr_now"]["value"] == 588.00
    assert facts["arr_now"]["sources"] == [{"table": "billing", "file": "billing.csv", "rows": [2]}]
    assert (facts["nps"]["value"], facts["nps"]["sources"]) == (None, [])


@pytest.mark.parametrize("name", ["asked_features", "asked[sso]", "tier_asked"])
def test_what_they_asked_for_leads_to_the_rows_that_ask(company, explained, name):
    (company / "events.csv").write_text(
        "account_id,date,type,feature,text\n"
        "FULL-1,2026-06-10,feature_request,sso,\n"
        "FULL-1,2026-06-12,higher_tier_question,,What does Growth cost?\n"
    )
    [fact] = [f for f in explained("FULL-1", "--events", "events.csv")["facts"] if f["name"] == name]
    assert fact["sources"] == [{"table": "events", "file": "events.csv", "rows": [2, 3]}]


def test_the_rows_stand_as_in_the_file(explained):
    [billed] = [row for row in explained("FULL-1")["source_rows"] if row["table"] == "billing"]
    assert (billed["file"], billed["line"], billed["cells"]["mrr"]) == ("billing.csv", 2, "49.00")


def test_the_offer_made_comes_first_and_every_other_says_why_not(explained):
    made, *others = explained("FULL-1")["offers"]
    assert (made["recommended"], made["why_not"]) == (True, "")
    assert others
    assert all(offer["why_not"] for offer in others)


def test_to_an_account_held_back_no_offer_is_made(company, explained):
    (company / "contacts.csv").write_text("account_id,date,purpose,outcome\nFULL-1,2026-06-20,upsell,no\n")
    told = explained("FULL-1", "--contacts", "contacts.csv")
    assert told["verdict"]["state"] == "cool_down"
    assert [offer["made"] for offer in told["offers"]] == [False, False]
    assert told["offers"][0]["why_not"] == "would be made, were the account not held back"
    assert "the offer made" not in str(told["offers"])


def test_a_smaller_plan_tells_what_is_lost_with_it_and_is_the_only_offer_made(company, upsell):
    lines = (company / "usage.csv").read_text().replace(",14\n", ",3\n")
    (company / "usage.csv").write_text(lines)
    _, out, _ = upsell("explain", "CALM-2", *EXPORTS, "--format", "table")
    assert out.startswith("smaller plan: ")
    assert "-$1,800  the offer made; loses sso\n" in out
    assert out.count("the offer made") == 1


def test_what_is_not_known_cites_no_row(company, explained):
    (company / "accounts.csv").write_text("account_id,name,nps\nFULL-1,Acme,\n")
    facts = {fact["name"]: fact for fact in explained("FULL-1", "--accounts", "accounts.csv")["facts"]}
    assert [name for name, fact in facts.items() if fact["value"] is None and fact["sources"]] == []


def test_points_against_are_written_without_a_double_sign(company, explained):
    (company / "usage.csv").write_text((company / "usage.csv").read_text().replace(",14\n", ",3\n"))
    sums = {told["name"]: told for told in explained("CALM-2")["sums"]}
    assert "--" not in sums["score"]["working"]


def test_a_sum_can_be_checked(explained):
    sums = {told["name"]: told for told in explained("FULL-1")["sums"]}
    assert sums["delta_arr"] == {
        "name": "delta_arr", "working": "$2,388 (list) - $588 (billed)", "result": "$1,800",
    }  # fmt: skip


def test_an_account_that_is_not_on_the_list_is_explained_too(explained):
    told = explained("CALM-2")
    assert told["verdict"]["state"] == "no_need"
    assert told["verdict"]["held_reason"]


def test_an_account_is_also_found_by_its_name(company, explained):
    (company / "accounts.csv").write_text("account_id,name\nFULL-1,Acme Ltd\n")
    assert explained("acme ltd", "--accounts", "accounts.csv")["account_id"] == "FULL-1"


def test_a_slip_in_the_id_is_answered_with_the_nearest(upsell):
    code, out, err = upsell("explain", "FULL1", *EXPORTS)
    assert (code, out) == (2, "")
    assert "Did you mean `FULL-1`" in err


def test_piped_it_is_a_table_of_its_parts(upsell):
    rows = list(csv.DictReader(io.StringIO(upsell("explain", "FULL-1", *EXPORTS)[1])))
    assert list(dict.fromkeys(row["part"] for row in rows)) == [
        "verdict", "gate", "points", "offer", "change", "sum", "fact", "row",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [60, 100])
def test_on_a_screen(upsell, monkeypatch, snapshot, width):
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = upsell("explain", "FULL-1", *EXPORTS, "--format", "table")
    assert max(map(len, out.splitlines())) <= width
    assert out == snapshot


@pytest.mark.parametrize("command", [("explain", "ws-7"), ("brief", "ws-7"), ("roi", "--account", "ws-7")])
def test_an_account_is_found_by_an_id_that_the_crosswalk_leads_to_it(command, company, upsell):
    (company / "ids.csv").write_text("from_id,account_id\nws-7,FULL-1\nws-70,CALM-2\n")
    by_its_own = [word.replace("ws-7", "FULL-1") for word in command]
    files = EXPORTS[1:] if command[0] == "roi" else EXPORTS
    given = (["--usage", "usage.csv"] if command[0] == "roi" else []) + [*files, "--crosswalk", "ids.csv"]
    assert upsell(*command, *given)[:2] == upsell(*by_its_own, *given)[:2]
    assert upsell(*command, *given)[0] == 0
    assert "Use an id as `upsell scan` shows it" in upsell("explain", "ws-7", *EXPORTS)[2]
