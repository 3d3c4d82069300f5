"""Which features an account has, through its tier and its add-ons, and what a feature is called."""

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.frames.blocks import Bools, Floats


def features_held(book: TierBook, rank: Floats, held: Floats) -> Bools:
    """Give whether each account has each feature of the book, accounts x features.

    `rank` is the tier's (NaN: none is known), `held` pieces of the add-ons, accounts x add-ons.
    """
    by_tier = np.vstack([book.has, np.zeros((1, len(book.features)), dtype=bool)])
    provides = [[float(feature in add_on.provides) for feature in book.features] for add_on in book.add_ons]
    by_add_on = np.array(provides, dtype=np.float64).reshape(len(book.add_ons), len(book.features))
    row = np.where(np.isnan(rank), len(book.tiers), rank).astype(np.int64)
    extra: Bools = np.nan_to_num(held) @ by_add_on > 0
    return by_tier[row] | extra


def feature_called(book: TierBook, name: str) -> int | None:
    """Give the place of the feature with that id or name; case is no matter."""
    folded = name.casefold()
    for place, feature in enumerate(book.features):
        if folded in (feature.casefold(), book.feature_name(feature).casefold()):
            return place
    return None
