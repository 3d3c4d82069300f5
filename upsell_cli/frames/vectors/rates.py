"""What one currency is worth in another, by the rates that were given."""

from datetime import date
from decimal import Decimal

import pandas as pd

from upsell_cli.money import digits


def rates_into(base: str, rates: pd.DataFrame | None, as_of: date) -> dict[str, float]:
    """Give units of `base` for one unit of each currency, from the newest rates dated up to `as_of`.

    A rate may be given directly or the other way round; one without a day counts as the oldest.
    """
    if rates is None:
        return {base: 1.0}
    usable = rates[(rates["date"].isna() | (rates["date"] <= pd.Timestamp(as_of))) & (rates["rate"] > 0)]
    direct = usable.assign(currency=usable["from"])[usable["to"] == base]
    inverse = usable.assign(currency=usable["to"], rate=1 / usable["rate"])[usable["from"] == base]
    newest_last = pd.concat([inverse, direct]).sort_values("date", kind="stable", na_position="first")
    return {base: 1.0} | dict(zip(newest_last["currency"], newest_last["rate"], strict=True))


def minor_scale(currency: str, base: str) -> float:
    """Give what whole units become in minor units: cents for yen are a hundred to one.

    >>> minor_scale("JPY", "USD"), minor_scale("EUR", "USD")
    (100.0, 1.0)
    """
    return float(Decimal(10) ** (digits(base) - digits(currency)))
