"""Prices: what each offer costs the customer a year, recurring and with overage, and until the term ends.

List prices are the catalogue's; they are turned into the account's currency by its rate and rounded once. An
account that is billed a share of the list price pays that share of what is added, too.
Within the same tier an account keeps its own price, and only what is added or given back is priced. Of
several subscriptions those to the own tier are moved and priced, each as one of its own; the others stay as
they are billed.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR
from upsell_cli.config.book import TierBook
from upsell_cli.config.bundles import Shelf
from upsell_cli.config.policy import OfferRules, Policy
from upsell_cli.config.terms import INTERVALS, Terms, add_on_terms, row_of, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.moving import moving
from upsell_cli.frames.offers import OFFERS, Offers, Priced
from upsell_cli.frames.vectors.blocks import (
    Bools,
    Floats,
    Ints,
    add,
    as_days,
    block,
    day_of,
    days,
    first_known,
    picked,
    vector,
)
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.pieces import BETWEEN, counted
from upsell_cli.frames.vectors.rounding import half_up

BASES = ("list", "annual_from_monthly", "monthly_from_annual", "quote")


class Sides(NamedTuple):
    """Each offer's account now, and the terms before and after; rows are offers.

    Seats are those of the own tier's subscriptions; `others_now` and `others_after` are the list prices of
    all of these but the main one, whose seats are `other_seats`, and `beside` what stays as it is billed.
    """

    terms: Terms
    moves: Bools
    row_now: Ints
    row_after: Ints
    by_year: Bools
    seats_now: Floats
    seats_after: Floats
    other_seats: Floats
    others_now: Floats
    others_after: Floats
    beside: Floats
    rate: Floats
    arr_now: Floats
    billed: Floats

    @property
    def reseated(self) -> Bools:
        """Give which offers change the number of seats."""
        changed: Bools = ~np.isnan(self.seats_after) & (self.seats_after != self.seats_now)
        return changed

    def year(self, rows: Ints, seats: Floats, others: Floats) -> Floats:
        """Give the list price of a year of the own tier's subscriptions, so many seats in all."""
        return self.terms.year(rows, self.by_year, seats - self.other_seats) + others


def price(
    offers: Offers,
    accounts: Accounts,
    book: TierBook,
    policy: Policy,
    as_of: date,
    *,
    months: Sequence[Floats] = (),
) -> Priced:
    """Add what each offer costs; an amount that hangs on something not known is not known.

    `months` is what was used in each billing month, accounts x meters, where that is known.
    """
    at = pd.Index(accounts["account_id"]).get_indexer(pd.Index(offers["account_id"]))
    sides = _sides(offers, accounts, at, book)
    add_ons = _AddOns.of(offers, accounts, at, book, sides)
    share = _share(sides, policy.offers)
    arr_after, delta_arr, for_seats = _recurring(sides, add_ons, share)
    now, after = _overage(offers, accounts, at, book, sides, months)
    start, end = _term(accounts, at)
    base = np.where(sides.arr_now > 0, sides.arr_now, _own(sides, _list_now(sides)))
    amounts = {
        "quote": (sides.moves & sides.terms.quote[sides.row_after]) | add_ons.quoted,
        "arr_after_minor": arr_after,
        "delta_arr_minor": delta_arr,
        "delta_arr_seats_minor": for_seats,
        "overage_now_minor": now,
        "overage_after_minor": after,
        "delta_spend_minor": delta_arr + after - now,
        "pro_rata_minor": pro_rata(delta_arr, start, end, day_of(as_of)),
        "price_basis": picked(BASES, np.maximum(_basis(sides), add_ons.basis)),
        "price_share": share,
        "add_on_share": np.divide(
            add_ons.added, base, out=np.full(len(offers), np.nan), where=(base > 0) & add_ons.some
        ),
    }
    return Priced(add(offers, OFFERS, amounts))


def pro_rata(delta_minor: Floats, start: Floats, end: Floats, today: int) -> Floats:
    """Give the share of a yearly difference that falls on the rest of a term [start, end), in real days.

    15,000 more a year, moved on 1 July 2026 in a term of that calendar year: 184 of 365 days.

    >>> first, last, today = (day_of(date(*day)) for day in ((2026, 1, 1), (2027, 1, 1), (2026, 7, 1)))
    >>> pro_rata(np.array([15_000_00.0]), np.array([first]), np.array([last]), today).tolist()
    [756164.0]

    A term of a month or of three years bears as much of the yearly difference as it is long.

    >>> pro_rata(np.array([1200.0]), np.array([0.0]), np.array([30.0]), 15).tolist()
    [50.0]
    """
    length = end - start
    within = (start <= today) & (today < end)
    months = np.maximum(np.round(length / DAYS_A_MONTH), 1.0)
    share = months / MONTHS_A_YEAR * (end - today) / np.where(within, length, np.nan)
    return half_up(delta_minor * share)


