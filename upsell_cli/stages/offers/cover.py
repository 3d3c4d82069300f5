"""Which add-ons close the gaps of an account: one alone, or the cheapest few together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from upsell_cli.config.terms import add_on_terms
from upsell_cli.frames.blocks import Bools, Floats
from upsell_cli.stages.offers.wants import Wants

NOISE = 6
"""Decimals of a piece below which a difference is one of binary numbers."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Rows are accounts: units short (rows x meters), and what else is lacking.

    The latter are features asked for, then a feature without a name, faster answers, and security.
    """

    short: Floats
    lacking: Bools

    @property
    def open(self) -> Bools:
        """Give every gap, rows x gaps."""
        return np.column_stack([self.short > 0, self.lacking])

    @property
    def left(self) -> Bools:
        """Give which rows have a gap."""
        left: Bools = np.any(self.open, axis=1)
        return left

    def of(self, rows: Bools) -> "Gaps":
        """Give the gaps of some rows."""
        return Gaps(self.short[rows], self.lacking[rows])

    def without(self, closed: Bools) -> "Gaps":
        """Give what is left when these are closed."""
        meters = self.short.shape[1]
        return Gaps(np.where(closed[:, :meters], 0.0, self.short), self.lacking & ~closed[:, meters:])


def covers(mine: Wants, gaps: Gaps, most_together: int) -> Iterator[Floats]:
    """Give pieces of add-ons (rows x add-ons) that close every gap; a row without any closes none."""
    sold = _sold(mine)
    for add_on in range(len(mine.shelf.ids)):
        closed, pieces = _closes(mine, add_on, gaps, sold[:, add_on])
        alone = np.zeros(sold.shape)
        alone[:, add_on] = np.where(gaps.without(closed).left, 0.0, pieces)
        yield alone
    yield _cheapest_few(mine, gaps, sold, most_together)


def _cheapest_few(mine: Wants, gaps: Gaps, sold: Bools, most_together: int) -> Floats:
    """Take, again and again, the add-on that closes gaps at the least cost each, until none is left.

    The cheapest set is not certain to be found this way, and rarely missed: gaps are few and mostly
    closed by different add-ons.
    """
    cost = _cost(mine)
    chosen = np.zeros(sold.shape)
    for _ in range(most_together):
        tries = [_closes(mine, k, gaps, sold[:, k] & (chosen[:, k] == 0)) for k in range(sold.shape[1])]
        each = [
            np.where(c.any(axis=1), cost[:, k] * p / c.sum(axis=1).clip(1), np.inf)
            for k, (c, p) in enumerate(tries)
        ]
        best = np.column_stack([*each, np.full(len(sold), np.inf)]).argmin(axis=1)
        for add_on, (closed, pieces) in enumerate(tries):
            taken = (best == add_on) & np.isfinite(each[add_on])
            chosen[:, add_on] = np.where(taken, pieces, chosen[:, add_on])
            gaps = gaps.without(closed & taken[:, None])
    several = (chosen > 0).sum(axis=1) > 1
    return np.where((several & ~gaps.left)[:, None], chosen, 0.0)


def _closes(mine: Wants, add_on: int, gaps: Gaps, sold: Bools) -> tuple[Bools, Floats]:
    """Give which gaps an add-on closes, and how many pieces that takes; 0 where it closes none."""
    shelf = mine.shelf
    with np.errstate(divide="ignore", invalid="ignore"):
        pieces = np.ceil(np.round(gaps.short / shelf.extends[add_on], NOISE))
    most = np.inf if shelf.repeatable[add_on] else 1.0
    pieces = np.where(shelf.sets[add_on] >= mine.required, 1.0, pieces)
    meters = (gaps.short > 0) & np.isfinite(pieces) & (pieces <= most)
    brought = shelf.provides[add_on] & ~mine.has
    answered = shelf.hours[add_on] <= mine.answer_hours
    beside = (brought.any(axis=1), answered, shelf.secures[mine.rank, add_on])
    rest = gaps.lacking & np.column_stack([brought, *beside])
    closed = np.column_stack([meters, rest]) & sold[:, None]
    needed = np.where(meters, pieces, 0.0).max(axis=1, initial=0.0)
    return closed, np.where(closed.any(axis=1), np.maximum(needed, 1.0), 0.0)


def _sold(mine: Wants) -> Bools:
    """Give which add-ons an account can buy: sold for its tier, not there yet, with all they build on."""
    shelf = mine.shelf
    unfit = (~mine.has).astype(float) @ shelf.needs_features.T.astype(float) > 0
    sold: Bools = shelf.sold_for[mine.rank] & (shelf.repeatable | (mine.held == 0)) & ~unfit
    return sold


def _cost(mine: Wants) -> Floats:
    """Give the price of a piece a year, rows x add-ons; one that is only quoted is not put together."""
    terms = add_on_terms(mine.shelf.book)
    rows = np.arange(len(terms.prices))
    month, year = (
        terms.year(rows, np.full(len(rows), by_year), np.zeros(len(rows))) for by_year in (False, True)
    )
    listed = np.where(mine.by_year[:, None], year, month)
    return np.where(np.isnan(listed), np.inf, listed)
