"""What a tier has from those it extends: features, limits, and the days from which it has them."""

from datetime import date

from upsell_cli.config.catalogue import Catalogue, Limit, Tier

ALWAYS = ""
"""Stands before every ISO day."""


def inherited(
    catalogue: Catalogue,
) -> tuple[tuple[frozenset[str], ...], tuple[dict[str, Limit], ...], tuple[dict[str, date], ...]]:
    """Give for each tier its features, its limits, and the days its features came, where anything says so."""
    lines = [_line(tier, {tier.id: tier for tier in catalogue.tiers}) for tier in catalogue.tiers]
    features = tuple(frozenset(f for tier in line for f in tier.features) for line in lines)
    limits = tuple({m: limit for tier in line for m, limit in tier.limits.items()} for line in lines)
    return features, limits, tuple(_came(line, catalogue) for line in lines)


def _line(tier: Tier, by_id: dict[str, Tier]) -> list[Tier]:
    """Give the tiers it extends, the farthest first, and itself."""
    return [*(_line(by_id[tier.extends], by_id) if tier.extends else []), tier]


def _came(line: list[Tier], catalogue: Catalogue) -> dict[str, date]:
    """Give the day each feature came to the last tier of a line; features that were always there have none.

    It has what a tier it extends has, from the day that one has it; but nothing before there is the feature,
    or the tier itself.
    """
    days: dict[str, str] = {}
    for tier in line:
        for feature in tier.features:
            day = tier.added.get(feature, ALWAYS)
            days[feature] = min(day, days.get(feature, day))
    tier_since = line[-1].since or ALWAYS
    latest = {feature: max(day, tier_since, _since(feature, catalogue)) for feature, day in days.items()}
    return {feature: date.fromisoformat(day) for feature, day in latest.items() if day}


def _since(feature: str, catalogue: Catalogue) -> str:
    known = catalogue.features.get(feature)
    return (known.since if known else None) or ALWAYS
