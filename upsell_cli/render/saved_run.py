"""A run as it is kept beside its list: every verdict and offer, what a brief quotes, the rules in force."""

import json
from datetime import date
from math import isinf
from typing import Any

import pandas as pd

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.documents.saved_run import (
    JUDGED,
    QUOTED,
    RUN_SCHEMA,
    UNLIMITED,
    UNQUOTED_EVENTS,
    dtype_of,
)


def run_json(result: ScanResult) -> str:
    """Give the run as one JSON object; columns stand whole, so that a name is written once."""
    inputs = result.inputs
    judged = {"verdicts": result.verdicts, "offers": result.offers, "readings": inputs.tables.readings}
    tables = {name: getattr(inputs.tables, name) for name in QUOTED}
    document = {
        "schema": RUN_SCHEMA,
        "version": result.version,
        "as_of": inputs.as_of.isoformat(),
        "as_of_origin": inputs.as_of_origin,
        "grain": inputs.grain,
        "grain_origin": inputs.grain_origin,
        "configuration": [{"name": name, "text": text} for name, text in result.configuration],
        "peers": {
            "base_rate": result.peers.base_rate,
            "base_rate_origin": result.peers.base_rate_origin,
            "intercept": result.peers.intercept,
            "judged": result.peers.judged,
        },
        "tables": {
            **{name: _columns(name, judged[name]) for name in JUDGED},
            **{
                name: _columns(name, _quoted(name, rows)) for name, rows in tables.items() if rows is not None
            },
        },
    }
    return json.dumps(document, ensure_ascii=True, allow_nan=False)


def _quoted(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that may be quoted: of events, those that hold words."""
    if name != "events":
        return rows
    return rows[rows["text"].notna() & ~rows["type"].isin(UNQUOTED_EVENTS)]


def _columns(table: str, rows: pd.DataFrame) -> dict[str, list[Any]]:
    return {
        str(name): [_cell(cell) for cell in rows[name].astype(object).where(rows[name].notna(), None)]
        for name in rows.columns
        if dtype_of(table, str(name)) is not None
    }


def _cell(cell: Any) -> Any:  # noqa: ANN401  a cell of any column
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    single = cell.item() if hasattr(cell, "item") else cell
    return UNLIMITED if isinstance(single, float) and isinf(single) else single
