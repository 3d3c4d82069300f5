"""What each account pays a year: the amounts billed, and list prices where none is."""

from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, first_known
from upsell_cli.stages.subscriptions.lines import Lines
from upsell_cli.stages.subscriptions.listed import own_price


class Standing(NamedTuple):
    """What is known of each account before its money; tier and row of `plans` are places in the book.

    `by_year` tells whose list prices are those of somebody who pays by the year.
    """

    rank: Floats
    plan: Floats
    seats: Floats
    by_year: Bools
    ended: Bools

    def paid_by_year(self, lines: Lines) -> Bools:
        """Tell which lines are paid by the year; one that does not say is if its account's main line is."""
        return np.where(np.isnan(lines.by_year), self.by_year[lines.rows.whose], lines.by_year == 1)


class Amounts(NamedTuple):
    """What each account pays: minor units a year, whether some of it is a list price, and the currency.

    `currency` is a place in `currencies`; `paid` is 1, 0 or not known. `by_line` is what each running
    line costs, NaN where that is not known.
    """

    by_line: Floats
    yearly: Floats
    from_list: Bools
    paid: Floats
    currency: Ints
    currencies: tuple[str, ...]


def add_up(lines: Lines, standing: Standing, book: TierBook) -> Amounts:
    """Give what the running lines cost together; an account without any counts at its list price.

    A trial, a pause and a free plan cost nothing. A line without an amount counts at its list price, in
    the catalogue's currency only. Lines of several currencies are never added up: that is not known; nor is
    what comes to less than nothing.
    """
    rows, running = lines.rows, lines.running
    free = lines.trial | lines.free
    currency, currencies, mixed = _currency(lines, book)
    unresolved = ~lines.bills_add_on
    rank = np.where(unresolved, first_known(lines.rank, standing.rank[rows.whose]), lines.rank)
    seats = np.where(unresolved, first_known(lines.seats, standing.seats[rows.whose]), lines.seats)
    own = own_price(book, rank, lines.plan, seats, standing.paid_by_year(lines), add_on=lines.add_on)
    foreign = (currency != len(currencies) - 1)[rows.whose]
    amount = np.where(free, 0.0, first_known(lines.billed, np.where(foreign, np.nan, own)))
    total = rows.total(np.nan_to_num(amount).astype(np.int64), running).astype(np.float64)
    total[rows.any(running & np.isnan(amount)) | mixed | (total < 0)] = np.nan

    runs = rows.any(running)
    alone = own_price(book, standing.rank, standing.plan, standing.seats, standing.by_year)
    yearly = np.where(runs, total, np.where(standing.ended, 0.0, alone))
    asks = rows.any(running & ~free & ~(np.isnan(lines.billed) & np.isnan(rank) & np.isnan(lines.add_on)))
    return Amounts(
        by_line=np.where(running, amount, np.nan),
        yearly=yearly,
        from_list=np.where(runs, rows.any(running & ~free & np.isnan(lines.billed)), ~standing.ended),
        paid=np.where(np.isnan(yearly), np.where(asks, 1.0, np.nan), (yearly > 0).astype(np.float64)),
        currency=currency,
        currencies=currencies,
    )


def _currency(lines: Lines, book: TierBook) -> tuple[Ints, tuple[str, ...], Bools]:
    """Give each account's currency, and whether its lines have several; the last is the catalogue's."""
    rows, named = lines.rows, lines.rows.words("currency")
    currencies = (*(word for word in named.words if word != book.currency), book.currency)
    places = np.array([*(currencies.index(word) for word in named.words), -1])[named.codes]
    stated = lines.running & (places >= 0)
    first = rows.first(stated, -lines.bought().astype(np.int64), -lines.rank, -lines.billed, named.order())
    currency = np.where(first < 0, len(currencies) - 1, np.append(places, -1)[first])
    return currency, currencies, rows.any(stated & (places != currency[rows.whose]))
