"""What an account's currency is worth in the catalogue's."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.blocks import add
from upsell_cli.money import digits


def exchange(accounts: Accounts, rates: pd.DataFrame | None, book: TierBook, as_of: date) -> Accounts:
    """Add `rate`, from the newest rate dated up to `as_of`, given directly or the other way round.

    An account without a currency has list prices only, which are in the catalogue's.
    """
    into_base = {book.currency: 1.0} | _into(book.currency, rates, as_of)
    places, currencies = pd.factorize(accounts["currency"])
    known = [into_base.get(currency, np.nan) * _scale(currency, book.currency) for currency in currencies]
    return Accounts(add(accounts, ACCOUNTS, {"rate": np.array([*known, 1.0])[places]}))


def _into(base: str, rates: pd.DataFrame | None, as_of: date) -> dict[str, float]:
    """Give units of `base` for one unit of each currency; a rate without a day counts as the oldest."""
    if rates is None:
        return {}
    usable = rates[(rates["date"].isna() | (rates["date"] <= pd.Timestamp(as_of))) & (rates["rate"] > 0)]
    direct = usable.assign(currency=usable["from"])[usable["to"] == base]
    inverse = usable.assign(currency=usable["to"], rate=1 / usable["rate"])[usable["from"] == base]
    newest_last = pd.concat([inverse, direct]).sort_values("date", kind="stable", na_position="first")
    return dict(zip(newest_last["currency"], newest_last["rate"], strict=True))


def _scale(currency: str, base: str) -> float:
    """Give what whole units become in minor units: cents for yen are a hundred to one."""
    return float(Decimal(10) ** (digits(base) - digits(currency)))
