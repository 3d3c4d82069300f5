"""Names that look alike, and patterns of plans that another one takes everything from."""

from collections.abc import Iterable, Iterator

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import matches
from upsell_cli.problems import Loc, shortened
from upsell_cli.stages.lint.found import Findings, Found


def odd_names(book: TierBook) -> Findings:
    """Give the names of one kind of thing that differ only in case, spaces or signs."""
    catalogue = book.catalogue
    kinds = (
        [(("tiers", k), (tier.id, tier.name)) for k, tier in enumerate(book.tiers)],
        [(("add_ons", k), (add_on.id, add_on.name)) for k, add_on in enumerate(book.add_ons)],
        [(("features", key), (key, feature.name)) for key, feature in catalogue.features.items()],
        [(("meters", key), (key, meter.name)) for key, meter in catalogue.meters.items()],
    )
    for things in kinds:
        yield from _alike(things)


def folded(name: str) -> str:
    """Give what is left of a name without case, spaces and signs.

    >>> folded("Pro 2023"), folded("pro-2023"), folded("+++")
    ('pro2023', 'pro2023', '+++')
    """
    return "".join(c for c in name.casefold() if c.isalnum()) or name


def _alike(things: Iterable[tuple[Loc, tuple[str, str | None]]]) -> Findings:
    taken: dict[str, tuple[Loc, str]] = {}
    for loc, names in things:
        for name in filter(None, names):
            first, known_as = taken.setdefault(folded(name), (loc, name))
            if first != loc:
                message = f'"{shortened(name)}" and "{shortened(known_as)}" are two things with one name'
                yield Found("names-alike", loc, message, name)
                break


def shadowed_plans(book: TierBook) -> Iterator[Found]:
    """Give the plans whose every name an earlier one matches; a pattern is matched as if it were a name."""
    plans = [(place, plan.match) for place, plan in enumerate(book.catalogue.plans) if plan.match]
    for place, pattern in plans:
        first = next((other for at, other in plans if at < place and matches(pattern, other)), None)
        if first is not None:
            message = f'"{shortened(first)}" before it matches all that "{shortened(pattern)}" does'
            yield Found("plan-shadowed", ("plans", place, "match"), message, pattern)
