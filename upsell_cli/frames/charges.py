"""Accounts whose only need is to pay less for use beyond a limit, which stops nobody."""

from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.vectors.blocks import Bools, block, vector


def charges_alone(accounts: Accounts) -> Bools:
    """Mark accounts with no other need, which may as well stay and pay."""
    charged = block(accounts, ACCOUNTS.family("need"), ("overage",))[:, 0]
    alone: Bools = (charged == 1) & (vector(accounts, "need_count") == 1)
    return alone
