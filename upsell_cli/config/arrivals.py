"""Features that came lately: for each tier those it lacks, since when they can be had, and where."""

from datetime import date
from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import AddOn
from upsell_cli.frames.vectors.blocks import Floats, day_of


class Arrival(NamedTuple):
    """A feature came to a tier or an add-on, whose name it is, on a day."""

    on: date
    to: str


def arrival(book: TierBook, rank: int, feature: str) -> Arrival | None:
    """Give the newest way in which a tier's customers can have a feature; None where none has a day.

    That is the nearest tier on their path that has it, or an add-on that is sold for theirs.
    """
    nearest = next((up for up in book.path(rank) if feature in book.tier_features[up]), None)
    ways = [_of_add_on(book, add_on, feature) for add_on in _selling(book, rank, feature)]
    if nearest is not None and feature in book.came[nearest]:
        ways.append(Arrival(book.came[nearest][feature], book.tier_name(nearest)))
    return max((way for way in ways if way is not None), key=lambda way: way.on, default=None)


def arrivals(book: TierBook) -> Floats:
    """Give the days of the newest ways, tiers x features; NaN for what a tier has, or what has no day."""
    days = np.full((len(book.tiers), len(book.features)), np.nan)
    for rank, own in enumerate(book.tier_features):
        for place, feature in enumerate(book.features):
            came = None if feature in own else arrival(book, rank, feature)
            days[rank, place] = np.nan if came is None else day_of(came.on)
    return days


def _selling(book: TierBook, rank: int, feature: str) -> list[AddOn]:
    """Give the add-ons sold for a tier that bring a feature."""
    tier = book.tier_ids[rank]
    sold = (a for a in book.add_ons if book.is_out(a) and (not a.available_for or tier in a.available_for))
    return [add_on for add_on in sold if feature in book.provided(add_on)]


def _of_add_on(book: TierBook, add_on: AddOn, feature: str) -> Arrival | None:
    known = book.catalogue.features.get(feature)
    days = [day for day in (add_on.since, known.since if known else None) if day]
    name = add_on.name or add_on.id.replace("_", " ")
    return Arrival(date.fromisoformat(max(days)), name) if days else None
