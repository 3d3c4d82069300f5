"""Accounts whose use is known beforehand: growth, bends, steps, seasons, spikes, noise, and walls.

Use is in units of the limit, a week a bin. Every account belongs to one of the `SHAPES`; its noise, pace
and where it stands today are drawn for itself, so that no forecast is told which world it is in.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SHAPES = ("line", "rate", "ceiling", "bend", "steps", "season", "wander")
AHEAD = 26
WARM_UP = 30
SPIKES = 0.03
"""Share of weeks with a spike; it adds 20 to 80 % to that week."""
WALLED = 0.25
"""Share of accounts with a hard limit: use beyond it is not seen, today or ever."""
WHOLE = 0.3
"""Share of accounts counted in whole units, 5 to 200 of them to the limit."""


@dataclass(frozen=True, slots=True)
class World:
    """Simulated accounts: what is seen until today, oldest week first, and what comes."""

    seen: Floats
    comes: Floats
    walled: npt.NDArray[np.bool_]
    shape: npt.NDArray[np.int64]


def world(accounts: int, weeks: int, seed: int) -> World:
    """Draw accounts with so many weeks of history, standing at 45-105 % of the limit today."""
    chance = np.random.default_rng((seed, weeks))
    time = np.arange(-weeks - WARM_UP + 1, AHEAD + 1, dtype=np.float64)
    shape = np.arange(accounts) % len(SHAPES)
    today = chance.uniform(0.45, 1.05, accounts)
    noise = np.exp(chance.uniform(np.log(0.008), np.log(0.08), accounts))
    path = np.maximum(_path(chance, shape, time), 0.0)
    demand = today[:, None] * np.maximum(path + noise[:, None] * _noise(chance, accounts, time), 0.0)
    spiked = chance.random(demand.shape) < SPIKES
    use = demand * np.where(spiked, 1 + chance.uniform(0.2, 0.8, demand.shape), 1.0)
    units = np.exp(chance.uniform(np.log(5), np.log(200), accounts)).round()[:, None]
    whole = (chance.random(accounts) < WHOLE)[:, None]
    demand, use = (np.where(whole, np.round(block * units) / units, block) for block in (demand, use))
    walled = chance.random(accounts) < WALLED
    now = weeks + WARM_UP
    seen = np.where(walled[:, None], np.minimum(use, 1.0), use)[:, WARM_UP:now]
    return World(seen, demand[:, now:], walled, shape)


def _path(chance: np.random.Generator, shape: npt.NDArray[np.int64], time: Floats) -> Floats:
    """Draw what use would be without noise, 1 today."""
    size = (len(shape), 1)
    slope, later = chance.normal(0.006, 0.012, size), chance.normal(0.006, 0.012, size)
    ceiling = chance.uniform(1.05, 1.6, size)
    pull = (ceiling - 1) * np.exp(-np.maximum(slope, 0.001) / (ceiling - 1) * time)
    turn = chance.integers(-20, 14, size)
    steps = (chance.random((len(shape), len(time))) < 1 / 20) * chance.normal(
        0.03, 0.10, (len(shape), len(time))
    )
    year, angle = chance.choice([13.0, 52.0], size), chance.uniform(0, 2 * np.pi, size)
    swing = chance.uniform(0.03, 0.15, size) * np.sin(2 * np.pi * time / year + angle)
    drift = np.cumsum(chance.normal(0, 0.02, (len(shape), len(time))), axis=1)
    paths = (
        1 + slope * time,
        np.exp(slope * time),
        np.where(slope > 0, ceiling - pull, 1 + slope * time),
        1 + np.where(time < turn, slope * time, slope * turn + later * (time - turn)),
        1 + np.cumsum(steps, axis=1) + slope / 4 * time,
        1 + slope * time + swing,
        1 + slope / 2 * time + drift,
    )
    path = np.choose(shape[:, None], [p / p[:, [np.flatnonzero(time == 0)[0]]] for p in paths])
    return np.clip(path, 0.0, 5.0)


def _noise(chance: np.random.Generator, accounts: int, time: Floats) -> Floats:
    """Draw noise of scatter 1 in which neighbours resemble each other, more or less."""
    rho = chance.uniform(0, 0.7, accounts)
    fresh = chance.normal(0, 1, (accounts, len(time))) * np.sqrt(1 - rho**2)[:, None]
    noise = np.empty_like(fresh)
    noise[:, 0] = fresh[:, 0] / np.sqrt(1 - rho**2)
    for week in range(1, len(time)):
        noise[:, week] = rho * noise[:, week - 1] + fresh[:, week]
    return noise
