"""List prices against what is billed: offers are worked out from the list, so it should be in force."""

import numpy as np

from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.config.terms import row_of, terms_of
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.customers import are_live
from upsell_cli.frames.vectors.blocks import Bools, Floats, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.problems import PlaceOf, Problem
from upsell_cli.stages.lint.found import Findings, Found


def prices_met(accounts: Accounts, book: TierBook, policy: Policy, place: PlaceOf) -> tuple[Problem, ...]:
    """Give the tiers of which the list price is hardly what is billed."""
    return tuple(each.told(place) for each in billed_off_list(accounts, book, policy))


def billed_off_list(accounts: Accounts, book: TierBook, policy: Policy) -> Findings:
    """Give where customers of today pay less, or more, than the list says.

    Only accounts on the list's own terms, without add-ons and with one subscription, tell what it is.
    """
    rank, billed = vector(accounts, "tier_rank"), vector(accounts, "arr_now_minor") * vector(accounts, "rate")
    told = are_live(accounts) & words(accounts, "arr_basis").among("billed") & _plain(accounts)
    on_list = told & (billed > 0) & ~np.isnan(rank)
    rows = row_of(book, rank, np.full(len(accounts), np.nan))
    by_year = words(accounts, "priced_by").among(INTERVALS[1])
    listed = terms_of(book).year(rows, by_year, vector(accounts, "seats"))
    nothing = np.full(len(accounts), np.nan)
    ratio: Floats = np.divide(billed, listed, out=nothing, where=on_list & (listed > 0))
    for place in range(len(book.tiers)):
        own = ratio[(rank == place) & ~np.isnan(ratio)]
        if len(own) < policy.lint.least_accounts:
            continue
        usual = float(np.median(own))
        if abs(usual - 1) > policy.lint.off_list:
            message = (
                f"half of {len(own):,} accounts on {book.tier_name(place)} pay {usual:.0%} of the list price "
                "or less"
            )
            yield Found("billed-off-list", ("tiers", place, "price"), message, f"{usual:.2f}")


def _plain(accounts: Accounts) -> Bools:
    one = np.nan_to_num(vector(accounts, "subscriptions"), nan=1.0) <= 1
    bare = accounts["add_ons"].fillna("").eq("").to_numpy(dtype=bool)
    kept = vector(accounts, "grandfathered") == 1
    plain: Bools = one & bare & ~kept
    return plain
