"""What a tier gives together with seats and add-ons: limits, features, answer time.

A bundle is a row: the rank of a tier, the seats billed (NaN: not known), and how many pieces of each
add-on. The functions work on any number of bundles at once.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import AddOn, Limit, Price
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, rows_at

SECURITY = "security"
"""The group of features that compliance asks for."""


@dataclass(frozen=True)
class Shelf:
    """The add-ons of a book as small tables, in the order of the file."""

    book: TierBook

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Give their ids."""
        return tuple(add_on.id for add_on in self.book.add_ons)

    @cached_property
    def extends(self) -> Floats:
        """Give the units a piece adds, add-ons x meters."""
        return self._table([[a.extends_limits.get(m, 0.0) for m in self.book.meter_ids] for a in self._all])

    @cached_property
    def sets(self) -> Floats:
        """Give the limit an add-on sets, add-ons x meters; NaN where it sets none."""
        return self._table(
            [
                [a.overrides[m].included if m in a.overrides else np.nan for m in self.book.meter_ids]
                for a in self._all
            ]
        )

    @cached_property
    def provides(self) -> Bools:
        """Give whether an add-on brings a feature, add-ons x features."""
        brought = [[float(f in self.book.provided(a)) for f in self.book.features] for a in self._all]
        return self._table(brought, len(self.book.features)) > 0

    @cached_property
    def needs_features(self) -> Bools:
        """Give whether an add-on works only with a feature, add-ons x features."""
        asked = [[float(f in a.requires_features) for f in self.book.features] for a in self._all]
        return self._table(asked, len(self.book.features)) > 0

    @cached_property
    def secures(self) -> Bools:
        """Give whether an add-on brings security that a tier lacks, tiers x add-ons."""
        lacking = _secure(self.book) & ~self.book.has
        brought: Bools = np.any(lacking[:, None, :] & self.provides, axis=2)
        return brought

    @cached_property
    def hours(self) -> Floats:
        """Give the hours until the first answer that an add-on promises; NaN: none."""
        return np.array([a.response_hours or np.nan for a in self._all], dtype=float)

    @cached_property
    def repeatable(self) -> Bools:
        """Give whether an add-on can be bought several times."""
        return np.array([a.repeatable for a in self._all], dtype=bool)

    @cached_property
    def sold_for(self) -> Bools:
        """Give whether an add-on can be added to a tier, tiers x add-ons."""
        fits = [
            [not a.available_for or tier in a.available_for for a in self._all] for tier in self.book.tier_ids
        ]
        out = np.array([self.book.is_out(add_on) for add_on in self._all], dtype=bool)
        sold: Bools = np.array(fits, dtype=bool).reshape(len(self.book.tiers), len(self._all)) & out
        return sold

    def kept(self, pieces: Floats, ranks: Ints) -> Floats:
        """Give which add-ons held are kept in a tier: those that are sold for it."""
        return pieces * rows_at(self.sold_for, ranks)

    @property
    def _all(self) -> tuple[AddOn, ...]:
        return self.book.add_ons

    def _table(self, rows: list[list[float]], width: int | None = None) -> Floats:
        columns = len(self.book.meter_ids) if width is None else width
        return np.array(rows, dtype=float).reshape(len(self._all), columns)


def features_with(shelf: Shelf, ranks: Ints, pieces: Floats) -> Bools:
    """Give which features each bundle has, bundles x features."""
    has = rows_at(shelf.book.has, ranks)
    for place, brought in enumerate(shelf.provides):
        has[:, brought] |= (pieces[:, place] > 0)[:, None]
    return has


def answered_within(shelf: Shelf, ranks: Ints, pieces: Floats) -> Floats:
    """Give the hours until the first answer that each bundle promises; NaN: none does."""
    promised = [shelf.book.response_hours(rank) or np.nan for rank in range(len(shelf.book.tiers))]
    best = np.array(promised, dtype=float)[ranks]
    for place, hours in enumerate(shelf.hours):
        best = np.where(pieces[:, place] > 0, np.fmin(best, hours), best)
    return best


def limits_with(
    shelf: Shelf, ranks: Ints, seats: Floats, pieces: Floats, *, beside: Floats | float = 0.0
) -> Floats:
    """Give what each bundle allows, bundles x meters: inf is no limit, NaN is not said.

    Seats `beside`, of other subscriptions, come on top where seats are the limit.
    """
    return enlarged(shelf, _with_seats(shelf.book, ranks, seats, beside), pieces)


def enlarged(shelf: Shelf, limits: Floats, pieces: Floats) -> Floats:
    """Give limits with these pieces of add-ons on top."""
    for place, own in enumerate(shelf.sets):
        if not np.isnan(own).all():
            bought = (pieces[:, place] > 0)[:, None]
            limits = np.where(bought, np.fmax(limits, own), limits)
    return limits + (shelf.extends.T @ pieces.T).T


def seat_limited(book: TierBook, rank: int, price: Price, own: Mapping[str, Limit]) -> list[bool]:
    """Give for each meter whether the seats paid for are its limit, in a tier at this price.

    Seats limit the meter `seats`, and `users` in a tier that says nothing of seats; never a meter that
    is unlimited, or that an old plan has its own limit for.
    """
    stated = book.tier_limits[rank]
    people = "seats" if "seats" in stated else "users"
    free = people in own or (people in stated and math.isinf(stated[people].included))
    return [price.per_seat and meter == people and not free for meter in book.meter_ids]


def _with_seats(book: TierBook, ranks: Ints, seats: Floats, beside: Floats | float) -> Floats:
    """Give the tiers' own limits; where seats are the limit, those paid for, at least the included ones."""
    prices = [tier.price for tier in book.tiers]
    by_seat = np.array([seat_limited(book, rank, price, {}) for rank, price in enumerate(prices)])
    least = np.array([price.least_seats for price in prices], dtype=float)[ranks]
    paid_for = (np.minimum(np.maximum(seats, least), book.most_seats[ranks]) + beside)[:, None]
    return np.where(rows_at(by_seat, ranks) & ~np.isnan(paid_for), paid_for, rows_at(book.limits, ranks))


def adds_security(book: TierBook) -> Bools:
    """Give whether a tier (column) has security that another (row) lacks, tiers x tiers."""
    secure = _secure(book)
    words = [
        {*(f for f, s in zip(book.features, secure & row, strict=True) if s), *tier.security}
        for row, tier in zip(book.has, book.tiers, strict=True)
    ]
    return np.array([[bool(there - here) for there in words] for here in words], dtype=bool)


def _secure(book: TierBook) -> Bools:
    """Give which features are about security."""
    known = book.catalogue.features
    return np.array([f in known and known[f].group == SECURITY for f in book.features], dtype=bool)
