"""What a change is worth against what it costs: hours as money, return, payback, the price of waiting.

Amounts are whole minor units. Hours are capacity, not cash, and are called so wherever they are shown.
The sums are plain arithmetic, so that they take one number or a whole column of them.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from upsell_cli.calendar import MONTHS_A_YEAR, WEEKS_A_YEAR

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Number = TypeVar("Number", float, npt.NDArray[np.float64])
else:
    Number = TypeVar("Number")

SOURCES = ("assumed", "benchmark", "stated", "measured")
"""Where a figure comes from, the weakest first; a value is as good as its weakest part."""

WHOLE_FROM = 5
"""A multiple from here on is shown without decimals."""

NO_ADDED_COST = "costs nothing more"


def whole(amount: Number) -> Number:
    """Round to whole minor units, halves up.

    >>> whole(2.5), whole(-2.4)
    (3.0, -2.0)
    """
    return (amount + 0.5) // 1


def hours_a_year(hours_per_person_week: Number, people: Number) -> Number:
    """Give the hours a year that so many people spend, each so many hours a week.

    >>> hours_a_year(10.0, 5.0)
    2600.0
    """
    return hours_per_person_week * people * WEEKS_A_YEAR


def worth(hours: Number, hourly_minor: Number, share: Number) -> Number:
    """Give what hours are worth when this share of them really goes, in whole minor units.

    Ten hours a week for each of five people, and ten hours for the whole team, at 50.00:

    >>> worth(hours_a_year(10.0, 5.0), 50_00.0, 1.0), worth(hours_a_year(10.0, 1.0), 50_00.0, 1.0)
    (13000000.0, 2600000.0)

    A benchmark counts half, and four fifths of the time can be automated:

    >>> worth(hours_a_year(10.0, 5.0), 50_00.0, 0.5 * 0.8)
    5200000.0
    """
    return whole(hours * hourly_minor * share)


def shown_multiple(multiple: float) -> str:
    """Give a multiple as it is shown: floored, whole from 5x, one decimal below; never rounded up.

    >>> [shown_multiple(m) for m in (130_000 / 15_000, 26_000 / 15_000, 4.99, 5.0, 0.96)]
    ['8x', '1.7x', '4.9x', '5x', '0.9x']
    """
    exact = Decimal(repr(float(multiple)))
    step = Decimal(1) if exact >= WHOLE_FROM else Decimal("0.1")
    return f"{exact.quantize(step, rounding=ROUND_FLOOR)}x"


@dataclass(frozen=True, slots=True)
class FirstYear:
    """A change seen by the customer: what it is worth a year and what it costs more a year.

    `one_off_minor` is paid once at the start; over `ramp_months` (12 at most) the worth grows evenly
    from nothing to the whole. The year's cost is paid ahead.

    >>> year = FirstYear(worth_minor=130_000_00, cost_minor=15_000_00)
    >>> round(year.multiple, 2), year.shown, year.net_minor, round(year.net_share * 100, 1)
    (8.67, '8x', 11500000, 766.7)
    >>> round(year.payback_months, 2), round(year.break_even_share * 100, 1)
    (1.38, 11.5)
    """

    worth_minor: int
    cost_minor: int
    one_off_minor: int = 0
    ramp_months: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a negative one-off cost and a ramp longer than the year that is judged."""
        if self.one_off_minor < 0 or not 0 <= self.ramp_months <= MONTHS_A_YEAR:
            message = "a one-off cost is not below zero, and a ramp lasts between 0 and 12 months"
            raise ValueError(message)

    @property
    def first_year_worth_minor(self) -> int:
        """Give what the first year brings, less what the ramp leaves out.

        >>> FirstYear(120_000_00, 15_000_00, ramp_months=6).first_year_worth_minor
        9000000
        """
        return int(whole(self.worth_minor * (1 - self.ramp_months / (2 * MONTHS_A_YEAR))))

    @property
    def first_year_cost_minor(self) -> int:
        """Give what the first year costs more, with what is paid once."""
        return self.cost_minor + self.one_off_minor

    @property
    def multiple(self) -> float | None:
        """Give the return of the first year; None when it costs nothing more."""
        cost = self.first_year_cost_minor
        return self.first_year_worth_minor / cost if cost > 0 else None

    @property
    def shown(self) -> str:
        """Give the return as it is shown.

        >>> FirstYear(130_000_00, 0).shown, FirstYear(26_000_00, 15_000_00).shown
        ('costs nothing more', '1.7x')
        """
        return NO_ADDED_COST if self.multiple is None else shown_multiple(self.multiple)

    @property
    def net_minor(self) -> int:
        """Give what the first year leaves after its cost."""
        return self.first_year_worth_minor - self.first_year_cost_minor

    @property
    def net_share(self) -> float | None:
        """Give the net return on the cost of the first year: 7.667 is 766.7 %."""
        cost = self.first_year_cost_minor
        return self.net_minor / cost if cost > 0 else None

    @property
    def break_even_share(self) -> float | None:
        """Give the share of the worth at which the first year still pays; None without any worth.

        >>> FirstYear(0, 15_000_00).break_even_share is None, FirstYear(130_000_00, -100).break_even_share
        (True, 0.0)
        """
        gained = self.first_year_worth_minor
        return max(self.first_year_cost_minor, 0) / gained if gained > 0 else None

    @property
    def payback_months(self) -> float | None:
        """Give the months until it has paid for itself, all that fell due by then counted; None: never.

        A cost paid once pushes it into a year whose recurring cost must be earned too:

        >>> round(FirstYear(26_000_00, 15_000_00, one_off_minor=20_000_00).payback_months, 2)
        23.08
        >>> FirstYear(10_000_00, 15_000_00).payback_months is None, FirstYear(10_000_00, 0).payback_months
        (True, 0.0)
        """
        if self.first_year_cost_minor <= 0:
            return 0.0
        left_a_year = self.worth_minor - self.cost_minor
        late = self.worth_minor * self.ramp_months / (2 * MONTHS_A_YEAR)
        behind = self.one_off_minor + late
        if left_a_year < 0 or self.worth_minor <= 0 or (left_a_year == 0 and behind > 0):
            return None
        years = max(1, ceil(behind / left_a_year)) if left_a_year else 1
        due = self.one_off_minor + years * self.cost_minor
        earned = months_to_earn(float(due), float(self.worth_minor), self.ramp_months)
        return max(earned, MONTHS_A_YEAR * (years - 1.0))


