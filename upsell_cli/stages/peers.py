"""The one look at the whole book: how often its accounts upgrade, and what points mean in it."""

import math
from datetime import date

import numpy as np

from upsell_cli.config.policy import Chance, Policy
from upsell_cli.frames.accounts.roster import NO_CUSTOMER
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.vectors.blocks import Bools, Floats, day_of, days, vector
from upsell_cli.frames.vectors.odds import chance_of
from upsell_cli.frames.verdicts import Verdicts

FARTHEST = 60.0
"""Log-odds that no book comes near; the intercept is looked for within them."""
HALVINGS = 80
NEARLY_NEVER = 1e-12


def peers_of(verdicts: Verdicts, policy: Policy, as_of: date) -> Peers:
    """Give the base rate, and the intercept at which the chances of those who could upgrade agree with it.

    Those are the live paying accounts below the top of their path, whatever holds them back today; of an
    account whose tier is not known nobody can say whether it could.
    Where payment is not known, as in usage files alone, accounts are taken as paying.
    """
    live = _live(verdicts)
    below_top = live & (vector(verdicts, "top_of_path") == 0)
    rate, origin = _base_rate(verdicts, live, below_top, policy.chance, as_of)
    points = vector(verdicts, "points")[below_top]
    return Peers(
        base_rate=rate, base_rate_origin=origin, intercept=_intercept(points, rate), judged=len(points)
    )


def _live(verdicts: Verdicts) -> Bools:
    ended = (verdicts["status"] == "ended").to_numpy(dtype=bool, na_value=False)
    gone = verdicts["lifecycle"].isin(NO_CUSTOMER).to_numpy(dtype=bool)
    live: Bools = (vector(verdicts, "paid") != 0) & ~ended & ~gone
    return live


def _base_rate(
    verdicts: Verdicts, live: Bools, below_top: Bools, chance: Chance, as_of: date
) -> tuple[float, str]:
    """Give the share that upgraded in the window, if enough accounts and upgrades are there to tell.

    Of those who could: who is below the top now, or was until an upgrade in the window.
    """
    age = day_of(as_of) - days(verdicts, "last_upgrade_on")
    moved = live & (age >= 0) & (age < chance.window_days)
    upgraded, accounts = int(np.sum(moved)), int(np.sum(below_top | moved))
    if accounts >= chance.least_accounts and upgraded >= chance.least_upgrades:
        return (upgraded + 0.5) / (accounts + 1), "own_history"
    return chance.prior, "prior"


def _intercept(points: Floats, rate: float) -> float:
    """Give the log-odds at no points for which the mean chance is `rate`.

    Counts of equal points are summed in their order, so that the order of the rows has no say.

    >>> round(_intercept(np.array([0.0, 0.0]), 0.05), 6) == round(math.log(0.05 / 0.95), 6)
    True
    """
    rate = min(max(rate, NEARLY_NEVER), 1 - NEARLY_NEVER)
    if not len(points):
        return math.log(rate / (1 - rate))
    levels, counts = np.unique(points, return_counts=True)
    weights = counts / counts.sum()
    low, high = -FARTHEST, FARTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if math.fsum(weights * chance_of(levels, middle)) < rate:
            low = middle
        else:
            high = middle
    return (low + high) / 2
