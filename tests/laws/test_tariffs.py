"""Two plans with included units and a price for every begun block: who should move is brute force.

Tariffs and histories are drawn; every account goes through all stages, and what a year costs on either
plan is added up here month by month, in whole cents.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from tests.tables import AS_OF, book, policy, profile, table
from upsell_cli.frames.growing import whole
from upsell_cli.frames.tables import BIN, READINGS, Readings, Tables
from upsell_cli.workflows.assess import assess

POLICY = policy(
    offers={"right_size_headroom": 1.0, "right_size_saving": 0.0, "right_size_weeks": 0},
    gates={"tenure_weeks": 0},
)
ACCOUNTS = 120


@dataclass(frozen=True)
class Plan:
    month: int
    included: int
    per: int
    block: int

    def yaml(self, name: str) -> str:
        calls = f"{{included: {self.included}, enforcement: soft, overage: {self.overage}}}"
        return f"{{id: {name}, price: {{monthly: {self.month}}}, limits: {{api_calls: {calls}}}}}"

    @property
    def overage(self) -> str:
        return f"{{per: {self.per}, price: {self.block / 100:.2f}}}"

    def cents(self, months: list[int]) -> int:
        """What these months cost, each with the blocks it began."""
        begun = (-(-max(used - self.included, 0) // self.per) for used in months)
        return sum(100 * self.month + blocks * self.block for blocks in begun)


@dataclass(frozen=True)
class Drawn:
    low: Plan
    high: Plan
    on_high: list[bool]
    gone: list[bool]
    used: list[list[int]]


def drawn(seed: int, months: int) -> Drawn:
    dice = np.random.default_rng(seed)
    low = Plan(*(int(n) for n in (dice.integers(10, 90), dice.integers(50, 900), dice.integers(1, 60), 0)))
    low = Plan(low.month, low.included, low.per, int(dice.integers(1, 900)))
    high = Plan(
        low.month + int(dice.integers(5, 200)),
        low.included + int(dice.integers(50, 2000)),
        int(dice.integers(1, 60)),
        int(dice.integers(1, 700)),
    )
    busy = dice.uniform(0, 2.5 * high.included, (ACCOUNTS, 1)) * dice.uniform(0.3, 1.7, (ACCOUNTS, months))
    return Drawn(
        low,
        high,
        on_high=(dice.random(ACCOUNTS) < 0.4).tolist(),
        gone=(dice.random(ACCOUNTS) < 0.1).tolist(),
        used=busy.astype(int).tolist(),
    )


def states(case: Drawn) -> dict[int, str]:
    """The state of each account after all stages."""
    ids = [f"A{number:03d}" for number in range(ACCOUNTS)]
    rows = [
        f"{name} | {'high' if high else 'low'} | {1200 * (case.high if high else case.low).month} | month "
        f"| USD | {'canceled' if gone else 'active'} | 2020-01-01"
        for name, high, gone in zip(ids, case.on_high, case.gone, strict=True)
    ]
    header = "account_id | tier | arr_minor | interval | currency | status | started_at"
    tables = Tables(readings(ids, case.used), profile(), billing=table("billing", "\n".join([header, *rows])))
    tiers = book(f"tiers: [{case.low.yaml('low')}, {case.high.yaml('high')}]")
    verdicts = whole(assess(tables, tiers, POLICY, AS_OF, "monthly").verdicts)
    return dict(zip(verdicts["account_id"].str[1:].astype(int), verdicts["state"], strict=True))


def readings(ids: list[str], used: list[list[int]]) -> Readings:
    size, months = len(ids), len(used[0])
    plain = {
        "account_id": ids,
        "meter": ["api_calls"] * size,
        "first_on": [pd.Timestamp(AS_OF) - pd.Timedelta(days=30 * (months - 1))] * size,
        "last_on": [pd.Timestamp(AS_OF)] * size,
        "recent_peak": [float(max(own)) for own in used],
    }
    bins = {BIN.column(str(k)): [float(own[k]) for own in used] for k in range(months)}
    frame = READINGS.conform(pd.DataFrame(plain))
    return Readings(pd.concat([frame, pd.DataFrame(bins, dtype="Float64")], axis=1))


@pytest.mark.parametrize("months", [1, 3, 12])
@pytest.mark.parametrize("seed", range(4))
def test_who_should_move_is_who_would_pay_less_to_the_cent(seed, months):
    case = drawn(seed, months)
    found = states(case)
    live = [k for k in range(ACCOUNTS) if not case.gone[k]]
    up = {k for k in live if not case.on_high[k] and cost(case.high, case, k) <= cost(case.low, case, k)}
    down = {k for k in live if case.on_high[k] and cost(case.low, case, k) < cost(case.high, case, k)}
    assert {k for k, state in found.items() if state == "saves_money"} == up
    assert {k for k, state in found.items() if state == "right_size"} == down
    assert up
    assert down


def cost(plan: Plan, case: Drawn, account: int) -> int:
    return plan.cents(case.used[account])


def test_who_has_left_is_never_pitched():
    case = drawn(1, 12)
    assert {state for k, state in states(case).items() if case.gone[k]} == {"blocked"}
