"""Offers beside accounts: whose each is, where the one of each account stands, and what stands there."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from upsell_cli.frames.growing import Growing, array_of
from upsell_cli.frames.vectors.blocks import Bools, Ints


def whose(offers: pd.DataFrame, accounts: pd.DataFrame) -> Ints:
    """Give the place of each offer's account.

    >>> accounts = pd.DataFrame({"account_id": ["a", "b"]})
    >>> whose(pd.DataFrame({"account_id": ["b", "a", "b"]}), accounts).tolist()
    [1, 0, 1]
    """
    grown: object = accounts
    ids, theirs = array_of(accounts, "account_id"), array_of(offers, "account_id")
    if isinstance(grown, Growing):
        return grown.once((ids, theirs), lambda: _places(theirs, ids))
    return _places(theirs, ids)


def places_of(accounts: pd.DataFrame, offers: pd.DataFrame, chosen: Bools) -> Ints:
    """Give the place among the offers of each account's chosen one, -1 where it has none.

    Raises InvalidIndexError if two are chosen for one account.

    >>> accounts = pd.DataFrame({"account_id": ["a", "b"]})
    >>> places_of(accounts, pd.DataFrame({"account_id": ["b", "b"]}), np.array([False, True])).tolist()
    [-1, 1]
    """
    places = np.flatnonzero(chosen)
    theirs = array_of(offers, "account_id").take(places)
    found = _places(array_of(accounts, "account_id"), theirs)
    chosen_or_none: Ints = np.append(places, -1)[found]
    return chosen_or_none


def columns_at(offers: pd.DataFrame, places: Ints, names: Mapping[str, str]) -> dict[str, Any]:
    """Give columns of the offers at these places under other names; not known at a place below 0."""
    return {name: array_of(offers, column).take(places, allow_fill=True) for column, name in names.items()}


def _places(ids: ExtensionArray, among: ExtensionArray) -> Ints:
    """Give the place of each id among others that are each there once, -1 where it is not."""
    places: Ints = pd.Index(among).get_indexer(pd.Index(ids))
    return places
