"""Dirt on readings: rows twice, late, corrected or with holes; ids with spaces around them."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from upsell_cli.samples.plan import Plan
from upsell_cli.samples.population import Ints
from upsell_cli.samples.streams import DIRT, Floats, stream
from upsell_cli.samples.usage import Readings
from upsell_cli.samples.walk import Flags

SHARES = {"duplicates": 0.006, "late_rows": 0.004, "nulls": 0.008, "corrections": 0.002, "id_variants": 0.003}
SPACED = ("{} ", " {}", "{}\N{NO-BREAK SPACE}")
CORRECTED = 3
"""A correction raises every value by this much, so that it never repeats the row it corrects."""


@dataclass(frozen=True, slots=True)
class Soiled:
    """Readings with their dirt; `variant` is 0 for a clean id, else which way it is spaced."""

    readings: Readings
    variant: Ints
    counts: Counter[str]


def soil(readings: Readings, accounts: range, plan: Plan) -> Soiled:
    """Put the dirt that the plan asks for on the readings."""
    clean = np.zeros(len(readings.account), dtype=np.int64)
    if not plan.dirt & SHARES.keys():
        return Soiled(readings, clean, Counter())
    chance = _chances(readings, accounts, plan.seed)
    hit = {
        kind: (chance[:, column] < share) & (kind in plan.dirt)
        for column, (kind, share) in enumerate(SHARES.items())
    }
    column = np.floor(chance[:, -1] * readings.values.shape[1]).astype(np.int64)
    holes = readings.missing | (
        hit["nulls"][:, None] & (np.arange(readings.values.shape[1]) == column[:, None])
    )
    variant = np.where(hit["id_variants"], 1 + np.floor(chance[:, -1] * len(SPACED)).astype(np.int64), 0)
    order, again = _order(readings, hit)
    values = readings.values[order] + CORRECTED * (again == 1)[:, None]
    soiled = replace(readings.take(order), values=values, missing=holes[order])
    return Soiled(
        soiled,
        variant[order],
        Counter({kind: int(rows.sum()) for kind, rows in hit.items() if kind in plan.dirt}),
    )


def spaced(ids: list[str]) -> list[str]:
    """Give the ids as they are, then all of them in each spaced way.

    >>> spaced(["A1"])[:3]
    ['A1', 'A1 ', ' A1']
    """
    return ids + [way.format(name) for way in SPACED for name in ids]


def _chances(readings: Readings, accounts: range, seed: int) -> Floats:
    """Draw for every row from its account's own stream."""
    rows = np.bincount(readings.account, minlength=len(accounts))
    drawn = [
        stream(seed, account, DIRT).random((count, len(SHARES) + 1))
        for account, count in zip(accounts, rows, strict=True)
    ]
    return np.concatenate(drawn)


def _order(readings: Readings, hit: dict[str, Flags]) -> tuple[Ints, Ints]:
    """Give the rows in the order of the file, and for each whether it is a correction (1) or a repeat (2)."""
    rows = np.arange(len(readings.account))
    source = np.concatenate([rows, rows[hit["corrections"]], rows[hit["duplicates"]]])
    again = np.repeat([0, 1, 2], [len(rows), int(hit["corrections"].sum()), int(hit["duplicates"].sum())])
    late = hit["late_rows"][source]
    order = np.lexsort((again, source, late, readings.account[source]))
    return source[order], again[order]
