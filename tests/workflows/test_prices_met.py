"""A list price that is hardly what is billed is told where offers are worked out from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.problems import Problem
from upsell_cli.workflows import batches
from upsell_cli.workflows.check import check
from upsell_cli.workflows.scan import scan

ACCOUNTS = range(12)
CATALOGUE = """\
version: 1
tiers:
  - {id: solo, name: Solo, price: 49, limits: {users: 5}}
  - {id: team, name: Team, price: 199, limits: {users: 25}}
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Give the settings to read usage and billing with, all paying 20 for Solo."""
    monkeypatch.chdir(tmp_path)
    Path("tiers.yaml").write_text(CATALOGUE)
    Path("usage.csv").write_text(
        "account_id,date,users\n" + "".join(f"A{n},2026-03-31,5\n" for n in ACCOUNTS)
    )
    Path("billing.csv").write_text("account_id,tier,mrr\n" + "".join(f"A{n},solo,20\n" for n in ACCOUNTS))
    return Settings(tiers="tiers.yaml", usage=("usage.csv",), billing=("billing.csv",))


def off_list(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{p.severity} {p.place}: {p.message}" for p in problems if p.code == "billed-off-list"]


TOLD = ["note tiers.yaml:3:35: half of 12 accounts on Solo pay 41% of the list price or less"]


def test_a_scan_tells_it(settings: Settings):
    assert off_list(scan(settings).inputs.problems) == TOLD


def test_a_scan_of_some_accounts_at_a_time_tells_it(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(batches.assess_listed, "__kwdefaults__", {"at_once": 5})
    assert off_list(scan(settings, listed_only=True).inputs.problems) == TOLD


def test_a_check_tells_it(settings: Settings):
    with check(settings, rows=False) as (found, _):
        assert off_list(found.problems) == TOLD


def test_nothing_is_told_of_a_price_that_is_billed(settings: Settings):
    Path("list.yaml").write_text(CATALOGUE.replace("49", "22"))
    assert off_list(scan(replace(settings, tiers="list.yaml")).inputs.problems) == []
