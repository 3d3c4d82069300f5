"""How long it takes until something is on the screen: `--help`, and a scan of a hundred rows."""

import csv
import sys
import tempfile
from pathlib import Path

from measuring import ROOT, Case, Target, judge, measured, python, show, upsell

TIMES = 9
ROWS = 100
SAMPLE, TIERS = ROOT / "samples", ROOT / "tiers.example.yaml"

TARGETS = (
    Target("upsell --help", "import pandas", "cpu", 0.35),
    Target("scan of 100 rows", "import pandas", "cpu", 1.7),
)


def run() -> int:
    """Measure, print, and give how many targets are missed."""
    with tempfile.TemporaryDirectory() as folder:
        usage = _first_rows(Path(folder, "usage.csv"))
        scan = upsell("scan", usage, "--tiers", TIERS, "--billing", SAMPLE / "billing.csv", "--format", "csv")
        costs = measured(
            [
                Case("python -c pass", python("pass")),
                Case("import pandas", python("import pandas")),
                Case("import pandas, duckdb", python("import pandas, duckdb")),
                Case("upsell --help", upsell("--help")),
                Case("scan of 100 rows", scan),
            ],
            TIMES,
        )
    show("Start-up", costs, "import pandas")
    return judge(costs, TARGETS)


def _first_rows(path: Path) -> Path:
    """Write the first rows of the sample usage."""
    with (SAMPLE / "usage.csv").open(newline="") as sample, path.open("w", newline="") as own:
        csv.writer(own).writerows(row for row, _ in zip(csv.reader(sample), range(ROWS + 1), strict=False))
    return path


if __name__ == "__main__":
    sys.exit(run() > 0)
