"""Copies of one account in the input tables, each with one thing changed: what a counterfactual is judged on.

Every stage up to the list is account-local, so that the twins can be judged together, without the rest
of the book, and each as if it were alone.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from upsell_cli.frames.parts import frames_of, whole_known
from upsell_cli.frames.tables import Readings, Tables

Change = Callable[[Tables], Tables]
"""Gives the tables of one account with one thing changed."""


def own_tables(tables: Tables, account_id: str) -> Tables:
    """Give the rows of one account; what the files of usage and events speak of stays known."""
    own = {
        name: table[table["account_id"] == account_id].reset_index(drop=True)
        for name, table in frames_of(tables).items()
    }
    return _with(whole_known(tables), own)


def twins(own: Tables, changes: Sequence[Change]) -> Tables:
    """Give the account as it is, called `0`, and with each change, called `1`, `2` ...; in that order."""
    versions = [frames_of(own), *(frames_of(change(own)) for change in changes)]
    width = len(str(len(changes)))
    joined = {
        name: pd.concat(
            [
                frames[name].assign(account_id=_names(frames[name], k, width))
                for k, frames in enumerate(versions)
            ],
            ignore_index=True,
        )
        for name in versions[0]
    }
    return _with(own, joined)


def _names(frame: pd.DataFrame, place: int, width: int) -> pd.Series:
    return pd.Series(f"{place:0{width}}", frame.index, frame["account_id"].dtype)


def _with(tables: Tables, frames: dict[str, pd.DataFrame]) -> Tables:
    rest: dict[str, Any] = {name: frame for name, frame in frames.items() if name != "readings"}
    return tables._replace(readings=Readings(frames["readings"]), **rest)
