"""Prices along the ladder: steps that do not rise, rise too far, or punish growth."""

import math

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.book import PriceYear, TierBook
from upsell_cli.config.catalogue import Price
from upsell_cli.config.policy import Policy
from upsell_cli.money import written
from upsell_cli.problems import Loc
from upsell_cli.shown import count
from upsell_cli.stages.lint.found import Findings, Found
from upsell_cli.stages.lint.steps import steps

MOST_SEATS = 100_000
"""No crossing of two prices is looked for beyond so many seats."""


def odd_prices(book: TierBook, policy: Policy) -> Findings:
    """Give what is odd about the price of each tier, and of each step up a path."""
    for rank, tier in enumerate(book.tiers):
        yield from _annual_dearer(tier.price, book.tier_name(rank), ("tiers", rank, "price", "annual"))
        yield from _seats_beyond_limit(book, rank)
    for place, add_on in enumerate(book.add_ons):
        loc = ("add_ons", place, "price", "annual")
        yield from _annual_dearer(add_on.price, add_on.name or add_on.id, loc)
    for low, high in steps(book):
        before, after = book.tiers[low].price, book.tiers[high].price
        if names_amount(before) and names_amount(after):
            yield from _step(book, low, high, policy)


def names_amount(price: Price) -> bool:
    """Tell whether a price can be reckoned with, whoever has the last word."""
    amounts = (price.monthly, price.annual, price.per_seat_monthly, price.per_seat_annual, price.floor_annual)
    return any(amount is not None for amount in amounts)


def yearly(book: TierBook, price: Price, interval: str = "month") -> PriceYear:
    """Give a price of a year as its list says it, for one who pays by the month unless said otherwise."""
    return book.price_year(price, interval)


def cost(price: PriceYear, seats: float) -> float:
    """Give what a year with so many seats costs, in minor units.

    >>> cost(PriceYear(2388_00, 144_00, 25, 0, 0, quote=False, basis="list"), 30)
    310800
    """
    billed = max(seats, price.minimum_seats)
    return max(price.flat_minor + max(billed - price.included_seats, 0) * price.seat_minor, price.floor_minor)


def first_seats(price: Price) -> int:
    """Give the seats that a plan starts with: those included, or the fewest billed, at least one."""
    return max(price.least_seats, 1)


def _step(book: TierBook, low: int, high: int, policy: Policy) -> Findings:
    below, above = yearly(book, book.tiers[low].price), yearly(book, book.tiers[high].price)
    seats = first_seats(book.tiers[low].price)
    less, more = cost(below, seats), cost(above, seats)
    names, people = (book.tier_name(low), book.tier_name(high)), count(seats, "seat")
    figures = f"{written(int(more), book.currency)} a year, {names[0]} {written(int(less), book.currency)}"
    if more <= less:
        message = f"at {people} {names[1]} costs {figures}{_crossing(below, above, seats)}"
        yield Found("price-not-above", ("tiers", high, "price"), message)
    elif 0 < less * policy.lint.price_jump < more:
        message = f"{names[1]} costs {more / less:.1f} times {names[0]}: at {people} {figures}"
        yield Found("price-jump", ("tiers", high, "price"), message)
    if below.flat_minor and above.flat_minor and 0 < below.seat_minor < above.seat_minor:
        each = [written(p.seat_minor, book.currency) for p in (above, below)]
        message = f"a further seat costs {each[0]} a year in {names[1]}, {each[1]} in {names[0]}"
        yield Found("seat-price-rises", ("tiers", high, "price"), message)


def _crossing(below: PriceYear, above: PriceYear, seats: int) -> str:
    """Say from how many seats on the higher tier is the dearer one, as it should be."""
    if above.seat_minor <= below.seat_minor:
        return ", and never more beyond that"
    low, high = seats, MOST_SEATS
    if cost(above, high) <= cost(below, high):
        return ", and never more beyond that"
    while high - low > 1:
        middle = (low + high) // 2
        if cost(above, middle) > cost(below, middle):
            high = middle
        else:
            low = middle
    return f"; it is the dearer one from {high:,} seats on"


def _annual_dearer(price: Price, name: str, loc: Loc) -> Findings:
    pairs = (
        ("a year", "months", price.annual, price.monthly),
        ("a seat and year", "months of a seat", price.per_seat_annual, price.per_seat_monthly),
    )
    for unit, months, annual, monthly in pairs:
        if annual is not None and monthly is not None and annual > MONTHS_A_YEAR * monthly:
            message = (
                f"{name} costs {annual:,f} {unit}, and twelve {months} cost {MONTHS_A_YEAR * monthly:,f}"
            )
            yield Found("annual-dearer", loc, message, f"{annual:f}")


def _seats_beyond_limit(book: TierBook, rank: int) -> Findings:
    seats, limits = book.tiers[rank].price.included_seats, book.tier_limits[rank]
    for meter in ("seats", "users"):
        if meter in limits and math.isfinite(limits[meter].included) and seats > limits[meter].included:
            message = (
                f"{book.tier_name(rank)} includes {seats:,} seats and lets in "
                f"{limits[meter].included:,.10g} {meter}"
            )
            yield Found("seats-beyond-limit", ("tiers", rank, "price", "included_seats"), message, str(seats))
