"""What the list comes to, and what the book pays today."""

from decimal import Decimal

import numpy as np
import pandas as pd

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.accounts.subscription import OVER
from upsell_cli.frames.documents.results import Amounts, BookOfBusiness, Totals
from upsell_cli.frames.offers import OFFER_TYPES
from upsell_cli.frames.vectors.blocks import vector
from upsell_cli.frames.vectors.rounding import half_up as nearest
from upsell_cli.frames.verdicts import SAVING, STATES, Verdicts
from upsell_cli.money import half_up

PITCHED = tuple(kind for kind in OFFER_TYPES if kind != "right_size")
ADDED_UP = (
    "offer_type", "quote", "delta_arr_base_minor", "expected_value_minor", "return_low",
    "delta_arr_seats_minor", "rate",
)  # fmt: skip
TIER_UNKNOWN = ""

PAID = OPEN, PAYS = ACCOUNTS.family("open"), ACCOUNTS.family("pays")
"""Families of columns, one a tier: the open subscriptions of an account, and what is paid for them."""


def total(verdicts: Verdicts, policy: Policy) -> Totals:
    """Give the figures under the list, in minor units of the catalogue's currency.

    Amounts that are known not to pay for the customer are not counted on; their accounts are counted.
    """
    state = verdicts["state"]
    qualified = verdicts.loc[state == "qualified", list(ADDED_UP)]
    all_of_them = _amounts(qualified)
    merely_quoted = (vector(qualified, "quote") == 1) & np.isnan(vector(qualified, "delta_arr_base_minor"))
    in_state = state.value_counts()
    saving = verdicts["delta_spend_base_minor"][state.isin(SAVING)]
    at_limit = (vector(verdicts, "utilisation") >= 1) | (vector(verdicts, "at_wall") == 1)
    alive = (state != "blocked").to_numpy(dtype=bool)
    return Totals(
        accounts=len(verdicts),
        qualified=all_of_them,
        by_type=_by_type(qualified),
        by_state={state: int(in_state.get(state, 0)) for state in STATES},
        quotes=int(merely_quoted.sum()),
        without_rate=int(in_state.get("no_rate", 0)),
        savings_minor=-int(saving.sum()),
        at_limit=int((at_limit & alive).sum()),
        if_accepted={
            f"{share * 100:g}%": half_up(all_of_them.delta_arr_minor * Decimal(str(share)))
            for share in policy.chance.accepted
        },
        unranked=int((vector(qualified, "return_low") == 1).sum()),
        beyond_capacity=int((vector(verdicts, "beyond_capacity") == 1).sum()),
    )


def business(accounts: pd.DataFrame, book: TierBook) -> BookOfBusiness:
    """Give what is paid today: per tier in the ladder's order, then under no name where it is not known.

    Every subscription counts under its own tier; an account counts under its highest. Amounts in other
    currencies stand by themselves, in their own minor units.
    """
    paid = [family.column(name) for family in PAID for name in book.tier_ids]
    columns = ["currency", "tier_id", "subscriptions", "arr_now_minor", *paid]
    paying = accounts.loc[~accounts["status"].isin(OVER), columns]
    currency = paying["currency"].fillna(book.currency)
    foreign = currency != book.currency
    tier = paying["tier_id"].fillna(TIER_UNKNOWN)
    ours = paying[~foreign]
    lines = {name: int(paying[OPEN.column(name)].sum()) for name in book.tier_ids}
    yearly = {name: int(ours[PAYS.column(name)].sum()) for name in book.tier_ids}
    subscriptions = int(paying["subscriptions"].sum())
    lines[TIER_UNKNOWN] = subscriptions - sum(lines.values())
    yearly[TIER_UNKNOWN] = int(ours["arr_now_minor"].sum()) - sum(yearly.values())
    standing = {name: (lines[name], int((tier == name).sum()), _month(yearly[name])) for name in lines}
    elsewhere = paying["arr_now_minor"][foreign].groupby(currency[foreign]).sum()
    return BookOfBusiness(
        accounts=len(paying),
        subscriptions=subscriptions,
        mrr_minor=sum(mrr for _, _, mrr in standing.values()),
        by_tier={name: figures for name, figures in standing.items() if name or any(figures)},
        other_currencies={str(name): _month(int(arr)) for name, arr in elsewhere.items()},
    )


def _by_type(qualified: pd.DataFrame) -> dict[str, Amounts]:
    """Give the figures of each type; of add-ons with seats, the seats' part of the money is under seats."""
    figures = {kind: _amounts(qualified[qualified["offer_type"] == kind]) for kind in PITCHED}
    both = qualified[(qualified["offer_type"] == "add_on") & (vector(qualified, "return_low") != 1)]
    seats = nearest(vector(both, "delta_arr_seats_minor") * vector(both, "rate"))
    added, expected = (vector(both, name) for name in ("delta_arr_base_minor", "expected_value_minor"))
    expected = nearest(expected * np.divide(seats, added, out=np.zeros(len(both)), where=added > 0))
    arr_minor, expected_minor = int(np.nansum(seats)), int(np.nansum(expected))
    for kind, sign in (("seat_expansion", 1), ("add_on", -1)):
        own = figures[kind]
        figures[kind] = Amounts(
            own.accounts, own.delta_arr_minor + sign * arr_minor, own.expected_minor + sign * expected_minor
        )
    return figures


def _amounts(verdicts: pd.DataFrame) -> Amounts:
    counted_on = verdicts[vector(verdicts, "return_low") != 1]
    return Amounts(
        accounts=len(verdicts),
        delta_arr_minor=int(counted_on["delta_arr_base_minor"].sum()),
        expected_minor=int(counted_on["expected_value_minor"].sum()),
    )


def _month(arr_minor: int) -> int:
    return half_up(Decimal(arr_minor) / MONTHS_A_YEAR)
