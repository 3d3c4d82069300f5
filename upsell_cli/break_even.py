"""From which use on a dearer plan costs less than a cheaper one with overage. Exact, in whole minor units."""

from dataclasses import dataclass
from math import gcd

FINE = 10**9
"""Parts of a minor unit that are compared where a single unit of use may cost less than one."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """A flat amount with so many units included, then a price for every begun block.

    `included` None is no limit. Seats are blocks of one.
    """

    flat_minor: int
    included: int | None
    per: int = 1
    block_minor: int = 0

    @classmethod
    def of_seats(cls, flat_minor: int, seat_minor: int, included: int, minimum: int = 0) -> "Tariff":
        """Give the tariff of a plan charged by the seat; the fewest seats billed are part of the flat.

        >>> Tariff.of_seats(499_00, 25_00, included=25).cost(76)
        177400
        >>> Tariff.of_seats(0, 10_00, included=0, minimum=3).cost(1)
        3000
        """
        least = max(included, minimum)
        return cls(flat_minor + seat_minor * (least - included), least, 1, seat_minor)

    def cost(self, use: int) -> int:
        """Give what so many units cost.

        >>> Tariff(199_00, 100_000, per=1_000, block_minor=3_00).cost(100_001)
        20200
        """
        if self.included is None or use <= self.included:
            return self.flat_minor
        return self.flat_minor + -(-(use - self.included) // self.per) * self.block_minor


def break_even(low: Tariff, high: Tariff) -> int | None:
    """Give the smallest whole use at which `high` costs less than `low`; None when it never does.

    25 seats included at 499 and 25 for each beyond, against 1,750 without limit:

    >>> break_even(Tariff.of_seats(499_00, 25_00, included=25), Tariff(1750_00, None))
    76

    100,000 calls included at 199 and 3 a thousand beyond, against 1,000,000 at 899:

    >>> break_even(Tariff(199_00, 100_000, 1_000, 3_00), Tariff(899_00, 1_000_000, 1_000, 1_00))
    333001
    >>> break_even(Tariff(10_00, None), Tariff(20_00, None)) is None
    True
    """
    if high.cost(0) < low.cost(0):
        return 0
    if low.included is None or low.block_minor == 0:
        return None
    blocks = max(0, (high.flat_minor - low.flat_minor) // low.block_minor)
    use = low.included + blocks * low.per + 1
    if high.included is None or use <= high.included:
        return use
    return _where_both_charge(low, low.included, high, high.included)


def _where_both_charge(low: Tariff, low_included: int, high: Tariff, high_included: int) -> int | None:
    """Look beyond what `high` includes. Only where `low` begins a block can it become the dearer one.

    `high` rounds its last block up, and how far repeats: in every `rhythm` blocks of `low` the pattern is
    the same, so that block k, k + rhythm, k + 2 rhythm ... gain evenly on `high`, and the first of each
    such row that pays is a division.
    """
    start = max(0, -(-(high_included - low_included) // low.per))
    rhythm = high.per // gcd(low.per, high.per)
    gain = rhythm * low.block_minor - low.per * rhythm // high.per * high.block_minor
    found: int | None = None
    for block in range(start, start + rhythm):
        use = low_included + block * low.per + 1
        short = high.cost(use) - low.cost(use)
        if short >= 0 and gain <= 0:
            continue
        rounds = 0 if short < 0 else short // gain + 1
        reached = use + rhythm * rounds * low.per
        found = reached if found is None else min(found, reached)
    return found
