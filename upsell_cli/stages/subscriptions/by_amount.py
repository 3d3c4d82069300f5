"""Lines without the name of a plan, where the catalogue says which plan their amount is."""

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import add_on_called
from upsell_cli.frames.vectors.blocks import Bools, Floats, or_nan
from upsell_cli.frames.vectors.gather import Gathered
from upsell_cli.money import to_minor

SAME = {
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "annually": "year",
    "yearly": "year",
    "weekly": "week",
    "daily": "day",
}
"""Words for an interval -> the one that the catalogue has."""


def with_plans_by_amount(
    rows: Gathered, unnamed: Bools, book: TierBook, rank: Floats, plan: Floats, add_on: Floats
) -> tuple[Floats, Floats, Floats]:
    """Give rank, row of `plans` and add-on of each line, unnamed lines by what they bill an interval.

    The amount is that of the line or of one of its seats, exactly, in the catalogue's currency.
    """
    priced = [(place, own) for place, own in enumerate(book.catalogue.plans) if own.amount is not None]
    if not priced or not unnamed.any():
        return rank, plan, add_on
    amount, seats, intervals = rows.vector("amount_minor"), rows.vector("seats"), rows.words("interval")
    currencies = rows.words("currency")
    free = unnamed & (currencies.among(book.currency) | (currencies.codes < 0))
    for place, own in priced:
        minor = to_minor(own.amount or 0, book.currency)
        of_interval = intervals.where([SAME.get(word, word) == own.interval for word in intervals.words])
        here = free & of_interval & ((amount == minor) | (amount == minor * seats))
        plan = np.where(here, place, plan)
        rank = np.where(here, or_nan(book.rank_of.get((own.tier or "").casefold())), rank)
        add_on = np.where(here, or_nan(add_on_called(book, own.add_on) if own.add_on else None), add_on)
        free = free & ~here
    return rank, plan, add_on
