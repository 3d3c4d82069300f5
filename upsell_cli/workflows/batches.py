"""A large book, judged some accounts at a time: of those who are not listed only what is counted is kept.

Every stage up to the list is account-local; what it needs of the whole book is in the paces, for which all
accounts are seen before any is judged, and in the peers, who are counted once all are.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.growing import growing, rested, rows_of, whole
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.parts import Parts
from upsell_cli.frames.tables import Grain, Tables
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.verdicts import TALKED_TO, Verdicts
from upsell_cli.stages.calibrate import calibrate
from upsell_cli.stages.forecast import paces_of
from upsell_cli.stages.peers import peers_of
from upsell_cli.stages.roster import ids_of
from upsell_cli.stages.totals import PAID
from upsell_cli.workflows.assess import Assessed, Seen, assess, judge, look_ahead, look_back, offer

AT_ONCE = 25_000
"""Accounts at a time: few enough that what is computed stays near the processor, and enough that what every
stage takes to begin does not count."""

LOOKED_AT = {
    "peers": ("status", "lifecycle", "paid", "top_of_path", "last_upgrade_on", "points"),
    "calibrate": ("points", "offer_type", "delta_spend_base_minor"),
    "rank": (
        "account_id", "state", "points", "score", "return_low", "delta_spend_base_minor",
        "delta_arr_base_minor", "customer_value_minor",
    ),
    "allot": ("state", "lead_name", "owner_role", "contacts_lately"),
    "total": (
        "state", "offer_type", "quote", "rate", "return_low", "utilisation", "at_wall",
        "delta_spend_base_minor", "delta_arr_base_minor", "delta_arr_seats_minor",
    ),
    "business": ("status", "currency", "tier_id", "subscriptions", "arr_now_minor"),
    "odd_accounts": (
        "account_id", "owner", "csm", "status", "lifecycle", "subscriptions", "usage_before_start",
        "tier_source", "tier_rank", "arr_now_minor", "arr_basis", "rate", "priced_by", "seats", "add_ons",
        "grandfathered",
    ),
}  # fmt: skip
"""The columns that each stage looks at which sees everybody; `business` looks at those of each tier, too."""

COUNTED = tuple(dict.fromkeys(name for names in LOOKED_AT.values() for name in names))


class Batch(NamedTuple):
    """Some accounts: what is counted of all of them, and all that is known of those who are listed."""

    everybody: Verdicts
    listed: Verdicts
    offers: Valued


def assess_listed(
    tables: Tables, book: TierBook, policy: Policy, as_of: date, grain: Grain, *, at_once: int = AT_ONCE
) -> Assessed:
    """Judge every account and keep those who are listed; all, where nobody is or the book is small."""
    ids = ids_of(tables)
    if len(ids) <= at_once:
        return assess(tables, book, policy, as_of, grain)
    judged = list(_batches(tables, ids, book.on(as_of), policy, as_of, grain, at_once))
    everybody, listed, offers = (pd.concat(own, ignore_index=True) for own in zip(*judged, strict=True))
    if not len(listed):
        return assess(tables, book, policy, as_of, grain)
    peers = peers_of(Verdicts(everybody), policy, as_of)
    counted = calibrate(growing(Verdicts(everybody)), peers, book, policy)
    return Assessed(Valued(offers), counted, peers, Verdicts(listed))


def _batches(
    tables: Tables,
    ids: Sequence[str],
    book: TierBook,
    policy: Policy,
    as_of: date,
    grain: Grain,
    at_once: int,
) -> Iterator[Batch]:
    parts = Parts.of(tables, ids, at_once)
    seen = [_waiting(look_back(own, book, policy, as_of, grain)) for own in parts]
    paces = paces_of([some.past for some in seen], policy, grain)
    columns = [*COUNTED, *(family.column(tier) for family in PAID for tier in book.tier_ids)]
    for own in parts:
        accounts = look_ahead(seen.pop(0), paces, own, book, policy, as_of, grain)
        offers = offer(accounts, own, book, policy, as_of, grain)
        verdicts = judge(accounts, offers, book, policy, as_of, grain)
        shown = np.flatnonzero(words(verdicts, "state").among(*TALKED_TO))
        theirs = np.flatnonzero(offers["account_id"].isin(verdicts["account_id"].iloc[shown]))
        yield Batch(whole(verdicts, columns), whole(rows_of(verdicts, shown)), whole(rows_of(offers, theirs)))


def _waiting(seen: Seen) -> Seen:
    return seen._replace(accounts=rested(seen.accounts))
