"""Tables drawn at random: every kind of row, every cell unknown now and then, some after the day."""

from typing import Any, cast

import numpy as np
import pandas as pd

from tests.tables import AS_OF, placed
from upsell_cli.frames.contract import Contract
from upsell_cli.frames.heard import told_by
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.tables import BIN, READINGS, Readings, Tables
from upsell_cli.frames.vectors.series import largest

ACCOUNTS = 12
UNKNOWN_SHARE = 0.25
KINDS = TABLES["events"]["type"].values  # noqa: PD011  of a column in a contract
WORDS = {
    "tier": ("starter", "growth", "scale", "Gold", "old one"),
    "plan": ("old one", "growth", "pack", "nothing we know"),
    "add_on": ("pack", "pack", "other"),
    "subscription_id": ("s1", "s2", "s3"),
    "currency": ("USD", "USD", "USD", "EUR"),
    "interval": ("month", "year", "quarter"),
    "status": ("active", "active", "canceled", "past_due", "trialing", "paid", "open", "failed", "void"),
    "type": KINDS,
    "feature": ("sso", "api", "dark mode"),
    "text": ("When does SAML come?", "api", "nothing in particular"),
    "purpose": ("upsell", "support"),
    "outcome": ("no", "won", "sent"),
    "stage": ("Proposal", "Closed Won", "lost"),
    "role": ("buyer", "user"),
    "budget": ("yes", "no", "unknown"),
    "lifecycle": ("active", "churned"),
}
MOST = {"Int64": 50_000, "Float64": 10.0, "seats": 40, "nps": 10, "csat": 5, "severity": 5}
ROWS = {"billing": 30, "invoices": 30, "events": 80, "contacts": 20, "deals": 10, "people": 10, "value": 5}


def random_tables(seed: int) -> Tables:
    """All tables of a dozen accounts; the same for the same seed."""
    dice = np.random.default_rng(seed)
    ids = np.array([f"a{k:02}" for k in range(ACCOUNTS)])
    given = {name: _rows(dice, TABLES[name].contract, dice.choice(ids, rows)) for name, rows in ROWS.items()}
    told = {
        name: _rows(dice, TABLES["accounts"].contract, _some(dice, ids)) for name in ("accounts", "profile")
    }
    tables = {name: placed(frame, f"{name}.csv") for name, frame in (given | told).items()}
    heard = told_by(tables["events"])
    return Tables(readings=_readings(dice, ids), metrics=("users", "calls", "exports"), heard=heard, **tables)


def slice_of(tables: Tables, ids: list[str]) -> Tables:
    """What the tables say of some accounts."""
    kept = {
        name: frame[frame["account_id"].isin(ids)].reset_index(drop=True)
        for name in Tables._fields
        if isinstance(frame := getattr(tables, name), pd.DataFrame)
    }
    return tables._replace(**cast("dict[str, Any]", kept))


def shuffled(tables: Tables, seed: int) -> Tables:
    """The same rows in another order."""
    mixed = {
        name: frame.sample(frac=1, random_state=seed).reset_index(drop=True)
        for name in Tables._fields
        if isinstance(frame := getattr(tables, name), pd.DataFrame)
    }
    return tables._replace(**cast("dict[str, Any]", mixed))


def _some(dice: np.random.Generator, ids: np.ndarray) -> np.ndarray:
    return ids[dice.random(len(ids)) < 1 - UNKNOWN_SHARE]


def _rows(dice: np.random.Generator, contract: Contract, ids: np.ndarray) -> pd.DataFrame:
    columns = {"account_id": ids.astype(object)}
    for column in contract:
        if column.name != "account_id":
            cells = _cells(dice, column.name, column.dtype, len(ids))
            cells[dice.random(len(ids)) < UNKNOWN_SHARE] = None
            columns[column.name] = cells
    return contract.conform(pd.DataFrame(columns))


def _cells(dice: np.random.Generator, name: str, dtype: str, size: int) -> np.ndarray:
    if dtype == "date":
        ages = dice.integers(-60, 400, size)
        return np.array([pd.Timestamp(AS_OF) - pd.Timedelta(days=int(age)) for age in ages], dtype=object)
    if dtype == "string":
        return dice.choice(np.array(WORDS.get(name, ("x", "y"))), size).astype(object)
    if dtype == "boolean":
        return (dice.random(size) < UNKNOWN_SHARE).astype(object)
    return dice.integers(0, int(MOST.get(name, MOST[dtype])) + 1, size).astype(object)


def _readings(dice: np.random.Generator, ids: np.ndarray) -> Readings:
    keys = [(i, meter) for i in ids for meter in ("users", "calls", "exports") if dice.random() < 0.8]
    level = np.array([{"users": 9, "calls": 300, "exports": 2}[meter] for _, meter in keys], dtype=float)
    growth = 1 + dice.normal(0, 0.05, len(keys))
    bins = np.round(
        level[:, None] / growth[:, None] ** np.arange(16) * dice.uniform(0.8, 1.2, (len(keys), 16))
    )
    bins[dice.random(bins.shape) < 0.1] = np.nan
    bins[dice.random(len(keys)) < 0.2, 5:] = np.nan
    known = ~np.isnan(bins)
    newest, oldest = known.argmax(axis=1), 15 - known[:, ::-1].argmax(axis=1)
    frame = pd.DataFrame({
        "account_id": [i for i, _ in keys],
        "meter": [meter for _, meter in keys],
        "first_on": pd.Timestamp(AS_OF) - pd.to_timedelta(oldest * 7, "D"),
        "last_on": pd.Timestamp(AS_OF) - pd.to_timedelta(newest * 7, "D"),
        "recent_sum": np.nansum(bins[:, :4], axis=1),
        "recent_days": 7 * known[:, :4].sum(axis=1),
        "recent_peak": largest(bins[:, :5]),
        "active_bins": (np.nan_to_num(bins[:, :4]) > 0).sum(axis=1),
    })  # fmt: skip
    series = {BIN.column(str(k)): pd.array(bins[:, k], dtype="Float64") for k in range(16)}
    return Readings(pd.concat([READINGS.conform(frame), pd.DataFrame(series)], axis=1))
