"""The tier book: the catalogue resolved into what the stages join and compare with."""

from upsell_cli.config.book.book import SEAT_METERS, MeterSpec, TierBook
from upsell_cli.config.book.prices import INTERVALS, PriceYear
from upsell_cli.config.book.references import reference_problems
from upsell_cli.config.book.resolving import drafted, open_book

__all__ = [
    "INTERVALS",
    "SEAT_METERS",
    "MeterSpec",
    "PriceYear",
    "TierBook",
    "drafted",
    "open_book",
    "reference_problems",
]
