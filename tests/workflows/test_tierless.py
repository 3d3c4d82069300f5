"""Exports of which no file says who has which tier."""

from dataclasses import replace
from pathlib import Path

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.workflows.check import check
from upsell_cli.workflows.scan import scan

CATALOGUE = (
    "version: 1\ncurrency: USD\ntiers: [{id: solo, price: 9, limits: {users: 5}}, {id: team, price: 99}]\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tiers.yaml").write_text(CATALOGUE)
    Path("usage.csv").write_text("account_id,date,users\nA,2026-01-05,5\n")


def found(header, catalogue=CATALOGUE):
    """The problem as a check and a scan find it."""
    Path("billing.csv").write_text(f"account_id,{header},mrr\nA,Solo,9\n")
    Path("tiers.yaml").write_text(catalogue)
    settings = Settings(tiers="tiers.yaml", usage=("usage.csv",), billing=("billing.csv",))
    with check(settings, rows=False) as (fitness, _):
        checked = [problem for problem in fitness.problems if problem.code == "no-tiers"]
    assert checked == [p for p in scan(settings).inputs.problems if p.code == "no-tiers"]
    return checked


def test_are_told_with_the_column_that_looks_like_it_and_the_line_to_map_it():
    [problem] = found("Subscription")
    assert str(problem.place) == "billing.csv:1:Subscription"
    assert problem.severity == "warning"
    assert problem.fix == 'Add `billing: {plan: "Subscription"}` to your mapping (`--map`).'


def test_are_told_with_a_line_that_the_accounts_file_can_have():
    Path("crm.csv").write_text("account_id,Package\nA,Solo\n")
    settings = Settings(tiers="tiers.yaml", usage=("usage.csv",), accounts=("crm.csv",))
    [problem] = (p for p in scan(settings).inputs.problems if p.code == "no-tiers")
    assert problem.fix == 'Add `accounts: {tier: "Package"}` to your mapping (`--map`).'
    Path("map.yaml").write_text("accounts: {tier: Package}\n")
    mapped = scan(replace(settings, map_file="map.yaml"))
    assert not [p for p in mapped.inputs.problems if p.code == "no-tiers"]


def test_are_told_also_when_no_column_looks_like_it():
    [problem] = found("Colour")
    assert problem.message == "no account has a tier: no file names a tier or plan"


def test_are_nothing_strange_where_a_file_names_tiers_or_the_catalogue_tells_them_by_amount():
    assert found("plan") == []
    by_amount = f"{CATALOGUE}plans: [{{amount: 9, interval: month, tier: solo}}]\n"
    assert found("Colour", by_amount) == []


def test_usage_alone_without_a_tier_is_told_as_a_note_with_what_to_give():
    [told] = scan(Settings(tiers="tiers.yaml", usage=("usage.csv",))).inputs.problems
    assert (told.code, told.severity) == ("no-tiers-in-usage", "note")
    assert told.fix.startswith("Give billing as well")


def test_usage_alone_may_have_a_column_that_looks_like_it():
    Path("usage.csv").write_text("account_id,date,users,Package\nA,2026-01-05,5,Solo\n")
    told = scan(Settings(tiers="tiers.yaml", usage=("usage.csv",))).inputs.problems
    assert 'Add `usage: {plan: "Package"}` to your mapping (`--map`).' in [p.fix for p in told]


def test_an_account_without_a_tier_is_said_to_lack_it():
    found = scan(Settings(tiers="tiers.yaml", usage=("usage.csv",), show_all=True)).verdicts
    assert found["held_reason"].tolist() == ["which tier they have is not known"]
