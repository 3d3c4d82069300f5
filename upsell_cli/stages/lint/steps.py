"""One step of the ladder: what the next tier takes away, leaves unsaid, or gives far too much of."""

import math
from collections.abc import Sequence

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Support
from upsell_cli.config.policy import Policy
from upsell_cli.stages.lint.found import Findings, Found


def odd_steps(book: TierBook, policy: Policy) -> Findings:
    """Give what is odd about each step up a path, and about tiers outside the paths."""
    for low, high in steps(book):
        yield from _lost_features(book, low, high)
        yield from _lost_promises(book, low, high)
        yield from _limits(book, low, high, policy.lint.limit_jump)
        if not book.tiers[low].graduation:
            name = book.tier_name(low)
            message = f"{name} does not say when {book.tier_name(high)} makes sense"
            yield Found("no-graduation", ("tiers", low), message)
    for rank, tier in enumerate(book.tiers):
        reached = any(high == rank for _, high in steps(book))
        if rank and not reached and not tier.never_recommend:
            yield Found("tier-unreachable", ("tiers", rank), f"no path leads to {book.tier_name(rank)}")


def steps(book: TierBook) -> list[tuple[int, int]]:
    """Give every tier with the next on its path, by rank."""
    return [(low, high) for low, high in enumerate(book.next_rank) if high is not None]


def _lost_features(book: TierBook, low: int, high: int) -> Findings:
    for feature in sorted(book.tier_features[low] - book.tier_features[high]):
        message = (
            f"{book.tier_name(high)} lacks {book.feature_name(feature)}, which {book.tier_name(low)} has"
        )
        yield Found("feature-lost", ("tiers", high, "features"), message, feature)


def _lost_promises(book: TierBook, low: int, high: int) -> Findings:
    below, above = book.tiers[low], book.tiers[high]
    names = book.tier_name(high), book.tier_name(low)
    slow, fast = book.response_hours(high), book.response_hours(low)
    if fast is not None and slow is not None and slow > fast:
        message = f"{names[0]} answers within {slow:g} hours, {names[1]} within {fast:g}"
        yield Found("promise-lost", ("tiers", high, "support", "response_hours"), message, f"{slow:g}")
    ours, theirs = below.support or Support(), above.support or Support()
    if ours.csm and not theirs.csm:
        message = f"{names[0]} has no named success manager, {names[1]} has"
        yield Found("promise-lost", ("tiers", high, "support"), message)
    lists = (
        ("support", ours.channels, theirs.channels),
        ("security", below.security, above.security),
        ("integrations", below.integrations, above.integrations),
    )
    for part, here, there in lists:
        if there and (lost := _missing(here, there)):
            message = f"{names[0]} leaves out {', '.join(lost)} ({part}), which {names[1]} promises"
            yield Found("promise-lost", ("tiers", high, part), message, lost[0])


def _missing(here: Sequence[str], there: Sequence[str]) -> list[str]:
    kept = {word.casefold() for word in there}
    return [word for word in here if word.casefold() not in kept]


def _limits(book: TierBook, low: int, high: int, most: float) -> Findings:
    for meter, limit in book.tier_limits[low].items():
        above, name = book.tier_limits[high].get(meter), book.meter(meter).name
        if above is None:
            message = f"{book.tier_name(high)} says nothing of {name}, which {book.tier_name(low)} limits"
            yield Found("limit-not-said", ("tiers", high, "limits"), message, meter)
        elif math.isfinite(above.included) and 0 < limit.included * most < above.included:
            times = above.included / limit.included
            message = (
                f"{book.tier_name(high)} allows {above.included:,.10g} {name}, {times:,.3g} times the "
                f"{limit.included:,.10g} of {book.tier_name(low)}"
            )
            yield Found("limit-jump", ("tiers", high, "limits", meter), message, f"{above.included:.10g}")
