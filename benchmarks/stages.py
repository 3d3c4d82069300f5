"""The stages alone, in one process with a reader of as many rows: what judging the accounts takes.

Prints seconds of the processor: reading a file with pandas, the stages without the forecast, the forecast.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from measuring import ROOT

from upsell_cli.config.settings import Settings
from upsell_cli.workflows import assess
from upsell_cli.workflows.scan import open_catalogue, read, request_of

FORECAST = ("paces_of", "forecast")


def taken(work: Callable[[], object]) -> float:
    """Give the seconds of the processor that something takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def run(wide: Path, folder: Path) -> tuple[float, float, float]:
    """Give what reading the wide file takes, the stages without the forecast, and the forecast."""
    reading = taken(lambda: pd.read_csv(wide))
    tables = {name: (str(folder / f"{name}.csv"),) for name in ("usage", "billing", "accounts")}
    settings = Settings(**tables, tiers=str(ROOT / "tiers.example.yaml"))
    opened = open_catalogue(settings.tiers)
    inputs = read(request_of(settings, opened))
    looking_ahead: list[float] = []
    for name in FORECAST:
        setattr(assess, name, _timed(getattr(assess, name), looking_ahead))
    everything = taken(
        lambda: assess.assess(inputs.tables, opened.book, opened.policy, inputs.as_of, inputs.grain)
    )
    return reading, everything - sum(looking_ahead), sum(looking_ahead)


def _timed(stage: Callable[..., Any], into: list[float]) -> Callable[..., Any]:
    """Give a stage that adds what it took to a list."""

    def run_and_note(*given: Any, **options: Any) -> Any:  # noqa: ANN401  whatever the stage takes and gives
        started = time.process_time()
        found = stage(*given, **options)
        into.append(time.process_time() - started)
        return found

    return run_and_note


if __name__ == "__main__":
    print(*run(Path(sys.argv[1]), Path(sys.argv[2])))
