"""Exports in which an account has many subscriptions, and usage knows only the subscription.

Day-first dates, a column for each thing under its own name, use before a subscription's start: the
shape of a real company's tables, by way of a mapping and a crosswalk.
"""

import json

import pytest

from upsell_cli.cli import run

TIERS = """\
version: 1
currency: USD
features:
  reports: {used_by: report_runs}
tiers:
  - {id: basic, name: Basic, price: {per_seat_monthly: 19}, features: [reports]}
  - {id: pro, name: Pro, price: {per_seat_monthly: 49}, features: [reports, sso]}
  - {id: enterprise, name: Enterprise, price: {per_seat_monthly: 199}, features: [reports, sso, audit_log]}
"""

MAP = """\
usage: {account_id: subscription_id, date: usage_date, metric: feature_name, value: usage_count}
billing: {tier: plan_tier, started_at: start_date, ended_at: end_date, mrr: mrr_amount}
crosswalk: {from_id: subscription_id}
"""

SUBSCRIPTIONS = """\
subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount
S-1,A-1,23-12-2023,,Basic,10,190
S-2,A-1,11-06-2024,,Pro,2,98
S-3,A-1,01-01-2023,18-04-2024,Enterprise,14,2786
S-4,A-2,25-11-2024,,Enterprise,3,597
S-5,A-2,02-12-2024,,Basic,5,0
"""

USAGE = """\
usage_id,subscription_id,usage_date,feature_name,usage_count
U-1,S-1,30-12-2024,report_runs,9
U-2,S-2,30-12-2024,report_runs,4
U-3,S-4,01-10-2024,report_runs,7
U-4,S-4,31-12-2024,report_runs,7
"""


@pytest.fixture
def scanned(tmp_path, monkeypatch, capsys):
    files = {"tiers.yaml": TIERS, "map.yaml": MAP, "subscriptions.csv": SUBSCRIPTIONS, "usage.csv": USAGE}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    command = ["scan", "usage.csv", "--billing", "subscriptions.csv", "--crosswalk", "subscriptions.csv"]
    code = run([*command, "--map", "map.yaml", "--as-of", "2024-12-31", "--all", "--format", "json"])
    told = capsys.readouterr()
    assert code == 0, told.err
    return json.loads(told.out)


def test_every_open_subscription_counts_under_its_own_tier(scanned):
    assert scanned["meta"]["business"] == {
        "accounts": 2,
        "subscriptions": 4,
        "mrr": 885.0,
        "by_tier": {
            "basic": {"subscriptions": 2, "accounts": 0, "mrr": 190.0},
            "pro": {"subscriptions": 1, "accounts": 1, "mrr": 98.0},
            "enterprise": {"subscriptions": 1, "accounts": 1, "mrr": 597.0},
        },
        "other_currencies": {},
    }


def test_an_account_stands_on_the_highest_of_its_open_tiers_and_pays_for_all(scanned):
    rows = {row["account_id"]: (row["from_tier"], row["arr_now"]) for row in scanned["rows"]}
    assert rows == {"A-1": ("pro", 3456.0), "A-2": ("enterprise", 7164.0)}


def test_usage_finds_its_account_through_the_subscription(scanned):
    joins = {
        (join["left"], join["right"]): (join["matched"], join["of"]) for join in scanned["meta"]["joins"]
    }
    assert joins["usage", "crosswalk"] == (3, 3)


@pytest.mark.usefixtures("scanned")
def test_an_offer_moves_the_subscription_of_the_highest_tier_and_leaves_the_others(tmp_path, capsys):
    (tmp_path / "events.csv").write_text("account_id,date,type\nA-1,2024-12-20,blocked\n")
    told = ["--billing", "subscriptions.csv", "--crosswalk", "subscriptions.csv", "--events", "events.csv"]
    code = run(
        ["explain", "A-1", "--usage", "usage.csv", *told, "--map", "map.yaml", "--as-of", "2024-12-31"]
    )
    assert code == 0
    sums = capsys.readouterr().out
    assert (
        '"$4,776 (list) for S-2 (2 of 12 seats) + $2,280 for the others, which stay - $3,456 (billed)"'
        in sums
    )
