"""The tier book: the catalogue resolved into small tables that the stages join and compare with.

Inheritance is worked out, tiers have ranks, prices are whole minor units a year, and what allows
how much is a (tiers x meters) matrix.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.config.book.prices import PriceYear, price_year
from upsell_cli.config.catalogue import AddOn, Catalogue, Demand, Feature, Limit, Price, Tier

SEAT_METERS = ("seats", "users")
"""Meters whose limit is the seats paid for, in a tier that charges by the seat."""


class MeterSpec(NamedTuple):
    """A meter as the stages know it."""

    id: str
    name: str
    kind: Literal["level", "flow"]
    unit: str
    whole: bool
    headers: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Give what amounts of it stand under: `Storage, GB`, `API calls a month`."""
        name = f"{self.name[:1].upper()}{self.name[1:]}"
        unit = "" if self.unit.casefold() in name.casefold() else f", {self.unit}"
        return f"{name}{unit} a month" if self.kind == "flow" else f"{name}{unit}"


@dataclass(frozen=True)
class TierBook:
    """What is sold, ready to compare with.

    `came` is the day from which a tier has a feature, by rank; a feature that is not in it was always there.
    With a `day` it is what is sold on that day, else all that is written down.
    """

    catalogue: Catalogue
    meters: tuple[MeterSpec, ...]
    tier_features: tuple[frozenset[str], ...]
    tier_limits: tuple[dict[str, Limit], ...]
    came: tuple[Mapping[str, date], ...]
    day: date | None = None

    def on(self, day: date) -> "TierBook":
        """Give the book as it stands on a day: what comes later is in no tier and offered to nobody."""
        out = tuple(
            frozenset(feature for feature in own if came.get(feature, day) <= day)
            for own, came in zip(self.tier_features, self.came, strict=True)
        )
        return replace(self, tier_features=out, day=day)

    @property
    def currency(self) -> str:
        """Give the currency of every amount in the catalogue."""
        return self.catalogue.currency

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Give the tiers, cheapest first; a tier's rank is its place here."""
        return self.catalogue.tiers

    @property
    def add_ons(self) -> tuple[AddOn, ...]:
        """Give the add-ons in the order of the file."""
        return self.catalogue.add_ons

    @cached_property
    def tier_ids(self) -> tuple[str, ...]:
        """Give the ids by rank."""
        return tuple(tier.id for tier in self.tiers)

    @cached_property
    def meter_ids(self) -> tuple[str, ...]:
        """Give the ids of the meters."""
        return tuple(meter.id for meter in self.meters)

    @cached_property
    def rank_of(self) -> dict[str, int]:
        """Give the rank of a tier by its id and by its name, both without case."""
        by_name = {tier.name.casefold(): rank for rank, tier in enumerate(self.tiers) if tier.name}
        return by_name | {tier.id.casefold(): rank for rank, tier in enumerate(self.tiers)}

    @cached_property
    def features(self) -> tuple[str, ...]:
        """Give every feature id that occurs, sorted."""
        named = set(self.catalogue.features).union(*self.tier_features, *(a.provides for a in self.add_ons))
        return tuple(sorted(named))

    @cached_property
    def limits(self) -> np.ndarray:
        """Give included units, tiers x meters: inf is no limit, NaN is not said."""
        return self._matrix(lambda limit: limit.included, missing=np.nan)

    @cached_property
    def soft(self) -> np.ndarray:
        """Give whether use may pass the limit, tiers x meters."""
        return self._matrix(lambda limit: float(limit.is_soft), missing=0.0) > 0

    @cached_property
    def most_seats(self) -> np.ndarray:
        """Give the most seats that can be bought in a tier; NaN where seats are not charged for.

        A `users` (or `seats`) limit up to the seats that are paid for in any case says what is included,
        and more can be bought; one above them is as far as the tier goes.
        """
        return np.array([self._most_seats(rank) for rank in range(len(self.tiers))], dtype=float)

    @cached_property
    def has(self) -> np.ndarray:
        """Give whether a tier has a feature, tiers x features."""
        return np.array(
            [[feature in own for feature in self.features] for own in self.tier_features], dtype=bool
        ).reshape(len(self.tiers), len(self.features))

    @cached_property
    def next_rank(self) -> tuple[int | None, ...]:
        """Give the rank of the next tier on each tier's upgrade path; None at its end."""
        last = len(self.tiers) - 1
        written = tuple(
            self.rank_of[tier.upgrade_to.casefold()]
            if tier.upgrade_to
            else (rank + 1 if rank < last else None)
            for rank, tier in enumerate(self.tiers)
        )
        return tuple(self._out_above(rank, written) for rank in range(len(self.tiers)))

    @cached_property
    def offered(self) -> tuple[bool, ...]:
        """Give whether each tier may be recommended to anybody, by rank."""
        return tuple(not tier.never_recommend and self.is_out(tier) for tier in self.tiers)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """Give every move up a path that may be recommended: from_rank, to_rank, steps."""
        rows = [
            (start, target, steps)
            for start in range(len(self.tiers))
            for steps, target in enumerate(self.path(start), start=1)
            if self.offered[target]
        ]
        return pd.DataFrame(rows, columns=["from_rank", "to_rank", "steps"]).astype("Int64")

    def is_out(self, part: Feature | Tier | AddOn | None) -> bool:
        """Tell whether something is there on the book's day; without a `since` it has always been."""
        since = None if part is None else part.since
        return since is None or self.day is None or date.fromisoformat(since) <= self.day

    def provided(self, add_on: AddOn) -> frozenset[str]:
        """Give the features that an add-on brings on the book's day."""
        known = self.catalogue.features
        return frozenset(feature for feature in add_on.provides if self.is_out(known.get(feature)))

    def path(self, rank: int) -> tuple[int, ...]:
        """Give the ranks above `rank` on its upgrade path, nearest first."""
        found: list[int] = []
        upper = self.next_rank[rank]
        while upper is not None and upper not in found:
            found.append(upper)
            upper = self.next_rank[upper]
        return tuple(found)

    def price_year(self, price: Price, interval: str) -> PriceYear:
        """Give a price for a year of an account that pays by `interval` (month or year)."""
        return price_year(price, interval, self.currency)

    def tier_name(self, rank: int) -> str:
        """Give what a person calls the tier of that rank."""
        return self.tiers[rank].name or self.tiers[rank].id.replace("_", " ").capitalize()

    def demand(self, feature: str) -> Demand:
        """Give how a request for a feature shows; a feature that is not described has no words of its own."""
        known = self.catalogue.features.get(feature)
        return known.demand if known else Demand()

    def feature_name(self, feature: str) -> str:
        """Give what a person calls a feature."""
        known = self.catalogue.features.get(feature)
        return known.name if known and known.name else feature.replace("_", " ")

    @cached_property
    def names(self) -> dict[str, str]:
        """Give what a person calls each meter, add-on and tier, by its id."""
        add_ons = {add_on.id: add_on.name for add_on in self.add_ons if add_on.name}
        tiers = {tier: self.tier_name(rank) for rank, tier in enumerate(self.tier_ids)}
        return {meter.id: meter.name for meter in self.meters} | add_ons | tiers

    def meter(self, meter_id: str) -> MeterSpec:
        """Give the meter of that id."""
        return self.meters[self.meter_ids.index(meter_id)]

    def response_hours(self, rank: int) -> float | None:
        """Give the hours until the first answer that a tier promises, if it does."""
        support = self.tiers[rank].support
        return support.response_hours if support else None

    def _out_above(self, rank: int, above: tuple[int | None, ...]) -> int | None:
        """Give the next tier on the path that is sold, passing over those that are still to come."""
        upper, passed = above[rank], {rank}
        while upper is not None and upper not in passed and not self.is_out(self.tiers[upper]):
            passed.add(upper)
            upper = above[upper]
        return None if upper is None or not self.is_out(self.tiers[upper]) else upper

    def _most_seats(self, rank: int) -> float:
        price, limits = self.tiers[rank].price, self.tier_limits[rank]
        if not price.per_seat:
            return np.nan
        stated = [limits[m].included for m in SEAT_METERS if m in limits]
        return stated[0] if stated and stated[0] > price.least_seats else np.inf

    def _matrix(self, cell: Callable[[Limit], float], missing: float) -> np.ndarray:
        rows = [[cell(own[m]) if m in own else missing for m in self.meter_ids] for own in self.tier_limits]
        return np.array(rows, dtype=float).reshape(len(self.tiers), len(self.meters))
