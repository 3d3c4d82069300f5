"""Who is affected when one catalogue replaces another: limits, prices, wishes come true, features lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.config.terms import row_of, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.customers import are_live
from upsell_cli.frames.documents.changes import AFFECTED, Affected
from upsell_cli.frames.vectors.blocks import Bools, Floats, block, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.rounding import half_up


@dataclass(frozen=True, slots=True)
class Stand:
    """The accounts as they stand under one catalogue."""

    accounts: Accounts
    book: TierBook

    @property
    def rank(self) -> Floats:
        """Give the rank of each account's tier; NaN where it is not known."""
        return vector(self.accounts, "tier_rank")

    def limits(self, meters: Sequence[str]) -> Floats:
        """Give what each account may use, accounts x meters."""
        return block(self.accounts, ACCOUNTS.family("limit"), meters)

    def has(self, feature: str) -> Bools:
        """Give which accounts' tiers have a feature."""
        own = np.array([feature in features for features in self.book.tier_features] + [False])
        return own[np.nan_to_num(self.rank, nan=len(own) - 1).astype(np.int64)]

    def in_reach(self, feature: str) -> Bools:
        """Give which accounts have a tier above them, on their path, with a feature."""
        above = [
            any(feature in self.book.tier_features[rank] for rank in self.book.path(start))
            for start in range(len(self.book.tiers))
        ]
        own = np.array([*above, False])
        return own[np.nan_to_num(self.rank, nan=len(own) - 1).astype(np.int64)]

    def cost(self) -> Floats:
        """Give what the list asks for a year: recurring, and overage for typical use, in minor units."""
        terms = terms_of(self.book)
        rows = row_of(self.book, self.rank, vector(self.accounts, "plan_index"))
        by_year = words(self.accounts, "priced_by").among(INTERVALS[1])
        use = block(self.accounts, ACCOUNTS.family("use"), self.book.meter_ids)
        overage = terms.overage_a_month(rows, use, self.limits(self.book.meter_ids))
        listed = terms.year(rows, by_year, vector(self.accounts, "seats"))
        return np.where(np.isnan(self.rank), np.nan, half_up(listed + overage * MONTHS_A_YEAR))


def find_affected(old: Stand, new: Stand) -> tuple[Affected, ...]:
    """Give every live account that feels the change, once for each way it does; the gravest ways first.

    Both stands hold the same accounts in the same order.
    """
    live = are_live(old.accounts)
    found = [
        *_stranded(old, new),
        *_limits(old, new),
        *(_prices(old, new) if old.book.currency == new.book.currency else ()),
        *_wishes(old, new),
        *_lost(old, new),
    ]
    felt = [(how, at, rest) for how, at, rest in found if live[at]]
    ids, names = old.accounts["account_id"].tolist(), old.accounts["account_name"]
    told = names.astype(object).where(names.notna(), None).tolist()
    tiers = old.accounts["tier_id"].fillna("").tolist()
    told_in_order = sorted(felt, key=lambda each: (AFFECTED.index(each[0]), str(ids[each[1]]), each[2][0]))
    return tuple(Affected(how, ids[at], told[at], tiers[at], *rest) for how, at, rest in told_in_order)


Finding = tuple[str, int, tuple[str, float | None, float | None]]
"""How, the place of the account, and the item with what it was and is."""


def _stranded(old: Stand, new: Stand) -> Iterator[Finding]:
    for at in np.flatnonzero(~np.isnan(old.rank) & np.isnan(new.rank)).tolist():
        yield "stranded", at, ("tier", None, None)


def _limits(old: Stand, new: Stand) -> Iterator[Finding]:
    meters = [meter for meter in new.book.meter_ids if meter in old.book.meter_ids]
    use = block(new.accounts, ACCOUNTS.family("use"), meters)
    before, after = old.limits(meters), new.limits(meters)
    for how, felt in (
        ("over_limit", (use > after) & ~(use > before)),
        ("within_limit", (use >= before) & (use < after) & (before < after)),
    ):
        for at, place in np.argwhere(felt).tolist():
            yield how, at, (meters[place], float(before[at, place]), float(after[at, place]))


def _prices(old: Stand, new: Stand) -> Iterator[Finding]:
    before, after = old.cost(), new.cost()
    for how, felt in (("pays_more", after > before), ("pays_less", after < before)):
        for at in np.flatnonzero(felt).tolist():
            yield how, at, ("a year", float(before[at]), float(after[at]))


def _wishes(old: Stand, new: Stand) -> Iterator[Finding]:
    for feature in old.book.features:
        asked = vector(old.accounts, ACCOUNTS.family("asked").column(feature)) > 0
        for how, felt in (
            ("gets", asked & ~old.has(feature) & new.has(feature)),
            ("in_reach", asked & ~old.in_reach(feature) & new.in_reach(feature) & ~new.has(feature)),
        ):
            for at in np.flatnonzero(felt).tolist():
                yield how, at, (feature, None, None)


def _lost(old: Stand, new: Stand) -> Iterator[Finding]:
    """A feature that is known to be unused is no loss."""
    unused = old.accounts["features_unused"].fillna("").str.split(";").tolist()
    for feature in old.book.features:
        lost = old.has(feature) & ~new.has(feature) & ~np.isnan(new.rank)
        for at in np.flatnonzero(lost).tolist():
            if feature not in unused[at]:
                yield "loses", at, (feature, None, None)
