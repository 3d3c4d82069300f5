"""Changes to the rows of one account: a meter that reads otherwise, an answer, an event more or fewer."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from upsell_cli.frames.tables import BIN, Readings, Tables
from upsell_cli.frames.vectors.blocks import Floats, typed, vector
from upsell_cli.frames.vectors.series import MONTH_BINS
from upsell_cli.workflows.explain.whatif.twins import Change

if TYPE_CHECKING:
    Column = pd.Series[Any]

Rows = Callable[[pd.DataFrame], "Column"]
"""Chooses rows of a table; where it does not know, the row is not chosen."""

A_LITTLE = 1e-12
"""What brings a scaled sum to its mark in spite of binary fractions."""


def shifted(meter: str, by: float) -> Change:
    """Give a level that stands so much higher, or lower, in every reading."""
    return lambda tables: _remeasured(tables, meter, lambda values: np.maximum(values + by, 0.0))


def scaled(meter: str, factor: float) -> Change:
    """Give a flow of which so many times as much is used, in every reading."""
    safe = factor * (1 + A_LITTLE if factor > 1 else 1 - A_LITTLE)
    return lambda tables: _remeasured(tables, meter, lambda values: values * safe)


def tilted(meter: str, by: float) -> Change:
    """Give a series whose newest bin stays, each before it so much lower than the next, but not below 0."""

    def lowered(tables: Tables) -> Tables:
        readings = tables.readings
        own = (readings["meter"] == meter).to_numpy(dtype=bool)
        names = [BIN.column(member) for member in BIN.members(readings)]
        bins = readings[names].to_numpy(dtype=np.float64, na_value=np.nan)
        tilted = np.maximum(bins - by * np.arange(len(names)), 0.0)
        before, after = (np.nansum(values[:, :MONTH_BINS], axis=1) for values in (bins, tilted))
        share = np.divide(after, before, out=np.ones(len(after)), where=before > 0)
        total = vector(readings, "recent_sum")
        new = {
            name: typed(np.where(own, tilted[:, k], bins[:, k]), "Float64") for k, name in enumerate(names)
        }
        new["recent_sum"] = typed(np.where(own, total * share, total), "Float64")
        return tables._replace(readings=Readings(readings.assign(**new)))

    return lowered


def used_at_all(metric: str, on: date) -> Change:
    """Give a metric that shows use in the newest reading."""

    def change(tables: Tables) -> Tables:
        newest = BIN.column("0")
        readings = tables.readings
        own = readings["meter"] == metric
        if own.any():
            return tables._replace(readings=Readings(_set(readings, own, {newest: 1.0})))
        cells = {"meter": metric, "first_on": on, "last_on": on, newest: 1.0}
        return tables._replace(readings=Readings(_appended(readings, cells)))

    return change


def told(**cells: object) -> Change:
    """Give an account of which this is recorded, in the accounts file or else beside its usage."""

    def change(tables: Tables) -> Tables:
        accounts, profile = tables.accounts, tables.profile
        if accounts is not None and len(accounts):
            return tables._replace(accounts=_set(accounts, accounts["account_id"].notna(), cells))
        if len(profile):
            return tables._replace(profile=_set(profile, profile["account_id"].notna(), cells))
        return tables._replace(profile=_appended(profile, cells))

    return change


def happened(kind: str, on: date, **cells: object) -> Change:
    """Give one event more, where events are known at all."""

    def change(tables: Tables) -> Tables:
        if tables.events is None:
            return tables
        return tables._replace(events=_appended(tables.events, {"type": kind, "date": on, **cells}))

    return change


def without(table: str, chosen: Rows) -> Change:
    """Give a table without some of its rows; it stays known."""

    def change(tables: Tables) -> Tables:
        rows = getattr(tables, table)
        if rows is None:
            return tables
        kept = rows[~chosen(rows).fillna(value=False).astype(bool)].reset_index(drop=True)
        return _replaced(tables, table, kept)

    return change


def without_events(*kinds: str) -> Change:
    """Give an account with which none of this happened."""
    return without("events", lambda rows: rows["type"].str.casefold().isin(kinds))


def rewritten(table: str, chosen: Rows, **cells: object) -> Change:
    """Give a table in which some rows say this."""

    def change(tables: Tables) -> Tables:
        rows = getattr(tables, table)
        if rows is None:
            return tables
        return _replaced(tables, table, _set(rows, chosen(rows).fillna(value=False).astype(bool), cells))

    return change


def together(*changes: Change) -> Change:
    """Give several changes at once."""

    def change(tables: Tables) -> Tables:
        for each in changes:
            tables = each(tables)
        return tables

    return change


def _replaced(tables: Tables, name: str, rows: pd.DataFrame) -> Tables:
    frames: dict[str, Any] = {name: rows}
    return tables._replace(**frames)


def _remeasured(tables: Tables, meter: str, measured: Callable[[Floats], Floats]) -> Tables:
    readings = tables.readings
    own = (readings["meter"] == meter).to_numpy(dtype=bool)
    names = ["recent_sum", "recent_peak", *map(BIN.column, BIN.members(readings))]
    amounts = readings[names].to_numpy(dtype=np.float64, na_value=np.nan)
    amounts[own] = measured(amounts[own])
    new = {name: typed(amounts[:, place], "Float64") for place, name in enumerate(names)}
    return tables._replace(readings=Readings(readings.assign(**new)))


def _set(frame: pd.DataFrame, rows: "Column", cells: dict[str, Any]) -> pd.DataFrame:
    """Give the frame with these cells in the chosen rows, each in the type of its column."""
    new = {
        name: frame[name].where(~rows, pd.Series([value], dtype=frame[name].dtype).iloc[0])
        for name, value in cells.items()
        if name in frame.columns
    }
    return frame.assign(**new)


def _appended(frame: pd.DataFrame, cells: dict[str, Any]) -> pd.DataFrame:
    row = pd.DataFrame(
        {name: pd.Series([cells.get(str(name))], dtype=column.dtype) for name, column in frame.items()}
    )
    return pd.concat([frame, row], ignore_index=True)
