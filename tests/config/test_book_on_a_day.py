"""What is sold on a day: what comes later is in no tier, sold to nobody and offered to nobody."""

from datetime import date

import pytest

from tests.tables import book
from upsell_cli.config.bundles import Shelf
from upsell_cli.problems import UpsellError

LADDER = """
    features: {sso: {since: 2026-03-01}}
    tiers:
      - {id: starter, price: 50, features: [core]}
      - {id: growth, price: 90, extends: starter, features: [audit, sso], added: {audit: 2026-06-01}}
      - {id: plus, price: 120, since: 2026-09-01, extends: growth, features: [board]}
      - {id: scale, price: 200, extends: growth, features: [audit, board]}
    add_ons:
      - {id: sso_pack, price: 20, provides: [sso, export]}
      - {id: board_pack, price: 20, since: 2026-09-01, provides: [board]}
"""
BOOK = book(LADDER)


def on(day: str):
    return BOOK.on(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "growth", "scale"),
    [
        ("2026-02-28", {"core"}, {"core", "audit", "board"}),
        ("2026-03-01", {"core", "sso"}, {"core", "audit", "board", "sso"}),
        ("2026-06-01", {"core", "sso", "audit"}, {"core", "audit", "board", "sso"}),
    ],
)
def test_a_tier_has_what_had_come_to_it_by_the_day(day, growth, scale):
    assert (on(day).tier_features[1], on(day).tier_features[3]) == (growth, scale)


def test_a_tier_that_is_still_to_come_is_passed_over():
    assert (BOOK.next_rank, on("2026-08-31").next_rank) == ((1, 2, 3, None), (1, 3, 3, None))
    before, after = (set(on(day).moves["to_rank"]) for day in ("2026-08-31", "2026-09-01"))
    assert (before, after) == ({1, 3}, {1, 2, 3})


def test_a_ladder_whose_top_is_still_to_come_ends_below_it():
    coming = book(LADDER.replace("{id: scale,", "{id: scale, since: 2027-01-01,")).on(date(2026, 12, 31))
    assert coming.next_rank == (1, 2, None, None)


def test_an_add_on_is_sold_from_its_day_and_brings_what_is_there():
    assert Shelf(on("2026-08-31")).sold_for.tolist() == [[True, False]] * 4
    assert Shelf(on("2026-09-01")).sold_for.all()
    assert [on(day).provided(BOOK.add_ons[0]) for day in ("2026-02-28", "2026-03-01")] == [
        {"export"},
        {"sso", "export"},
    ]


def test_a_day_for_a_feature_the_tier_does_not_list_is_told():
    with pytest.raises(UpsellError, match=r'no feature is called "audits"[^`]*`audit`'):
        book(LADDER.replace("added: {audit:", "added: {audits:"))
