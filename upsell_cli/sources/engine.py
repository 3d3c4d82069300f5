"""The embedded engine: one connection for a run, text in, typed frames out.

It is imported without the package around it, which builds relations and expressions in Python: nothing here
uses those, and loading them takes four times as long as the engine itself.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import cast

import _duckdb as duckdb
import numpy as np
import pandas as pd
from pandas._typing import ArrayLike

from upsell_cli.frames.contract import Column, Dtype
from upsell_cli.sources.codes import refusal

Engine = duckdb.DuckDBPyConnection
Values = np.ndarray[tuple[int], np.dtype[np.generic]]
"""A column as the engine gives it: plain, or with a mask over what is missing."""

Texts = np.ndarray[tuple[int], np.dtype[np.object_]]
"""A column of text; None is missing."""

UNITS = {"bytes": 1, **{unit: 1024**power for power, unit in enumerate(("KiB", "MiB", "GiB", "TiB"), 1)}}
"""What the engine tells sizes of memory in."""

PLAIN: dict[Dtype, str] = {
    "string": "object",
    "date": "datetime64[s]",
    "Int64": "int64",
    "Float64": "float64",
    "boolean": "bool",
}
"""What the known cells of each type are."""

SAMPLED, REPEATED = 1_000, 4
"""Cells to look at for how many differ; where each is there so often, equal ones are looked for."""

SECONDS_BETWEEN_LOOKS = 0.2
EVERYTHING = 100

FEW_BYTES = 1024 * 1024
"""Files smaller than this hold hardly more rows than a thread is given at once: a second one only costs.

Nor does it pay to look for a better order of work: of a hundred rows that takes as long as the work does.
"""


@contextmanager
def engine(
    memory_limit: str | None = None, *, few: bool = False, opening: Future[Engine] | None = None
) -> Iterator[Engine]:
    """Open an engine that never reaches the network and spills to the folder for temporary files.

    One for `few` rows starts no threads and runs queries as they are written, until it is told of many.
    One that is `opening` already is waited for.
    """
    try:
        with opening.result() if opening else _connected(memory_limit, few=few) as connection:
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise refusal("too-little-memory", "the inputs do not fit into the memory allowed") from error


def open_ahead(memory_limit: str | None) -> Future[Engine]:
    """Begin to open an engine for few rows, beside whatever else a run has to do before it reads.

    It takes as long as opening a catalogue does, and none of the interpreter's time. What goes wrong is
    raised where the engine is used.
    """
    pool = ThreadPoolExecutor(1)
    opening = pool.submit(_connected, memory_limit, few=True)
    pool.shutdown(wait=False)
    return opening


def _connected(memory_limit: str | None, *, few: bool) -> Engine:
    spill = Path(tempfile.gettempdir()) / f"upsell-{os.getpid()}"
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(spill),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if memory_limit:
        settings["memory_limit"] = memory_limit
    if few:
        settings["threads"] = 1
    try:
        connection = duckdb.connect(":memory:", config=settings)
    except duckdb.Error as error:
        raise refusal(
            "bad-setting", f'"{memory_limit}" is no size of memory', fix="Write it as 2GB."
        ) from error
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    if few:
        connection.execute("PRAGMA disable_optimizer")
    return connection


def expect_many(connection: Engine) -> None:
    """Let an engine that was opened for few rows have all processors, and look for the best order of work."""
    connection.execute("RESET threads; PRAGMA enable_optimizer")


def memory_allowed(connection: Engine) -> int:
    """Give the bytes of memory that the engine may use."""
    ((said,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, unit = said.split()
    return int(float(number) * UNITS[unit])


@contextmanager
def watched(connection: Engine, tell: Callable[[float], None]) -> Iterator[None]:
    """Tell now and then, while a query runs, what share of its input has been read."""
    done = Event()
    of_the_query_before = connection.query_progress()

    def look() -> None:
        told = 0.0
        while not done.wait(SECONDS_BETWEEN_LOOKS):
            percent = connection.query_progress()
            if percent != of_the_query_before and told < percent <= EVERYTHING:
                told = percent
                tell(percent / EVERYTHING)

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def load_file(connection: Engine, table: str, query: str) -> bool:
    """Make a table of what a query reads from a file; tell whether the file is as the query says it is."""
    try:
        connection.execute(f"CREATE TABLE {quoted(table)} AS {query}")
    except duckdb.InvalidInputException:
        return False
    return True


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
    connection: Engine,
    table: str,
    width: int,
    batches: Iterable[tuple[Sequence[int], Sequence[Sequence[str]]]],
) -> None:
    """Make a table of text from batches of (physical lines, columns): `line`, `c0`, `c1`, ..."""
    columns = ", ".join(f"c{i} VARCHAR" for i in range(width))
    connection.execute(f"CREATE TABLE {quoted(table)} (line BIGINT, {columns})")
    for lines, cells in batches:
        chunk = {"line": np.array(lines, dtype=np.int64)}
        chunk |= {f"c{i}": np.array(column, dtype=object) for i, column in enumerate(cells)}
        connection.register("chunk", chunk)
        connection.execute(f"INSERT INTO {quoted(table)} FROM chunk")
        connection.unregister("chunk")


def typed_frame(connection: Engine, query: str, columns: Sequence[Column]) -> pd.DataFrame:
    """Give the rows of a query as a frame of nullable types: whole numbers stay whole, missing is NA."""
    return frame_of(cast("Mapping[str, Values]", connection.execute(query).fetchnumpy()), columns)


def frame_of(found: Mapping[str, Values], columns: Sequence[Column]) -> pd.DataFrame:
    """Give a frame of the columns declared; one that was not found is not known for any row."""
    length = len(next(iter(found.values())))
    absent = {dtype: _nothing(length, dtype) for dtype in {column.dtype for column in columns}}
    own = {c.name: _array(found[c.name], c.dtype) if c.name in found else absent[c.dtype] for c in columns}
    return pd.DataFrame(own, copy=False)


def _nothing(length: int, dtype: Dtype) -> ArrayLike:
    return _array(np.ma.MaskedArray(np.zeros(length, dtype=PLAIN[dtype]), mask=True), dtype)


def _array(values: Values, dtype: Dtype) -> ArrayLike:
    missing = np.ma.getmaskarray(values)
    plain = np.ma.getdata(values)
    match dtype:
        case "string":
            return _column(np.where(missing, np.array(None), plain))
        case "date":
            days = np.where(missing, np.datetime64("NaT"), plain)
            return days.astype("datetime64[s]")
        case "Int64":
            return pd.arrays.IntegerArray(np.where(missing, 0, plain).astype(np.int64), missing)
        case "Float64":
            return pd.arrays.FloatingArray(np.where(missing, 0, plain).astype(np.float64), missing)
        case "boolean":
            return pd.arrays.BooleanArray(np.where(missing, 0, plain).astype(bool), missing)


def _column(texts: Texts) -> ArrayLike:
    """Give texts, those that are equal as one object where few differ: less to keep, and quick to compare.

    >>> column = _column(np.array([*(str(10 + k % 2) for k in range(2000)), None], dtype=object))
    >>> column[0] is column[1998], column[1], column[-1]
    (True, '11', <NA>)
    """
    sample = texts[:: len(texts) // SAMPLED + 1]
    if len(texts) <= SAMPLED or len(set(sample)) > len(sample) // REPEATED:
        return pd.arrays.StringArray(texts)
    codes, distinct = pd.factorize(texts)
    return pd.arrays.StringArray(np.array([*distinct, None], dtype=object)).take(codes)
