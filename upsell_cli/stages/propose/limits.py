"""Limits that the exports show: seats that are billed, or a use at which several accounts stop.

The highest use of a tier is none: taken for a limit, it would make every tier full. It is asked instead.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

import numpy as np

from upsell_cli.config.book import SEAT_METERS
from upsell_cli.frames.documents.drafts import DraftLimit, DraftPrice
from upsell_cli.frames.vectors.blocks import Floats

ROUND = tuple(Decimal(step) for step in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"))
"""Leading digits of a number that reads as a limit."""


CROWD = 3
"""Accounts that stop at the same highest use before it is taken for a limit: two may meet by chance."""


def limits_up(
    peaks: Floats, ranks: Floats, seats: Floats, meters: Sequence[str], prices: Sequence[DraftPrice]
) -> list[tuple[DraftLimit, ...]]:
    """Give the limits of every tier, cheapest first, from the highest use of each account and meter.

    `peaks` is accounts x meters, `ranks` the tier of each account and `seats` what it pays for, NaN where
    not known. No limit shrinks on the way up, the top has none, and a tier that charges by the seat sets
    none on users; nor do seats that most accounts use more than, for a quantity of one is no seat.
    """
    top = len(prices) - 1
    so_far = dict.fromkeys(meters, Decimal(0))
    ladder: list[tuple[DraftLimit, ...]] = []
    for rank, price in enumerate(prices):
        if rank == top:
            ladder.append(tuple(DraftLimit(meter, None) for meter in meters))
            continue
        here, limits = ranks == rank, []
        for place, meter in enumerate(meters):
            limit = _limit(meter, peaks[here, place], seats[here], so_far[meter], price)
            if limit:
                limits.append(limit)
                so_far[meter] = so_far[meter] if limit.asked else limit.allowed or so_far[meter]
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


def _limit(meter: str, peaks: Floats, seats: Floats, below: Decimal, price: DraftPrice) -> DraftLimit | None:
    if meter in SEAT_METERS and price.per_seat:
        included = Decimal(price.included_seats)
        because = "the price includes so many; more can be bought"
        return DraftLimit(meter, included, because) if included > below else None
    paid_for = seats[~np.isnan(seats)]
    used = peaks[peaks > 0]
    alike = len(paid_for) > 0 and paid_for.min() == paid_for.max() > 0
    if meter in SEAT_METERS and alike and not np.median(used if len(used) else [0]) > paid_for[0]:
        because = f"the seats that {len(paid_for):,} of {len(seats):,} accounts pay for"
        return _not_below(below, DraftLimit(meter, _exact(paid_for[0]), because))
    if not len(used):
        return None
    most = float(used.max())
    crowd = int((used == most).sum())
    if crowd >= CROWD and crowd >= _at_next(used, most):
        because = f"{crowd:,} of {len(used):,} accounts stop at it"
        return _not_below(below, DraftLimit(meter, _exact(most), because))
    return DraftLimit(meter, round_up(most), f"seen up to {told(most)}", asked=True)


def _at_next(used: Floats, most: float) -> int:
    """Give how many accounts there are at the use next to the highest: without a wall, more than there."""
    lower = used[used < most]
    return int((lower == lower.max()).sum()) if len(lower) else 0


def _not_below(below: Decimal, limit: DraftLimit) -> DraftLimit:
    if limit.allowed is None or limit.allowed >= below:
        return limit
    return DraftLimit(limit.meter, below, f"{limit.because}; the tier below already allows this")


def _exact(value: float) -> Decimal:
    exact = Decimal(repr(float(value)))
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def told(value: float) -> str:
    """Give a measured value as a person reads it.

    >>> told(4812.0), told(0.375), told(17.5)
    ('4,812', '0.38', '17.5')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")
