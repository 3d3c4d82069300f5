"""Readings as the bytes of the usage file: a column a meter, or a row a meter."""

import numpy as np

from upsell_cli.samples import ladder
from upsell_cli.samples.company import account_id
from upsell_cli.samples.dirty_usage import Soiled, spaced
from upsell_cli.samples.plan import Plan
from upsell_cli.samples.population import Ints
from upsell_cli.samples.text import NOTHING, Text, joined, labels, numbers

MOST_DECIMALS = max(ladder.DECIMALS.values())


def as_text(soiled: Soiled, accounts: range, plan: Plan) -> tuple[bytes, int]:
    """Give the lines of the usage file and how many they are."""
    names = spaced([account_id(account) for account in accounts])
    dates = [on.isoformat() for on in plan.horizon.dates()[: plan.horizon.days]]
    who = soiled.readings.account + soiled.variant * len(accounts)
    newline = plan.newline.encode()
    if plan.formats.shape == "wide":
        cells = [_column(soiled, column) for column in range(len(ladder.METERS))]
        lines = joined(labels(names, who), labels(dates, soiled.readings.day), *cells, newline=newline)
        return lines, len(who)
    return _long(soiled, who, names, dates, newline)


def _column(soiled: Soiled, column: int) -> Text:
    meter = ladder.METERS[column]
    return numbers(
        soiled.readings.values[:, column], ladder.DECIMALS[meter], soiled.readings.missing[:, column]
    )


def _long(soiled: Soiled, who: Ints, names: list[str], dates: list[str], newline: bytes) -> tuple[bytes, int]:
    """Write a row a meter and day; what is missing has no row."""
    count = len(ladder.METERS)
    decimals = np.array([ladder.DECIMALS[meter] for meter in ladder.METERS])
    keep = np.flatnonzero(~soiled.readings.missing.ravel())
    row, meter = np.divmod(keep, count)
    values = (soiled.readings.values * 10 ** (MOST_DECIMALS - decimals)).ravel()[keep]
    cells = numbers(values, MOST_DECIMALS)
    cells[decimals[meter] == 0, -MOST_DECIMALS - 1 :] = NOTHING
    lines = joined(
        labels(names, who[row]),
        labels(dates, soiled.readings.day[row]),
        labels(list(ladder.METERS), meter),
        cells,
        newline=newline,
    )
    return lines, len(keep)
