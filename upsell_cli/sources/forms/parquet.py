"""Parquet files as text: every value the way a CSV file would have it, exactly."""

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import _duckdb as duckdb

from upsell_cli.sources.cells.trimming import stripped
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.engine import Engine, engine, literal, quoted
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.forms.records import LONGEST_CELL, Flaw, Record, checked

BATCH_ROWS = 10_000
LINES_AT_ONCE = 32 * 1024
NESTED = ("STRUCT", "MAP", "UNION", "JSON", "VARIANT")
EXACT_BELOW = {"DOUBLE": 2**53, "FLOAT": 2**24}
"""Whole numbers below are exact in a floating-point column; of those above, digits may be lost."""


def parquet_columns(file: InputFile) -> tuple[str, ...]:
    """Give the names of the columns of a Parquet file."""
    with engine() as connection, readable(file):
        return tuple(name for name, _ in columns_of(connection, file))


def parquet_records(file: InputFile) -> Iterator[Record | Flaw]:
    """Give the rows of a Parquet file as text, numbered from 1."""
    with engine() as connection, readable(file):
        texts = ", ".join(_text(name, kind) for name, kind in columns_of(connection, file))
        rows = connection.execute(f"SELECT file_row_number + 1, {texts} FROM {scan_of(file)}")
        while batch := rows.fetchmany(BATCH_ROWS):
            yield from (checked(Record(line, cells)) for line, *cells in batch)


def parquet_lines(file: InputFile, positions: Sequence[int], apart: str) -> Iterator[tuple[list[str], float]]:
    """Give the rows of a Parquet file as lines of text, the cells `apart`, and the share read by then."""
    with engine() as connection, readable(file):
        columns = columns_of(connection, file)
        texts = ", ".join(_text(*columns[position]) for position in positions)
        ((total,),) = connection.execute(f"SELECT count(*) FROM {scan_of(file)}").fetchall()
        rows = connection.execute(f"SELECT concat_ws({literal(apart)}, {texts}) FROM {scan_of(file)}")
        done = 0
        while batch := rows.fetchmany(LINES_AT_ONCE):
            done += len(batch)
            yield [line for (line,) in batch], done / total


def load_parquet(
    connection: Engine, relation: str, file: InputFile, positions: Sequence[int]
) -> tuple[int, list[Flaw]]:
    """Make the relation of a file: `line`, and the columns at these positions as stripped `c0`, `c1`, ...

    Gives how many rows there are, and those that are left out for what is wrong with their text.
    """
    with readable(file):
        columns = columns_of(connection, file)
        own = [columns[position] for position in positions]
        texts = ", ".join(f"{stripped(_text(name, kind))} AS c{i}" for i, (name, kind) in enumerate(own))
        rows_and_texts = f"SELECT file_row_number + 1 AS line, {texts} FROM {scan_of(file)}"
        connection.execute(f"CREATE TABLE {quoted(relation)} AS {rows_and_texts}")
    (rows,) = connection.execute(f"SELECT count(*) FROM {quoted(relation)}").fetchone() or (0,)
    return rows, _taken_out(connection, relation, len(own))


def _taken_out(connection: Engine, relation: str, width: int) -> list[Flaw]:
    wrong = " OR ".join(f"contains(c{i}, chr(0)) OR length(c{i}) > {LONGEST_CELL}" for i in range(width))
    found = connection.execute(f"SELECT * FROM {quoted(relation)} WHERE {wrong} ORDER BY line").fetchall()
    if not found:
        return []
    connection.execute(f"DELETE FROM {quoted(relation)} WHERE {wrong}")
    told = (checked(Record(line, cells)) for line, *cells in found)
    return [flaw for flaw in told if isinstance(flaw, Flaw)]


def scan_of(file: InputFile) -> str:
    """Give SQL for the rows of a file, with their numbers from 0."""
    options = "file_row_number = true, binary_as_string = true, hive_partitioning = false"
    return f"read_parquet({literal(glob.escape(str(file.path)))}, {options})"


def columns_of(connection: Engine, file: InputFile) -> list[tuple[str, str]]:
    """Give name and type of the columns of a file."""
    if file.packing is not None:
        message = "this is a Parquet file, compressed once more"
        raise refusal("not-a-table", message, file.place, fix="Unpack it first.")
    described = connection.execute(f"DESCRIBE SELECT * FROM {scan_of(file)}").fetchall()
    return [(name, kind) for name, kind, *_ in described if name != "file_row_number"]


@contextmanager
def readable(file: InputFile) -> Iterator[None]:
    """Refuse a file that turns out to be damaged."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        told = str(error).partition("\n")[0]
        raise refusal("damaged-file", f"the Parquet file cannot be read ({told})", file.place) from error


def _text(name: str, kind: str) -> str:
    """Give SQL for the text of a value, blank for none."""
    value = quoted(name)
    if kind.endswith("]") or kind.startswith(NESTED):
        text = f"CAST(to_json({value}) AS VARCHAR)"
    elif kind == "TIMESTAMP WITH TIME ZONE":
        text = f"CAST(make_timestamp(epoch_us({value})) AS VARCHAR) || 'Z'"
    elif kind in EXACT_BELOW:
        whole = f"{value} = trunc({value}) AND abs({value}) < {EXACT_BELOW[kind]}"
        lossy = f"isfinite({value}) AND abs({value}) >= {EXACT_BELOW[kind]}"
        text = (
            f"CASE WHEN {whole} THEN CAST(CAST({value} AS BIGINT) AS VARCHAR) "
            f"WHEN {lossy} THEN printf('%.16e', {value}) ELSE CAST({value} AS VARCHAR) END"
        )
    else:
        text = f"CAST({value} AS VARCHAR)"
    return f"coalesce({text}, '')"
