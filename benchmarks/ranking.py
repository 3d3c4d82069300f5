"""Does the list find the revenue? Our order against rules of thumb, on companies whose truth is known.

Every seed is another company (`market.py`); the truth (`customers.py`) is kept apart from the files that
are scanned and is no scorecard. With `--spoil` each is scanned again with rows after the day, shuffled and
repeated rows, and columns that tell the future: the list must stay as it is.
"""

import argparse
import math
import sys

import numpy as np
from judging import CALLED, OURS, RULE, USE, Judged, judge
from market import draw_market

SEEDS = 12
STUDENT = {9: 2.262, 11: 2.201, 14: 2.145, 19: 2.093, 29: 2.045}
"""Half the width of a 95 % interval in standard errors, by degrees of freedom."""
NORMAL = 1.96
EACH, OVER_ALL = (0.5, 2.0), (0.75, 1.33)
"""Bounds of expected / true upgrades, for a company and over all of them."""


def run(seeds: int = SEEDS, first: int = 0, *, spoiling: bool = False) -> int:
    """Judge so many companies, print, and give how many promises are broken."""
    print(f"Ranking: share of the expected revenue found in the first {CALLED:.0%} called; 1: truth known")
    judged = []
    for seed in range(first, first + seeds):
        judged.append(judge(draw_market(seed), spoiling=spoiling))
        _show(judged[-1], heading=seed == first)
    return _summed_up(judged, spoiled=spoiling)


def _show(judged: Judged, *, heading: bool) -> None:
    if heading:
        names = "".join(f"{name:>18}" for name in judged.captured)
        print(
            f"{'seed':>5}{'accounts':>9}{'data':>9} {'tables':6}{names}"
            f"{'ceiling':>9}{'p/truth':>9}{'list':>6}"
        )
    market = judged.market
    shares = "".join(f"{share:18.2f}" for share in judged.captured.values())
    tables = "".join(sorted(table[0] for table in market.tables))
    print(
        f"{market.seed:5}{market.accounts:9}{market.grain:>9} {tables:6}{shares}"
        f"{judged.ceiling:9.2f}{judged.calibration:9.2f}{judged.listed:6}",
        flush=True,
    )


def _summed_up(judged: list[Judged], *, spoiled: bool) -> int:
    means = "".join(f"{np.mean([one.captured[name] for one in judged]):18.2f}" for name in judged[0].captured)
    print(f"{'mean':>29} {means}{np.mean([one.ceiling for one in judged]):9.2f}")
    behind = sum(_behind(judged, rival) for rival in (RULE, USE))
    return behind + _off(judged) + _wrong(judged, spoiled=spoiled)


def _behind(judged: list[Judged], rival: str) -> bool:
    gains = np.array([one.captured[OURS] - one.captured[rival] for one in judged])
    error = gains.std(ddof=1) / math.sqrt(len(gains))
    half = STUDENT.get(len(gains) - 1, NORMAL) * error
    ahead = f"ahead in {int((gains > 0).sum())} of {len(gains)}"
    print(f"  {OURS} - {rival}: {gains.mean():+.3f} ± {half:.3f} (95 %, paired by company), {ahead}")
    return bool(gains.mean() - half <= 0)


def _off(judged: list[Judged]) -> bool:
    ratios = [one.calibration for one in judged]
    listed = np.mean([one.calibration_listed for one in judged])
    print(
        f"  expected / true upgrades: {min(ratios):.2f} to {max(ratios):.2f}, mean {np.mean(ratios):.2f}; "
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
    asked.add_argument("--spoil", action="store_true", help="scan each again with what must not matter")
    given = asked.parse_args()
    sys.exit(run(given.seeds, given.first, spoiling=given.spoil) > 0)
