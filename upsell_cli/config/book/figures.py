"""Figures of a catalogue that nobody means: 1.199 dollars, more money than there is, half a user."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.catalogue.meters import BUILT_IN
from upsell_cli.config.catalogue.prices import Price
from upsell_cli.money import USUAL_DIGITS, digits
from upsell_cli.problems import Loc

if TYPE_CHECKING:
    from upsell_cli.config.book.references import Finding

AMOUNTS = ("monthly", "annual", "per_seat_monthly", "per_seat_annual", "floor_annual")
MOST = 10**12
"""A price in major units has to be below this; sums of minor units stay exact far beyond it."""

THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def odd_figures(catalogue: Catalogue) -> "Finding":
    """Give the prices and limits that cannot be meant as they stand."""
    yield from _odd_prices(catalogue)
    yield from _odd_limits(catalogue)


def _odd_prices(catalogue: Catalogue) -> "Finding":
    places = digits(catalogue.currency)
    for loc, price in _prices(catalogue):
        for name in AMOUNTS:
            amount = getattr(price, name)
            if amount is None:
                continue
            if amount >= MOST:
                message = f"{amount:f} is larger than any price"
                yield (*loc, name), "odd-price", message, "Correct it.", str(amount)
            elif not places and amount % 1:
                message = f"{amount} has decimals, and {catalogue.currency} has none"
                yield (*loc, name), "odd-price", message, "Write a whole number.", str(amount)
            elif places <= USUAL_DIGITS and THOUSANDS_OR_DECIMALS.fullmatch(str(amount)):
                message = f"{amount} may be {str(amount).replace('.', '')}, or a price with three decimals"
                fix = f"Write thousands without a mark, and at most two decimals of {catalogue.currency}."
                yield (*loc, name), "odd-price", message, fix, str(amount)


def _odd_limits(catalogue: Catalogue) -> "Finding":
    whole = {name for name, meter in {**BUILT_IN, **catalogue.meters}.items() if meter.whole}
    for index, tier in enumerate(catalogue.tiers):
        for name in sorted(whole & tier.limits.keys()):
            limit = tier.limits[name].included
            if limit % 1 and limit < float("inf"):
                message = f"{limit:g} is a fraction of something counted in whole units"
                loc = ("tiers", index, "limits", name)
                yield loc, "odd-limit", message, "Write a whole number.", f"{limit:g}"


def _prices(catalogue: Catalogue) -> Iterator[tuple[Loc, Price]]:
    for part in ("tiers", "add_ons", "plans"):
        for index, item in enumerate(getattr(catalogue, part)):
            if item.price is not None:
                yield (part, index, "price"), item.price
