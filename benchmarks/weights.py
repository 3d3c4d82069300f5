"""What the truth says of the points: a regression of it on the same facts, and the list without each factor.

The companies are those of `ranking.py`. The regression has a level for each company; its odds are told in
points, ten of which double them. Directions and order are worth a look; the numbers are those of an invented
world, and nothing is copied from them.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import exports
import numpy as np
import pandas as pd
from beside import beside
from customers import Floats, live
from judging import found, scanned
from market import draw_market

from upsell_cli.config.opening import default_policy
from upsell_cli.config.policy import Policy
from upsell_cli.frames.vectors.odds import LOG_ODDS_A_POINT, chance_of
from upsell_cli.frames.verdicts import FACTORS, POINTS
from upsell_cli.stages.score.factors import WEIGHTS_OF

SEEDS, WORKERS = 40, 2
STEPS = 40
LEAST_ACCOUNTS = 100
"""A weight that fewer accounts stand on is not judged."""

RIDGE = 0.5
HALVINGS, FARTHEST = 60, 40.0


def run(seeds: int = SEEDS, workers: int = WORKERS) -> None:
    """Print for each weight its points and the regression's, and for each factor what is lost without it."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        sheets = list(pool.map(_sheet, range(seeds)))
    print(f"Weights: the truth of {seeds} companies, in points")
    print(f"{'weight':26}{'points':>8}{'truth':>8}{'accounts':>10}")
    weights = _weights(Policy.model_validate(default_policy()))
    stands = [_stands(sheet[sheet["below"]], weights) for sheet in sheets]
    together = np.vstack(stands)
    chance = np.concatenate([sheet.loc[sheet["below"], "upgrades"].to_numpy() for sheet in sheets])
    company = np.repeat(np.arange(seeds), [len(rows) for rows in stands])
    accounts = together.sum(axis=0)
    judged = np.flatnonzero(accounts >= LEAST_ACCOUNTS)
    facts = np.hstack([together[:, judged], np.eye(seeds)[company]])
    truth = _regressed(facts, chance) / LOG_ODDS_A_POINT
    for place, points in zip(judged, truth[: len(judged)], strict=True):
        own = weights[place]
        print(f"{' or '.join(own.names):26}{own.points:8g}{points:8.1f}{accounts[place]:10.0f}")
    _without(sheets)


def _sheet(seed: int) -> pd.DataFrame:
    """Scan one company's files and give its verdicts beside the truth."""
    market = draw_market(seed)
    customers = live(market)
    with TemporaryDirectory() as folder:
        verdicts = scanned(exports.write(market, customers, Path(folder)), market)
    return beside(verdicts, customers, market)


@dataclass(frozen=True, slots=True)
class _Weight:
    """Steps of a factor that are worth the same; in what was decided they cannot be told apart."""

    factor: str
    points: float
    names: tuple[str, ...]


def _weights(policy: Policy) -> list[_Weight]:
    """Give the weights of the policy that change anything, in its order."""
    found: dict[tuple[str, float], tuple[str, ...]] = {}
    for factor in FACTORS:
        for name in WEIGHTS_OF[factor]:
            place = factor, getattr(policy.weights, name).points
            found[place] = (*found.get(place, ()), name)
    return [_Weight(factor, points, names) for (factor, points), names in found.items() if points != 0]


def _stands(sheet: pd.DataFrame, weights: list[_Weight]) -> Floats:
    """Give where an account stands on a weight, accounts x weights; one of no points is the level ground."""
    points = [sheet[POINTS.column(own.factor)] == own.points for own in weights]
    return np.column_stack([stands.to_numpy(dtype=float, na_value=0.0) for stands in points])


def _regressed(facts: Floats, chance: Floats) -> Floats:
    """Give the log-odds of each fact, by Newton's method; a little ridge keeps rare ones near nothing."""
    odds = np.zeros(facts.shape[1])
    for _ in range(STEPS):
        fitted = chance_of(facts @ odds / LOG_ODDS_A_POINT, 0.0)
        slope = facts.T @ (chance - fitted) - RIDGE * odds
        curve = (facts * (fitted * (1 - fitted))[:, None]).T @ facts + RIDGE * np.eye(len(odds))
        odds += np.linalg.solve(curve, slope)
    return odds


def _without(sheets: list[pd.DataFrame]) -> None:
    """Print what share the list finds, and what it would with a factor left out or doubled."""
    print(f"\nShare of the revenue found\n{'':26}{'without':>8}{'twice':>8}")
    whole = np.mean([_found(sheet, np.zeros(len(sheet))) for sheet in sheets])
    print(f"{'as it is':26}{whole:8.3f}{whole:8.3f}")
    for factor in FACTORS:
        own = [
            np.nan_to_num(sheet[POINTS.column(factor)].to_numpy(float, na_value=np.nan)) for sheet in sheets
        ]
        if any(points.any() for points in own):
            shares = [
                np.mean([_found(sheet, sign * points) for sheet, points in zip(sheets, own, strict=True)])
                for sign in (-1, 1)
            ]
            print(f"{factor:26}{shares[0]:8.3f}{shares[1]:8.3f}")


def _found(sheet: pd.DataFrame, change: Floats) -> float:
    """Give what the same list finds in the order of changed points, the mean chance as it was."""
    points = sheet["points"].to_numpy(float) + change
    below = sheet["below"].to_numpy()
    chance = chance_of(points, _level(points[below], float(sheet.loc[below, "chance"].mean())))
    return found(sheet, np.where(sheet["rank"].notna(), chance * sheet["amount"].to_numpy(), np.nan))


def _level(points: Floats, rate: float) -> float:
    low, high = -FARTHEST, FARTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if chance_of(points, middle).mean() < rate else (low, middle)
    return (low + high) / 2


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=SEEDS)
    asked.add_argument("--workers", type=int, default=WORKERS)
    given = asked.parse_args()
    run(given.seeds, given.workers)
