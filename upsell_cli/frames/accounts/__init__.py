"""The accounts: one row an account on the as-of date, declared in the order in which stages add to it."""

from upsell_cli.frames.accounts.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.accounts.needs import NEEDS

__all__ = ["ACCOUNTS", "NEEDS", "Accounts"]
