"""An invented company for the benchmark of the ranking: what it sells, how it grows, what it exports.

Every seed is another company: other tiers, prices, limits and meters, another pace, mood and rate of
upgrades, and another choice of tables. Nothing here is shared with `upsell samples` or with the policy.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

Grain = Literal["weekly", "monthly", "snapshot"]

METERS = ("users", "storage_gb", "api_calls")
LEVELS = ("users", "storage_gb")
FEATURES = ("reports", "sso", "webhooks", "sandbox")
WEEKS, AHEAD = 60, 13
"""Weeks of history, and of the quarter after the as-of day that only the truth knows."""


@dataclass(frozen=True, slots=True)
class Market:
    """Amounts are whole units of currency a month; limits are tiers x meters, the top one's infinite.

    `soft` meters may be passed, at `overage` for every thousandth of the limit; `seat_price` is 0 where a
    tier is sold flat. `rate` is the share that upgrades in a quarter.
    """

    seed: int
    accounts: int
    prices: tuple[int, ...]
    seat_prices: tuple[int, ...]
    limits: tuple[tuple[float, ...], ...]
    soft: tuple[bool, ...]
    log_employees: tuple[float, float]
    pace: float
    mood: float
    rate: float
    annual: float
    grain: Grain
    tables: frozenset[str]

    @property
    def top(self) -> int:
        """Give the rank of the highest tier."""
        return len(self.prices) - 1

    def seats_sold(self, rank: int) -> bool:
        """Tell whether a tier is charged by the seat."""
        return self.seat_prices[rank] > 0


OPTIONAL = ("accounts", "events", "contacts", "billing_history")


def draw_market(seed: int, accounts: int | None = None) -> Market:
    """Draw a company. Two in three know accounts and events; one in three has monthly data or a snapshot."""
    dice = np.random.default_rng([seed, 77])
    tiers = int(dice.integers(3, 6))
    first, step = dice.uniform(20, 120), dice.uniform(2.2, 5.0)
    prices = tuple(int(first * step**rank) for rank in range(tiers))
    growth = dice.uniform(3.0, 8.0)
    room = np.array([dice.uniform(3, 12), dice.uniform(5, 40), dice.uniform(2e3, 3e4)])
    limits = [tuple(float(np.ceil(one)) for one in room * growth**rank) for rank in range(tiers - 1)]
    by_seat = dice.random() < 0.4
    seat = [int(prices[r] / limits[r][0] * dice.uniform(0.3, 0.8)) + 1 for r in range(tiers - 1)]
    given = frozenset(table for table in OPTIONAL if dice.random() < 0.75)
    return Market(
        seed=seed,
        accounts=accounts or int(np.exp(dice.uniform(np.log(250), np.log(1400)))),
        prices=prices,
        seat_prices=(0, *seat[1:], 0) if by_seat else (0,) * tiers,
        limits=(*limits, (np.inf,) * len(METERS)),
        soft=(False, bool(dice.random() < 0.3), bool(dice.random() < 0.5)),
        log_employees=(dice.uniform(3.0, 4.2), dice.uniform(0.9, 1.5)),
        pace=dice.uniform(0.004, 0.02),
        mood=dice.uniform(0.5, 0.75),
        rate=float(np.exp(dice.uniform(np.log(0.03), np.log(0.09)))),
        annual=dice.uniform(0.2, 0.9),
        grain=("weekly", "weekly", "weekly", "weekly", "monthly", "snapshot")[int(dice.integers(0, 6))],
        tables=given,
    )
