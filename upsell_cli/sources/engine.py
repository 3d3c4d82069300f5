"""The embedded engine: one connection for a run, text in, typed frames out."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from upsell_cli.frames.contract import Column

Engine = duckdb.DuckDBPyConnection


@contextmanager
def engine(memory_limit: str | None = None) -> Iterator[Engine]:
    """Open an engine that never reaches the network and spills to the folder for temporary files."""
    spill = Path(tempfile.gettempdir()) / f"upsell-{os.getpid()}"
    connection = duckdb.connect(":memory:", config={"temp_directory": str(spill)})
    try:
        connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
        connection.execute("SET enable_progress_bar = false")
        if memory_limit:
            connection.execute("SET memory_limit = ?", [memory_limit])
        yield connection
    finally:
        connection.close()


def quoted(name: str) -> str:
    """Give a name as SQL writes an identifier.

    >>> print(quoted('a "b" c'))
    "a ""b"" c"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Give text as SQL writes a string.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def load_text(
    connection: Engine, table: str, width: int, batches: Iterable[tuple[Sequence[int], Sequence[Sequence[str]]]]
) -> None:
    """Make a table of text from batches of (physical lines, columns): `line`, `c0`, `c1`, ..."""
    columns = ", ".join(f"c{i} VARCHAR" for i in range(width))
    connection.execute(f"CREATE TABLE {quoted(table)} (line BIGINT, {columns})")
    for lines, cells in batches:
        chunk = {"line": np.array(lines, dtype=np.int64)}
        chunk |= {f"c{i}": np.array(column, dtype=object) for i, column in enumerate(cells)}
        connection.register("chunk", chunk)
        connection.execute(f"INSERT INTO {quoted(table)} SELECT * FROM chunk")
        connection.unregister("chunk")


def typed_frame(connection: Engine, query: str, columns: Sequence[Column]) -> pd.DataFrame:
    """Give the rows of a query as a frame of nullable types: whole numbers stay whole, missing is NA."""
    arrays = connection.execute(query).fetchnumpy()
    return pd.DataFrame({column.name: _typed(arrays[column.name], column) for column in columns})


def _typed(values: np.ndarray, column: Column) -> object:  # type: ignore[type-arg]
    missing = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else np.zeros(len(values), bool)
    plain = np.ma.getdata(values)
    match column.dtype:
        case "Int64":
            return pd.arrays.IntegerArray(plain.astype(np.int64, copy=False), missing)
        case "Float64":
            return pd.arrays.FloatingArray(plain.astype(np.float64, copy=False), missing)
        case "boolean":
            return pd.arrays.BooleanArray(plain.astype(bool, copy=False), missing)
        case "date":
            dates = plain.astype("datetime64[s]")
            dates[missing] = np.datetime64("NaT")
            return dates
        case "string":
            text = plain.astype(object)
            text[missing] = pd.NA
            return pd.array(text, dtype="string")
