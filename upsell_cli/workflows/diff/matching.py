"""Which tier of one catalogue is which of another: by id, else by name, else by what is sold."""

from dataclasses import dataclass

from upsell_cli.config.book import TierBook


@dataclass(frozen=True, slots=True)
class Match:
    """The ranks of the tiers that both have, and of those that only one has."""

    both: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def match_tiers(old: TierBook, new: TierBook) -> Match:
    """Give which tier is which; each is matched once, in the order of the old ladder."""
    left, right = set(range(len(old.tiers))), set(range(len(new.tiers)))
    both: list[tuple[int, int]] = []
    for same in (_same_id, _same_name, _same_content):
        for before in sorted(left):
            after = next((rank for rank in sorted(right) if same(old, before, new, rank)), None)
            if after is not None:
                both.append((before, after))
                left.remove(before)
                right.remove(after)
    return Match(tuple(sorted(both)), tuple(sorted(left)), tuple(sorted(right)))


def _same_id(old: TierBook, before: int, new: TierBook, after: int) -> bool:
    return old.tier_ids[before].casefold() == new.tier_ids[after].casefold()


def _same_name(old: TierBook, before: int, new: TierBook, after: int) -> bool:
    return old.tier_name(before).casefold() == new.tier_name(after).casefold()


def _same_content(old: TierBook, before: int, new: TierBook, after: int) -> bool:
    """Tell whether a tier is sold as before under another name."""
    ours, theirs = old.tiers[before], new.tiers[after]
    limits = old.tier_limits[before] == new.tier_limits[after]
    return ours.price == theirs.price and limits and old.tier_features[before] == new.tier_features[after]
