"""What an account's currency is worth in the catalogue's."""

from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.vectors.blocks import add
from upsell_cli.frames.vectors.rates import minor_scale, rates_into


def exchange(accounts: Accounts, rates: pd.DataFrame | None, book: TierBook, as_of: date) -> Accounts:
    """Add `rate`, from the newest rate dated up to `as_of`, given directly or the other way round.

    An account without a currency has list prices only, which are in the catalogue's.
    """
    into_base = rates_into(book.currency, rates, as_of)
    places, currencies = pd.factorize(accounts["currency"])
    known = [
        into_base.get(currency, np.nan) * minor_scale(currency, book.currency) for currency in currencies
    ]
    return Accounts(add(accounts, ACCOUNTS, {"rate": np.array([*known, 1.0])[places]}))
