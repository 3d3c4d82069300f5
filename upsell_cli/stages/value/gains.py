"""What each offer brings: features gained and tiers climbed over, which value rests on."""

from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.bundles import Shelf, features_with
from upsell_cli.config.catalogue import Driver
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.offers import Priced
from upsell_cli.frames.vectors.blocks import Bools, Ints, block, rows_at
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.lists import BETWEEN_PIECES, counted


class Gains(NamedTuple):
    """Rows are offers; `at` is the place of the account of each."""

    at: Ints
    pitch: Bools
    book: TierBook
    features: Bools
    from_rank: Ints
    to_rank: Ints

    def bring(self, driver: Driver) -> Bools:
        """Give which offers bring what a driver rests on; one that names nothing comes with every pitch."""
        brought = self.pitch.copy()
        if driver.feature is not None:
            column = [k for k, feature in enumerate(self.book.features) if feature == driver.feature]
            brought &= np.any(self.features[:, column], axis=1)
        if driver.tier is not None:
            rank = self.book.rank_of[driver.tier.casefold()]
            brought &= (self.from_rank < rank) & (rank <= self.to_rank)
        return brought

    def bring_alone(self, driver: Driver) -> Bools:
        """Give the same without the offers that bring the driver whose hours hold these already."""
        drivers = self.book.catalogue.value.drivers
        holders = [each for each in drivers if each.id.casefold() == (driver.part_of or "").casefold()]
        held = (
            np.any([self.bring(each) for each in holders], axis=0) if holders else np.zeros_like(self.pitch)
        )
        brought: Bools = self.bring(driver) & ~held
        return brought


def gains_of(chosen: Priced, accounts: Accounts, at: Ints, book: TierBook) -> Gains:
    """Compare what an account has with what it would have."""
    shelf = Shelf(book)
    from_rank, to_rank = (chosen[name].to_numpy(dtype=np.int64) for name in ("from_rank", "to_rank"))
    held = rows_at(np.nan_to_num(block(accounts, ACCOUNTS.family("held"), shelf.ids)), at)
    added = counted(chosen, "add_on", shelf.ids, BETWEEN_PIECES)
    after = features_with(shelf, to_rank, shelf.kept(held, to_rank) + added)
    return Gains(
        at=at,
        pitch=~words(chosen, "offer_type").among("right_size"),
        book=book,
        features=after & ~features_with(shelf, from_rank, held),
        from_rank=from_rank,
        to_rank=to_rank,
    )
