"""Who is a customer today."""

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.accounts.roster import NO_CUSTOMER
from upsell_cli.frames.accounts.subscription import OVER
from upsell_cli.frames.vectors.blocks import Bools
from upsell_cli.frames.vectors.gather import words


def are_live(accounts: Accounts) -> Bools:
    """Mark the accounts that are customers today, as far as anybody knows."""
    over: Bools = words(accounts, "status").among(*OVER) | words(accounts, "lifecycle").among(*NO_CUSTOMER)
    return ~over
