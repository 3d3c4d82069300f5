"""The rule of 80 % and the list on the sample company, held against what the accounts then did."""

from pathlib import Path

import pandas as pd

from upsell_cli.config.settings import Settings
from upsell_cli.workflows.scan import scan

SAMPLES = Path(__file__).parents[1] / "samples"
RULE_FROM = 0.80
TABLES = ("accounts", "events", "invoices", "contacts", "deals", "people", "value", "rates")
HEADER = (
    "who is called",
    "conversations",
    "upgrades to expect",
    "conversations an upgrade",
    "wasted",
    "with somebody to be left alone",
    "with somebody who would save money",
)
HELD = ("hold", "fix_relationship", "fix_adoption_first", "cool_down", "nurture", "in_progress")


def page() -> str:
    """Give the table: who is called, who of them upgrades within a quarter, and who should be left alone."""
    scanned = scan(
        Settings(
            usage=(str(SAMPLES / "usage.csv"),),
            tiers=str(SAMPLES.parent / "tiers.example.yaml"),
            billing=(str(SAMPLES / "billing_history.csv"),),
            **{table: (str(SAMPLES / f"{table}.csv"),) for table in TABLES},
        )
    ).verdicts
    truth = pd.read_csv(SAMPLES / "truth" / "truth.csv")
    known = scanned.merge(truth, on="account_id", suffixes=("", "_true"), validate="1:1")
    rule = known[(known["utilisation"] >= RULE_FROM).fillna(value=False)]
    listed = known[known["rank"].notna()]
    upgrades = listed[listed["offer_type"] == "tier_upgrade"]
    rows = {
        f"everybody at {RULE_FROM * 100:.0f} % of a limit": rule,
        "everybody on the list": listed,
        "on the list, to move up a tier": upgrades,
        "on the list, for seats or add-ons": listed.drop(upgrades.index),
    }
    lines = [f"| {' | '.join(HEADER)} |", "|---" * len(HEADER) + "|"]
    return "\n".join([*lines, *(_line(name, called) for name, called in rows.items())])


def _line(name: str, called: pd.DataFrame) -> str:
    expected = called["chance_true"].sum()
    held, saving = (called["state"].isin(states).sum() for states in (HELD, ("saves_money", "right_size")))
    cells = (f"{len(called)}", f"{expected:.1f}", f"{len(called) / expected:.0f}")
    return f"| {name} | {' | '.join(cells)} | {len(called) - expected:.0f} | {held} | {saving} |"
