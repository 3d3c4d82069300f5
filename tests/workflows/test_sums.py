"""The figures of a verdict with their working."""

import pandas as pd
import pytest

from tests.tables import AS_OF, book, policy
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.sums import told_sums

BOOK = book("""
tiers:
  - {id: starter, price: 50, limits: {users: 100}}
  - {id: growth, price: {monthly: 25, per_seat_monthly: 5, included_seats: 10}}
""")
PEERS = Peers(base_rate=0.05, base_rate_origin="prior", intercept=-3.0, judged=10)
EARLY, LATE = pd.Timestamp("2026-08-18"), pd.Timestamp("2026-10-13")


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        ((EARLY, LATE), "80% sure to be full between 2026-08-18 and 2026-10-13"),
        ((EARLY, pd.NaT), "90% sure not to be full before 2026-08-18, perhaps not within 26 weeks"),
        ((pd.NaT, pd.NaT), "no date within 26 weeks, or too few readings to tell one"),
    ],
)
def test_a_limit_ahead_has_a_chance_and_a_range_never_a_bare_date(dates, when):
    facts = {"breach_meter": "users", "breach_p_13w": 0.8225, **_range(dates)}
    [reach] = [told for told in _told(facts) if told.name == "reach"]
    assert (reach.result, reach.working) == ("0.8225", f"users: 82% within 13 weeks; {when}")


def test_no_forecast_has_no_working():
    assert _told({"breach_meter": pd.NA, "breach_p_13w": pd.NA, **_range((pd.NaT, pd.NaT))}) == ()


@pytest.mark.parametrize(
    ("currency", "amount"),
    [("EUR", "$107.03 (€100 at 1.0703)"), ("USD", "$107.03"), ("JPY", "$107.03 (¥10,000 at 0.010703)")],
)
def test_an_expected_value_follows_from_the_figures_in_its_working(currency, amount):
    facts = {
        "chance": 0.5,
        "delta_spend_minor": 10_000,
        "currency": currency,
        "delta_spend_base_minor": 107_03,
    }
    rate = 1.0 if currency == "USD" else 1.0703
    told = _told(
        {**facts, "rate": rate, "expected_value_minor": 53_52, "breach_meter": pd.NA, "breach_p_13w": pd.NA}
    )
    [expected] = [line for line in told if line.name == "expected_value"]
    assert (expected.result, expected.working) == ("$53.52", f"0.500000 x {amount} x margin 1 - contact $0")


@pytest.mark.parametrize(
    ("now", "after", "beside", "working"),
    [
        (40, 56, 0, "$300 for 56 seats, 16 more than now (list) - $100 (billed)"),
        (40, 30, 0, "$300 for 30 seats, 10 fewer than now (list) - $100 (billed)"),
        (40, 40, 0, "$300 for 40 seats (list) - $100 (billed)"),
        (40, 56, 30, "$300 for 26 seats, 16 more than now (list) - $100 (billed)"),
        (4, 10, 0, "$300 (list) - $100 (billed)"),
        (pd.NA, 56, 0, "$300 for 56 seats (list) - $100 (billed)"),
        (40, pd.NA, 0, "$300 (list) - $100 (billed)"),
    ],
)
def test_the_price_of_a_tier_says_how_many_seats_it_is_for_beyond_those_included(now, after, beside, working):
    amounts = {"arr_after_minor": 300_00, "arr_now_minor": 100_00, "delta_arr_minor": 200_00}
    seats = {"seats": now, "seats_after": after, "seats_beside": beside, "to_rank": 1}
    bare = {"breach_meter": pd.NA, "price_basis": "list", "arr_basis": "billed", "offer_type": "tier_upgrade"}
    told = _told({**amounts, **seats, **bare, "breach_p_13w": pd.NA})
    assert [line.working for line in told if line.name == "delta_arr"] == [working]


def _range(dates) -> dict[str, object]:
    return dict(zip(("breach_earliest", "breach_latest"), dates, strict=True))


def _told(facts):
    case = Judged(Verdicts(pd.DataFrame([facts])), BOOK, policy(), AS_OF, "weekly")
    return told_sums(case, PEERS, "USD")