def _sides(offers: Offers, accounts: Accounts, at: Ints, book: TierBook) -> Sides:
    to_rank = offers["to_rank"].to_numpy(dtype=np.int64)
    ranks = vector(accounts, "tier_rank")[at]
    row_now = row_of(book, ranks, vector(accounts, "plan_index")[at])
    moves = to_rank != ranks
    own = moving(accounts)
    others = np.nan_to_num(block(accounts, ACCOUNTS.family("others"), book.tier_ids))[at]
    each, own_rank = np.arange(len(offers)), np.nan_to_num(ranks).astype(np.int64)
    return Sides(
        terms=terms_of(book),
        moves=moves,
        row_now=row_now,
        row_after=np.where(moves, to_rank, row_now),
        by_year=words(accounts, "interval").among(INTERVALS[1])[at],
        seats_now=own.seats[at],
        seats_after=vector(offers, "seats_after") - own.beside[at],
        other_seats=own.others[at],
        others_now=others[each, own_rank],
        others_after=others[each, to_rank],
        beside=vector(accounts, "beside_minor")[at],
        rate=vector(accounts, "rate")[at],
        arr_now=vector(accounts, "arr_now_minor")[at],
        billed=vector(accounts, "own_billed_minor")[at],
    )


class _AddOns(NamedTuple):
    """What the add-ons of each offer cost a year, in the catalogue's currency."""

    some: Bools
    kept: Floats
    added: Floats
    quoted: Bools
    basis: Ints

    @classmethod
    def of(cls, offers: Offers, accounts: Accounts, at: Ints, book: TierBook, sides: Sides) -> "_AddOns":
        shelf, terms = Shelf(book), add_on_terms(book)
        added = counted(offers, "add_on", shelf.ids, BETWEEN)
        held = np.nan_to_num(block(accounts, ACCOUNTS.family("held"), shelf.ids))[at]
        rows = np.arange(len(shelf.ids))
        none = np.zeros(len(rows))
        each = np.array([terms.year(rows, np.full(len(rows), y), none) for y in (False, True)])
        each = each[sides.by_year.astype(np.int64)]
        bases = np.array([[BASES.index(b) for b in row] for row in terms.bases], dtype=np.int64)
        bases = bases.reshape(len(INTERVALS), len(rows))[sides.by_year.astype(np.int64)]
        bought = added > 0
        some: Bools = np.any(bought, axis=1)
        quoted: Bools = np.any(bought & terms.quote, axis=1)
        return cls(
            some=some,
            kept=_paid(shelf.kept(held, offers["to_rank"].to_numpy(dtype=np.int64)), each),
            added=_paid(added, each),
            quoted=quoted,
            basis=np.where(bought, bases, 0).max(axis=1, initial=0),
        )


def _paid(pieces: Floats, each: Floats) -> Floats:
    """Give what pieces cost together; a piece whose price is not known makes the sum not known."""
    paid: Floats = np.where(pieces > 0, pieces * each, 0.0).sum(axis=1)
    return paid


def _share(sides: Sides, rules: OfferRules) -> Floats:
    """Give the share of list prices that is asked: as for the own tier now, 1 where no bill shows another.

    Beyond the bounds of the policy the amount is for something else. A move to another tier takes a discount
    along, if the policy says so, but never a surcharge.
    """
    listed = _own(sides, _list_now(sides))
    rounded = MONTHS_A_YEAR * (1 + (sides.other_seats > 0))
    known = (listed > 0) & (sides.billed > 0) & ~(np.abs(sides.billed - listed) <= rounded)
    share = np.divide(sides.billed, listed, out=np.ones(len(listed)), where=known)
    least, most = rules.own_rate
    share = np.where((share >= least) & (share <= most), share, 1.0)
    elsewhere = np.minimum(share, 1.0) if rules.discount_moves else np.ones(len(share))
    return np.where(sides.moves, elsewhere, np.where(sides.reseated, share, 1.0))


