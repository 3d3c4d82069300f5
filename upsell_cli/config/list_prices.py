"""List prices a column at a time: what each row would pay in a year for its tier or add-on and seats."""

from collections.abc import Sequence

import numpy as np

from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.config.catalogue import Price
from upsell_cli.frames.vectors.blocks import Bools, Floats


def list_price(
    book: TierBook, prices: Sequence[Price], place: Floats, seats: Floats, by_year: Bools
) -> Floats:
    """Give the recurring price of a year in minor units: flat, and seats beyond the included ones.

    `place` says which of `prices` a row pays (NaN: none), `by_year` whether it pays by the year.
    Seats that are not known are taken to be those included; a price agreed case by case is NaN.
    """
    known = np.isfinite(place) & (place >= 0)
    if not prices or not known.any():
        return np.full(len(place), np.nan)
    table = np.array([[book.price_year(p, i)[:6] for p in prices] for i in INTERVALS], dtype=float)
    chosen = table[by_year.astype(int), np.where(known, place, 0).astype(int)]
    flat, seat, included, minimum, floor, quote = chosen.T
    billed = np.fmax(np.where(np.isnan(seats), included, seats), minimum)
    amount = np.fmax(flat + np.fmax(billed - included, 0) * seat, floor)
    return np.where(known & (quote == 0), amount, np.nan)
