"""From how many seats, and which use on, a tier costs less than the one before it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isinf

from upsell_cli.break_even import FINE, Tariff, break_even
from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.book import TierBook
from upsell_cli.config.book.prices import MONTH, PriceYear
from upsell_cli.frames.documents.ladder import LadderRow
from upsell_cli.money import in_minor

GROUP = "Costs less than the tier before, from"


def break_evens(book: TierBook, ranks: Sequence[int]) -> Iterator[LadderRow]:
    """Give the fewest seats, and the least use of each meter that is charged beyond its limit.

    At list prices of who pays by the month, everything else being equal: use of one meter alone, by the
    smallest team that the lower tier bills in full.
    """
    pairs = list(pairwise(ranks))
    yield _row("Seats", [_seats(book, low, high) for low, high in pairs])
    for meter in book.meters:
        yield _row(meter.heading, [_use(book, meter.id, low, high) for low, high in pairs])


def _row(item: str, found: Sequence[int | None]) -> LadderRow:
    return LadderRow(GROUP, item, "quantity", (None, *(use or None for use in found)))


def _seats(book: TierBook, low: int, high: int) -> int | None:
    """Give the seats at which the higher of two tiers costs less; None where one has no such price."""
    tariffs = [_of_seats(year) for year in (_year(book, low), _year(book, high)) if year is not None]
    return break_even(*tariffs) if len(tariffs) > 1 else None


def _of_seats(year: PriceYear) -> Tariff:
    return Tariff.of_seats(year.flat_minor, year.seat_minor, year.included_seats, year.minimum_seats)


def _use(book: TierBook, meter_id: str, low: int, high: int) -> int | None:
    """Give the use of a meter; None where it stops at the lower limit, or at the higher before it pays."""
    seats = book.tiers[low].price.least_seats
    cheaper, dearer = (_charged(book, meter_id, rank, seats) for rank in (low, high))
    if cheaper is None or dearer is None or not cheaper.block_minor:
        return None
    use = break_even(cheaper, dearer)
    limit = book.tier_limits[high][meter_id]
    stops = use is not None and not limit.is_soft and use > limit.included
    return None if stops else use


def _charged(book: TierBook, meter_id: str, rank: int, seats: int) -> Tariff | None:
    """Give what so many seats and use of a meter cost in a year of equal months, FINE to a minor unit.

    None without a price, or a limit in units.
    """
    year, limit = _year(book, rank), book.tier_limits[rank].get(meter_id)
    if year is None or limit is None:
        return None
    flat = FINE * _of_seats(year).cost(seats)
    if isinf(limit.included) or not limit.is_soft:
        return Tariff(flat, None)
    per, price = (limit.overage.per, limit.overage.price) if limit.overage else (1.0, 0)
    if not (limit.included.is_integer() and per.is_integer()):
        return None
    block = int(FINE * MONTHS_A_YEAR * in_minor(price, book.currency))
    return Tariff(flat, int(limit.included), int(per), block)


def _year(book: TierBook, rank: int) -> PriceYear | None:
    """Give a year's price; None where it is agreed case by case, or a least amount hides what it hangs on."""
    year = book.price_year(book.tiers[rank].price, MONTH)
    return None if year.quote or year.floor_minor > year.flat_minor else year
