"""How an account fits the customers a tier is made for: conditions met, judged, and in all."""

from typing import NamedTuple

import numpy as np
from pandas.api.types import is_numeric_dtype

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Condition
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors.blocks import Floats, Ints, vector
from upsell_cli.frames.vectors.gather import words


class Fit(NamedTuple):
    """Rows are candidates."""

    met: Floats
    known: Floats
    of: Floats


def fit(accounts: Accounts, at: Ints, to_rank: Ints, book: TierBook) -> Fit:
    """Judge each account by the profile of the tier it would be in."""
    met, known, of = np.zeros(len(at)), np.zeros(len(at)), np.zeros(len(at))
    for rank, tier in enumerate(book.tiers):
        chosen = to_rank == rank
        if not tier.target_profile or not chosen.any():
            continue
        answers = np.column_stack([_judged(accounts, at[chosen], c) for c in tier.target_profile])
        met[chosen] = (answers == 1).sum(axis=1)
        known[chosen] = (~np.isnan(answers)).sum(axis=1)
        of[chosen] = len(tier.target_profile)
    return Fit(met, known, of)


def _judged(accounts: Accounts, at: Ints, condition: Condition) -> Floats:
    """Give 1, 0, or NaN where the fact is not known; a fact that accounts do not have never is."""
    numbers = condition.fact in accounts.columns and is_numeric_dtype(accounts[condition.fact])
    if condition.one_of:
        told = words(accounts, condition.fact)
        wanted = {word.casefold() for word in condition.one_of}
        return told.numbers([float(word.casefold() in wanted) for word in told.words])[at]
    values = vector(accounts, condition.fact)[at] if numbers else np.full(len(at), np.nan)
    holds = np.ones(len(at), dtype=bool)
    if condition.at_least is not None:
        holds &= values >= condition.at_least
    if condition.at_most is not None:
        holds &= values <= condition.at_most
    return np.where(np.isnan(values), np.nan, holds)
