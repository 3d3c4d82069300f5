"""`upsell tiers`: what is sold, side by side."""

import csv
import io
import json

import pytest

from tests.cli.conftest import EXPORTS


def rows(text):
    return {(row["group"], row["item"]): row for row in csv.DictReader(io.StringIO(text))}


def test_all_tiers_side_by_side(upsell):
    table = rows(upsell("tiers", "show")[1])
    assert table["Price", "A month"] == {
        "group": "Price", "item": "A month", "starter": "49.00", "growth": "199.00", "scale": "899.00",
    }  # fmt: skip
    assert table["Limits", "Users"]["scale"] == "unlimited"
    assert table["Features, general", "sso"]["starter"] == "no"


def test_on_a_screen(upsell, snapshot):
    assert upsell("tiers", "show", "--format", "table")[1] == snapshot


def test_two_tiers_are_compared_in_what_differs_alone(upsell):
    table = rows(upsell("tiers", "compare", "growth", "scale")[1])
    assert set(table) == {("Price", "A month"), ("Limits", "Users")}


def test_or_in_everything(upsell):
    assert ("Features, general", "sso") in rows(upsell("tiers", "compare", "Growth", "scale", "--all")[1])


def test_tiers_that_do_not_differ(upsell):
    assert "do not differ" in upsell("tiers", "compare", "growth", "growth", "--format", "table")[1]


def test_a_slip_in_a_tier_is_answered_with_the_nearest(upsell):
    code, _, err = upsell("tiers", "compare", "growht", "scale")
    assert code == 2
    assert "Did you mean `growth`" in err


@pytest.mark.parametrize("arguments", [[], ["--policy"]])
def test_the_schema_names_every_key_and_says_what_it_is_for(upsell, arguments):
    schema = json.loads(upsell("tiers", "schema", *arguments)[1])
    assert schema["$schema"].startswith("https://json-schema.org")
    parts = [schema, *schema["$defs"].values()]
    fields = [field for part in parts for field in part.get("properties", {}).values()]
    assert all("description" in field or "$ref" in field for field in fields)


def test_the_schema_of_a_policy_asks_for_nothing(upsell):
    assert '"required": [' not in upsell("tiers", "schema", "--policy")[1]


RICH_TIERS = """\
version: 1
currency: USD
meters:
  storage_gb: {name: Storage, kind: level, unit: GB}
tiers:
  - id: small
    price: 10
    limits: {storage_gb: {included: 10, overage: {per: 5, price: 2}}}
    support: {label: "E-mail, within two working days", hours: "Monday to Friday"}
    terms: {downgrade: at any time}
  - {id: large, price: 90, limits: {storage_gb: 100}, terms: {co_term: true}}
add_ons:
  - {id: pack, name: Storage pack, price: {monthly: 3}, available_for: [small]}
  - {id: care, name: Own engineer, price: {quote: true}}
"""


def test_everything_the_catalogue_promises_is_shown(company, upsell):
    (company / "tiers.yaml").write_text(RICH_TIERS)
    told = {item: (row["small"], row["large"]) for (_, item), row in rows(upsell("tiers", "show")[1]).items()}
    assert told["Storage, GB"] == ("10", "100")
    assert told["Storage beyond that"] == ("$2 per 5 GB", "")
    assert told["In words"] == ("E-mail, within two working days", "")
    assert told["When"] == ("Monday to Friday", "")
    assert told["Going back"] == ("at any time", "")
    assert told["Ends with the present term"] == ("no", "yes")
    assert told["Storage pack, a month"] == ("3.00", "")
    assert told["Own engineer, agreed case by case"] == ("yes", "yes")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_sentences_and_names_are_folded_on_a_screen_and_never_cut(company, upsell, monkeypatch, width):
    (company / "tiers.yaml").write_text(RICH_TIERS)
    monkeypatch.setenv("COLUMNS", str(width))
    shown = upsell("tiers", "show", "--format", "table")[1]
    assert max(map(len, shown.splitlines())) <= width
    assert "\u2026" not in shown
    promised = "E-mail, within two working days, agreed case by case"
    assert [word for word in promised.replace(",", "").split() if word not in shown] == []


ODD = """\
version: 1
currency: USD
tiers:
  - id: small
    price: 50
    limits: {users: 10}
    features: [sso]
  - id: large
    price: 300
    limits: {users: 8}
"""


def test_lint_tells_everything_that_is_odd_with_its_place(company, upsell):
    (company / "tiers.yaml").write_text(ODD)
    code, out, _ = upsell("tiers", "lint", "--format", "json")
    told = json.loads(out)
    places = {row["code"]: (row["severity"], row["line"], row["column"]) for row in told["rows"]}
    assert (code, told["schema"], told["meta"]["clean"]) == (1, "upsell.lint/1", False)
    assert places["limit-shrinks"] == ("error", 10, "21")
    assert places["feature-lost"] == ("warning", 8, "5")
    assert places["price-jump"] == ("warning", 9, "12")
    assert all(row["fix"] and row["meaning"] for row in told["rows"])


def test_lint_on_a_screen(company, upsell, snapshot):
    (company / "tiers.yaml").write_text(ODD)
    assert upsell("tiers", "lint", "--format", "table")[1] == snapshot


