"""Whether the readings of a large file add up to what was written: each metric, each day, to the unit.

The generator counts in whole units of a metric's last decimal. A scan keeps the sum of each week of a flow,
and of a level that of the last 28 days; so the file is read once for each 28 days it holds, as of their end.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from measuring import ROOT

from upsell_cli.config.settings import Settings
from upsell_cli.frames.tables import BIN
from upsell_cli.samples.ladder import DECIMALS
from upsell_cli.sources import MeterColumn, Request, read
from upsell_cli.sources.readings.window import RECENT_DAYS, WEEK
from upsell_cli.workflows.scan import open_catalogue, request_of

TIERS = ROOT / "tiers.example.yaml"
FOUR_WEEKS = tuple(BIN.column(str(week)) for week in range(RECENT_DAYS // WEEK))


def totals_missed(folder: Path) -> int:
    """Print the totals of each metric of a folder's usage, as written and as read; give how many differ."""
    manifest = json.loads((folder / "manifest.json").read_text())
    written = manifest["files"]["usage.csv"]["sums"]
    read_back = dict.fromkeys(written, 0)
    for as_of in _ends(date.fromisoformat(manifest["as_of"]), manifest["days"]):
        for metric, total in _totals(folder / "usage.csv", as_of, tuple(written)).items():
            read_back[metric] += total
    print(f"\nTotals of {folder.relative_to(ROOT)}, in units of the last decimal")
    print(f"  {'':34}{'written':>20}{'read':>20}")
    for metric, total in written.items():
        said = "equal" if read_back[metric] == total else "NOT EQUAL"
        print(f"  {metric:34}{total:20,}{read_back[metric]:20,}  {said}")
    return sum(read_back[metric] != total for metric, total in written.items())


def _ends(last: date, days: int) -> Iterator[date]:
    """Give the last day of each 28 days, the newest first."""
    return (last - timedelta(back) for back in range(0, days, RECENT_DAYS))


def _totals(usage: Path, as_of: date, metrics: tuple[str, ...]) -> dict[str, int]:
    """Give what is read of each metric in the 28 days up to one."""
    settings = Settings(usage=(str(usage),), tiers=str(TIERS), as_of=as_of, grain="daily")
    request = request_of(settings, open_catalogue(settings.tiers))
    readings = read(request).tables.readings
    found = {}
    for metric in metrics:
        meter = _meter(request, metric)
        own = readings[(readings["meter"] == meter.id).to_numpy(dtype=bool)]
        sums = own[list(FOUR_WEEKS) if meter.kind == "flow" else ["recent_sum"]]
        units = sums.to_numpy(dtype=np.float64, na_value=0.0) * 10 ** DECIMALS[metric]
        found[metric] = int(np.rint(units).astype(np.int64).sum())
    return found


def _meter(request: Request, metric: str) -> MeterColumn:
    """Give the meter of the catalogue that a metric of the file is read as."""
    return next(meter for meter in request.meters if metric in {meter.id, *meter.headers})
