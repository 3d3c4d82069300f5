"""The bytes of a large file in pieces of whole lines, and where in them each cell begins and ends.

Nothing is accepted that could be read in two ways: with a quote, a NUL, a stray carriage return, a line of
another width or a byte that is not UTF-8, a file is taken apart record by record, like any small one.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from upsell_cli.sources.dialect import Dialect
from upsell_cli.sources.files import InputFile, opened
from upsell_cli.sources.parquet import parquet_lines
from upsell_cli.sources.records import LONGEST_CELL

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
Words = np.ndarray[tuple[int], np.dtype[np.uint64]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]

PIECE = 1024 * 1024
"""Bytes worked on at once: their columns stay near the processor."""

WORD = 8
BEFORE, BEHIND = bytes(WORD), bytes(16 * WORD)
"""Around a piece, so that eight bytes can be taken at once wherever a cell begins or ends."""

LINE_FEED, RETURN = ord("\n"), ord("\r")
APART = "\x1f"
"""Between the cells of lines that are made of a Parquet file: where one has it inside, the width is wrong."""

NEVER_PLAIN = (b'"', b"\0")


class NotPlainError(Exception):
    """Something in a file asks for reading it record by record."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some whole lines: their bytes, the physical line of the first, the stored bytes read up to here."""

    content: bytes
    line: int
    position: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A piece taken apart: `ends` has a row a line and a column a cell, in places of `content`."""

    content: bytes
    bytes: Bytes
    words: Words
    starts: Ints
    ends: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    line: int

    def cell(self, position: int) -> tuple[Ints, Ints]:
        """Give where the cells of a column begin and how many bytes each has."""
        start = self.ends[:, position - 1] + 1 if position else self.starts
        return start, self.ends[:, position] - start

    def texts(self, row: int) -> list[str]:
        """Give all cells of a line."""
        bounds = pairwise([int(self.starts[row]) - 1, *self.ends[row].tolist()])
        return [self.content[before + 1 : end].decode() for before, end in bounds]


def pieces(file: InputFile, dialect: Dialect) -> Iterator[Piece]:
    """Give the lines under the header, a piece at a time; the last has a line end in any case."""
    line = dialect.header_line or 0
    with opened(file) as content:
        for _ in range(line):
            if b"\r" in content.stream.readline().removesuffix(b"\n").removesuffix(b"\r"):
                raise NotPlainError
        while read := content.stream.read(PIECE):
            rest = b"" if read.endswith(b"\n") else content.stream.readline(LONGEST_CELL)
            if len(rest) == LONGEST_CELL:
                raise NotPlainError
            whole = read + rest if (rest or read).endswith(b"\n") else read + rest + b"\n"
            yield Piece(whole, line + 1, content.position)
            line += int(np.count_nonzero(np.frombuffer(whole, np.uint8) == LINE_FEED))


def row_pieces(file: InputFile, columns: Sequence[int]) -> Generator[Piece, None, None]:
    """Give some columns of a Parquet file as if they were lines, numbered from 1."""
    line = 1
    for texts, share in parquet_lines(file, columns, APART):
        yield Piece(("\n".join(texts) + "\n").encode(), line, int(share * file.size))
        line += len(texts)


def taken_apart(piece: Piece, delimiter: str, width: int) -> Lines:
    r"""Give the cells of a piece; each of its lines must have as many as the header.

    >>> lines = taken_apart(Piece(b"A1,4\nA27,5\n", line=2, position=0), ",", width=2)
    >>> lines.cell(0)[1], lines.texts(1)
    (array([2, 3]), ['A27', '5'])
    """
    own = piece.content
    if any(mark in own for mark in NEVER_PLAIN) or not (own.isascii() or _is_text(own)):
        raise NotPlainError
    content = BEFORE + own + BEHIND
    every = np.frombuffer(content, dtype=np.uint8)
    here = every[: -len(BEHIND)]
    feeds = here == LINE_FEED
    marks = np.flatnonzero(feeds | (here == ord(delimiter)))
    if len(marks) % width:
        raise NotPlainError
    ends = marks.reshape(-1, width)
    newlines = ends[:, -1]
    if (every[newlines] != LINE_FEED).any() or np.count_nonzero(feeds) != len(newlines):
        raise NotPlainError
    starts = np.concatenate(([len(BEFORE)], newlines[:-1] + 1))
    if (newlines - starts).max() > LONGEST_CELL:
        raise NotPlainError
    if b"\r" in own:
        returns = every[newlines - 1] == RETURN
        if own.count(b"\r") != np.count_nonzero(returns):
            raise NotPlainError
        ends = ends.copy()
        ends[:, -1] -= returns
    words = np.ndarray((len(every) - WORD + 1,), dtype="<u8", buffer=content, strides=(1,))
    return Lines(content, every, words, starts, ends, piece.line)


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