def test_notes_alone_leave_the_exit_code_alone(company, upsell):
    two = "version: 1\ntiers:\n  - {id: a, price: 1}\n  - {id: b, price: 2, features: [sso]}\n"
    (company / "other.yaml").write_text(two)
    code, out, _ = upsell("tiers", "lint", "other.yaml")
    assert (code, [row["code"] for row in csv.DictReader(io.StringIO(out))]) == (0, ["no-graduation"])


def test_a_file_that_is_no_catalogue_is_refused(company, upsell):
    (company / "tiers.yaml").write_text("version: 1\ntires: []\n")
    code, out, err = upsell("tiers", "lint")
    assert (code, out) == (2, "")
    assert "tiers.yaml:2:1" in err


def test_lint_against_exports_counts_the_accounts_of_each_tier(upsell):
    code, out, _ = upsell("tiers", "lint", "--usage", "usage.csv", "--billing", "billing.csv", "-f", "json")
    told = json.loads(out)
    assert (code, told["meta"]["as_of"]) == (1, "2026-06-22")
    assert [(use["tier"], use["accounts"], use["over"]) for use in told["meta"]["use"]] == [
        ("starter", 1, 1), ("growth", 1, 0), ("scale", 0, 0),
    ]  # fmt: skip
    assert "tier-without-accounts" in {row["code"] for row in told["rows"]}


def test_a_catalogue_with_errors_is_not_held_against_exports(company, upsell):
    (company / "tiers.yaml").write_text(ODD)
    told = json.loads(upsell("tiers", "lint", "--usage", "usage.csv", "-f", "json")[1])
    assert "data-not-read" in {row["code"] for row in told["rows"]}
    assert told["meta"]["use"] == []


def test_exports_beside_usage_alone_are_not_enough_for_lint(upsell):
    code, _, err = upsell("tiers", "lint", "--billing", "billing.csv")
    assert code == 2
    assert "no usage file was named" in err


NEXT = """\
version: 1
currency: USD
tiers:
  - {id: starter, name: Starter, price: 49, limits: {users: 4}, features: [core]}
  - {id: growth, name: Team, price: 249, limits: {users: 25}, features: [core, sso]}
  - {id: scale, name: Scale, price: 899, limits: {users: unlimited}, features: [core, sso, audit_log]}
"""


def test_a_diff_tells_changes_and_accounts_a_row_each(company, upsell):
    (company / "next.yaml").write_text(NEXT)
    arguments = ("tiers.yaml", "next.yaml", "usage.csv", "--billing", "billing.csv", "-f", "json")
    code, out, _ = upsell("tiers", "diff", *arguments)
    told = json.loads(out)
    assert (code, told["schema"], told["meta"]["changes"]) == (0, "upsell.tiers_diff/1", 4)
    assert {how: n for how, n in told["meta"]["affected"].items() if n} == {"over_limit": 1, "pays_more": 1}
    [more] = [row for row in told["rows"] if row["kind"] == "pays_more"]
    assert (more["account_id"], more["before"], more["after"]) == ("CALM-2", "2388.00", "2988.00")
    [dearer] = [row for row in told["rows"] if row["part"] == "list"]
    assert (dearer["kind"], dearer["account_id"], dearer["item"]) == ("amount", "FULL-1", "delta_spend")
    assert (dearer["delta_arr_before"], dearer["delta_arr_after"]) == (1800.00, 2400.00)
    totals = [told["meta"]["list"][side]["qualified"] for side in ("before", "after")]
    assert [each["delta_arr"] for each in totals] == [1800.00, 2400.00]
    assert told["meta"]["list"]["relisted"]["amount"] == 1


def test_a_diff_on_a_screen(company, upsell, snapshot):
    (company / "next.yaml").write_text(NEXT)
    arguments = ("tiers.yaml", "next.yaml", "usage.csv", "--billing", "billing.csv", "-f", "table")
    assert upsell("tiers", "diff", *arguments)[1] == snapshot


def test_a_diff_in_markdown_has_a_table_for_each_part(company, upsell):
    (company / "next.yaml").write_text(NEXT)
    out = upsell("tiers", "diff", "tiers.yaml", "next.yaml", *EXPORTS, "-f", "md")[1]
    assert [line for line in out.splitlines() if line.startswith("#")] == [
        "# Catalogues compared", "## What changed", "## Who is affected", "## The list, then and now",
        "## Who is elsewhere on the list",
    ]  # fmt: skip
    assert "| if all close | $1,800 | $2,400 |" in out


def test_a_diff_tells_a_policy_that_only_the_new_side_has(company, upsell):
    (company / "trial.yaml").write_text("signals: {limit_near: 0.9}\n")
    arguments = ("tiers.yaml", "tiers.yaml", *EXPORTS, "--new-policy", "trial.yaml", "-f", "table")
    shown = upsell("tiers", "diff", *arguments)[1]
    assert shown.startswith("1 change from tiers.yaml to tiers.yaml with trial.yaml\n")
    assert "signals.limit_near: 0.8 → 0.9  trial.yaml:1:23" in shown
    assert "nobody's place, offer or amount is another" in shown


def test_a_diff_of_a_catalogue_with_itself_says_so(upsell):
    shown = upsell("tiers", "diff", "tiers.yaml", "tiers.yaml", "-f", "table")[1]
    assert shown == "tiers.yaml and tiers.yaml say the same.\n"
    assert upsell("tiers", "diff", "tiers.yaml", "tiers.yaml")[1].count("\n") == 1
