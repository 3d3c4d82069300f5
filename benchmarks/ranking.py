"""Does the list find the revenue? Our order against rules of thumb, on companies whose truth is known.

Every seed is another company (`market.py`); the truth (`customers.py`) is kept apart from the files that
are scanned and is no scorecard. In it some upgrades come of luck, without any need: told beside all revenue
is what comes of a need, as only that can be the matter of a talk. With `--spoil` each company is scanned
again with rows after the day, shuffled and repeated rows, and columns that tell the future: the list must
stay as it is.
"""

import argparse
import math
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
from judging import CALLED, CEILING, CHANCE, CHANCE_SPARING, LISTED, OURS, RULE, SPARING, USE, Judged, judge
from market import draw_market

SEEDS, WORKERS = 40, 2
NORMAL = 1.959964
EACH, OVER_ALL = (0.5, 2.0), (0.75, 1.33)
"""Bounds of expected / true upgrades, for a company and over all of them."""

PAIRS = (
    (OURS, RULE),
    (OURS, USE),
    (OURS, SPARING),
    (OURS, LISTED),
    (CHANCE, RULE),
    (CHANCE_SPARING, SPARING),
)
"""What is compared."""

PROMISED = {("reasoned", OURS, RULE), ("captured", OURS, USE), ("reasoned", OURS, USE)}
"""Where ours must be ahead by more than chance explains."""

COLUMNS = {OURS: "list", RULE: RULE, CHANCE: CHANCE, USE: USE, CEILING: "ceiling"}
REVENUES = {"captured": "all", "reasoned": "of a need"}


def run(seeds: int = SEEDS, first: int = 0, *, workers: int = WORKERS, spoiling: bool = False) -> int:
    """Judge so many companies, print, and give how many promises are broken."""
    print(f"Ranking: share of the expected revenue found in the first {CALLED:.0%} called; 1: truth known")
    headings = "".join(f"{heading:>14}" for heading in COLUMNS.values())
    print(f"{'seed':>5}{'accounts':>9}{'data':>9} {'tables':6}{headings}{'p/truth':>9}{'listed':>8}")
    judged = []
    for one in _judged(range(first, first + seeds), workers, spoiling=spoiling):
        judged.append(one)
        _show(one)
    return _summed_up(judged, spoiled=spoiling)


def _judged(seeds: range, workers: int, *, spoiling: bool) -> Iterator[Judged]:
    """Give what came of each company, in order; processes change nothing but the time."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(judge, spoiling=spoiling), map(draw_market, seeds))


def _show(judged: Judged) -> None:
    market = judged.market
    shares = "".join(f"{judged.captured[name]:14.2f}" for name in COLUMNS)
    tables = "".join(sorted(table[0] for table in market.tables))
    print(
        f"{market.seed:5}{market.accounts:9}{market.grain:>9} {tables:6}{shares}"
        f"{judged.calibration:9.2f}{judged.listed:8}",
        flush=True,
    )


def _summed_up(judged: list[Judged], *, spoiled: bool) -> int:
    print(
        f"\n  {'share of the revenue found, on average':32}{''.join(f'{n:>11}' for n in REVENUES.values())}"
    )
    for name in judged[0].captured:
        means = (np.mean([getattr(one, revenue)[name] for one in judged]) for revenue in REVENUES)
        print(f"    {name:36}{''.join(f'{mean:11.2f}' for mean in means)}")
    _where_lost(judged)
    behind = sum(_behind(judged, revenue, *pair) for revenue in REVENUES for pair in PAIRS)
    return behind + _off(judged) + _wrong(judged, spoiled=spoiled)


def _where_lost(judged: list[Judged]) -> None:
    """Print what becomes of the accounts that one who knew the truth would call and the list does not."""
    print("\n  share missed, by what the list says of the account")
    reasons = {reason for one in judged for reason in one.lost}
    shares = {reason: np.mean([one.lost.get(reason, 0.0) for one in judged]) for reason in reasons}
    for reason, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        print(f"    {reason:28}{share:6.3f}")


def _behind(judged: list[Judged], revenue: str, ours: str, theirs: str) -> bool:
    """Print by how much one order finds more than another; tell whether that breaks a promise."""
    if (ours, theirs) == PAIRS[0]:
        print(f"\n  difference in revenue found, {REVENUES[revenue]} (95 %, paired by company)")
    gains = np.array([getattr(one, revenue)[ours] - getattr(one, revenue)[theirs] for one in judged])
    half = _student(len(gains) - 1) * gains.std(ddof=1) / math.sqrt(len(gains))
    ahead = f"ahead in {int((gains > 0).sum())} of {len(gains)}"
    print(f"    {f'{ours} - {theirs}':52}{gains.mean():+.3f} ± {half:.3f}, {ahead}")
    return (revenue, ours, theirs) in PROMISED and bool(gains.mean() - half <= 0)


def _student(freedom: int) -> float:
    """Give half the width of a 95 % interval in standard errors, by the expansion of Cornish and Fisher.

    >>> round(_student(11), 2), round(_student(39), 2)
    (2.2, 2.02)
    """
    first, second = (NORMAL**3 + NORMAL) / 4, (5 * NORMAL**5 + 16 * NORMAL**3 + 3 * NORMAL) / 96
    return NORMAL + first / freedom + second / freedom**2


def _off(judged: list[Judged]) -> bool:
    ratios = [one.calibration for one in judged]
    listed = np.mean([one.calibration_listed for one in judged])
    print(
        f"\n  expected / true upgrades: {min(ratios):.2f} to {max(ratios):.2f}, mean {np.mean(ratios):.2f}; "
        f"of those listed {listed:.2f}"
    )
    each = all(EACH[0] <= ratio <= EACH[1] for ratio in ratios)
    return not (each and OVER_ALL[0] <= np.mean(ratios) <= OVER_ALL[1])


def _wrong(judged: list[Judged], *, spoiled: bool) -> bool:
    wrongly = sum(one.wrongly_listed for one in judged)
    moved = sorted({name for one in judged for name in one.moved_by})
    print(f"  listed though gone, unhappy, held or cooling down: {wrongly}")
    if spoiled:
        print(f"  the list was moved by: {', '.join(moved) or 'nothing'}")
    return wrongly > 0 or bool(moved)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=SEEDS)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--workers", type=int, default=WORKERS)
    asked.add_argument("--spoil", action="store_true", help="scan each again with what must not matter")
    given = asked.parse_args()
    sys.exit(run(given.seeds, given.first, workers=given.workers, spoiling=given.spoil) > 0)
