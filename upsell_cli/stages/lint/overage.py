"""Overage along the ladder: when staying and paying for it always beats the next tier."""

import math
from decimal import Decimal

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Limit, Overage
from upsell_cli.money import half_up, in_minor, written, written_rate
from upsell_cli.stages.lint.found import Findings, Found
from upsell_cli.stages.lint.prices import cost, first_seats, names_amount, yearly
from upsell_cli.stages.lint.steps import steps


def odd_overage(book: TierBook) -> Findings:
    """Give where overage undercuts the next tier, or is dearer in it."""
    for low, high in steps(book):
        for meter, limit in book.tier_limits[low].items():
            above = book.tier_limits[high].get(meter)
            if limit.overage is None or above is None:
                continue
            yield from _undercuts(book, (low, high), meter, limit, above)
            if above.overage is not None and unit_price(above.overage) > unit_price(limit.overage):
                dear, cheap = (_priced(book, part, meter) for part in (above.overage, limit.overage))
                message = f"{book.tier_name(high)} charges {dear}, {book.tier_name(low)} {cheap}"
                yield Found("overage-rises", ("tiers", high, "limits", meter, "overage"), message)


def overage_a_month(limit: Limit, use: float, currency: str) -> int:
    """Give what begun blocks beyond a limit cost a month, in minor units.

    >>> sold = Limit(included=1000, overage=Overage(per=100, price=3))
    >>> overage_a_month(sold, 1001, "USD"), overage_a_month(sold, 1000, "USD")
    (300, 0)
    >>> overage_a_month(Limit(included=0, overage=Overage(per=1, price=Decimal("0.0079"))), 1000, "USD")
    790
    """
    if limit.overage is None or use <= limit.included:
        return 0
    blocks = math.ceil(round((use - limit.included) / limit.overage.per, 9))
    return half_up(blocks * in_minor(limit.overage.price, currency))


def _undercuts(book: TierBook, step: tuple[int, int], meter: str, limit: Limit, above: Limit) -> Findings:
    """At all that the next tier includes the comparison is at its best for that tier: its price is flat."""
    low, high = step
    prices = book.tiers[low].price, book.tiers[high].price
    if not math.isfinite(above.included) or not all(map(names_amount, prices)):
        return
    seats = first_seats(prices[0])
    stay, move = (cost(yearly(book, price), seats) / MONTHS_A_YEAR for price in prices)
    stay += overage_a_month(limit, above.included, book.currency)
    if stay > move or limit.included >= above.included:
        return
    name = book.meter(meter).name
    message = (
        f"{book.tier_name(low)} with overage for {above.included:,.10g} {name}, all that "
        f"{book.tier_name(high)} includes, costs {written(round(stay), book.currency)} a month; "
        f"{book.tier_name(high)} costs {written(round(move), book.currency)}"
    )
    yield Found("overage-undercuts", ("tiers", low, "limits", meter), message)


def unit_price(overage: Overage) -> Decimal:
    """Give what one unit beyond a limit costs, when blocks are used up.

    >>> unit_price(Overage(per=1000, price=3))
    Decimal('0.003')
    """
    return overage.price / Decimal(str(overage.per))


def _priced(book: TierBook, overage: Overage, meter: str) -> str:
    return f"{written_rate(overage.price, book.currency)} for {overage.per:,.10g} {book.meter(meter).name}"
