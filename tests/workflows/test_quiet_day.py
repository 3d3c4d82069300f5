"""Daily usage that ends on a quiet day of the week, as a check and a scan tell it."""

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
  - {id: team, name: Team, price: 49, limits: {users: 50, storage_gb: 100}}
  - {id: scale, name: Scale, price: 199, limits: {users: 250, storage_gb: 900}}
"""
FRIDAY, SATURDAY, SUNDAY = (date(2026, 10, day) for day in (30, 31, 25))
SMALL_TEAM = 2


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "tiers.yaml").write_text(TIERS)
    monkeypatch.chdir(tmp_path)


def asked(newest, *, of_everybody=1.0, on_weekends=0.25, every=1, worked=(38, 20, 12)):
    """Give settings for five weeks of usage up to a day; of some accounts weekends are like other days."""
    lines = ["account_id,date,active_users,storage_gb"]
    for place, users in enumerate(worked):
        quiet = on_weekends if place < of_everybody * len(worked) else 1
        for ago in range(0, 35, every):
            day = newest - timedelta(ago)
            use = users * (quiet if day.weekday() in {5, 6} else 1)
            lines.append(f"A{place},{day},{use:.0f},{60 - ago / 10}")
    Path("usage.csv").write_text("\n".join([*lines, ""]))
    return Settings(usage=("usage.csv",), tiers="tiers.yaml")


def told(settings):
    with check(settings, rows=False) as (found, _):
        return [(p.severity, p.value, p.fix) for p in found.problems if p.code == "quiet-day"]


@pytest.mark.parametrize("large_from", [1 << 40, 0], ids=["row by row", "added up while read"])
@pytest.mark.parametrize(
    ("newest", "weekday", "instead"),
    [(SATURDAY, "Saturday", "2026-10-30"), (SUNDAY, "Sunday", "2026-10-23")],
)
def test_an_export_that_ends_on_a_quiet_day_is_warned_of_with_the_day_to_ask_for(
    monkeypatch, large_from, newest, weekday, instead
):
    monkeypatch.setattr(plain, "LARGE", large_from)
    fix = f"Judge as of a working day: `--as-of {instead}`."
    assert told(asked(newest)) == [("warning", weekday, fix)]


def test_a_scan_says_the_same():
    settings = asked(SATURDAY)
    found = [(p.severity, p.value, p.fix) for p in scan(settings).inputs.problems if p.code == "quiet-day"]
    assert found == told(settings) != []


def test_it_says_of_which_meter_for_how_many_and_by_how_much():
    with check(asked(SATURDAY), rows=False) as (found, _):
        [message] = [problem.message for problem in found.problems if problem.code == "quiet-day"]
    assert message == (
        "users: usage ends on a Saturday (31 Oct 2026), and on Saturdays 3 of 3 accounts with enough use "
        "have far less than on other days, 28 % in the median. Weeks are read on their last day, so typical "
        "use is too low"
    )


@pytest.mark.parametrize(
    "quiet_enough",
    [
        lambda: asked(FRIDAY),
        lambda: asked(SATURDAY, on_weekends=0.8),
        lambda: asked(SATURDAY, of_everybody=0.3),
        lambda: asked(SATURDAY, worked=(SMALL_TEAM,) * 3),
        lambda: asked(SATURDAY, every=7),
    ],
    ids=["ends on a Friday", "weekends are nearly as busy", "few are quiet", "too few users", "weekly"],
)
def test_nothing_is_said_where_typical_use_is_typical(quiet_enough):
    assert told(quiet_enough()) == []
