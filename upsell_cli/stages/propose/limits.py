"""Limits as round numbers at or just above the highest use that was seen below the top of the ladder."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

import numpy as np

from upsell_cli.config.book import SEAT_METERS
from upsell_cli.frames.blocks import Floats
from upsell_cli.frames.drafts import DraftLimit, DraftPrice

ROUND = tuple(Decimal(step) for step in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"))
"""Leading digits of a number that reads as a limit."""


def limits_up(
    peaks: Floats, ranks: Floats, meters: Sequence[str], prices: Sequence[DraftPrice]
) -> list[tuple[DraftLimit, ...]]:
    """Give the limits of every tier, cheapest first, from the highest use of each account and meter.

    `peaks` is accounts x meters and `ranks` the tier of each account, NaN where not known. No limit
    shrinks on the way up, the top has none, and a tier that charges by the seat sets none on users.
    """
    top = len(prices) - 1
    so_far = dict.fromkeys(meters, Decimal(0))
    ladder: list[tuple[DraftLimit, ...]] = []
    for rank, price in enumerate(prices):
        if rank == top:
            ladder.append(tuple(DraftLimit(meter, None) for meter in meters))
            continue
        seen = highest(peaks[ranks == rank])
        limits = []
        for place, meter in enumerate(meters):
            limit = _limit(meter, seen[place], so_far[meter], price)
            so_far[meter] = max(so_far[meter], limit.allowed or Decimal(0)) if limit else so_far[meter]
            limits += [limit] if limit else []
        ladder.append(tuple(limits))
    return ladder


def highest(peaks: Floats) -> Floats:
    """Give the highest use of each meter; NaN where none was seen."""
    known = np.where(np.isnan(peaks), -np.inf, peaks).max(axis=0, initial=-np.inf)
    return np.where(np.isfinite(known), known, np.nan)


def round_up(value: float) -> Decimal:
    """Give the next number that reads as a limit.

    >>> [f"{round_up(value):f}" for value in (4812, 5, 7, 84, 0.37, 100_000, 100_001)]
    ['5000', '5', '7', '100', '0.4', '100000', '150000']
    """
    exact = Decimal(repr(float(value)))
    if exact < ROUND[-1] and exact == exact.to_integral_value():
        return exact.quantize(Decimal(1))
    size = Decimal(1).scaleb(exact.adjusted())
    leading = next(step for step in ROUND if step * size >= exact)
    rounded = leading * size
    return rounded.quantize(Decimal(1), ROUND_CEILING) if rounded >= 1 else rounded.normalize()


def _limit(meter: str, seen: float, below: Decimal, price: DraftPrice) -> DraftLimit | None:
    if meter in SEAT_METERS and price.per_seat:
        included = Decimal(price.included_seats)
        because = "the price includes so many; more can be bought"
        return DraftLimit(meter, included, because) if included > below else None
    if not seen > 0:
        return None
    rounded, because = round_up(seen), f"highest use seen is {told(seen)}"
    if rounded < below:
        return DraftLimit(meter, below, f"{because}; the tier below already allows this")
    return DraftLimit(meter, rounded, because)


def told(value: float) -> str:
    """Give a measured value as a person reads it.

    >>> told(4812.0), told(0.375), told(17.5)
    ('4,812', '0.38', '17.5')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")
