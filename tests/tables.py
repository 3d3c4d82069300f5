"""Tables drawn in a test: `accounts("...")` reads what a person can see.

    account_id | tier_id | use[users] | renewal_date
    acme       | starter |          5 | 2026-09-30
    bolt       | ?       |          ? | ?

`?` is "not known". A column has the type its contract declares, so a test draws only those that matter.
"""

import math
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from upsell_cli.config.book import TierBook, open_book
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.loading import fitted
from upsell_cli.config.policy import Policy
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.contract import PANDAS_DTYPE, Contract, Dtype
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.tables import BIN, READINGS, Readings, Tables

AS_OF = date(2026, 6, 30)
DEFAULT_POLICY = Path(__file__).parents[1] / "upsell_cli" / "config" / "defaults" / "policy.yaml"


READ: dict[str, Any] = {
    "string": str,
    "Int64": lambda text: int(str(text).replace(",", "")),
    "Float64": float,
    "boolean": {"yes": True, "no": False}.__getitem__,
}


def cells(drawing: str) -> list[dict[str, str]]:
    """The rows of a drawn table, as text."""
    lines = [line for line in drawing.splitlines() if line.strip()]
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(header, row, strict=True)) for row in rows]


def drawn(drawing: str, contract: Contract) -> pd.DataFrame:
    """A drawn table with the types that the contract declares; other columns are refused."""
    rows = cells(drawing)
    dtypes = {name: _dtype(name, contract) for name in _header(drawing)}
    return pd.DataFrame({name: _column([row[name] for row in rows], dtype) for name, dtype in dtypes.items()})


def accounts(drawing: str) -> Accounts:
    return Accounts(drawn(drawing, ACCOUNTS))


def table(kind: str, drawing: str) -> pd.DataFrame:
    """An input table of that kind as a reader gives it: all its columns, amounts in minor units."""
    contract = TABLES[kind].contract
    return placed(contract.conform(drawn(drawing, contract)), f"{kind}.csv")


def placed(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """A table with where its rows stand in their file: below the header, one a line."""
    return frame.assign(
        source_file=pd.array([file] * len(frame), dtype="string"),
        source_line=pd.array(range(2, len(frame) + 2), dtype="Int64"),
    )


def profile(drawing: str = "account_id") -> pd.DataFrame:
    """The billing and account columns that came with a usage file."""
    known = {c.name: c for name in ("accounts", "billing", "usage") for c in TABLES[name].contract}
    contract = Contract("a customer", ("account_id",), tuple(known.values()))
    return placed(drawn(drawing, contract), "usage.csv")


def readings(drawing: str = "account_id | meter | bins", *, as_of: date = AS_OF, gap: int = 7) -> Readings:
    """Readings drawn as `bins`, oldest first, the last one newest; `.` is a bin without a reading.

    `gap` is the days of a bin. Whatever else the contract declares follows from the bins, unless drawn.
    """
    rows = [_reading(row, as_of, gap) for row in cells(drawing)]
    width = max((len(row["bins"]) for row in rows), default=1)
    frame = pd.DataFrame({c.name: _column([row[c.name] for row in rows], c.dtype) for c in READINGS})
    bins = {
        BIN.column(str(k)): pd.array(
            [row["bins"][k] if k < len(row["bins"]) else None for row in rows], "Float64"
        )
        for k in range(width)
    }
    return Readings(pd.DataFrame({**frame, **bins}))


def tables(read: Readings | None = None, /, usage_profile: str = "account_id", **kinds: str) -> Tables:
    """Everything read: `tables(billing="...", events="...")`; what is not drawn was not given."""
    given: dict[str, Any] = {kind: table(kind, drawing) for kind, drawing in kinds.items()}
    return Tables(readings=readings() if read is None else read, profile=profile(usage_profile), **given)


def book(text: str) -> TierBook:
    """A tier book from the YAML of a catalogue; `version` and `currency` may be left out."""
    loaded = fitted(read_document(text, "tiers.yaml"), Catalogue, defaults={"version": 1})
    return open_book(loaded.model, loaded.document)


def policy(**parts: dict[str, object]) -> Policy:
    """The default policy with these values over it: `policy(signals={"wall_bins": 3})`."""
    default = _default_policy()
    return Policy.model_validate({**default, **{part: default[part] | own for part, own in parts.items()}})


def with_objections(*objections: dict[str, Any]) -> Policy:
    """The default policy with these objections and no others."""
    return Policy.model_validate({**_default_policy(), "objections": objections})


def seen(frame: pd.DataFrame, *names: str) -> dict[str, Any]:
    """What a result says per account: the value of one column, or a tuple of several; None: not known."""
    columns = [[_plain(value) for value in frame[name]] for name in names]
    values = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    return dict(zip(frame["account_id"], values, strict=True))


@cache
def _default_policy() -> dict[str, Any]:
    return dict(yaml.safe_load(DEFAULT_POLICY.read_text(encoding="utf-8")))


def _header(drawing: str) -> list[str]:
    first = next(line for line in drawing.splitlines() if line.strip())
    return [cell.strip() for cell in first.split("|")]


def _dtype(name: str, contract: Contract) -> Dtype:
    if name in contract:
        return contract[name].dtype
    return contract.family(name.partition("[")[0]).dtype


def _column(texts: list[Any], dtype: Dtype) -> pd.Series:
    known = [None if text in ("?", None) else text for text in texts]
    if dtype == "date":
        return pd.Series(pd.to_datetime(pd.Series(known, dtype=object)).astype("datetime64[s]"))
    return pd.Series([None if v is None else READ[dtype](v) for v in known], dtype=PANDAS_DTYPE[dtype])


def _reading(row: dict[str, str], as_of: date, gap: int) -> dict[str, Any]:
    bins = [None if cell == "." else float(cell) for cell in reversed(row["bins"].split())]
    there = [k for k, value in enumerate(bins) if value is not None]
    month = [value for value in bins[:4] if value is not None]
    days = (timedelta(days=gap * there[-1]), timedelta(days=gap * there[0])) if there else (timedelta(),) * 2
    worked_out = {
        "account_id": row["account_id"],
        "meter": row["meter"],
        "first_on": as_of - days[0],
        "last_on": as_of - days[1],
        "recent_sum": sum(month) if month else None,
        "recent_days": 7 * len(month),
        "recent_peak": max((v for v in bins[:5] if v is not None), default=None),
        "active_bins": sum(value > 0 for value in month),
    }
    return {**worked_out, **row, "bins": bins}


def _plain(value: object) -> object:
    if value is pd.NaT or value is pd.NA or value is None:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, float | np.floating):
        return None if math.isnan(value) else float(value)
    return value.item() if isinstance(value, np.generic) else value


class Hashed(str):
    """The bytes of a file of which only the SHA-256 matters."""

    __slots__ = ()

    def sha256(self) -> str:
        """Give the SHA-256."""
        return str(self)