def months_to_earn(due_minor: Number, worth_minor: Number, ramp_months: Number) -> Number:
    """Give the months until so much is earned by what brings `worth_minor` a year, once it brings all it can.

    >>> round(months_to_earn(15_000_00.0, 130_000_00.0, 0.0), 2)
    1.38
    >>> months_to_earn(30_000_00.0, 120_000_00.0, 6.0), months_to_earn(7_500_00.0, 120_000_00.0, 6.0)
    (6.0, 3.0)
    """
    at_full_pace = due_minor / worth_minor * MONTHS_A_YEAR
    growing = at_full_pace < ramp_months / 2
    while_it_grows: Number = (2 * ramp_months * at_full_pace) ** 0.5
    return growing * while_it_grows + (1 - growing) * (at_full_pace + ramp_months / 2)


class Waiting(NamedTuple):
    """What it costs to wait: the hours that go on being spent, less what is not paid meanwhile."""

    hours: float
    worth_minor: int
    not_paid_minor: int

    @property
    def net_minor(self) -> int:
        """Give the worth of those hours less what is not paid."""
        return self.worth_minor - self.not_paid_minor


def waiting(months: float, hours_a_year: float, worth_minor: int, *, cost_minor: int) -> Waiting:
    """Give what so many months of waiting cost, for the same hours and worth as the return is told for.

    Ten hours a week in all, and for each of five people, at 50.00 against 15,000.00 a year:

    >>> waiting(6, 520.0, 26_000_00, cost_minor=15_000_00).hours
    260.0
    >>> five = waiting(6, 2600.0, 130_000_00, cost_minor=15_000_00)
    >>> five.hours, five.worth_minor, five.not_paid_minor, five.net_minor
    (1300.0, 6500000, 750000, 5750000)
    """
    share = months / MONTHS_A_YEAR
    return Waiting(
        hours=hours_a_year * share,
        worth_minor=int(whole(worth_minor * share)),
        not_paid_minor=int(whole(cost_minor * share)),
    )
