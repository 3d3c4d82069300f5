"""Chance, account by account: each account draws from streams of its own, whoever was drawn before it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from upsell_cli.samples.horizon import Horizon

Floats = npt.NDArray[np.float64]

TRAIT_DRAWS = 12
CHOICES_A_WEEK = 10
NOISY = 3
SIMULATION, TABLES, DIRT, TABLE_DIRT = range(4)
"""What a stream is for; every kind of dirt on tables has one of its own, from `TABLE_DIRT` on."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Everything random in the simulation of a batch; one row an account.

    `bells` and `evens` are standard normal and uniform, one a trait; `choices` are uniform, by week;
    `noise` is standard normal, by day.
    """

    bells: Floats
    evens: Floats
    choices: Floats
    noise: npt.NDArray[np.float32]


def stream(seed: int, account: int, purpose: int) -> np.random.Generator:
    """Give the generator of one account for one purpose."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(account, purpose))))


def draw(seed: int, accounts: range, horizon: Horizon) -> Draws:
    """Draw all that the simulation of these accounts needs."""
    count = len(accounts)
    bells, evens = np.empty((count, TRAIT_DRAWS)), np.empty((count, TRAIT_DRAWS))
    choices = np.empty((count, horizon.weeks, CHOICES_A_WEEK))
    noise = np.empty((count, NOISY, horizon.all_days), dtype=np.float32)
    for row, account in enumerate(accounts):
        source = stream(seed, account, SIMULATION)
        source.standard_normal(out=bells[row])
        source.random(out=evens[row])
        source.random(out=choices[row])
        source.standard_normal(dtype=np.float32, out=noise[row])
    return Draws(bells, evens, choices, noise)
