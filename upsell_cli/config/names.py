"""What a name in an export stands for: a tier, an add-on, a feature, or nothing we know."""

from fnmatch import fnmatchcase
from typing import NamedTuple

from upsell_cli.config.book import TierBook


class Meaning(NamedTuple):
    """What a name stands for; `plan` is the row of `plans` that said so."""

    rank: int | None = None
    add_on: int | None = None
    plan: int | None = None


UNKNOWN = Meaning()


def meaning_of_tier(book: TierBook, name: str) -> Meaning:
    """Give what the name of a tier stands for: a tier's id or name, else what `plans` says of it."""
    rank = book.rank_of.get(name.casefold())
    return _planned(book, name) or UNKNOWN if rank is None else Meaning(rank=rank)


def meaning_of_plan(book: TierBook, name: str) -> Meaning:
    """Give what the name of a plan stands for: what `plans` says, else the tier or add-on called so."""
    return _planned(book, name) or Meaning(
        rank=book.rank_of.get(name.casefold()), add_on=add_on_called(book, name)
    )


READ_AS = (("tier", meaning_of_tier), ("plan", meaning_of_plan))
"""Columns that name what somebody has, with what a name in them stands for."""


def add_on_called(book: TierBook, name: str) -> int | None:
    """Give the place of the add-on with that id or name; case is no matter."""
    folded = name.casefold()
    for place, add_on in enumerate(book.add_ons):
        if folded in (add_on.id.casefold(), (add_on.name or add_on.id).casefold()):
            return place
    return None


def feature_called(book: TierBook, name: str) -> int | None:
    """Give the place of the feature with that id or name; case is no matter."""
    folded = name.casefold()
    for place, feature in enumerate(book.features):
        if folded in (feature.casefold(), book.feature_name(feature).casefold()):
            return place
    return None


def matches(name: str, pattern: str) -> bool:
    """Tell whether a plan name is one that `match:` means; `*` and `?` stand for any characters.

    >>> matches("Growth-annual", "growth-*"), matches("Pro [2023]", "pro [2023]"), matches("pro", "pro-*")
    (True, True, False)
    """
    return fnmatchcase(name.casefold(), pattern.casefold().replace("[", "[[]"))


def _planned(book: TierBook, name: str) -> Meaning | None:
    for place, plan in enumerate(book.catalogue.plans):
        if plan.match is not None and matches(name, plan.match):
            rank = book.rank_of[plan.tier.casefold()] if plan.tier else None
            return Meaning(
                rank=rank, add_on=add_on_called(book, plan.add_on) if plan.add_on else None, plan=place
            )
    return None
