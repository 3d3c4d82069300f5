"""The catalogue against what customers use and are billed."""

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.customers import are_live
from upsell_cli.frames.documents.lint import TierUse
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors.blocks import block, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.problems import PlaceOf, Problem
from upsell_cli.stages.lint.billed import odd_names_billed, spellings
from upsell_cli.stages.lint.facts import unmet_words
from upsell_cli.stages.lint.found import Findings, Found
from upsell_cli.stages.lint.limits_met import odd_limits
from upsell_cli.stages.lint.off_list import billed_off_list
from upsell_cli.stages.lint.wishes import odd_wishes


def find_against(
    accounts: Accounts, tables: Tables, book: TierBook, policy: Policy, place: PlaceOf
) -> tuple[Problem, ...]:
    """Give where the catalogue and its customers do not fit; `place` tells where a part of it stands."""
    live = Accounts(accounts[are_live(accounts)])
    found = (
        *_without_accounts(live, book),
        *odd_limits(live, book, policy),
        *odd_wishes(live, tables, book, policy),
        *_held_by_most(live, book, policy),
        *_currencies(live, book),
        *billed_off_list(live, book, policy),
        *odd_names_billed(tables, book),
        *unmet_words(accounts, book),
    )
    return (*(each.told(place) for each in found), *spellings(tables))


def tier_use(accounts: Accounts, book: TierBook, policy: Policy) -> tuple[TierUse, ...]:
    """Give for each tier its live accounts, and how many are near a limit or over one."""
    live = Accounts(accounts[are_live(accounts)])
    rank, fullest = vector(live, "tier_rank"), vector(live, "utilisation")
    return tuple(
        TierUse(
            tier=tier,
            accounts=int((rank == place).sum()),
            near=int(((rank == place) & (fullest >= policy.signals.limit_near) & (fullest < 1)).sum()),
            over=int(((rank == place) & (fullest >= 1)).sum()),
        )
        for place, tier in enumerate(book.tier_ids)
    )


def _without_accounts(live: Accounts, book: TierBook) -> Findings:
    rank = vector(live, "tier_rank")
    for place, tier in enumerate(book.tier_ids):
        if not (rank == place).any():
            message = f"no live account of {len(live):,} is on {book.tier_name(place)}"
            yield Found("tier-without-accounts", ("tiers", place), message, tier)


def _held_by_most(live: Accounts, book: TierBook, policy: Policy) -> Findings:
    rank = vector(live, "tier_rank")
    held = block(live, ACCOUNTS.family("held"), [add_on.id for add_on in book.add_ons])
    for place, add_on in enumerate(book.add_ons):
        for tier in range(len(book.tiers)):
            known = (rank == tier) & ~np.isnan(held[:, place])
            have = int((held[known, place] > 0).sum())
            if known.sum() >= policy.lint.least_accounts and have > policy.lint.most * known.sum():
                message = (
                    f"{have:,} of {known.sum():,} accounts on {book.tier_name(tier)} hold "
                    f"{add_on.name or add_on.id}"
                )
                yield Found("add-on-held-by-most", ("add_ons", place), message, add_on.id)


def _currencies(live: Accounts, book: TierBook) -> Findings:
    currency = words(live, "currency")
    without_rate = np.isnan(vector(live, "rate")) & (currency.codes >= 0)
    strange = sorted(
        {currency.words[code] for code in currency.codes[without_rate].tolist()} - {book.currency}
    )
    if strange:
        number = int(without_rate.sum())
        accounts = "1 account is" if number == 1 else f"{number:,} accounts are"
        message = f"{accounts} billed in {', '.join(strange)}; the catalogue is in {book.currency}"
        yield Found("currency-mixed", ("currency",), message, strange[0])
