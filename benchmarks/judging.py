"""Holds a list against the truth: what share of the revenue to be found is with those it says to call."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import exports
import numpy as np
import pandas as pd
from customers import WEEKS, Customers, Floats, live
from market import Market
from spoiling import WAYS, spoiled

from upsell_cli.config.settings import Settings
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.workflows.scan import scan

CALLED = 0.10
"""Share of the accounts below the top that there is time to call."""

OURS, RULE, USE = "upsell", "use x ARR", "use"
MOST_USE, NEAR = 3.0, 0.8
NEVER = ("blocked", "cool_down", "fix_relationship", "fix_adoption_first", "hold", "in_progress", "nurture")


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one company.

    `captured` is the share of the revenue that each order finds, `ceiling` the most that can be found among
    those on our list, `calibration` expected / true upgrades, of all who could and of those listed.
    """

    market: Market
    captured: Mapping[str, float]
    ceiling: float
    calibration: float
    calibration_listed: float
    listed: int
    wrongly_listed: int
    moved_by: tuple[str, ...]


def judge(market: Market, *, spoiling: bool) -> Judged:
    """Scan one company's files; with `spoiling`, again with every change that must not matter."""
    customers = live(market)
    with TemporaryDirectory() as folder:
        paths = exports.write(market, customers, Path(folder))
        verdicts = scanned(paths, market)
        order = _order(verdicts)
        moved_by = tuple(
            name
            for name in WAYS
            if spoiling and _order(scanned(spoiled(name, paths, Path(folder, "spoiled")), market)) != order
        )
    return _held_against(verdicts, customers, market, moved_by)


def scanned(paths: Mapping[str, Path], market: Market) -> Verdicts:
    """Give the verdicts of a scan of these files."""
    given = {name: (str(path),) for name, path in paths.items() if name not in ("usage", "tiers")}
    as_of = exports.last_day(market)
    settings = Settings((str(paths["usage"]),), str(paths["tiers"]), as_of=as_of, max_rejects=1.0, **given)
    return scan(settings).verdicts


def _order(verdicts: Verdicts) -> list[str]:
    return verdicts.loc[verdicts["rank"].notna(), "account_id"].tolist()


def _held_against(
    verdicts: Verdicts, customers: Customers, market: Market, moved_by: tuple[str, ...]
) -> Judged:
    at = pd.Index(exports.ids(market.accounts)).get_indexer(pd.Index(verdicts["account_id"]))
    alive, ranked = customers.alive[at, WEEKS], verdicts["rank"].notna().to_numpy()
    below = alive & (customers.tier[at, WEEKS] < market.top)
    expected, worth = customers.expected[at], customers.worth[at]
    use = verdicts["utilisation"].fillna(0).clip(upper=MOST_USE).to_numpy(dtype=float)
    dice = np.random.default_rng([market.seed, 80]).random(len(at))[at]
    orders: dict[str, Floats] = {
        OURS: np.where(ranked, -verdicts["rank"].fillna(0).to_numpy(dtype=float), -np.inf),
        RULE: np.where(alive, use * worth, -np.inf),
        f"{RULE}, listed": np.where(ranked, use * worth, -np.inf),
        "over 80 %": np.where(alive & (use >= NEAR), worth, -np.inf),
        USE: np.where(alive, use, -np.inf),
        "added ARR": np.where(alive, worth, -np.inf),
        "chance": np.where(alive, dice, -np.inf),
    }
    calls = math.ceil(CALLED * below.sum())
    best = _found(expected, expected, dice, calls)
    chance, true = verdicts["chance"].to_numpy(dtype=float), customers.chance[at]
    upgrades = ranked & (verdicts["offer_type"] == "tier_upgrade").to_numpy(dtype=bool, na_value=False)
    held = verdicts["state"].isin(NEVER).to_numpy() | ~alive
    return Judged(
        market=market,
        captured={name: _found(expected, key, dice, calls) / best for name, key in orders.items()},
        ceiling=_found(expected, np.where(ranked, expected, -np.inf), dice, calls) / best,
        calibration=float(chance[below].sum() / true[below].sum()),
        calibration_listed=float(chance[upgrades].sum() / true[upgrades].sum()),
        listed=int(ranked.sum()),
        wrongly_listed=int((ranked & held).sum()),
        moved_by=moved_by,
    )


def _found(expected: Floats, key: Floats, dice: Floats, calls: int) -> float:
    """Give what calling the first of an order is expected to bring; ties are settled by dice."""
    first = np.lexsort((dice, -key))[:calls]
    return float(expected[first][np.isfinite(key[first])].sum())
