"""What the simulation does to a single account: walls cut use off, soft limits do not, invoices add up."""

from datetime import date

import numpy as np
import pytest

from tests.samples.conftest import cast_id, rows
from upsell_cli.samples.company import arr_minor
from upsell_cli.samples.horizon import Horizon, flow_season
from upsell_cli.samples.text import joined, labels, numbers
from upsell_cli.samples.usage import _stopped


def usage_of(folder, account_id):
    return [row for row in rows(folder / "usage.csv") if row["account_id"] == account_id]


def test_a_hard_limit_cuts_recorded_use_off(small):
    starter_at_its_wall = usage_of(small, cast_id("Brambleford"))
    assert {int(row["active_users"]) for row in starter_at_its_wall[-6:]} == {5}


def test_a_soft_limit_lets_use_go_on_and_is_billed(small):
    over = cast_id("Saffronmoor")
    month = sum(int(row["api_calls"]) for row in usage_of(small, over)[-4:])
    assert month > 100_000 * 2
    billed = [row for row in rows(small / "invoices.csv") if row["account_id"] == over]
    assert float(billed[-1]["overage_amount"]) > 400


def test_a_monthly_limit_stops_the_rest_of_the_month_and_starts_again():
    wanted = np.array([[40.0, 40.0, 40.0, 30.0, 30.0]])
    months = np.array([1, 1, 1, 2, 2])
    stopped = _stopped(wanted, np.full(wanted.shape, 100.0), months)
    assert stopped.tolist() == [[40.0, 40.0, 20.0, 30.0, 30.0]]


def test_invoices_of_a_steady_monthly_customer_are_its_contract(small):
    steady = cast_id("Linden")
    billing = next(row for row in rows(small / "billing.csv") if row["account_id"] == steady)
    months = [row for row in rows(small / "invoices.csv") if row["account_id"] == steady]
    assert {float(row["base_amount"]) * 12 for row in months} == {float(billing["arr"])}
    assert [row["period_end"] for row in months[:-1]] == [row["period_start"] for row in months[1:]]


def test_states_of_a_subscription_follow_without_a_gap(small):
    by_id: dict[str, list[dict[str, str]]] = {}
    for row in rows(small / "billing_history.csv"):
        by_id.setdefault(row["subscription_id"], []).append(row)
    assert any(len(states) > 1 for states in by_id.values())
    for states in by_id.values():
        assert [row["valid_to"] for row in states[:-1]] == [row["valid_from"] for row in states[1:]]
        assert all(row["valid_from"] < (row["valid_to"] or "9999") for row in states)


def test_nobody_uses_the_product_before_coming_or_after_leaving(small):
    spans = {
        row["account_id"]: (row["started_at"], row["ended_at"] or "9999")
        for row in rows(small / "billing.csv")
    }
    for row in rows(small / "usage.csv"):
        first, end = spans.get(row["account_id"], ("", "9999"))
        assert first <= row["date"] < end or row["account_id"] not in spans


def test_prices_are_whole_a_month_when_paid_monthly():
    for seats in range(25, 60):
        assert arr_minor(1, seats, annual=False, discount=15, currency="GBP") % 12 == 0


def test_weekends_and_holidays_are_quiet():
    season = flow_season(Horizon(days=365))
    on = {
        day: season[Horizon(days=365).day_of(day)]
        for day in (date(2026, 3, 10), date(2026, 3, 14), date(2025, 12, 25))
    }
    tuesday, saturday, christmas = on.values()
    assert saturday < 0.5 * tuesday
    assert christmas < 0.6 * tuesday


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_columns_as_bytes_are_what_formatting_each_cell_gives(decimals):
    values = np.array([0, 1, 9, 10, 99, 100, 12_345, 4_294_967_296])
    who = np.array([0, 1, 2, 0, 1, 2, 0, 1])
    names = ["A", "Bé", "C10"]
    expected = "".join(
        f"{names[code]},{value / 10**decimals:.{decimals}f}\n"
        for code, value in zip(who, values.tolist(), strict=True)
    )
    assert joined(labels(names, who), numbers(values, decimals)).decode() == expected
