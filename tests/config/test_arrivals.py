"""What has come lately, where, and to whom it is news."""

from datetime import date

import pytest

from tests.tables import book
from upsell_cli.config.arrivals import Arrival, arrival

BOOK = book("""
    features: {sso: {}, export: {since: 2026-05-01}}
    tiers:
      - {id: starter, price: 50, features: []}
      - {id: growth, price: 90, features: [sso], added: {sso: 2026-03-01}}
      - {id: scale, price: 200, features: [sso, export]}
    add_ons:
      - {id: sso_pack, price: 20, since: 2026-04-01, available_for: [starter], provides: [sso]}
""")


@pytest.mark.parametrize(
    ("day", "rank", "feature", "came"),
    [
        ("2026-02-28", 0, "sso", None),
        ("2026-03-01", 0, "sso", Arrival(date(2026, 3, 1), "Growth")),
        ("2026-04-01", 0, "sso", Arrival(date(2026, 4, 1), "sso pack")),
        ("2026-06-01", 1, "export", Arrival(date(2026, 5, 1), "Scale")),
        ("2026-04-30", 1, "export", None),
    ],
)
def test_it_is_the_newest_way_to_have_what_the_tier_lacks(day, rank, feature, came):
    assert arrival(BOOK.on(date.fromisoformat(day)), rank, feature) == came
