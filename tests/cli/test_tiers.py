"""`upsell tiers`: what is sold, side by side."""

import csv
import io
import json

import pytest


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
