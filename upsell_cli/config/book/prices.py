"""A price of the catalogue as whole minor units a year, for someone who pays by the month or by the year."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.catalogue import Price
from upsell_cli.money import to_minor

INTERVALS = MONTH, YEAR = "month", "year"
"""How somebody pays."""


class PriceYear(NamedTuple):
    """What a year costs: the flat part, a seat, and the seats and the amount that are billed at least.

    `basis` tells where an amount was not given for that interval but worked out from the other.
    """

    flat_minor: int
    seat_minor: int
    included_seats: int
    minimum_seats: int
    floor_minor: int
    quote: bool
    basis: str


@cache
def price_year(price: Price, interval: str, currency: str) -> PriceYear:
    """Give a price for a year of an account that pays by `interval` (month or year).

    >>> paid_monthly = price_year(Price(monthly=Decimal(49), per_seat_annual=Decimal(120)), "month", "USD")
    >>> paid_monthly.flat_minor, paid_monthly.seat_minor, paid_monthly.basis
    (58800, 12000, 'monthly_from_annual')
    """
    flat, flat_basis = _year(price.monthly, price.annual, interval, currency)
    seat, seat_basis = _year(price.per_seat_monthly, price.per_seat_annual, interval, currency)
    basis = next((basis for basis in (flat_basis, seat_basis) if basis != "list"), "list")
    return PriceYear(
        flat_minor=flat,
        seat_minor=seat,
        included_seats=price.included_seats,
        minimum_seats=price.minimum_seats,
        floor_minor=to_minor(price.floor_annual or 0, currency),
        quote=price.quote,
        basis="quote" if price.quote else basis,
    )


def _year(monthly: Decimal | None, annual: Decimal | None, interval: str, currency: str) -> tuple[int, str]:
    """Give minor units a year; a missing interval is worked out from the other, and said."""
    by_month = None if monthly is None else monthly * MONTHS_A_YEAR
    own, other, basis = (
        (annual, by_month, "annual_from_monthly")
        if interval == YEAR
        else (by_month, annual, "monthly_from_annual")
    )
    if own is not None:
        return to_minor(own, currency), "list"
    return (0, "list") if other is None else (to_minor(other, currency), basis)
