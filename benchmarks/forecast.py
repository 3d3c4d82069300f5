"""How well limits are foreseen: intervals, probabilities and dates, against what else one could use.

Simulated accounts with 4 to 52 weeks of history. A limit counts as reached when typical use, the median
of 5 weeks, stands at it, as everywhere in the tool. Judged are the accounts the tool forecasts: below the
limit, and not at a hard wall.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rivals import WEEKS, Foreseen, holt, last_value, least_squares, least_squares_of_a_quarter
from simulated import AHEAD, SHAPES, Floats, World, world

from upsell_cli.config.opening import default_policy
from upsell_cli.config.policy import Policy
from upsell_cli.frames.vectors.normal import Z80, normal_share
from upsell_cli.frames.vectors.series import RECENT_BINS, medians
from upsell_cli.frames.vectors.trend import fit
from upsell_cli.stages.forecast import outlook, pace_of

LENGTHS = (4, 6, 8, 10, 13, 17, 26, 39, 52)
USUAL = 13
DEFAULT_ACCOUNTS = 7_000
QUARTER = 13
AT_RISK = 0.6
LEAST_HELD, MOST_HELD = 0.75, 0.92
LOOKED_AT = (0, 3, 7, 12)
"""Weeks ahead, from 0, on which intervals are judged: 1, 4, 8 and 13."""

Bools = npt.NDArray[np.bool_]
RULES = Policy.model_validate(default_policy()).forecast
SIGNALS = Policy.model_validate(default_policy()).signals


def upsell(seen: Floats) -> Foreseen:
    """Give what the tool foresees, the pace of the book learned from the same weeks."""
    return _foreseen(seen, learned_from=len(seen))


def alone(seen: Floats) -> Foreseen:
    """Give what the tool foresees of each account as if there were no other: by the priors of the policy."""
    return _foreseen(seen, learned_from=0)


def _foreseen(seen: Floats, *, learned_from: int) -> Foreseen:
    newest_first, least_sigma = seen[:, ::-1], np.full(len(seen), RULES.least_scatter)
    trend = fit(newest_first[:, : RULES.history], RULES.least_points, least_sigma)
    pace = pace_of(newest_first[:learned_from], least_sigma[:learned_from], RULES, 1.0)
    return outlook(trend, pace, RULES, WEEKS, bin_weeks=1.0)


METHODS: dict[str, Callable[[Floats], Foreseen]] = {
    "upsell": upsell,
    "upsell, one account alone": alone,
    "least squares": least_squares,
    "least squares, 13 weeks": least_squares_of_a_quarter,
    "last value": last_value,
    "Holt": holt,
}


class Marks(NamedTuple):
    """How a method did on some accounts: shares held, mean squared errors of the chance, weeks."""

    held: float
    brier: float
    any_week: float
    dated: float
    late: float


def run(accounts: int = DEFAULT_ACCOUNTS, seed: int = 1) -> int:
    """Measure, print, and give how many targets are missed."""
    at_risk: dict[int, dict[str, Marks]] = {}
    others: dict[int, dict[str, Marks]] = {}
    for weeks in LENGTHS:
        drawn = world(accounts, weeks, seed)
        use = medians(drawn.seen[:, -RECENT_BINS:])
        judged = _judged(drawn, use)
        foreseen = {name: method(drawn.seen) for name, method in METHODS.items()}
        at_risk[weeks] = _marks(drawn, foreseen, judged & (use >= AT_RISK))
        others[weeks] = _marks(drawn, foreseen, judged & (use < AT_RISK))
        if weeks == USUAL:
            by_shape = {
                shape: _marks(drawn, foreseen, judged & (use >= AT_RISK) & (drawn.shape == number))
                for number, shape in enumerate(SHAPES)
            }
    print(f"\nLimits foreseen, {accounts:,} simulated accounts at every length of history")
    for title, found in (("at 60-100 % of the limit", at_risk), ("at 50-60 %", others)):
        _show(f"80 % intervals hold, {title}", found, "held")
        _show(f"Brier score of P(reached in 13 weeks), {title}", found, "brier")
    _show("the same, where a single week at the limit counts, at 60-100 %", at_risk, "any_week")
    _show("of those who reach it in 26 weeks, in the interval of dates, at 60-100 %", at_risk, "dated")
    _show("median error of the expected date, weeks, at 60-100 %", at_risk, "late")
    _show("80 % intervals hold, 13 weeks, by what use does", by_shape, "held")
    _show("Brier score, 13 weeks, by what use does", by_shape, "brier")
    return _judge(at_risk)


def _judged(drawn: World, use: Floats) -> Bools:
    """Give the accounts that are forecast."""
    full = (drawn.seen[:, -SIGNALS.wall_of :] >= SIGNALS.limit_wall).sum(axis=1) >= SIGNALS.wall_bins
    judged: Bools = (use >= RULES.least_use) & (use < 1) & ~(full & drawn.walled)
    return judged


def _marks(drawn: World, foreseen: dict[str, Foreseen], rows: Bools) -> dict[str, Marks]:
    """Give the marks of every method on these accounts; NaN for dates that none of them has."""
    comes, seen = drawn.comes[rows], drawn.seen[rows]
    lately = np.concatenate([seen[:, 1 - RECENT_BINS :], comes], axis=1)
    typical = np.stack([medians(lately[:, k : k + RECENT_BINS]) for k in range(AHEAD)], axis=1)
    reached, came = (typical >= 1)[:, :QUARTER].any(axis=1), _first(typical >= 1)
    any_week = (comes >= 1)[:, :QUARTER].any(axis=1)
    some = came <= AHEAD
    marks = {}
    for name, (every_mean, every_sd) in foreseen.items():
        mean, sd = every_mean[rows], every_sd[rows]
        chance = normal_share(((mean - 1) / sd)[:, :QUARTER].max(axis=1))
        held = (np.abs(comes - mean) <= Z80 * sd)[:, LOOKED_AT]
        earliest, latest = _first(mean + Z80 * sd >= 1), _first(mean - Z80 * sd >= 1)
        marks[name] = Marks(
            held=float(held.mean()),
            brier=float(((chance - reached) ** 2).mean()),
            any_week=float(((chance - any_week) ** 2).mean()),
            dated=float(((came >= earliest) & (came <= latest))[some].mean()) if some.any() else np.nan,
            late=float(np.median(np.abs(_first(mean >= 1) - came)[some])) if some.any() else np.nan,
        )
    return marks


def _first(reached: Bools) -> Floats:
    """Give the first week in which it is reached; one beyond the last when in none."""
    return np.where(reached.any(axis=1), reached.argmax(axis=1) + 1.0, AHEAD + 1.0)


def _show(title: str, found: dict[int, dict[str, Marks]] | dict[str, dict[str, Marks]], what: str) -> None:
    """Print one mark, methods x columns."""
    columns: Sequence[int | str] = tuple(found)
    print(f"\n  {title}\n  {'weeks of history' if isinstance(columns[0], int) else '':26}", end="")
    print("".join(f"{column:>8}" for column in columns))
    for name in METHODS:
        marks = (getattr(own[name], what) for own in found.values())
        print(f"  {name:26}" + "".join(f"{_figure(mark, what):>8}" for mark in marks))


def _figure(mark: float, what: str) -> str:
    return {"held": f"{mark:.0%}", "dated": f"{mark:.0%}", "late": f"{mark:.0f}"}.get(what, f"{mark:.3f}")


def _judge(found: dict[int, dict[str, Marks]]) -> int:
    """Print whether the targets are met at every length; give how many are not."""
    missed = 0
    print()
    for weeks, marks in found.items():
        own = marks["upsell"]
        rivals = [mark for name, mark in marks.items() if name.startswith("least squares")]
        held = LEAST_HELD <= own.held <= MOST_HELD
        better = all(own.brier < rival.brier and own.any_week < rival.any_week for rival in rivals)
        missed += (not held) + (not better)
        print(
            f"  {weeks} weeks: intervals hold {own.held:.0%}, target 75-92 %: {_said(met=held)}; "
            f"Brier score better than least squares: {_said(met=better)}"
        )
    return missed


def _said(*, met: bool) -> str:
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=DEFAULT_ACCOUNTS)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    sys.exit(run(given.accounts, given.seed) > 0)
