"""Columns of one offer beside each account: its place among the offers, and what stands there."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from upsell_cli.frames.growing import array_of
from upsell_cli.frames.vectors.blocks import Bools, Ints


def places_of(accounts: pd.DataFrame, offers: pd.DataFrame, chosen: Bools) -> Ints:
    """Give the place among the offers of each account's chosen one, -1 where it has none.

    Raises InvalidIndexError if two are chosen for one account.

    >>> accounts = pd.DataFrame({"account_id": ["a", "b"]})
    >>> places_of(accounts, pd.DataFrame({"account_id": ["b", "b"]}), np.array([False, True])).tolist()
    [-1, 1]
    """
    places = np.flatnonzero(chosen)
    theirs = pd.Index(array_of(offers, "account_id").take(places))
    found = theirs.get_indexer(pd.Index(array_of(accounts, "account_id")))
    chosen_or_none: Ints = np.append(places, -1)[found]
    return chosen_or_none


def columns_at(offers: pd.DataFrame, places: Ints, names: Mapping[str, str]) -> dict[str, Any]:
    """Give columns of the offers at these places under other names; not known at a place below 0."""
    return {name: array_of(offers, column).take(places, allow_fill=True) for column, name in names.items()}
