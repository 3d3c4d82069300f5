"""Who is a customer today, and how many people work there."""

import numpy as np

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.accounts.roster import NO_CUSTOMER
from upsell_cli.frames.accounts.subscription import OVER
from upsell_cli.frames.vectors.blocks import Bools, Floats, vector
from upsell_cli.frames.vectors.gather import words


def are_live(accounts: Accounts) -> Bools:
    """Mark the accounts that are customers today, as far as anybody knows."""
    over: Bools = words(accounts, "status").among(*OVER) | words(accounts, "lifecycle").among(*NO_CUSTOMER)
    return ~over


def no_more_than_employed(wanted: Floats, use: Floats, accounts: Accounts) -> Floats:
    """Cap counts of people, accounts x meters, at those employed, unless more of them are there today."""
    employees = vector(accounts, "employees")[:, None]
    return np.where(employees >= use, np.fmin(wanted, employees), wanted)
