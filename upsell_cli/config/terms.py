"""What is paid under a tier, or under an old plan that has terms of its own: price and overage.

Terms are rows: a tier's at its rank, a plan's behind the tiers at its place in `plans`. A plan without
a price or a limit of its own has those of its tier.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.config.bundles import seat_limited
from upsell_cli.config.catalogue import Limit, Plan, Price
from upsell_cli.config.list_prices import list_price
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints
from upsell_cli.money import in_minor


class PriceTerms(NamedTuple):
    """The price of each row; the meters that seats limit; overage in minor units for a begun block of units.

    The last three are rows x meters. A block of a single unit may cost a part of a minor unit.
    """

    book: TierBook
    prices: tuple[Price, ...]
    by_seats: Bools
    block: Floats
    overage: Floats

    @property
    def per_seat(self) -> Bools:
        """Give where seats are charged for."""
        return np.array([price.per_seat for price in self.prices], dtype=bool)

    @property
    def least_seats(self) -> Floats:
        """Give the seats that are paid for in any case: those included, or the fewest that are billed."""
        return np.array([price.least_seats for price in self.prices], dtype=float)

    @property
    def quote(self) -> Bools:
        """Give where the price is agreed case by case, whether or not an amount is named."""
        return np.array([price.quote for price in self.prices], dtype=bool)

    @property
    def bases(self) -> tuple[tuple[str, ...], ...]:
        """Give for each interval where the amounts come from: list, the other interval, or a quote."""
        return tuple(
            tuple(
                "quote" if price.quote and not _amounts(price) else self.book.price_year(listed, i).basis
                for price, listed in zip(self.prices, map(_listed, self.prices), strict=True)
            )
            for i in INTERVALS
        )

    def year(self, rows: Ints, by_year: Bools, seats: Floats) -> Floats:
        """Give the list price of a year; NaN for a mere quote, and where it hangs on seats not known."""
        listed = tuple(map(_listed, self.prices))
        amounts = list_price(self.book, listed, rows.astype(float), seats, by_year)
        return np.where(self.per_seat[rows] & np.isnan(seats), np.nan, amounts)

    def overage_a_month(self, rows: Ints, use: Floats, limits: Floats) -> Floats:
        """Give what begun blocks beyond all limits cost a month; nothing where none are sold."""
        charged = np.zeros(len(rows))
        for meter in np.flatnonzero(~np.isnan(self.overage).all(axis=0)).tolist():
            over = np.flatnonzero(use[:, meter] > limits[:, meter])
            if not len(over):
                continue
            beyond, row = use[over, meter] - limits[over, meter], rows[over]
            cost = np.ceil(np.round(beyond / self.block[row, meter], 9)) * self.overage[row, meter]
            charged[over] += np.where(np.isnan(cost), 0.0, cost)
        return charged

    def overage_a_year(self, rows: Ints, months: Sequence[Floats], limits: Floats) -> Floats:
        """Give the charges of these months as those of a year; a month without any reading is left out."""
        charged, seen = np.zeros(len(rows)), np.zeros(len(rows))
        for use in months:
            charged += self.overage_a_month(rows, use, limits)
            seen += ~np.isnan(use).all(axis=1)
        return charged * MONTHS_A_YEAR / np.maximum(seen, 1.0)


def terms_of(book: TierBook) -> PriceTerms:
    """Give the terms of every tier and, behind them, of every plan of a book."""
    plans = book.catalogue.plans
    tier_of_plan = [book.rank_of[plan.tier.casefold()] if plan.tier else None for plan in plans]
    prices = (*(tier.price for tier in book.tiers), *(_price(book, plan) for plan in plans))
    ranks = (*range(len(book.tiers)), *tier_of_plan)
    own = (*({} for _ in book.tiers), *(plan.limits for plan in plans))
    limits = [
        {**book.tier_limits[rank], **more} if rank is not None else {}
        for rank, more in zip(ranks, own, strict=True)
    ]
    by_seats = [
        seat_limited(book, rank, price, more) if rank is not None else [False] * len(book.meters)
        for rank, price, more in zip(ranks, prices, own, strict=True)
    ]
    return PriceTerms(
        book, prices, np.array(by_seats), _overage(book, limits, "per"), _overage(book, limits, "price")
    )


def add_on_terms(book: TierBook) -> PriceTerms:
    """Give the terms of the add-ons, in the order of the file; they know no seats and no overage."""
    shape = (len(book.add_ons), len(book.meters))
    none = np.full(shape, np.nan)
    return PriceTerms(book, tuple(a.price for a in book.add_ons), np.zeros(shape, dtype=bool), none, none)


def row_of(book: TierBook, ranks: Floats, plans: Floats) -> Ints:
    """Give the row of the terms an account has: its plan's, or its tier's; 0 where no tier is known."""
    by_plan = np.isfinite(plans)
    rows = np.where(by_plan, len(book.tiers) + np.where(by_plan, plans, 0.0), ranks)
    return np.where(np.isfinite(rows), rows, 0.0).astype(np.int64)


def sold_beyond(book: TierBook, ranks: Floats, plans: Floats) -> Bools:
    """Tell for each account and meter whether use beyond the limit is sold.

    Where no tier is known, whether any sells it: the doubt is in favour of those who could just pay.
    """
    sold = ~np.isnan(terms_of(book).overage)
    return np.where(np.isnan(ranks)[:, None], sold.any(axis=0), sold[row_of(book, ranks, plans)])


def _price(book: TierBook, plan: Plan) -> Price:
    if plan.price is not None:
        return plan.price
    if plan.tier is not None:
        return book.tiers[book.rank_of[plan.tier.casefold()]].price
    return next(add_on.price for add_on in book.add_ons if add_on.id == plan.add_on)


def _amounts(price: Price) -> bool:
    amounts = (price.monthly, price.annual, price.per_seat_monthly, price.per_seat_annual)
    return any(amount is not None for amount in amounts)


def _listed(price: Price) -> Price:
    """Give a price that names an amount as one that can be reckoned with, though the last word is a quote."""
    return price.model_copy(update={"quote": False}) if price.quote and _amounts(price) else price


def _overage(book: TierBook, limits: Sequence[Mapping[str, Limit]], part: str) -> Floats:
    def cell(limit: Limit | None) -> float:
        if limit is None or limit.overage is None:
            return np.nan
        return limit.overage.per if part == "per" else float(in_minor(limit.overage.price, book.currency))

    rows = [[cell(own.get(meter)) for meter in book.meter_ids] for own in limits]
    return np.array(rows, dtype=float).reshape(len(limits), len(book.meter_ids))
