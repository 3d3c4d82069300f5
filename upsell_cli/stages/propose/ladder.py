"""The named tiers in their order: priced, limited, cheapest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.documents.drafts import DraftCatalogue, DraftLimit, DraftPrice, DraftTier
from upsell_cli.frames.vectors.blocks import Bools, Floats, block, vector
from upsell_cli.stages.propose.limits import highest, limits_up, round_up, told
from upsell_cli.stages.propose.prices import list_price

USE, PEAK = ACCOUNTS.family("use"), ACCOUNTS.family("peak")

SHARES = (0.5, 0.9)
"""Of the accounts, how many the first two of three placeholders have room for."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What subscriptions are billed a year, in minor units of the catalogue's currency.

    `tier` and `add_on` are places in the draft, NaN where a line is neither; `by_year` is 1 for those
    paid yearly.
    """

    tier: Floats
    add_on: Floats
    yearly: Floats
    by_year: Floats
    seats: Floats

    def price(self, chosen: Bools, currency: str) -> DraftPrice:
        """Give the price behind some of the lines."""
        return list_price(self.yearly[chosen], self.by_year[chosen], self.seats[chosen], currency)

    def median(self, place: int) -> float:
        """Give the middle amount of a tier a year; NaN without any."""
        amounts = self.yearly[(self.tier == place) & ~np.isnan(self.yearly)]
        return float(np.median(amounts)) if len(amounts) else np.nan


def price_tiers(draft: DraftCatalogue, sold: Sold) -> DraftCatalogue:
    """Give the draft with prices, its tiers from the one that is billed least to the one billed most.

    Tiers without any amount are taken to be agreed case by case and stand on top.
    """
    if not draft.origin:
        return draft
    paid = [sold.median(place) for place in range(len(draft.tiers))]
    places = sorted(range(len(paid)), key=lambda place: np.nan_to_num(paid[place], nan=np.inf))
    add_ons = (
        replace(add_on, price=sold.price(sold.add_on == place, draft.currency))
        for place, add_on in enumerate(draft.add_ons)
    )
    return replace(
        draft,
        tiers=tuple(
            replace(draft.tiers[place], price=sold.price(sold.tier == place, draft.currency))
            for place in places
        ),
        add_ons=tuple(add_ons),
        order="what is billed for them" if np.isfinite(paid).any() else "what their accounts use",
    )


def limit_tiers(draft: DraftCatalogue, accounts: Accounts, meters: Sequence[str]) -> DraftCatalogue:
    """Give the draft with what each tier allows of the meters, by what its accounts use.

    `accounts` were judged with this draft, so a rank is a place in it. Tiers that no amount put in
    order are put in order by use.
    """
    tier, use = vector(accounts, "tier_rank"), block(accounts, USE, meters)
    if not draft.origin:
        return replace(draft, tiers=_placeholders(draft.tiers, use, meters))
    used = _use_of(tier, use, len(draft.tiers))
    priced = sum(each.price.seen > 0 for each in draft.tiers)
    unpriced = range(priced, len(draft.tiers))
    places = [*range(priced), *sorted(unpriced, key=lambda place: used[place])]
    ranks = np.full(len(tier), np.nan)
    for rank, place in enumerate(places):
        ranks[tier == place] = rank
    ordered = [draft.tiers[place] for place in places]
    peaks = np.fmax(block(accounts, PEAK, meters), use)
    seats = vector(accounts, "seats")
    limits = limits_up(peaks, ranks, seats, meters, [each.price for each in ordered])
    tiers = (
        replace(each, limits=allowed, accounts=int((ranks == rank).sum()))
        for rank, (each, allowed) in enumerate(zip(ordered, limits, strict=True))
    )
    return replace(draft, tiers=tuple(tiers))


def _use_of(tier: Floats, use: Floats, tiers: int) -> npt.NDArray[np.float64]:
    """Give how much the accounts of each tier use: their middle use, as a share of the highest tier's."""
    middle = np.full((tiers, use.shape[1]), np.nan)
    for place in range(tiers):
        for meter in range(use.shape[1]):
            own = use[tier == place, meter]
            middle[place, meter] = np.median(own[~np.isnan(own)]) if (~np.isnan(own)).any() else np.nan
    most = highest(middle)
    shares = np.divide(middle, most, out=np.zeros_like(middle), where=~np.isnan(middle) & (most > 0))
    return np.array(shares.mean(axis=1)) if use.shape[1] else np.zeros(tiers)


def _placeholders(tiers: Sequence[DraftTier], use: Floats, meters: Sequence[str]) -> tuple[DraftTier, ...]:
    """Give the placeholders with limits that would part the accounts, whatever they are called."""
    top = tuple(DraftLimit(meter, None) for meter in meters)
    parted = []
    for tier, share in zip(tiers, SHARES, strict=False):
        own = [use[~np.isnan(use[:, place]), place] for place in range(len(meters))]
        limits = (
            DraftLimit(meter, round_up(level), _used_by(share, level), asked=True)
            for meter, values in zip(meters, own, strict=True)
            if len(values) and (level := float(np.quantile(values, share, method="higher"))) > 0
        )
        parted.append(replace(tier, limits=tuple(limits)))
    return (*parted, *(replace(tier, limits=top) for tier in tiers[len(SHARES) :]))


def _used_by(share: float, level: float) -> str:
    return f"{100 * share:.0f} % of the accounts use up to {told(level)}"
