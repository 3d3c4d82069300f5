"""Whole companies, judged: that of the samples, and made-up ones of any size."""

from pathlib import Path
from typing import Any

from upsell_cli.cli import run
from upsell_cli.config.settings import Settings
from upsell_cli.workflows.brief import run_now
from upsell_cli.workflows.saved import Kept

SAMPLES = Path("samples")
KINDS = ("accounts", "invoices", "events", "contacts", "deals", "people", "value", "rates")


def sample_company() -> Kept:
    """The samples of the project."""
    return judged(SAMPLES, "tiers.example.yaml")


def made_up_company(folder: Path, accounts: int, seed: int) -> Kept:
    """A company drawn by `upsell samples`, which is written to the folder."""
    drawn = ["samples", str(folder), "--accounts", str(accounts), "--seed", str(seed), "--days", "200"]
    assert run(drawn) == 0
    return judged(folder, str(folder / "tiers.example.yaml"))


def judged(folder: Path, tiers: str) -> Kept:
    given: dict[str, Any] = {kind: (str(folder / f"{kind}.csv"),) for kind in KINDS}
    usage, billing = str(folder / "usage.csv"), str(folder / "billing_history.csv")
    return run_now(Settings(usage=(usage,), tiers=tiers, billing=(billing,), **given))
