"""Where a large usage file has what is read of it, and a piece of it as numbers."""

import itertools
import re
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np

from upsell_cli.frames.inputs import Kind
from upsell_cli.sources.dialect import Dialect
from upsell_cli.sources.digest.cells import Coded, coded, whole_numbers
from upsell_cli.sources.digest.lines import (
    APART,
    Ints,
    Lines,
    NotPlainError,
    Piece,
    pieces,
    row_pieces,
    taken_apart,
)
from upsell_cli.sources.files import InputFile, opened
from upsell_cli.sources.mapping import LONG_FORM, Field
from upsell_cli.sources.meters import Meters
from upsell_cli.sources.values import BLANKS

WORKERS = 2
"""Threads that take pieces apart; what they find is put together in the order of the file."""

PEEK, PEEKS = 16 * 1024, 32
"""Bytes looked at in each place, and in how many places, before all of a file is read."""

MOST_DECIMALS = 6
BARE = BLANKS + '"'
DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of what is read in a line, which has the `columns` of the file.

    A long file has one of `values`, and a `metric` that names it; in a wide one each of them is the meter
    with the number in `meters`. Those that are `whole` have no decimals.
    """

    delimiter: str
    columns: tuple[int, ...]
    account: int
    day: int
    metric: int | None
    values: tuple[int, ...]
    meters: tuple[int, ...]
    whole: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """Rows of a piece as numbers: the lines they are `at`, and their cells.

    Of each of the columns of values there are the numbers, and the rows that have one (None: all).
    """

    lines: Lines
    at: Ints
    ids: Coded
    days: Coded
    metrics: Coded | None
    values: list[tuple[Ints, Ints | None]]
    position: int

    def taken(self, rows: Ints) -> "Parsed":
        """Give some of the rows."""
        return replace(
            self,
            at=self.at[rows],
            ids=self.ids.taken(rows),
            days=self.days.taken(rows),
            metrics=self.metrics.taken(rows) if self.metrics else None,
            values=[_values_taken(values, there, rows, len(self.at)) for values, there in self.values],
        )


def layout_of(fields: Sequence[Field], dialect: Dialect, meters: Meters) -> Layout | None:
    """Give the layout of a usage file that holds readings day by day and says nothing besides."""
    places = {field.key: field.position for field in fields}
    rest = [field for field in fields if field.key not in {"account_id", "date"}]
    long = {field.key for field in rest} == set(LONG_FORM)
    measured = [field for field in rest if field.want.meter or (long and field.key == "value")]
    bounded = any(field.column.most is not None for field in measured)
    if (
        bounded
        or not measured
        or len(measured) + long < len(rest)
        or not {"account_id", "date"} <= set(places)
    ):
        return None
    if any(field.making for field in fields):
        return None
    columns = tuple(range(len(dialect.headers)))
    if dialect.form == "Parquet":
        columns = tuple(sorted(places.values()))
    return Layout(
        delimiter=APART if dialect.form == "Parquet" else dialect.delimiter,
        columns=columns,
        account=columns.index(places["account_id"]),
        day=columns.index(places["date"]),
        metric=columns.index(places["metric"]) if long else None,
        values=tuple(columns.index(field.position) for field in measured),
        meters=() if long else tuple(meters.names.index(field.column.name) for field in measured),
        whole=tuple(field.column.kind is Kind.COUNT for field in measured),
    )


def parsed(file: InputFile, dialect: Dialect, layout: Layout, decimals: int) -> Iterator[Parsed]:
    """Give a file as numbers of so many decimals, in pieces; some are worked on while others are waited for.

    One thread reads ahead of those, since what is packed takes a while to unpack.
    """
    found = row_pieces(file, layout.columns) if dialect.form == "Parquet" else pieces(file, dialect)
    with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(WORKERS) as pool:
        waiting: deque[Future[Parsed]] = deque()
        coming = reader.submit(next, found, None)
        try:
            while piece := coming.result():
                coming = reader.submit(next, found, None)
                waiting.append(pool.submit(_parsed, piece, layout, decimals))
                if len(waiting) > WORKERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def peeked(file: InputFile, dialect: Dialect, layout: Layout) -> tuple[int | None, int]:
    """Give the newest day, and the most decimals of a number, that a look here and there finds."""
    days: set[str] = set()
    decimals = 0
    for line in _first_rows(file, layout) if dialect.form == "Parquet" else _here_and_there(file):
        cells = line.decode("utf-8", "replace").rstrip("\r").split(layout.delimiter)
        if len(cells) == len(layout.columns):
            bare = [cell.strip(BARE) for cell in cells]
            days.add(bare[layout.day])
            decimals = max(decimals, *(len(bare[at].partition(".")[2]) for at in layout.values))
    known = max((day for day in days if DAY.fullmatch(day)), default=None)
    return (ordinal(known.encode()) if known else None), min(decimals, MOST_DECIMALS)


@cache
def ordinal(text: bytes) -> int:
    """Give the day that a text names, numbered as Python does.

    >>> ordinal(b"2026-01-05")
    739621
    """
    if not DAY.fullmatch(text.decode()):
        raise NotPlainError
    try:
        return date.fromisoformat(text.decode()).toordinal()
    except ValueError as error:
        raise NotPlainError from error


def _parsed(piece: Piece, layout: Layout, decimals: int) -> Parsed:
    lines = taken_apart(piece, layout.delimiter, len(layout.columns))
    return Parsed(
        lines=lines,
        at=np.arange(piece.line, piece.line + len(lines.starts)),
        ids=coded(lines, layout.account),
        days=coded(lines, layout.day),
        metrics=None if layout.metric is None else coded(lines, layout.metric),
        values=[
            whole_numbers(lines, position, 0 if whole else decimals, decimals)
            for position, whole in zip(layout.values, layout.whole, strict=True)
        ],
        position=piece.position,
    )


def _values_taken(values: Ints, there: Ints | None, rows: Ints, height: int) -> tuple[Ints, Ints | None]:
    if there is None:
        return values[rows], None
    place = np.full(height, -1)
    place[there] = np.arange(len(there))
    own = np.flatnonzero(place[rows] >= 0)
    return values[place[rows][own]], own


def _first_rows(file: InputFile, layout: Layout) -> list[bytes]:
    with closing(row_pieces(file, layout.columns)) as found:
        return next(found, Piece(b"", 1, 0)).content.splitlines()


def _here_and_there(file: InputFile) -> Iterator[bytes]:
    """Give some lines from all over a file, its last ones among them; of a packed one, the first."""
    with opened(file) as content:
        last = 0 if file.packing else max(file.size - PEEK, 0)
        places = [last * step // (PEEKS - 1) for step in range(PEEKS)]
        for place, _ in itertools.groupby(places):
            if not file.packing:
                content.stream.seek(place)
                content.stream.readline()
            yield from content.stream.read(PEEK).split(b"\n")
