"""The list price behind what the accounts of a tier really pay: flat, by the seat, or flat with seats beyond.

Each way of charging is fitted to the amounts and judged by how many of them it explains to the cent;
discounts leave some unexplained. Of equally good ones the simplest is taken.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.frames.documents.drafts import DraftPrice
from upsell_cli.frames.vectors.blocks import Floats
from upsell_cli.money import digits, half_up, written

ALIKE = 0.2
"""Share of the amounts that a price must explain to be one; below it they are agreed case by case."""

FEW = 5
"""So few amounts have a middle even where no two are alike."""

TOLERANCE = 1.0
"""Minor units by which an amount may differ: yearly and monthly figures are rounded apart."""

MOST_POINTS = 300
"""Different bills between which the price of a seat is looked for."""


@dataclass(frozen=True, slots=True)
class Bills:
    """What subscriptions are billed an interval, in minor units, and for how many seats (NaN: not known)."""

    amounts: Floats
    seats: Floats

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.amounts)


@dataclass(frozen=True, slots=True)
class Charge:
    """A way of charging with its figures: a base, and a price for each seat beyond those included."""

    base: float
    per_seat: float = 0.0
    included: int = 0

    def explains(self, bills: Bills) -> int:
        """Give how many of the amounts are what this comes to."""
        beyond = np.fmax(bills.seats - self.included, 0) if self.per_seat else np.zeros(len(bills))
        return int((np.abs(self.base + self.per_seat * beyond - bills.amounts) <= TOLERANCE).sum())


Way = Callable[[Bills], Charge | None]


def list_price(yearly: Floats, by_year: Floats, seats: Floats, currency: str) -> DraftPrice:
    """Give the price behind what subscriptions are billed, in minor units a year.

    `by_year` is 1 for those paid yearly, 0 or not known for those paid monthly.

    >>> yearly, by_year = np.array([1200_00.0, 1200_00.0, 1000_00.0]), np.array([0.0, np.nan, 1.0])
    >>> price = list_price(yearly, by_year, seats=np.array([3.0, 9.0, 5.0]), currency="USD")
    >>> str(price.monthly), str(price.annual), price.because
    ('100', '1000', 'what 2 of 2 pay monthly and 1 of 1 yearly')
    """
    paid, annual = ~np.isnan(yearly), by_year == 1
    monthly = Bills(yearly[paid & ~annual] / MONTHS_A_YEAR, seats[paid & ~annual])
    annually = Bills(yearly[paid & annual], seats[paid & annual])
    more, fewer = (monthly, annually) if len(monthly) >= len(annually) else (annually, monthly)
    if not len(more):
        return DraftPrice(because="the exports hold no amount for it")
    way, charge = _best(more)
    if charge.explains(more) < ALIKE * len(more) and len(more) > FEW:
        return DraftPrice(seen=int(paid.sum()), because=_case_by_case(yearly[paid], currency))
    same = way(fewer) if len(fewer) else None
    if same and (same.included != charge.included or same.explains(fewer) < ALIKE * len(fewer)):
        same = None
    first, second = (charge, same) if more is monthly else (same, charge)
    because = _because(first, monthly, second, annually)
    return replace(_draft(first, second, currency), seen=int(paid.sum()), because=because)


def flat(bills: Bills) -> Charge:
    """Charge all the same: the commonest amount, or the middle one where no two are alike."""
    amount, times = _commonest(bills.amounts)
    return Charge(amount if times > 1 else float(np.sort(bills.amounts)[(len(bills) - 1) // 2]))


def by_seat(bills: Bills) -> Charge | None:
    """Charge for each seat: the commonest amount a seat."""
    seated = bills.seats > 0
    if len(np.unique(bills.seats[seated])) <= 1:
        return None
    per_seat, _ = _commonest(bills.amounts[seated] / bills.seats[seated])
    return Charge(0.0, per_seat) if per_seat > 0 else None


def flat_and_seats(bills: Bills) -> Charge | None:
    """Charge the commonest amount, and for seats beyond those it includes.

    >>> bills = Bills(np.array([199.0, 199, 199, 259, 319, 379]), np.array([5.0, 25, 25, 30, 35, 40]))
    >>> flat_and_seats(bills)
    Charge(base=199.0, per_seat=12.0, included=25)
    """
    base, _ = _commonest(bills.amounts)
    above = (bills.amounts > base) & (bills.seats > 0)
    points = np.unique(np.column_stack([bills.seats[above], bills.amounts[above]]), axis=0)[:MOST_POINTS]
    one, other = np.triu_indices(len(points), k=1)
    seats, amounts = points[other].T - points[one].T
    rising = (seats > 0) & (amounts > 0)
    if not rising.any():
        return None
    per_seat, _ = _commonest(amounts[rising] / seats[rising])
    included, _ = _commonest(points[:, 0] - (points[:, 1] - base) / per_seat)
    return Charge(base, per_seat, round(included)) if included > 0 else None


WAYS: tuple[Way, ...] = (flat, by_seat, flat_and_seats)
"""From the simplest on."""


def _best(bills: Bills) -> tuple[Way, Charge]:
    found = [(way, charge) for way in WAYS if (charge := way(bills))]
    return max(found, key=lambda pair: pair[1].explains(bills))


def _commonest(values: Floats) -> tuple[float, int]:
    """Give the value that is there most often, to the cent, and how often; of equals the smallest."""
    counts = Counter(np.round(values, 2).tolist())
    value = min(counts, key=lambda value: (-counts[value], value))
    return value, counts[value]


def _case_by_case(yearly: Floats, currency: str) -> str:
    least, most = (written(round(float(amount)), currency) for amount in (yearly.min(), yearly.max()))
    return f"no price in common, from {least} to {most} a year"


def _because(first: Charge | None, monthly: Bills, second: Charge | None, annually: Bills) -> str:
    said = [
        f"{charge.explains(bills):,} of {len(bills):,} {word}"
        for charge, bills, word in ((first, monthly, "pay monthly"), (second, annually, "yearly"))
        if charge
    ]
    if first is None:
        said = [text.replace("yearly", "pay yearly") for text in said]
    return f"what {' and '.join(said)}"


def _draft(monthly: Charge | None, annually: Charge | None, currency: str) -> DraftPrice:
    def major(charge: Charge | None, name: str) -> Decimal | None:
        if charge is None or (name == "base" and charge.per_seat and not charge.base):
            return None
        amount = getattr(charge, name)
        return None if name == "per_seat" and not amount else _major(amount, currency)

    charges: Sequence[Charge] = [charge for charge in (monthly, annually) if charge]
    return DraftPrice(
        monthly=major(monthly, "base"),
        annual=major(annually, "base"),
        per_seat_monthly=major(monthly, "per_seat"),
        per_seat_annual=major(annually, "per_seat"),
        included_seats=charges[0].included,
    )


def _major(minor: float, currency: str) -> Decimal:
    amount = Decimal(half_up(Decimal(str(minor)))).scaleb(-digits(currency))
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
