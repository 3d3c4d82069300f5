"""The usable rows of typed files as frames for the stages; each row says its file and line."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.inputs import PROFILE, InputColumn, InputTable, Kind
from upsell_cli.sources.accounts.identity import with_accounts
from upsell_cli.sources.engine import Engine, frame_of, literal, quoted, typed_frame
from upsell_cli.sources.typed_file import TypedFile

PROVENANCE = (
    Column("source_file", "string", "File of the row.", "sources"),
    Column("source_line", "Int64", "Physical line of the row.", "sources"),
)
NOT_OF_ACCOUNTS = frozenset({"crosswalk", "rates"})
"""Tables whose rows belong to no account."""


def frame_of_table(
    engine: Engine, table: InputTable, files: Sequence[TypedFile], *, crossed: bool
) -> pd.DataFrame | None:
    """Give the rows of a table in the order of its files; None where no file was given."""
    if not files:
        return None
    rows = " UNION ALL BY NAME ".join(_select(table, file) for file in files)
    if table.name not in NOT_OF_ACCOUNTS:
        rows = f"SELECT * EXCLUDE (source_id) FROM ({with_accounts(rows, crossed=crossed)})"
    columns = (*table.contract.columns, *PROVENANCE)
    return typed_frame(engine, f"{rows} ORDER BY source_file, source_line", columns)


def profile_of(
    engine: Engine, usage: Sequence[TypedFile], ids: pd.DataFrame, *, crossed: bool
) -> pd.DataFrame:
    """Give what the newest row of each account in usage says about it besides its readings.

    Where usage says nothing else, the accounts of the `ids` in it.
    """
    columns = (*PROFILE.contract.columns, *PROVENANCE)
    if not any(_own_columns(PROFILE, file) for file in usage):
        accounts = sorted(ids["account_id"][ids["table"] == "usage"].unique().tolist())
        return frame_of({"account_id": np.array(accounts, dtype=object)}, columns)
    rows = " UNION ALL BY NAME ".join(_select(PROFILE, file, "date") for file in usage)
    newest = (
        "QUALIFY row_number() OVER (PARTITION BY account_id "
        "ORDER BY date DESC NULLS LAST, source_file DESC, source_line DESC) = 1 ORDER BY account_id"
    )
    return typed_frame(engine, f"FROM ({with_accounts(rows, crossed=crossed)}) {newest}", columns)


def _own_columns(table: InputTable, file: TypedFile) -> list[InputColumn]:
    """Give the columns of a table that a file has, besides the account."""
    own = {field.key for field in file.fields}
    return [column for column in table.columns if column.name in own and column.name != "account_id"]


def _select(table: InputTable, file: TypedFile, *extra: str) -> str:
    """Give SQL for the rows of a file with what it has of a table's columns, and where each row stands."""
    columns = [
        f"CAST({quoted(c.name)} AS DOUBLE) AS {quoted(c.frame_name)}"
        if c.kind is Kind.NUMBER
        else f"{quoted(c.name)} AS {quoted(c.frame_name)}"
        for c in _own_columns(table, file)
    ]
    columns += ["account_id AS source_id"] if file.has("account_id") else []
    columns += [name if file.has(name) else f"NULL AS {name}" for name in extra]
    where = f"{literal(file.ledger.name)} AS source_file, line AS source_line"
    return f"SELECT {', '.join(columns)}, {where} FROM {quoted(file.relation)}"