def _recurring(sides: Sides, add_ons: _AddOns, share: Floats) -> tuple[Floats, Floats, Floats]:
    """Give the recurring amount after an offer, what that adds, and what of it is for seats alone."""
    moved = sides.year(sides.row_after, sides.seats_after, sides.others_after)
    elsewhere = sides.beside + _own(sides, moved * share + add_ons.kept)
    seats = sides.year(sides.row_now, sides.seats_after, sides.others_now) - _list_now(sides)
    seats = np.where(sides.reseated & ~sides.moves, seats * share, 0.0)
    more = _own(sides, seats + add_ons.added)
    here = np.maximum(sides.arr_now + more, 0.0)
    arr_after = np.where(sides.moves, elsewhere, here)
    delta = np.where(~sides.moves & np.isnan(sides.arr_now), more, arr_after - sides.arr_now)
    return arr_after, delta, _own(sides, seats)


def _list_now(sides: Sides) -> Floats:
    return sides.year(sides.row_now, sides.seats_now, sides.others_now)


def _own(sides: Sides, listed: Floats) -> Floats:
    """Give a list amount in the account's currency."""
    return half_up(listed / sides.rate)


def _overage(
    offers: Offers, accounts: Accounts, at: Ints, book: TierBook, sides: Sides, months: Sequence[Floats]
) -> tuple[Floats, Floats]:
    """Give what is charged a year for use beyond the plan, now and after: as billed, else by use.

    That is the use of each billing month, or typical use where months are not known. A billed amount
    changes as that by use does, or as that by the largest use where use is within the plan. Where neither
    explains the bill it stays, unless nothing can be charged any more. Meters without a reading are left out.
    """
    use, peak, limits = (
        block(accounts, ACCOUNTS.family(name), book.meter_ids)[at] for name in ("use", "peak", "limit")
    )
    allows = block(offers, OFFERS.family("allows"), book.meter_ids)
    now, after = _both_sides(sides, tuple(month[at] for month in months) or (use,), limits, allows)
    most_now, most_after = _both_sides(sides, (np.fmax(use, peak),), limits, allows)
    billed = vector(accounts, "overage_minor")[at]
    sold = ~np.isnan(sides.terms.overage[sides.row_after])
    chargeable = np.any(sold & ~np.isposinf(allows), axis=1)
    kept = np.where((billed > 0) & chargeable, billed, after)
    scaled = first_known(_scaled(billed, now, after), _scaled(billed, most_now, most_after), kept)
    known = ~np.isnan(billed)
    return np.where(known, billed, now), np.where(known, scaled, after)


def _both_sides(sides: Sides, use: Sequence[Floats], limits: Floats, allows: Floats) -> tuple[Floats, Floats]:
    now = sides.terms.overage_a_year(sides.row_now, use, limits)
    return _own(sides, now), _own(sides, sides.terms.overage_a_year(sides.row_after, use, allows))


def _scaled(billed: Floats, now: Floats, after: Floats) -> Floats:
    """Give the bill as it would be after; NaN where this use is not charged now."""
    return half_up(billed * after / np.where(now > 0, now, np.nan))


def _basis(sides: Sides) -> Ints:
    bases = np.array([[BASES.index(basis) for basis in row] for row in sides.terms.bases], dtype=np.int64)
    return bases[sides.by_year.astype(np.int64), sides.row_after]


def _term(accounts: Accounts, at: Ints) -> tuple[Floats, Floats]:
    """Give the first day of each account's term and the day after it: as billed, else the year to renewal."""
    start, end = days(accounts, "term_start"), days(accounts, "term_end")
    renewal = days(accounts, "renewal_date")
    told = ~np.isnan(start) & ~np.isnan(end)
    return np.where(told, start, _year_before(renewal))[at], np.where(told, end, renewal)[at]


def _year_before(numbers: Floats) -> Floats:
    """Give the same day a year earlier; 29 February becomes the 28th.

    >>> renewals = (date(2028, 2, 29), date(2026, 9, 30))
    >>> from upsell_cli.frames.vectors.blocks import as_dates
    >>> as_dates(_year_before(np.array([float(day_of(day)) for day in renewals]))).astype("M8[D]").tolist()
    [datetime.date(2027, 2, 28), datetime.date(2025, 9, 30)]
    """
    known = np.isfinite(numbers)
    day = np.where(known, numbers, 0).astype(np.int64).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    earlier = month - MONTHS_A_YEAR
    last = (earlier + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    same: npt.NDArray[np.datetime64] = earlier.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    return np.where(known, as_days(np.minimum(same, last)), np.nan)
