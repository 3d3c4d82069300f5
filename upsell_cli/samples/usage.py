"""What the product records: wanted use cut off at hard limits, past soft ones; a row a day or a week."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.samples import ladder
from upsell_cli.samples.demand import Demand
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.population import Ints
from upsell_cli.samples.streams import Floats
from upsell_cli.samples.walk import Flags, Walk, users_allowed

Grain = Literal["daily", "weekly"]


@dataclass(frozen=True, slots=True)
class Days:
    """The state on each recorded day; one row an account, one column a day."""

    tier: Ints
    seats: Ints
    here: Flags


@dataclass(frozen=True, slots=True)
class Readings:
    """Recorded use, a row an account and day, in whole units of the meter's last decimal.

    `account` is the row in the batch, `day` a day of the horizon; `values` has one column a meter of
    `ladder.METERS`, `missing` says which cells are empty.
    """

    account: Ints
    day: Ints
    values: Ints
    missing: Flags

    def take(self, rows: Ints) -> "Readings":
        """Give the rows with those numbers, in that order."""
        return Readings(self.account[rows], self.day[rows], self.values[rows], self.missing[rows])


def day_by_day(walk: Walk, horizon: Horizon) -> Days:
    """Spread the weekly states over the recorded days; a change holds from its own day of the week on."""
    later = np.arange(DAYS_A_WEEK) >= walk.offset[:, :, None]

    def spread(states: npt.NDArray[np.generic]) -> Ints:
        chosen = np.where(later, states[:, 1:, None], states[:, :-1, None])
        return np.asarray(chosen.reshape(len(states), -1)[:, : horizon.days])

    started = np.arange(horizon.days) >= walk.first_day[:, None]
    return Days(spread(walk.tier), spread(walk.seats), spread(walk.alive).astype(bool) & started)


def record(demand: Demand, days: Days, horizon: Horizon) -> dict[str, Ints]:
    """Give what each meter shows a day, in whole units of its last decimal."""
    recorded = slice(0, horizon.days)
    wanted_users = demand.active_users[:, recorded]
    users = np.minimum(wanted_users, users_allowed(days.tier, days.seats))
    stored = np.minimum(demand.storage_gb[:, recorded], ladder.LIMITS["storage_gb"][days.tier])
    working = users / wanted_users * days.here
    series = {
        "active_users": _scaled(users * days.here, "active_users"),
        "storage_gb": _scaled(stored * days.here, "storage_gb"),
    }
    months = horizon.months()[recorded]
    for flow in ladder.FLOWS:
        wanted = np.rint(getattr(demand, flow)[:, recorded] * working)
        hard = ladder.HARD_FLOWS[flow][days.tier]
        limit = np.where(hard, ladder.LIMITS[flow][days.tier], np.inf)
        series[flow] = _stopped(wanted, limit, months).astype(np.int64)
    return series


def readings(series: dict[str, Ints], days: Days, horizon: Horizon, grain: Grain) -> Readings:
    """Lay the series out as rows, by account and then by date."""
    if grain == "weekly":
        first = horizon.days % DAYS_A_WEEK
        last_days = np.arange(first + DAYS_A_WEEK - 1, horizon.days, DAYS_A_WEEK)
        series = {
            meter: values[:, last_days] if meter in ladder.LEVELS else _weekly_sums(values[:, first:])
            for meter, values in series.items()
        }
    else:
        last_days = np.arange(horizon.days)
    account, column = np.nonzero(days.here[:, last_days])
    values = np.stack([series[meter][account, column] for meter in ladder.METERS], axis=1)
    return Readings(account, last_days[column], values, np.zeros(values.shape, dtype=bool))


def _stopped(wanted: Floats, limit: Floats, months: Ints) -> Floats:
    """Let use run until the month's limit is reached; for the rest of the month nothing more counts."""
    running = np.cumsum(wanted, axis=1)
    starts = np.searchsorted(months, months)
    before_month = np.where(starts > 0, running[:, starts - 1], 0.0)
    so_far = running - before_month - wanted
    return np.asarray(np.clip(np.minimum(wanted, limit - so_far), 0.0, None))


def _scaled(values: Floats, meter: str) -> Ints:
    units: Ints = np.rint(values * 10 ** ladder.DECIMALS[meter]).astype(np.int64)
    return units


def _weekly_sums(values: Ints) -> Ints:
    return np.asarray(values.reshape(len(values), -1, DAYS_A_WEEK).sum(axis=2))
