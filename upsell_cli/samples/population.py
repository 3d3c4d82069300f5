"""What a company is like: size, appetite, mood and money, drawn once for each account."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.streams import Draws, Floats

Ints = npt.NDArray[np.int64]

LOG_EMPLOYEES = (3.6, 1.5)
FEWEST_EMPLOYEES, MOST_EMPLOYEES = 2, 50_000
NEWCOMERS = 0.24
USUAL_TENURE_DAYS = 560
ANNUAL_SHARE = (0.25, 0.45, 0.75, 1.0)
EURO_SHARE, POUND_SHARE = 0.05, 0.03
CURRENCIES = ("USD", "EUR", "GBP")
STEADY = 6
"""Decimals that traits keep, so that the last bit of a processor's `exp` never reaches a file."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One entry an account; shares are 0 to 1, `first_day` may lie before the horizon."""

    employees: Ints
    ceiling: Floats
    phase: Floats
    pace: Floats
    storage_per_user: Floats
    storage_growth: Floats
    calls_per_user: Floats
    runs_per_user: Floats
    engagement: Floats
    satisfaction: Floats
    budget: Floats
    first_day: Ints
    caution: Floats
    annual_draw: Floats
    discount: Ints
    currency: Ints


def make_traits(draws: Draws, horizon: Horizon) -> Traits:
    """Turn an account's draws into what it is like."""
    bells, evens = draws.bells, draws.evens
    mean, spread = LOG_EMPLOYEES
    employees = np.clip(np.rint(np.exp(mean + spread * bells[:, 0])), FEWEST_EMPLOYEES, MOST_EMPLOYEES)
    reach = np.clip(0.5 * employees**0.05 * np.exp(0.4 * bells[:, 1]), 0.01, 1.0)
    satisfaction = np.clip(0.68 + 0.2 * bells[:, 2], 0.02, 1.0)
    pace = np.exp(np.log(0.0023) + 0.6 * bells[:, 3])
    return Traits(
        employees=employees.astype(np.int64),
        ceiling=_steady(np.maximum(employees * reach, 1.0)),
        phase=_steady(0.15 + 0.8 * evens[:, 0]),
        pace=_steady(np.where(satisfaction < 0.35, -0.4 * pace, pace)),
        storage_per_user=_steady(np.exp(np.log(1.3) + 0.7 * bells[:, 4])),
        storage_growth=_steady(0.0004 + 0.0018 * evens[:, 1]),
        calls_per_user=_steady(np.exp(np.log(50) + 0.9 * bells[:, 5])),
        runs_per_user=_steady(np.exp(np.log(2.6) + 0.8 * bells[:, 6])),
        engagement=_steady(np.clip(0.62 + 0.2 * bells[:, 7], 0.05, 1.0)),
        satisfaction=_steady(satisfaction),
        budget=_steady(evens[:, 2]),
        first_day=_first_days(evens[:, 3], evens[:, 4], horizon),
        caution=_steady(np.exp(0.3 * bells[:, 8])),
        annual_draw=evens[:, 5],
        discount=np.select([evens[:, 6] < 0.7, evens[:, 6] < 0.82, evens[:, 6] < 0.92], [0, 5, 10], 15),
        currency=np.select([evens[:, 7] < EURO_SHARE, evens[:, 7] < EURO_SHARE + POUND_SHARE], [1, 2], 0),
    )


def _first_days(newcomer: Floats, when: Floats, horizon: Horizon) -> Ints:
    """Give each account's first day: most were there before the horizon, the rest arrive evenly in it."""
    before = -30 + USUAL_TENURE_DAYS * np.log(np.maximum(when, 1e-3))
    return np.floor(np.where(newcomer < NEWCOMERS, when * horizon.days, before)).astype(np.int64)


def _steady(values: Floats) -> Floats:
    return np.round(values, STEADY)
