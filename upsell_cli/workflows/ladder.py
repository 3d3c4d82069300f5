"""The tiers of a catalogue side by side: all of them, or some to compare."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Limit, Price, Support, Tier
from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.terms import terms_of
from upsell_cli.frames.documents.ladder import Kind, Ladder, LadderRow, Value
from upsell_cli.money import to_minor, written_rate
from upsell_cli.problems import Problem, UpsellError, nearest
from upsell_cli.stages.words.figures import within
from upsell_cli.workflows.break_evens import break_evens

PRICES: tuple[tuple[str, Callable[[Price], Decimal | None]], ...] = (
    ("A month", lambda price: price.monthly),
    ("A year", lambda price: price.annual),
    ("A seat, a month", lambda price: price.per_seat_monthly),
    ("A seat, a year", lambda price: price.per_seat_annual),
    ("At least, a year", lambda price: price.floor_annual),
)
COUNTS: tuple[tuple[str, Callable[[Price], int]], ...] = (
    ("Seats included", lambda price: price.included_seats),
    ("Seats at least", lambda price: price.minimum_seats),
)


def ladder(tiers: str, chosen: Sequence[str] = ()) -> Ladder:
    """Open a catalogue and put its tiers side by side, or those chosen by id or name.

    Raises UpsellError for a tier that is not there.
    """
    book = open_catalogue(tiers).book
    ranks = [_rank(book, name, tiers) for name in chosen] or list(range(len(book.tiers)))
    rows = rows_of(book, ranks)
    return Ladder(
        currency=book.currency,
        tiers=tuple(book.tier_ids[rank] for rank in ranks),
        names=tuple(book.tier_name(rank) for rank in ranks),
        rows=tuple(row for row in rows if any(value not in (None, False) for value in row.values)),
        moments={book.tier_name(r): text for r in ranks[:-1] if (text := book.tiers[r].graduation)},
    )


def rows_of(book: TierBook, ranks: Sequence[int]) -> tuple[LadderRow, ...]:
    """Give everything in which tiers can differ, with what those of these ranks say about it."""
    groups = (_prices, _limits, break_evens, _features, _promises, _add_ons)
    return tuple(row for group in groups for row in group(book, ranks))


def _rank(book: TierBook, name: str, path: str) -> int:
    rank = book.rank_of.get(name.casefold())
    if rank is not None:
        return rank
    near = nearest(name, list(book.tier_ids))
    hint = f"Did you mean `{near}`?" if near else f"Known: {', '.join(book.tier_ids)}."
    raise UpsellError(Problem("unknown-tier", f'no tier of {path} is called "{name}"', fix=hint))


def _prices(book: TierBook, ranks: Sequence[int]) -> Iterator[LadderRow]:
    prices = [book.tiers[rank].price for rank in ranks]
    for item, amount in PRICES:
        majors = [amount(price) for price in prices]
        minors = (None if major is None else to_minor(major, book.currency) for major in majors)
        yield LadderRow("Price", item, "amount", tuple(minors))
    for item, count in COUNTS:
        yield LadderRow("Price", item, "quantity", tuple(count(price) or None for price in prices))
    yield LadderRow("Price", "Agreed case by case", "yes_no", tuple(price.quote for price in prices))


def _limits(book: TierBook, ranks: Sequence[int]) -> Iterator[LadderRow]:
    """Give what each tier includes, and how there is more; where seats are bought, the first of them."""
    by_seats = terms_of(book).by_seats[: len(book.tiers)] & np.isinf(book.most_seats)[:, None]
    for place, meter in enumerate(book.meters):
        limits = [book.tier_limits[rank].get(meter.id) for rank in ranks]
        name = f"{meter.name[:1].upper()}{meter.name[1:]}"
        seats = [book.tiers[rank].price.least_seats if by_seats[rank, place] else None for rank in ranks]
        included = tuple(_included(*each) for each in zip(limits, seats, strict=True))
        yield LadderRow("Limits", meter.heading, "quantity", included)
        beyond = tuple(
            _beyond(limit, meter.unit, book.currency) if first is None else "as seats are bought"
            for limit, first in zip(limits, seats, strict=True)
        )
        yield LadderRow("Limits", f"{name} beyond that", "text", beyond)


def _included(limit: Limit | None, seats: int | None) -> float | None:
    if seats is not None:
        return seats or None
    return None if limit is None else limit.included


def _beyond(limit: Limit | None, unit: str, currency: str) -> str | None:
    if limit is None or limit.overage is None:
        return None
    price = written_rate(limit.overage.price, currency)
    return (
        f"{price} each" if limit.overage.per == 1 else f"{price} per {limit.overage.per:,g} {unit}".rstrip()
    )


def _features(book: TierBook, ranks: Sequence[int]) -> Iterator[LadderRow]:
    def group(feature: str) -> str:
        known = book.catalogue.features.get(feature)
        return known.group if known else "general"

    for feature in sorted(book.features, key=lambda feature: (group(feature), book.feature_name(feature))):
        has = tuple(feature in book.tier_features[rank] for rank in ranks)
        yield LadderRow(f"Features, {group(feature)}", book.feature_name(feature), "yes_no", has)


def _promises(book: TierBook, ranks: Sequence[int]) -> Iterator[LadderRow]:
    tiers = [book.tiers[rank] for rank in ranks]
    supports = [tier.support or Support() for tier in tiers]
    yield _row("Support", "In words", "text", [support.label for support in supports])
    yield _row("Support", "Hours to the first answer", "quantity", [book.response_hours(r) for r in ranks])
    yield _row("Support", "When", "text", [support.hours for support in supports])
    yield from _words("Support", tiers, lambda tier: tier.support.channels if tier.support else ())
    yield _row("Support", "Named success manager", "yes_no", [support.csm for support in supports])
    yield from _words("Security", tiers, lambda tier: tier.security)
    yield from _words("Integrations", tiers, lambda tier: tier.integrations)
    yield _row("Terms", "Days to try it", "quantity", [tier.terms.trial_days for tier in tiers])
    yield _row("Terms", "Billed for the rest of a term", "yes_no", [tier.terms.pro_rata for tier in tiers])
    yield _row("Terms", "Ends with the present term", "yes_no", [tier.terms.co_term for tier in tiers])
    yield _row("Terms", "Going back", "text", [tier.terms.downgrade for tier in tiers])


def _add_ons(book: TierBook, ranks: Sequence[int]) -> Iterator[LadderRow]:
    """Give what each add-on costs on the tiers it can be added to."""
    for add_on in book.add_ons:
        sold = [not add_on.available_for or book.tier_ids[rank] in add_on.available_for for rank in ranks]
        name = add_on.name or add_on.id
        for item, amount in PRICES:
            major = amount(add_on.price)
            if major is not None:
                minor = to_minor(major, book.currency)
                item_of = f"{name}, {within(item)}"
                yield _row("Add-ons", item_of, "amount", [minor if here else None for here in sold])
        by_quote = [here and add_on.price.quote for here in sold]
        yield _row("Add-ons", f"{name}, agreed case by case", "yes_no", by_quote)


def _words(
    group: str, tiers: Sequence[Tier], words: Callable[[Tier], tuple[str, ...]]
) -> Iterator[LadderRow]:
    for word in dict.fromkeys(word for tier in tiers for word in words(tier)):
        yield _row(group, f"{word[:1].upper()}{word[1:]}", "yes_no", [word in words(tier) for tier in tiers])


def _row(group: str, item: str, kind: Kind, values: Sequence[Value]) -> LadderRow:
    return LadderRow(group, item, kind, tuple(values))
