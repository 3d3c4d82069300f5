"""Which add-ons close the gaps of an account: one alone, or the cheapest few together."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from upsell_cli.config.terms import add_on_terms
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints
from upsell_cli.frames.vectors.rounding import without_noise
from upsell_cli.stages.offers.wants import Wants


class Gaps(NamedTuple):
    """Rows are accounts: units short (rows x meters), and what else is lacking.

    The latter are some features asked for (their columns are `features`), then a feature without a name,
    faster answers, and security.
    """

    short: Floats
    lacking: Bools
    features: Ints

    @property
    def open(self) -> Bools:
        """Give every gap, rows x gaps."""
        return np.column_stack([self.short > 0, self.lacking])

    @property
    def left(self) -> Bools:
        """Give which rows have a gap."""
        left: Bools = np.any(self.open, axis=1)
        return left

    def of(self, rows: Ints) -> "Gaps":
        """Give the gaps of some rows."""
        return Gaps(self.short[rows], self.lacking[rows], self.features)

    def without(self, closed: Bools) -> "Gaps":
        """Give what is left when these are closed."""
        meters = self.short.shape[1]
        short = np.where(closed[:, :meters], 0.0, self.short)
        return Gaps(short, self.lacking & ~closed[:, meters:], self.features)


def covers(mine: Wants, gaps: Gaps, most_together: int) -> Iterator[tuple[Ints, Floats]]:
    """Give, for rows whose every gap can be closed, the pieces of add-ons that do (rows x add-ons)."""
    tries = [_closes(mine, k, gaps, on_sale) for k, on_sale in enumerate(sold(mine).T)]
    every = (
        np.logical_or.reduce([closed for closed, _ in tries], axis=0) if tries else np.zeros_like(gaps.open)
    )
    rows = np.flatnonzero(~gaps.without(every).left)
    mine, gaps = mine.taken(rows), gaps.of(rows)
    tries = [(closed[rows], pieces[rows]) for closed, pieces in tries]
    for add_on, (closed, pieces) in enumerate(tries):
        alone = np.flatnonzero(~gaps.without(closed).left)
        added = np.zeros((len(alone), len(tries)))
        added[:, add_on] = pieces[alone]
        yield rows[alone], added
    chosen = _cheapest_few(mine, gaps, tries, most_together)
    several = np.flatnonzero((chosen > 0).sum(axis=1) > 1)
    yield rows[several], chosen[several]


def _cheapest_few(
    mine: Wants, gaps: Gaps, tries: Sequence[tuple[Bools, Floats]], most_together: int
) -> Floats:
    """Take, again and again, the add-on that closes gaps at the least cost each, until none is left.

    The cheapest set is not certain to be found this way, and rarely missed: gaps are few and mostly
    closed by different add-ons.
    """
    on_sale, cost = sold(mine), price_of_a_piece(mine)
    chosen = np.zeros(on_sale.shape)
    for _ in range(most_together):
        each = [
            np.where(pieces > 0, cost[:, k] * pieces / closed.sum(axis=1).clip(1), np.inf)
            for k, (closed, pieces) in enumerate(tries)
        ]
        best = np.column_stack([*each, np.full(len(on_sale), np.inf)]).argmin(axis=1)
        for add_on, (closed, pieces) in enumerate(tries):
            taken = (best == add_on) & np.isfinite(each[add_on])
            chosen[:, add_on] = np.where(taken, pieces, chosen[:, add_on])
            gaps = gaps.without(closed & taken[:, None])
        if not gaps.left.any():
            break
        tries = [_closes(mine, k, gaps, on_sale[:, k] & (chosen[:, k] == 0)) for k in range(len(tries))]
    return np.where(gaps.left[:, None], 0.0, chosen)


def _closes(mine: Wants, add_on: int, gaps: Gaps, on_sale: Bools) -> tuple[Bools, Floats]:
    """Give which gaps an add-on closes, and how many pieces that takes; 0 where it closes none."""
    shelf = mine.shelf
    with np.errstate(divide="ignore", invalid="ignore"):
        pieces = np.ceil(without_noise(gaps.short / shelf.extends[add_on]))
    most = np.inf if shelf.repeatable[add_on] else 1.0
    pieces = np.where(shelf.sets[add_on] >= mine.required, 1.0, pieces)
    meters = (gaps.short > 0) & np.isfinite(pieces) & (pieces <= most)
    brought = shelf.provides[add_on, gaps.features] & ~mine.has[:, gaps.features]
    something_new = np.any(~mine.has[:, shelf.provides[add_on]], axis=1)
    answered = shelf.hours[add_on] <= mine.answer_hours
    beside = (something_new, answered, shelf.secures[mine.rank, add_on])
    rest = gaps.lacking & np.column_stack([brought, *beside])
    closed = np.column_stack([meters, rest]) & on_sale[:, None]
    needed = np.where(meters, pieces, 0.0).max(axis=1, initial=0.0)
    return closed, np.where(closed.any(axis=1), np.maximum(needed, 1.0), 0.0)


def sold(mine: Wants) -> Bools:
    """Give which add-ons an account can buy: sold for its tier, not there yet, with all they build on."""
    shelf = mine.shelf
    unfit = (~mine.has).astype(float) @ shelf.needs_features.T.astype(float) > 0
    on_sale: Bools = shelf.sold_for[mine.rank] & (shelf.repeatable | (mine.held == 0)) & ~unfit
    return on_sale


def price_of_a_piece(mine: Wants) -> Floats:
    """Give the price of a piece a year, rows x add-ons; one that is only quoted is not put together."""
    terms = add_on_terms(mine.shelf.book)
    rows = np.arange(len(terms.prices))
    month, year = (
        terms.year(rows, np.full(len(rows), by_year), np.zeros(len(rows))) for by_year in (False, True)
    )
    listed = np.where(mine.by_year[:, None], year, month)
    return np.where(np.isnan(listed), np.inf, listed)
