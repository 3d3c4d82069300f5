"""What the benchmarks share: one child process a measurement, and ratios to a thing done in the same run.

Ratios travel from machine to machine; seconds do not. Each case runs a few times, its best time counts.
"""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REJECTED_ROWS = 3
KIB = 1024


@dataclass(frozen=True, slots=True)
class Case:
    """A command to measure; with `needs`, only where that package is installed."""

    name: str
    command: tuple[str, ...]
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the clock and of the processors, and its largest memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Target:
    """The most that one case may take of another, in wall, cpu or memory."""

    case: str
    of: str
    what: str
    most: float


def upsell(*arguments: object) -> tuple[str, ...]:
    """Give the command line of the tool."""
    return (sys.executable, "-m", "upsell_cli", *map(str, arguments))


def python(code: str, *arguments: object) -> tuple[str, ...]:
    """Give the command line of a few lines of Python."""
    return (sys.executable, "-c", code, *map(str, arguments))


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command by itself and give what it took; it must go well."""
    started = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, REJECTED_ROWS}:
        raise SystemExit(f"{' '.join(command)[:200]}\nended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / KIB)


def measured(cases: Sequence[Case], times: int) -> dict[str, Cost]:
    """Give the best cost of every case, the rounds one after the other so that noise meets all alike."""
    costs: dict[str, list[Cost]] = {}
    for case in cases:
        if case.needs and importlib.util.find_spec(case.needs) is None:
            print(f"  {case.name}: left out, {case.needs} is not installed")
    there = [case for case in cases if not case.needs or importlib.util.find_spec(case.needs)]
    for _ in range(times):
        for case in there:
            costs.setdefault(case.name, []).append(cost_of(case.command))
    return {
        name: Cost(min(c.wall for c in own), min(c.cpu for c in own), min(c.memory for c in own))
        for name, own in costs.items()
    }


def show(title: str, costs: dict[str, Cost], base: str) -> None:
    """Print what every case took, and how many times the base case that is."""
    own = costs[base]
    print(f"\n{title} (x of {base})")
    print(f"  {'':34}{'wall s':>9}{'x':>7}{'cpu s':>9}{'x':>7}{'MB':>8}{'x':>7}")
    for name, cost in costs.items():
        print(
            f"  {name:34}{cost.wall:9.2f}{cost.wall / own.wall:7.2f}{cost.cpu:9.2f}{cost.cpu / own.cpu:7.2f}"
            f"{cost.memory:8.0f}{cost.memory / own.memory:7.2f}"
        )


def judge(costs: dict[str, Cost], targets: Sequence[Target]) -> int:
    """Print whether each target is met; give how many are not."""
    missed = 0
    for target in targets:
        if target.case not in costs or target.of not in costs:
            continue
        ratio = getattr(costs[target.case], target.what) / getattr(costs[target.of], target.what)
        met = ratio <= target.most
        missed += not met
        said = "met" if met else "NOT MET"
        print(f"  {target.case}: {target.what} {ratio:.2f}x of {target.of}, target {target.most:g}x: {said}")
    return missed
