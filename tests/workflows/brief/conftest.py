"""The sample company, judged once."""

from pathlib import Path
from typing import Any

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.workflows.brief import run_now

SAMPLES = Path("samples")
KINDS = ("accounts", "invoices", "events", "contacts", "deals", "people", "value", "rates")


@pytest.fixture(scope="session")
def sample_run():
    given: dict[str, Any] = {kind: (str(SAMPLES / f"{kind}.csv"),) for kind in KINDS}
    usage, billing = str(SAMPLES / "usage.csv"), str(SAMPLES / "billing_history.csv")
    return run_now(Settings(usage=(usage,), tiers="tiers.example.yaml", billing=(billing,), **given))
