"""Features that nobody gets, everybody has, or nobody can argue for; meters that limit nothing."""

from upsell_cli.config.book import TierBook
from upsell_cli.problems import Loc, nearest, shortened
from upsell_cli.stages.lint.found import Findings, Found


def odd_features(book: TierBook) -> Findings:
    """Give what is odd about the features and meters that the catalogue describes."""
    yield from _nobody_gets(book)
    yield from _undescribed(book)
    yield from _everywhere(book)
    yield from _meters(book)


def _nobody_gets(book: TierBook) -> Findings:
    provided = {feature for add_on in book.add_ons for feature in add_on.provides}
    given = provided.union(*book.tier_features)
    apart = given - frozenset.intersection(*book.tier_features)
    for feature, known in book.catalogue.features.items():
        if feature not in given:
            message = f"no tier and no add-on has {book.feature_name(feature)}"
            yield Found("feature-nobody-has", ("features", feature), message, feature)
        elif feature in apart and not known.impact:
            message = f"{book.feature_name(feature)} does not say what becomes possible with it"
            yield Found("feature-without-impact", ("features", feature), message, feature)


def _undescribed(book: TierBook) -> Findings:
    """A catalogue that describes no feature at all is merely short."""
    described = list(book.catalogue.features)
    named: list[tuple[Loc, str]] = [
        (("tiers", rank, "features", at), feature)
        for rank, tier in enumerate(book.tiers)
        for at, feature in enumerate(tier.features)
    ]
    for place, add_on in enumerate(book.add_ons):
        for part in ("provides", "requires_features"):
            for at, feature in enumerate(getattr(add_on, part)):
                named.append((("add_ons", place, part, at), feature))
    for place, driver in enumerate(book.catalogue.value.drivers):
        if driver.feature:
            named.append((("value", "drivers", place, "feature"), driver.feature))
    for place, story in enumerate(book.catalogue.playbook.stories):
        if story.feature:
            named.append((("playbook", "stories", place, "feature"), story.feature))
    for loc, feature in named:
        if described and feature not in described:
            near = nearest(feature, described)
            hint = f"; {near} is" if near else ""
            message = f'"{shortened(feature)}" is not described under `features:`{hint}'
            yield Found("feature-undescribed", loc, message, feature)


def _everywhere(book: TierBook) -> Findings:
    everywhere = frozenset.intersection(*book.tier_features)
    if len(book.tiers) > 1 and everywhere:
        names = ", ".join(sorted(book.feature_name(feature) for feature in everywhere))
        yield Found("feature-everywhere", ("tiers", 0, "features"), f"every tier has {names}")


def _meters(book: TierBook) -> Findings:
    limited = {meter for limits in book.tier_limits for meter in limits}
    limited.update(*(plan.limits for plan in book.catalogue.plans))
    limited.update(*({*a.extends_limits, *a.overrides} for a in book.add_ons))
    for meter, known in book.catalogue.meters.items():
        if meter not in limited:
            message = f"nothing limits {book.meter(meter).name}"
            yield Found("meter-limits-nothing", ("meters", meter), message, meter)
        if known.kind == "flow" and known.window is None:
            message = f"{book.meter(meter).name} is used up and does not say when it starts again"
            yield Found("flow-without-window", ("meters", meter), message, meter)
