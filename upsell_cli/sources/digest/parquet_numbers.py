"""Parquet files whose columns are plainly typed, as numbers: no text is made of their rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from upsell_cli.sources.digest.lines import Ints
from upsell_cli.sources.engine import Engine, engine, quoted
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.forms.parquet import columns_of, readable, scan_of

VECTORS = 32
"""Vectors of 2,048 rows that are taken at once."""

WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
DECIMALS = 6
EXACT = 10 ** (15 - DECIMALS)
"""Numbers below this keep all their decimals in floating point, which has fifteen digits and more."""

NOT_PLAIN, MISSING = -1, -2
"""In the place of a number: only its text can tell it, or there is none."""

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


class Columns(NamedTuple):
    """Columns by their positions: texts that say who and what, a day, and numbers, some of them whole."""

    texts: tuple[int, ...]
    day: int
    numbers: tuple[int, ...]
    whole: tuple[bool, ...]


class Batch(NamedTuple):
    """Some rows: which they are, from 1, and what stands for the words of their texts.

    Days are counted as Python does, numbers are millionths. `share` is that of all rows, read by then.
    """

    rows: Ints
    texts: list[Hashes]
    days: Ints
    numbers: list[Ints]
    share: float


class Numbered(NamedTuple):
    """A file as numbers: of each column of texts its words by what stands for them, and its rows."""

    words: list[dict[int, str | None]]
    batches: Iterator[Batch]


def plainly_typed(file: InputFile, columns: Columns) -> bool:
    """Tell whether the types of these columns leave nothing to ask."""
    with engine() as connection, readable(file):
        kinds = [kind for _, kind in columns_of(connection, file)]
    return (
        all(kinds[position] == "VARCHAR" for position in columns.texts)
        and kinds[columns.day] == "DATE"
        and all(_plain_number(kinds[position]) for position in columns.numbers)
    )


def newest_day(file: InputFile, columns: Columns) -> int | None:
    """Give the newest day of a file."""
    with engine() as connection, readable(file):
        name = quoted(columns_of(connection, file)[columns.day][0])
        query = f"SELECT max({name} - DATE '0001-01-01') + 1 FROM {scan_of(file)}"
        ((found,),) = connection.execute(query).fetchall()
    return None if found is None else int(found)


@contextmanager
def numbered(file: InputFile, columns: Columns) -> Iterator[Numbered | None]:
    """Open a file as numbers; nothing is given where two words stand for the same."""
    with engine() as connection, readable(file):
        own = columns_of(connection, file)
        texts = [f"hash({quoted(own[position][0])})" for position in columns.texts]
        words = [_words(connection, file, own[position][0]) for position in columns.texts]
        if any(found is None for found in words):
            yield None
            return
        day = f"coalesce({quoted(own[columns.day][0])} - DATE '0001-01-01' + 1, {NOT_PLAIN})"
        numbers = [
            _millionths(*own[position], whole=whole)
            for position, whole in zip(columns.numbers, columns.whole, strict=True)
        ]
        listed = ", ".join(
            f"{sql} AS c{i}" for i, sql in enumerate(["file_row_number + 1", day, *texts, *numbers])
        )
        ((total,),) = connection.execute(f"SELECT count(*) FROM {scan_of(file)}").fetchall()
        connection.execute(f"SELECT {listed} FROM {scan_of(file)}")
        yield Numbered([found for found in words if found], _batches(connection, len(texts), total))


def _words(connection: Engine, file: InputFile, name: str) -> dict[int, str | None] | None:
    query = f"SELECT DISTINCT hash({quoted(name)}), {quoted(name)} FROM {scan_of(file)}"
    found = connection.execute(query).fetchall()
    words = dict(found)
    return words if len(words) == len(found) else None


def _batches(connection: Engine, texts: int, total: int) -> Iterator[Batch]:
    done = 0
    while len(frame := connection.fetch_df_chunk(VECTORS)):
        done += len(frame)
        rows, days, *rest = (frame[name].to_numpy() for name in frame)
        yield Batch(rows, rest[:texts], days, rest[texts:], done / total)


def _plain_number(kind: str) -> bool:
    """Tell whether values of a type are numbers with few decimals, or may be.

    >>> [_plain_number(kind) for kind in ("BIGINT", "DECIMAL(12,3)", "DECIMAL(18,9)", "VARCHAR")]
    [True, True, False, False]
    """
    few = kind.startswith("DECIMAL(") and int(kind.rstrip(")").partition(",")[2]) <= DECIMALS
    return kind in WHOLE or kind == "DOUBLE" or few


def _millionths(name: str, kind: str, *, whole: bool) -> str:
    """Give SQL for a number times a million, which is whole where its text has as few decimals."""
    value, factor = quoted(name), 10**DECIMALS
    plain = f"{value} >= 0 AND {value} < {EXACT}"
    if kind in WHOLE:
        number = f"CAST({value} AS BIGINT) * {factor}"
    else:
        number = f"CAST(round(CAST({value} AS DOUBLE) * {factor}) AS BIGINT)"
        plain += f" AND round(CAST({value} AS DOUBLE) * {factor}) / {factor} = CAST({value} AS DOUBLE)"
        plain += f" AND {value} = trunc({value})" if whole else ""
    return f"CASE WHEN {value} IS NULL THEN {MISSING} WHEN {plain} THEN {number} ELSE {NOT_PLAIN} END"
