"""The seats of the subscriptions that an offer moves, and of those that it leaves as they are."""

from typing import NamedTuple

import numpy as np

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors.blocks import Floats, vector


class Moving(NamedTuple):
    """One value an account: seats of its own tier (NaN: not known), `others` of them, and those `beside`.

    `others` are seats of the own tier that are not the main subscription's: they move as they are.
    """

    seats: Floats
    others: Floats
    beside: Floats


def moving(accounts: Accounts) -> Moving:
    """Give each account's seats; its own are not known where only subscriptions to lower tiers say theirs."""
    beside = np.nan_to_num(vector(accounts, "seats_beside"))
    own = vector(accounts, "seats") - beside
    own[(own <= 0) & (beside > 0)] = np.nan
    return Moving(own, np.nan_to_num(vector(accounts, "other_seats")), beside)
