"""How long it takes until something is on the screen: `--help`, and a scan of a hundred rows by its steps."""

import compileall
import csv
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring import ROOT, Case, Target, judge, measured, python, show, upsell

TIMES = 9
ACCOUNTS = 100
SAMPLE, TIERS = ROOT / "samples", ROOT / "tiers.example.yaml"
PANDAS, SCAN = "import pandas", "scan of 100 rows"
BILLED = "the same and 300 rows of billing"
LIBRARIES = "import _duckdb, typer.main, pydantic.main, pydantic.types, yaml"
"""What a scan needs besides pandas."""

TARGETS = (
    Target("upsell --help", PANDAS, "cpu", 0.35),
    Target(SCAN, PANDAS, "cpu", 1.7),
)

STEPS = (
    ("Python and pandas", "import upsell_cli.cli; upsell_cli.cli.prepare(); import pandas"),
    ("the other libraries", LIBRARIES),
    (
        "our modules",
        """
from upsell_cli.cli import narration, outputs
from upsell_cli.config.settings import Settings
from upsell_cli.render import footer, opportunities
from upsell_cli.workflows.scan import assess, open_catalogue, present, read, request_of
""",
    ),
    (
        "the catalogue",
        """
usage, tiers = sys.argv[1:]
settings = Settings(usage=(usage,), tiers=tiers)
opened = open_catalogue(settings.tiers)
""",
    ),
    ("reading", "inputs = read(request_of(settings, opened))"),
    (
        "the stages",
        """
assessed = assess(inputs.tables, opened.book, opened.policy, inputs.as_of, inputs.grain)
found = present(assessed, inputs, opened, settings)
""",
    ),
)
"""What a scan does, one thing after the other, from the start of the process."""

REST = "the command line and writing"


def run() -> int:
    """Measure, print, and give how many targets are missed."""
    compileall.compile_dir(ROOT / "upsell_cli", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        usage = _newest_readings(Path(folder, "usage.csv"))
        scan = upsell("scan", usage, "--tiers", TIERS, "--format", "csv")
        costs = measured(
            [
                Case("python -c pass", python("pass")),
                Case(PANDAS, python("import pandas")),
                Case("import all that a scan does", python(f"import pandas\n{LIBRARIES}")),
                Case("upsell --help", upsell("--help")),
                Case(SCAN, scan),
                Case(BILLED, (*scan, "--billing", str(SAMPLE / "billing.csv"))),
            ],
            TIMES,
        )
        steps = [_steps(usage, TIERS) for _ in range(TIMES)]
    show("Start-up", costs, PANDAS)
    _show_steps([min(each) for each in zip(*steps, strict=True)], costs[SCAN].cpu, costs[PANDAS].cpu)
    return judge(costs, TARGETS)


def _steps(*arguments: object) -> list[float]:
    """Give the seconds of the processors that each step takes in a process that does them all."""
    told = "print(time.process_time())"
    code = "\n".join(("import sys, time", *(f"{code}\n{told}" for _, code in STEPS)))
    run = subprocess.run(python(code, *arguments), cwd=ROOT, capture_output=True, check=True, text=True)
    reached = [0.0, *map(float, run.stdout.split())]
    return [after - before for before, after in itertools.pairwise(reached)]


def _show_steps(steps: Sequence[float], whole: float, unit: float) -> None:
    """Print what of a whole scan each step takes; what they leave over is the command line and writing."""
    print(f"\n{SCAN} by its steps (cpu, x of {PANDAS})")
    parts = dict(zip((name for name, _ in STEPS), steps, strict=True)) | {REST: whole - sum(steps)}
    for name, cpu in (*parts.items(), ("together", whole)):
        print(f"  {name:34}{cpu:9.2f}{cpu / unit:7.2f}")


def _newest_readings(path: Path) -> Path:
    """Write a usage file that stands alone: the newest reading of a hundred accounts, and their plan."""
    with (SAMPLE / "billing.csv").open(newline="") as file:
        plans = {row["account_id"]: row["plan"] for row in csv.DictReader(file)}
    with (SAMPLE / "usage.csv").open(newline="") as file:
        newest = {
            row["account_id"]: row | {"plan": plans.get(row["account_id"], "")}
            for row in csv.DictReader(file)
        }
    rows = list(newest.values())[:ACCOUNTS]
    with path.open("w", newline="") as own:
        table = csv.DictWriter(own, rows[0])
        table.writeheader()
        table.writerows(rows)
    return path


if __name__ == "__main__":
    sys.exit(run() > 0)
