"""What a tier allows with its seats and add-ons, and what is paid for it."""

import numpy as np
import pytest

from tests.stages.ladder import BOOK, LADDER
from tests.tables import book
from upsell_cli.config.bundles import Shelf, adds_security, answered_within, features_with, limits_with
from upsell_cli.config.terms import add_on_terms, row_of, terms_of

SHELF = Shelf(BOOK)
NO_ADD_ONS = np.zeros((1, 4))
USERS = BOOK.meter_ids.index("users")


def pieces(**held: int) -> np.ndarray:
    return np.array([[float(held.get(add_on, 0)) for add_on in SHELF.ids]])


def people(tiers, rank: int, seats: float) -> float:
    shelf = Shelf(tiers)
    allowed = limits_with(shelf, np.array([rank]), np.array([seats]), np.zeros((1, len(shelf.ids))))
    return float(allowed[0, tiers.meter_ids.index("users")])


@pytest.mark.parametrize(("seats", "allowed"), [(10, 25), (25, 25), (40, 40), (np.nan, 25)])
def test_seats_bought_beyond_the_included_ones_raise_the_limit_on_people(seats, allowed):
    assert people(BOOK, 1, seats) == allowed


def test_a_limit_above_the_included_seats_is_as_far_as_seats_go():
    capped = book(LADDER.replace("      users: 25\n", "      users: 60\n"))
    assert [people(capped, 1, seats) for seats in (40, 70)] == [40, 60]


def test_a_limit_at_the_fewest_seats_that_are_billed_says_where_the_price_starts():
    by_seat = book("""
        tiers:
          - {id: solo, price: 29, limits: {users: 3}}
          - {id: team, extends: solo, price: {per_seat_monthly: 15, minimum_seats: 5}}
    """)
    assert [people(by_seat, 1, seats) for seats in (1, 5, 40)] == [5, 5, 40]


def test_seats_move_no_limit_where_they_are_not_charged_for_or_there_is_none():
    assert people(BOOK, 2, 500) == 100
    unlimited = book(
        LADDER.replace("users: 25\n", "users: unlimited\n").replace("users: 100", "users: unlimited")
    )
    assert people(unlimited, 1, 40) == np.inf


def test_add_ons_extend_limits_bring_features_and_promise_answers():
    rank, seats, held = np.array([1]), np.array([25.0]), pieces(storage=2, sso_pack=1, fast_help=1)
    storage = BOOK.meter_ids.index("storage_gb")
    assert limits_with(SHELF, rank, seats, held)[0, storage] == 300
    has = dict(zip(BOOK.features, features_with(SHELF, rank, held)[0].tolist(), strict=True))
    assert has == {"audit_log": False, "core": True, "reports": True, "sso": True, "webhooks": False}
    assert answered_within(SHELF, rank, held).tolist() == [2]
    assert answered_within(SHELF, rank, NO_ADD_ONS).tolist() == [24]


def test_only_add_ons_sold_for_a_tier_go_along_to_it():
    assert SHELF.kept(pieces(storage=2, calls=1), np.array([2])).tolist() == pieces(storage=2).tolist()


def test_security_is_added_by_features_of_that_group_and_by_what_a_tier_says():
    assert adds_security(BOOK)[1].tolist() == [False, False, True, True]
    said = book(
        "tiers: [{id: a, price: 1, security: [backups]}, {id: b, price: 2, security: [backups, region]}]"
    )
    assert adds_security(said).tolist() == [[False, True], [False, False]]


class TestTerms:
    TERMS = terms_of(BOOK)
    ROWS = row_of(BOOK, np.array([1.0, 1.0, 2.0, np.nan]), np.array([np.nan, 3.0, np.nan, np.nan]))

    def test_an_old_plan_has_its_own_row_behind_the_tiers(self):
        assert self.ROWS.tolist() == [1, 7, 2, 0]

    def test_a_year_costs_what_the_interval_and_the_seats_say(self):
        rows, by_year = self.ROWS[:3], np.array([False, True, True])
        assert self.TERMS.year(rows, by_year, np.array([30.0, 30.0, np.nan])).tolist() == [
            (200 + 5 * 12) * 12 * 100,
            1500_00,
            9000_00,
        ]

    def test_a_price_that_hangs_on_seats_not_known_is_not_known(self):
        assert np.isnan(self.TERMS.year(np.array([1]), np.array([True]), np.array([np.nan]))[0])

    def test_begun_blocks_count_whole_and_a_plan_keeps_the_overage_of_its_tier(self):
        use = np.full((2, len(BOOK.meter_ids)), 100_001.0)
        limits = np.full_like(use, 100_000.0)
        assert self.TERMS.overage_a_month(np.array([1, 7]), use, limits).tolist() == [3_00, 3_00]

    def test_an_old_plan_with_a_limit_of_its_own_has_not_the_overage_of_its_tier(self):
        own = book(LADDER.replace("{users: 20, storage_gb: 150}", "{api_calls: 50000}"))
        assert np.isnan(terms_of(own).overage[7]).all()

    def test_add_ons_have_prices_and_nothing_else(self):
        terms = add_on_terms(BOOK)
        assert terms.year(np.arange(4), np.full(4, fill_value=True), np.zeros(4)).tolist() == [
            200_00,
            300_00,
            400_00,
            900_00,
        ]
        assert np.isnan(terms.overage).all()

    def test_a_plan_that_stands_for_an_add_on_has_its_price(self):
        named = book(LADDER + "  - {match: addon-calls, add_on: calls}\n")
        assert terms_of(named).year(np.array([8]), np.array([False]), np.array([0.0])).tolist() == [360_00]
