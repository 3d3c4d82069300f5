"""The days a simulation covers: those recorded, and a quarter after them that only the truth knows."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from upsell_cli.calendar import DAYS_A_WEEK

AS_OF = date(2026, 11, 15)
FUTURE_DAYS = 91

WEEKDAY_FACTORS = np.array([1.25, 1.3, 1.3, 1.25, 1.1, 0.4, 0.4])
MONTH_END_DAYS = 3
MONTH_END_FACTOR = 1.15
QUIET_MONTHS = {8: 0.85}
HOLIDAYS = ((12, 22, 31), (1, 1, 4))
HOLIDAY_FACTOR = 0.45
EASED = 0.15


@dataclass(frozen=True, slots=True)
class Horizon:
    """Days are numbered from 0; day `days - 1` is `as_of`, the last that any export shows."""

    days: int
    as_of: date = AS_OF

    @property
    def weeks(self) -> int:
        """Give the weeks simulated, enough to reach a quarter past the as-of date."""
        return -(-(self.days + FUTURE_DAYS) // DAYS_A_WEEK)

    @property
    def all_days(self) -> int:
        """Give the days simulated."""
        return self.weeks * DAYS_A_WEEK

    @property
    def last(self) -> int:
        """Give the number of the as-of day."""
        return self.days - 1

    def date_of(self, day: int) -> date:
        """Give the date of a day, also of one before the first.

        >>> Horizon(days=365).date_of(364), Horizon(days=365).date_of(-1)
        (datetime.date(2026, 11, 15), datetime.date(2025, 11, 15))
        """
        return date.fromordinal(self.as_of.toordinal() + int(day) - self.last)

    def day_of(self, on: date) -> int:
        """Give the number of a date.

        >>> Horizon(days=365).day_of(date(2026, 11, 15))
        364
        """
        return self.last + (on - self.as_of).days

    def dates(self) -> list[date]:
        """Give the date of every simulated day."""
        return [self.date_of(day) for day in range(self.all_days)]

    def months(self) -> npt.NDArray[np.int64]:
        """Give a number per day that grows by one with each calendar month."""
        return np.array([on.year * 12 + on.month for on in self.dates()])


def flow_season(horizon: Horizon) -> npt.NDArray[np.float64]:
    """Give how busy a day is for what people consume: weekdays, month ends, summer, holidays."""
    return np.array([_busy(on) * WEEKDAY_FACTORS[on.weekday()] for on in horizon.dates()])


def level_season(horizon: Horizon) -> npt.NDArray[np.float64]:
    """Give how busy a day is for levels, such as active users: only holidays show, and little."""
    return np.array([1 - EASED * (1 - min(_quiet(on), 1.0)) for on in horizon.dates()])


def _busy(on: date) -> float:
    ends = (on + timedelta(days=MONTH_END_DAYS)).month != on.month
    return _quiet(on) * (MONTH_END_FACTOR if ends else 1.0)


def _quiet(on: date) -> float:
    if any(on.month == month and first <= on.day <= last for month, first, last in HOLIDAYS):
        return HOLIDAY_FACTOR
    return QUIET_MONTHS.get(on.month, 1.0)
