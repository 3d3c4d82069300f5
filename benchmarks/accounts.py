"""Many accounts: the stages that judge each of them, against pandas reading a file of as many rows."""

import argparse
import subprocess
import sys
from pathlib import Path

from measuring import ROOT, Case, Cost, Target, cost_of, judge, measured, python, show, upsell

DEFAULT_ACCOUNTS = 100_000
TIERS = ROOT / "tiers.example.yaml"
FOLDER = ROOT / "build" / "bench"

READ = "import sys, pandas as pd; pd.read_csv(sys.argv[1])"
WIDE = """
import sys, numpy as np, pandas as pd
rows, columns, path = int(sys.argv[1]), 40, sys.argv[2]
random = np.random.default_rng(7)
numbers = {f"figure_{k}": random.integers(0, 10**6, rows) for k in range(columns - 1)}
pd.DataFrame({"account_id": [f"A{k}" for k in range(rows)], **numbers}).to_csv(path, index=False)
"""
READING, SCAN, STAGES, FORECAST = "pd.read_csv of 40 columns", "upsell scan", "the stages", "the forecast"
TARGETS = (Target(SCAN, READING, "wall", 2.2),)
TARGETS_OF_STAGES = (Target(STAGES, READING, "cpu", 0.8),)


def run(accounts: int = DEFAULT_ACCOUNTS, times: int = 1) -> int:
    """Measure, print, and give how many targets are missed."""
    folder, wide = FOLDER / f"weekly-{accounts}", FOLDER / f"wide-{accounts}.csv"
    if not wide.exists():
        print(f"  making {folder.relative_to(ROOT)}, once")
        cost_of(upsell("samples", folder, "--accounts", accounts, "--days", 28, "--workers", 2))
        cost_of(python(WIDE, accounts, wide))
    costs = measured(
        [
            Case(READING, python(READ, wide)),
            Case(SCAN, _scan(folder)),
        ],
        times,
    )
    show(f"{accounts:,} accounts", costs, READING)
    missed = judge(costs, TARGETS)
    return missed + judge(_alone(wide, folder, times), TARGETS_OF_STAGES)


def _alone(wide: Path, folder: Path, times: int) -> dict[str, Cost]:
    """Print and give what the stages take by themselves, in one process with the reader."""
    command = (sys.executable, str(Path(__file__).with_name("stages.py")), str(wide), str(folder))
    told = [
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(times)
    ]
    best = [min(map(float, seconds)) for seconds in zip(*told, strict=True)]
    print("  within one process, without reading and writing:")
    for name, seconds in zip((READING, STAGES, FORECAST), best, strict=True):
        print(f"  {name:34}{'cpu s':>16}{seconds:9.2f}{seconds / best[0]:7.2f}")
    return {name: Cost(0, seconds, 0) for name, seconds in zip((READING, STAGES), best[:2], strict=True)}


def _scan(folder: Path) -> tuple[str, ...]:
    tables = [part for name in ("billing", "accounts") for part in (f"--{name}", folder / f"{name}.csv")]
    return upsell("scan", folder / "usage.csv", *tables, "--tiers", TIERS, "--format", "csv")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=DEFAULT_ACCOUNTS)
    asked.add_argument("--times", type=int, default=1)
    given = asked.parse_args()
    sys.exit(run(given.accounts, given.times) > 0)
