"""A year of a simulated company of some size looks like one: upgrades, departures and money are plausible."""

import pandas as pd
import pytest

from upsell_cli.samples import generate
from upsell_cli.samples.plan import Plan

YEAR_AGO, NOW = "2025-11-15", "2026-11-15"
RANKS = {"starter": 0, "growth": 1, "scale": 2, "enterprise": 3}
DAYS_A_MONTH = 365.25 / 12

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    generate(folder, Plan(seed=8, accounts=4000, days=400))
    states = pd.read_csv(folder / "billing_history.csv", dtype=str, keep_default_na=False)
    states = states[(states["currency"] == "USD") & ~states["plan"].str.startswith("addon")].sort_values(
        ["account_id", "valid_from"]
    )
    states["arr"] = states["arr"].astype(float)
    states["rank"] = states["plan"].str.split("-").str[0].map(RANKS)
    states["end"] = states["valid_to"].where(states["valid_to"] != "", "9999-12-31")
    return states


def running(history, on):
    return history[(history["valid_from"] <= on) & (history["end"] > on)].set_index("account_id")["arr"]


def months(states):
    start = pd.to_datetime(states["valid_from"]).clip(lower=pd.Timestamp(YEAR_AGO))
    end = pd.to_datetime(states["end"].where(states["end"] < NOW, NOW))
    return ((end - start).dt.days.clip(lower=0) / DAYS_A_MONTH).sum()


def test_about_two_in_a_hundred_below_the_top_upgrade_in_a_month(history):
    before = history.groupby("account_id")["rank"].shift()
    climbs = history[(history["rank"] > before) & (history["valid_from"] > YEAR_AGO)]
    assert 0.016 < len(climbs) / months(history[history["rank"] < RANKS["enterprise"]]) < 0.022


def test_about_one_and_a_half_in_a_hundred_leave_in_a_month(history):
    last = history.groupby("account_id").tail(1)
    left = last[(last["end"] > YEAR_AGO) & (last["end"] <= NOW)]
    assert 0.013 < len(left) / months(history) < 0.018


def test_revenue_kept_and_grown_is_that_of_a_healthy_company(history):
    then = running(history, YEAR_AGO)
    now = running(history, NOW).reindex(then.index).fillna(0)
    assert 1.08 < now.sum() / then.sum() < 1.18
    assert 0.87 < now.clip(upper=then).sum() / then.sum() < 0.92


def test_a_tenth_of_the_accounts_hold_most_of_the_revenue(history):
    largest_first = running(history, NOW).sort_values(ascending=False)
    assert 0.7 < largest_first.head(len(largest_first) // 10).sum() / largest_first.sum() < 0.85
