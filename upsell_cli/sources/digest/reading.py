"""A large usage file in pieces of rows as numbers, some of them worked on while others are waited for."""

import itertools
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import BinaryIO

import numpy as np

from upsell_cli.sources.cells.trimming import BLANKS
from upsell_cli.sources.digest.cells import coded, whole_numbers
from upsell_cli.sources.digest.layout import Layout
from upsell_cli.sources.digest.lines import Piece, pieces, row_pieces, taken_apart
from upsell_cli.sources.digest.parsed import DAY, Parsed, ordinal
from upsell_cli.sources.digest.typed import glanced, typed_columns, typed_pieces
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import InputFile, opened

WORKERS = 2
"""Threads that take pieces apart; what they find is put together in the order of the file."""

PEEK, PEEKS = 16 * 1024, 32
"""Bytes looked at in each place, and in how many places, before all of a file is read."""

UNPACKED, UNPACKED_BETWEEN = 1 << 20, 16
"""Bytes unpacked at a time, and how many times that is from one look to the next."""

MOST_DECIMALS = 6
BARE = BLANKS + '"'


def parsed(file: InputFile, dialect: Dialect, layout: Layout, decimals: int) -> Iterator[Parsed]:
    """Give a file as numbers of so many decimals, in pieces.

    One thread reads ahead of those that work, since what is packed takes a while to unpack.
    """
    if dialect.form == "Parquet" and (columns := typed_columns(file, layout)):
        yield from typed_pieces(file, columns, layout)
        return
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
    if dialect.form == "Parquet" and (columns := typed_columns(file, layout)):
        return glanced(file, columns)
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


def _parsed(piece: Piece, layout: Layout, decimals: int) -> Parsed:
    lines = taken_apart(piece, layout.delimiter, len(layout.columns))
    return Parsed(
        texts=lambda line: lines.texts(line - lines.line),
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


def _first_rows(file: InputFile, layout: Layout) -> list[bytes]:
    with closing(row_pieces(file, layout.columns)) as found:
        return next(found, Piece(b"", 1, 0)).content.splitlines()


def _here_and_there(file: InputFile) -> Iterator[bytes]:
    """Give some lines from all over a file, its last ones among them."""
    with opened(file) as content:
        if file.packing:
            yield from _all_through(content.stream)
            return
        last = max(file.size - PEEK, 0)
        places = [last * step // (PEEKS - 1) for step in range(PEEKS)]
        for place, _ in itertools.groupby(places):
            content.stream.seek(place)
            content.stream.readline()
            yield from content.stream.read(PEEK).split(b"\n")


def _all_through(stream: BinaryIO) -> Iterator[bytes]:
    """Give some lines of what is packed: unpacking it to its end costs far less than adding it up in vain."""
    end = b""
    for number in itertools.count():
        if not (some := stream.read(UNPACKED)):
            break
        if number % UNPACKED_BETWEEN == 0:
            yield from some[:PEEK].split(b"\n")
        end = (end + some)[-PEEK:]
    yield from end.split(b"\n")
