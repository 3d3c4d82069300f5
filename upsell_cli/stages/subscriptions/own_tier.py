"""Which of several open subscriptions an offer is about: those to the account's own tier.

The own tier is the highest one paid for, so what is lacking is lacking there, and it is these that a move up
lifts. Subscriptions to lower tiers stay as they are, at their price and with their seats, and so do trials.
Of several to the own tier all move; the main one is where seats are added or given back.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.list_prices import list_price
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, first_known
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.stages.subscriptions.amounts import Amounts, Standing
from upsell_cli.stages.subscriptions.lines import Lines
from upsell_cli.stages.subscriptions.listed import own_price


def own_tier(lines: Lines, main: Ints, standing: Standing, money: Amounts) -> dict[str, Any]:
    """Give the facts of the subscriptions that an offer moves, and of those beside them.

    `main` is the place of each account's main line, -1 without one.
    """
    rows, own, beside = lines.rows, _own(lines, standing), _beside(lines, standing)
    others = _others(lines, own, main)
    seats = np.nan_to_num(lines.seats).astype(np.int64)
    billed, unbilled = np.nan_to_num(lines.billed).astype(np.int64), np.isnan(lines.billed) | lines.free
    paid = np.nan_to_num(money.by_line).astype(np.int64)
    in_full = rows.any(own) & ~rows.any(own & unbilled)
    several = rows.any(beside) | rows.any(others)
    unknown = rows.any(beside & np.isnan(money.by_line))
    return {
        "seats_beside": rows.total(seats, beside),
        "beside_minor": np.where(unknown, np.nan, rows.total(paid, beside)),
        "own_billed_minor": np.where(in_full, rows.total(billed, own), np.nan),
        "other_seats": rows.total(seats, others),
        "moving": _named(lines, own & several[rows.whose]),
    }


def listed_others(lines: Lines, main: Ints, standing: Standing, book: TierBook) -> Floats:
    """Give what the other subscriptions to the own tier cost a year at the list price of each tier.

    It is accounts x tiers; NaN where a tier has no price. At the own tier an old plan keeps its own price.
    """
    rows, listed = lines.rows, np.zeros((lines.rows.accounts, len(book.tiers)))
    others = np.flatnonzero(_others(lines, _own(lines, standing), main))
    if not len(others):
        return listed
    first, seats = _one_each(lines, others)
    rank, by_year = lines.rank[first], standing.paid_by_year(lines)[first]
    at_own = own_price(book, rank, lines.plan[first], seats, by_year)
    prices = tuple(tier.price for tier in book.tiers)
    for tier in range(len(book.tiers)):
        there = list_price(book, prices, np.full(len(first), float(tier)), seats, by_year)
        np.add.at(listed[:, tier], rows.whose[first], np.where(rank == tier, at_own, there))
    return listed


def _own(lines: Lines, standing: Standing) -> Bools:
    """Give the lines of the own tier; one that names none counts under it."""
    accounts_tier = standing.rank[lines.rows.whose]
    own: Bools = lines.bought() & (first_known(lines.rank, accounts_tier) == accounts_tier)
    return own


def _beside(lines: Lines, standing: Standing) -> Bools:
    other = lines.rank != standing.rank[lines.rows.whose]
    beside: Bools = lines.bought() & ~np.isnan(lines.rank) & other
    return beside


def _others(lines: Lines, own: Bools, main: Ints) -> Bools:
    """Give the lines that name the own tier and belong to another subscription than the main line."""
    ids = lines.rows.words("subscription_id").codes
    chief = np.append(ids, -1)[main][lines.rows.whose]
    same = (ids == chief) & (ids >= 0)
    same[main[main >= 0]] = True
    others: Bools = own & ~np.isnan(lines.rank) & ~same
    return others


def _one_each(lines: Lines, chosen: Ints) -> tuple[Ints, Floats]:
    """Give the first line of each of these subscriptions, and the seats of all its lines together."""
    ids = lines.rows.words("subscription_id").codes[chosen]
    alone = np.where(ids < 0, chosen, -1)
    frame = pd.DataFrame({"place": chosen, "at": lines.rows.whose[chosen], "id": ids, "alone": alone})
    groups = frame.assign(seats=lines.seats[chosen]).groupby(["at", "id", "alone"], sort=True)
    first, seats = groups["place"].min(), groups["seats"].sum(min_count=1)
    return first.to_numpy(dtype=np.int64), seats.to_numpy(dtype=np.float64)


def _named(lines: Lines, chosen: Bools) -> npt.NDArray[np.object_]:
    """Give the ids of the chosen subscriptions of each account, each once; None without any."""
    named = np.full(lines.rows.accounts, None, dtype=object)
    if chosen.any():
        told = lines.rows.rows[["subscription_id"]].assign(at=lines.rows.whose)[chosen]
        told = told.dropna().drop_duplicates()
        joined = (
            told.sort_values(["at", "subscription_id"]).groupby("at")["subscription_id"].agg(BETWEEN.join)
        )
        named[joined.index] = joined
    return named
