"""Add-ons that make no sense where they are sold: dearer than the next tier, or already included."""

import math

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import AddOn
from upsell_cli.config.policy import Policy
from upsell_cli.money import written
from upsell_cli.stages.lint.found import Findings, Found
from upsell_cli.stages.lint.prices import cost, first_seats, names_amount, yearly


def odd_add_ons(book: TierBook, policy: Policy) -> Findings:
    """Give what is odd about each add-on on each tier it is sold for."""
    for place, add_on in enumerate(book.add_ons):
        if _gives_nothing(add_on):
            message = f"{_name(add_on)} gives nothing that can be judged"
            yield Found("add-on-empty", ("add_ons", place), message, add_on.id)
            continue
        for rank, tier in enumerate(book.tier_ids):
            if not add_on.available_for or tier in add_on.available_for:
                yield from _on_tier(book, place, add_on, rank, policy)


def _on_tier(book: TierBook, place: int, add_on: AddOn, rank: int, policy: Policy) -> Findings:
    name, tier = _name(add_on), book.tier_name(rank)
    everywhere = not add_on.available_for
    at = ("add_ons", place) if everywhere else ("add_ons", place, "available_for", _at(book, add_on, rank))
    lacking = [f for f in add_on.requires_features if f not in book.tier_features[rank]]
    if _included(book, add_on, rank):
        if not everywhere:
            yield Found("add-on-included", at, f"{tier} already has all that {name} gives", add_on.id)
    elif lacking:
        if not everywhere:
            needed = ", ".join(map(book.feature_name, lacking))
            yield Found("add-on-unusable", at, f"{name} needs {needed}, which {tier} lacks", add_on.id)
    elif names_amount(add_on.price) and names_amount(book.tiers[rank].price):
        yield from _priced(book, place, add_on, rank, policy)


def _priced(book: TierBook, place: int, add_on: AddOn, rank: int, policy: Policy) -> Findings:
    price = book.tiers[rank].price
    seats = first_seats(price)
    extra, base = cost(yearly(book, add_on.price), 1), cost(yearly(book, price), seats)
    most = policy.offers.add_on_share_most
    loc, name, tier = ("add_ons", place, "price"), _name(add_on), book.tier_name(rank)
    extra_said = f"{written(int(extra), book.currency)} a year"
    if base > 0 and extra > most * base:
        message = (
            f"{name} costs {extra_said}, {extra / base:.0%} of {tier}; above {most:.0%} it is not offered"
        )
        yield Found("add-on-too-dear", loc, message, add_on.id)
    upper = book.next_rank[rank]
    if upper is None or not names_amount(book.tiers[upper].price) or not _gives(book, upper, rank, add_on):
        return
    more = cost(yearly(book, book.tiers[upper].price), seats) - base
    if extra >= more:
        message = (
            f"{name} costs {extra_said}; moving from {tier} to {book.tier_name(upper)}, which gives all "
            f"that, costs {written(int(more), book.currency)} more"
        )
        yield Found("add-on-dearer", loc, message, add_on.id)


def _gives_nothing(add_on: AddOn) -> bool:
    return not (add_on.provides or add_on.extends_limits or add_on.overrides or add_on.response_hours)


def _included(book: TierBook, add_on: AddOn, rank: int) -> bool:
    """Tell whether a tier leaves nothing for an add-on to give."""
    limits = book.tier_limits[rank]
    endless = all(m in limits and math.isinf(limits[m].included) for m in add_on.extends_limits)
    enough = all(m in limits and limits[m].included >= o.included for m, o in add_on.overrides.items())
    return endless and enough and _features_and_answers(book, rank, add_on)


def _gives(book: TierBook, upper: int, rank: int, add_on: AddOn) -> bool:
    """Tell whether the next tier gives what this one gives with a piece of the add-on."""
    above, here = book.tier_limits[upper], book.tier_limits[rank]
    extended = all(
        m in above and m in here and above[m].included >= here[m].included + units
        for m, units in add_on.extends_limits.items()
    )
    enough = all(m in above and above[m].included >= o.included for m, o in add_on.overrides.items())
    return extended and enough and _features_and_answers(book, upper, add_on)


def _features_and_answers(book: TierBook, rank: int, add_on: AddOn) -> bool:
    hours = book.response_hours(rank)
    answers = add_on.response_hours is None or (hours is not None and hours <= add_on.response_hours)
    return answers and set(add_on.provides) <= book.tier_features[rank]


def _at(book: TierBook, add_on: AddOn, rank: int) -> int:
    return add_on.available_for.index(book.tier_ids[rank])


def _name(add_on: AddOn) -> str:
    return add_on.name or add_on.id.replace("_", " ").capitalize()
