"""A newest week or month that is not over, as a check and a scan tell it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.workflows.check import check
from upsell_cli.workflows.scan import scan

TIERS = """\
version: 1
currency: USD
tiers:
  - {id: team, name: Team, price: 49, limits: {users: 50, api_calls: 9000}}
  - {id: scale, name: Scale, price: 199, limits: {users: 250, api_calls: 90000}}
"""
MONDAY = date(2026, 11, 16)
MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")
WEEKS = tuple((MONDAY - timedelta(7 * ago)).isoformat() for ago in range(5, -1, -1))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "tiers.yaml").write_text(TIERS)
    monkeypatch.chdir(tmp_path)


def asked(periods, *shares, calls=700):
    """Give settings for usage of these periods; the newest has such a share of each account's calls."""
    lines = ["account_id,date,active_users,api_calls"]
    for place, share in enumerate(shares):
        lines += [f"A{place},{period},5,{calls}" for period in periods[:-1]]
        lines.append(f"A{place},{periods[-1]},5,{calls * share:.0f}")
    Path("usage.csv").write_text("\n".join([*lines, ""]))
    return Settings(usage=("usage.csv",), tiers="tiers.yaml")


def told(settings):
    with check(settings, rows=False) as (found, _):
        return [(p.severity, p.value, p.fix) for p in found.problems if p.code == "part-period"]


@pytest.mark.parametrize(
    ("periods", "newest", "before", "period"),
    [(WEEKS, "2026-11-16", "2026-11-15", "week"), (MONTHS, "2026-11-30", "2026-11-29", "month")],
)
def test_a_period_that_is_not_over_is_warned_of_with_the_day_to_ask_for(periods, newest, before, period):
    fix = f"Leave it out: `--as-of {before}`; or export to the end of a {period}. Nothing, if it is over."
    assert told(asked(periods, 0.5, 0.5, 0.6, 1, 1)) == [("warning", newest, fix)]


def test_it_says_of_which_meter_for_how_many_and_by_how_much():
    problems = scan(asked(WEEKS, 0.5, 0.5, 0.6, 1, 1)).inputs.problems
    [message] = [problem.message for problem in problems if problem.code == "part-period"]
    assert message == (
        "api: the newest week, dated 16 Nov 2026, looks unfinished: 3 of 5 accounts used far less than in "
        "those before, 60 % in the median. Typical use, growth and the time to a limit come out too low"
    )


def test_without_it_nothing_is_said():
    settings = asked(WEEKS, 0.5, 0.5, 0.6, 1, 1)
    assert told(Settings(usage=settings.usage, tiers=settings.tiers, as_of=date(2026, 11, 15))) == []


@pytest.mark.parametrize(
    "whole",
    [
        lambda: asked(WEEKS, *[0.8] * 5),
        lambda: asked(WEEKS, 0.5, 0.5, 1, 1, 1),
        lambda: asked(WEEKS, *[0.5] * 4),
        lambda: asked(WEEKS, *[0.5] * 5, calls=10),
        lambda: asked(WEEKS[-1:], *[0.5] * 5),
    ],
    ids=["nearly as much", "few use less", "few accounts", "too little use", "nothing before"],
)
def test_nothing_is_said_where_the_newest_period_is_like_the_others(whole):
    assert told(whole()) == []
