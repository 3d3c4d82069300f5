"""Whether what is charged for use beyond a limit is the only need of an account: it stops nobody."""

from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.vectors.blocks import Bools, block, vector


def charges_alone(accounts: Accounts) -> Bools:
    """Mark accounts that need nothing else, so that they may as well stay and pay."""
    charged = block(accounts, ACCOUNTS.family("need"), ("overage",))[:, 0]
    alone: Bools = (charged == 1) & (vector(accounts, "need_count") == 1)
    return alone
