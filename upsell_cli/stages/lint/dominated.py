"""Tiers that nobody would choose: another gives all they give and never costs more."""

import math

from upsell_cli.config.book import INTERVALS, PriceYear, TierBook
from upsell_cli.config.catalogue import Limit, Support, Tier
from upsell_cli.stages.lint.found import Findings, Found
from upsell_cli.stages.lint.overage import unit_price
from upsell_cli.stages.lint.prices import MOST_SEATS, cost, names_amount, yearly


def dominated_tiers(book: TierBook) -> Findings:
    """Give the tiers that another one beats, or equals, in everything and in price."""
    ranks = [r for r, tier in enumerate(book.tiers) if names_amount(tier.price) and not tier.never_recommend]
    for rank in ranks:
        better = next((r for r in ranks if r != rank and _beats(book, r, rank)), None)
        if better is not None:
            name, other = book.tier_name(rank), book.tier_name(better)
            message = f"{other} gives everything that {name} gives, and never costs more"
            yield Found("tier-dominated", ("tiers", rank), message, book.tier_ids[rank])


def _beats(book: TierBook, one: int, other: int) -> bool:
    """Tell whether one tier is at least as good and nowhere dearer; of two alike, the first is."""
    if not _gives(book, one, other) or not _costs_no_more(book, one, other):
        return False
    the_same = _gives(book, other, one) and _costs_no_more(book, other, one)
    return one < other or not the_same


def _gives(book: TierBook, one: int, other: int) -> bool:
    ours, theirs = book.tier_limits[one], book.tier_limits[other]
    limits = all(_allows(ours.get(meter), limit) for meter, limit in theirs.items())
    features = book.tier_features[one] >= book.tier_features[other]
    return limits and features and _promises(book.tiers[one], book.tiers[other])


def _allows(one: Limit | None, other: Limit) -> bool:
    if one is None or one.included < other.included:
        return False
    if math.isinf(one.included) or not other.is_soft:
        return True
    if one.overage is None or other.overage is None:
        return one.is_soft and one.overage is None
    return unit_price(one.overage) <= unit_price(other.overage)


def _promises(one: Tier, other: Tier) -> bool:
    ours, theirs = one.support or Support(), other.support or Support()
    hours = theirs.response_hours is None or (ours.response_hours or math.inf) <= theirs.response_hours
    pairs = (
        (ours.channels, theirs.channels),
        (one.security, other.security),
        (one.integrations, other.integrations),
    )
    kept = all({w.casefold() for w in mine} >= {w.casefold() for w in yours} for mine, yours in pairs)
    return hours and kept and ours.csm >= theirs.csm


def _costs_no_more(book: TierBook, one: int, other: int) -> bool:
    for interval in INTERVALS:
        ours, theirs = (yearly(book, book.tiers[rank].price, interval) for rank in (one, other))
        most = book.most_seats[other]
        seats = {1, MOST_SEATS if math.isnan(most) or math.isinf(most) else most}
        seats |= {bend for price in (ours, theirs) for bend in _bends(price) if bend <= max(seats)}
        if any(cost(ours, n) > cost(theirs, n) for n in seats):
            return False
    return True


def _bends(price: PriceYear) -> list[float]:
    """Give the seats at which a price changes its slope; between two bends it is straight."""
    floor = (price.floor_minor - price.flat_minor) / price.seat_minor if price.seat_minor else 0
    return [max(n, 1) for n in (price.included_seats, price.minimum_seats, price.included_seats + floor)]
