"""The bytes of a large file in pieces of whole lines, and where in them each cell begins and ends.

Nothing is accepted that could be read in two ways: with a NUL, what databases write for NULL, a stray
carriage return, a line of another width or a byte that is not UTF-8, a file is taken apart record by record,
like any small one. So it is with a quote anywhere but around a whole cell, or with a line end between two.
"""

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from upsell_cli.sources.cells.trimming import NO_VALUE
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import InputFile, opened
from upsell_cli.sources.forms.parquet import parquet_lines
from upsell_cli.sources.forms.records import LONGEST_CELL

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
Words = np.ndarray[tuple[int], np.dtype[np.uint64]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
Places = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

PIECE = 1024 * 1024
"""Bytes worked on at once: their columns stay near the processor."""

WORD = 8
BEFORE, BEHIND = bytes(WORD), bytes(16 * WORD)
"""Around a piece, so that eight bytes can be taken at once wherever a cell begins or ends."""

NEVER = (b"\0", NO_VALUE.encode())
LINE_FEED, RETURN, QUOTE = ord("\n"), ord("\r"), ord('"')
APART = "\x1f"
"""Between the cells of lines that are made of a Parquet file: where one has it inside, the width is wrong."""


class NotPlainError(Exception):
    """Something in a file asks for reading it record by record."""


class Piece(NamedTuple):
    """Some whole lines: their bytes, the physical line of the first, the stored bytes read up to here."""

    content: bytes
    line: int
    position: int


class Lines(NamedTuple):
    """A piece taken apart, in places of `content`: where lines start, and a row a column of where cells end.

    `quoted` tells which cells have quotes around them; without it, none has.
    """

    content: bytes
    bytes: Bytes
    words: Words
    starts: Ints
    ends: Places
    quoted: Flags | None
    line: int

    def cell(self, position: int) -> tuple[Ints, Ints]:
        """Give where the texts of a column begin and how many bytes each has."""
        start = self.ends[position - 1] + 1 if position else self.starts
        length = self.ends[position] - start
        if self.quoted is None:
            return start, length
        quotes = self.quoted[position]
        return start + quotes, length - 2 * quotes

    def texts(self, row: int) -> list[str]:
        """Give all cells of a line."""
        bounds = ((int(start[row]), int(length[row])) for start, length in map(self.cell, self.columns))
        return [self.content[start : start + length].decode() for start, length in bounds]

    @property
    def columns(self) -> range:
        """Give the positions of the columns."""
        return range(len(self.ends))


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
    if any(mark in own for mark in NEVER) or not (own.isascii() or _is_text(own)):
        raise NotPlainError
    content = b"".join((BEFORE, own, BEHIND))
    every = np.frombuffer(content, dtype=np.uint8)
    here = every[: -len(BEHIND)]
    feeds = here == LINE_FEED
    marks = feeds | (here == ord(delimiter))
    quotes = own.count(b'"') if b'"' in own else 0
    if quotes:
        marks &= _outside(here)
    places = np.flatnonzero(marks)
    if len(places) % width:
        raise NotPlainError
    ends = np.ascontiguousarray(places.reshape(-1, width).T)
    newlines = ends[-1]
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
        ends[-1] -= returns
    words = np.ndarray((len(every) - WORD + 1,), dtype="<u8", buffer=content, strides=(1,))
    quoted = _quoted(every, newlines, ends, quotes) if quotes else None
    return Lines(content, every, words, starts, ends, quoted, piece.line)


def _outside(here: Bytes) -> Flags:
    """Tell which bytes have an even number of quotes before them, and so are not within any.

    Sixty-four bytes are one word of bits, in which each doubling of the shift adds up twice as many.

    >>> "".join("x "[flag] for flag in _outside(np.frombuffer(b'a,"b,c",d', np.uint8)).astype(int))
    '  xxxx   '
    """
    bits = np.packbits(here == QUOTE, bitorder="little")
    words = np.zeros(len(bits) // WORD + 1, dtype="<u8")
    words.view(np.uint8)[: len(bits)] = bits
    for shift in (1, 2, 4, 8, 16, 32):
        words ^= words << np.uint64(shift)
    odd_before = np.bitwise_xor.accumulate(words >> np.uint64(63))
    words[1:] ^= np.uint64(0) - odd_before[:-1]
    inside = np.unpackbits(words.view(np.uint8), count=len(here), bitorder="little")
    outside: Flags = inside == 0
    return outside


def _quoted(every: Bytes, newlines: Ints, ends: Places, quotes: int) -> Flags:
    """Tell which cells have quotes around them; there must be no other quote in the piece."""
    starts = np.empty_like(ends)
    starts[1:] = ends[:-1] + 1
    starts[0, 0] = len(BEFORE)
    starts[0, 1:] = newlines[:-1] + 1
    quoted: Flags = every[starts] == QUOTE
    closed = every[ends - 1] == QUOTE
    if 2 * np.count_nonzero(quoted) != quotes or (quoted & (~closed | (ends - starts < len('""')))).any():
        raise NotPlainError
    return quoted


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
