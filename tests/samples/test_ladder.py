"""The tiers that the simulation knows are those of `tiers.example.yaml`."""

from pathlib import Path

import numpy as np
import pytest

from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.terms import terms_of
from upsell_cli.samples.ladder import LADDER, METERS
from upsell_cli.samples.subscriptions import ADD_ON_PLANS

EXAMPLE = Path(__file__).parents[2] / "tiers.example.yaml"


@pytest.fixture(scope="module")
def book():
    return open_catalogue(str(EXAMPLE), None).book


def test_tiers_features_and_list_prices_agree(book):
    for rank, rung in enumerate(LADDER):
        tier, price = book.tiers[rank], book.tiers[rank].price
        assert rung.id == tier.id
        assert set(rung.features) == set(book.tier_features[rank])
        if not price.quote:
            assert rung.monthly_minor == price.monthly * 100
            assert rung.included_seats == price.included_seats
            assert rung.seat_minor == (price.per_seat_monthly or 0) * 100


def test_limits_and_overage_agree(book):
    terms = terms_of(book)
    for rank, rung in enumerate(LADDER):
        for meter in METERS[1:]:
            column = book.meter_ids.index(meter)
            assert book.limits[rank, column] == getattr(rung, meter)
            told = rung.overage.get(meter)
            sold = terms.block[rank, column], terms.overage[rank, column]
            assert np.isnan(sold).all() if told is None else sold == (told.per, told.price_minor)


def test_a_year_costs_ten_months_wherever_it_has_a_list_price(book):
    for part in (*book.tiers, *book.add_ons):
        if not part.price.quote:
            assert part.price.annual == 10 * part.price.monthly
            if part.price.per_seat_monthly is not None:
                assert part.price.per_seat_annual == 10 * part.price.per_seat_monthly


def test_add_ons_cost_what_the_example_says(book):
    prices = {add_on.id: int(add_on.price.monthly * 100) for add_on in book.add_ons}
    assert {name: minor for name, (_, minor) in ADD_ON_PLANS.items()} == prices
