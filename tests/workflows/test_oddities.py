"""What is odd about exports is told by a check and by a scan, however large files are read."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.sources.forms import plain
from upsell_cli.workflows.check import check
from upsell_cli.workflows.scan import scan

TIERS = """\
version: 1
currency: USD
tiers:
  - {id: team, name: Team, price: 49, limits: {users: 50, api_calls: 9000}}
  - {id: scale, name: Scale, price: 199, limits: {users: 250, api_calls: 90000}}
"""
SATURDAY = date(2026, 10, 31)
USERS = {"a": 38, "b": 20, "c": 12, "d": 30, "e": 16}


def daily():
    """Five weeks of users up to a Saturday, a quarter of them on weekends."""
    days = [SATURDAY - timedelta(ago) for ago in range(35)]
    quiet = {day: 0.25 if day.weekday() in {5, 6} else 1 for day in days}
    rows = [f"{account},{day},{users * quiet[day]:.0f}" for account, users in USERS.items() for day in days]
    return ["account_id,date,active_users", *rows]


def monthly():
    """Four months of calls, half as many in the newest."""
    calls = {"2026-07": 700, "2026-08": 700, "2026-09": 700, "2026-10": 350}
    rows = [f"{account},{month},{use}" for account in USERS for month, use in calls.items()]
    return ["account_id,date,api_calls", *rows]


@pytest.mark.parametrize("large_from", [1 << 40, 0], ids=["row by row", "added up while read"])
@pytest.mark.parametrize(("usage", "code"), [(daily, "quiet-day"), (monthly, "part-period")])
def test_a_newest_day_or_month_that_misleads_is_told(tmp_path, monkeypatch, usage, code, large_from):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plain, "LARGE", large_from)
    Path("tiers.yaml").write_text(TIERS)
    Path("usage.csv").write_text("\n".join([*usage(), ""]))
    settings = Settings(usage=("usage.csv",), tiers="tiers.yaml")
    with check(settings, rows=False) as (looked_at, _):
        told = [problem for problem in looked_at.problems if problem.code == code]
    assert len(told) == 1
    assert [problem for problem in scan(settings).inputs.problems if problem.code == code] == told
