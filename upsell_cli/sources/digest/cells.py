"""Columns of cells become numbers, eight bytes of a cell at a time.

A processor adds, compares and multiplies eight bytes as one number (a word, its first byte the lowest), so
whole columns of short texts are compared, and digits read, without looking at single characters.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.sources.digest.lines import WORD, Ints, Lines, NotPlainError, Words

LONGEST_TEXT = 8 * WORD
MOST_DIGITS = 17
"""Digits of a number with its decimals: the readings of a bin add up within 64 bits."""

BITS = 8
TEN = 10
TEN_TO_THE = TEN ** np.arange(MOST_DIGITS + 1)
SPARE = (BITS * (WORD - np.arange(WORD + 1))).astype(np.uint64)
"""How many bits of a word do not belong to so many bytes; it takes a shift by all of them as zero."""

SHORTEST_RUN = 2
"""Equal rows in a row, on average, from which on it pays to look at the first of them only."""

FACTORS = (2 * np.arange(1, WORD + 1) + 1).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
"""Odd numbers that spread the bits of words; equal sums are looked at, so any would do."""


def _repeated(byte: int) -> np.uint64:
    return np.uint64(int.from_bytes(bytes([byte] * WORD)))


ONES, TOPS, DOTS, ZEROS = (_repeated(byte) for byte in (0x01, 0x80, ord("."), ord("0")))
NOUGHTS = np.array([int(ZEROS) >> BITS * digits for digits in range(WORD + 1)], dtype=np.uint64)
"""Noughts in the bytes of a word that are before so many digits."""

JOINED = [
    (np.uint64(10**many * 2 ** (BITS * many) + 1), np.uint64(BITS * many), np.uint64(kept))
    for many, kept in ((1, 0x00FF00FF00FF00FF), (2, 0x0000FFFF0000FFFF), (4, 0x00000000FFFFFFFF))
]
"""How neighbours of so many digits become one number: times this, moved by that, and these bits are left."""

SIXES, HIGH, LOW = (_repeated(byte) for byte in (0x06, 0xF0, 0x0F))


class Coded(NamedTuple):
    """The texts of a column, each once, in the order they appear, and for each line the number of its own.

    `first` is the line of the piece with which each text appears.
    """

    texts: list[bytes]
    codes: Ints
    first: Ints

    def taken(self, rows: Ints) -> "Coded":
        """Give the texts of some of the lines."""
        codes, kept = distinct(self.codes[rows])
        return Coded([self.texts[code] for code in kept.tolist()], codes, firsts(codes))


def coded(lines: Lines, position: int) -> Coded:
    """Give the texts of a column; empty and long ones are not plain."""
    start, length = lines.cell(position)
    longest = int(length.max())
    if length.min() < 1 or longest > LONGEST_TEXT:
        raise NotPlainError
    columns = _columns(lines, start, length, longest)
    heads = _heads(columns)
    few = len(heads) * SHORTEST_RUN <= len(start)
    codes, first = _codes([column[heads] for column in columns] if few else columns)
    if few:
        codes, first = np.repeat(codes, np.diff(heads, append=len(start))), heads[first]
    bounds = zip(start[first].tolist(), (start + length)[first].tolist(), strict=True)
    return Coded([lines.content[at:end] for at, end in bounds], codes, first)


def whole_numbers(lines: Lines, position: int, most: int, scale: int) -> tuple[Ints, Ints | None]:
    r"""Give the numbers of a column times ten to the `scale`, and the lines that have one (None: all).

    Raises `FinerError` when there is a number with more decimals than `most`.

    >>> from upsell_cli.sources.digest.lines import Piece, taken_apart
    >>> lines = taken_apart(Piece(b"a,12.5\nb,\nc,3\n", line=2, position=0), ",", width=2)
    >>> whole_numbers(lines, 1, most=2, scale=2)
    (array([1250,  300]), array([0, 2]))
    """
    start, length = lines.cell(position)
    there = None
    if not length.all():
        there = np.flatnonzero(length)
        start, length = start[there], length[there]
    if not len(length):
        return np.zeros(0, dtype=np.int64), there
    end = start + length
    if length.max() <= WORD:
        number, behind = _short(lines, end, length)
    else:
        number, behind = np.empty_like(length), np.empty_like(length)
        few, many = np.flatnonzero(length <= WORD), np.flatnonzero(length > WORD)
        number[few], behind[few] = _short(lines, end[few], length[few])
        number[many], behind[many] = _long(lines, start[many], length[many])
    if behind.max(initial=0) > most:
        raise FinerError
    finer = scale - behind
    if length.max() + scale > MOST_DIGITS and (length - (behind > 0) + finer).max() > MOST_DIGITS:
        raise NotPlainError
    return number * TEN_TO_THE[finer], there


class FinerError(Exception):
    """A number has more decimals than were expected."""


def _columns(lines: Lines, start: Ints, length: Ints, longest: int) -> list[Words]:
    """Give all bytes of cells as columns of words; where none is short, the last overlaps the one before.

    The last column tells most: the ends of texts differ more than their beginnings.
    """
    if length.min() < WORD:
        return [_kept(lines.words[start + at], length - at) for at in range(0, longest, WORD)][::-1]
    last = start + length - WORD
    columns = [lines.words[np.minimum(start + at, last)] for at in range(0, longest - WORD, WORD)]
    columns.append(lines.words[last])
    return columns if (length == longest).all() else [length.view(np.uint64), *columns]


def _kept(words: Words, length: Ints) -> Words:
    """Give words of which only so many bytes belong to the cell, from none to all."""
    return words << SPARE[np.clip(length, 0, WORD)]


def _heads(columns: list[Words]) -> Ints:
    """Give the rows that are not the same as the row before."""
    differs = columns[0][1:] != columns[0][:-1]
    for column in columns[1:]:
        differs |= column[1:] != column[:-1]
    return np.concatenate(([0], np.flatnonzero(differs) + 1))


def _codes(columns: list[Words]) -> tuple[Ints, Ints]:
    """Give a number for each row of words, the same for the same words, and the first row of each.

    They are counted as they appear.
    """
    codes, _ = distinct(columns[-1])
    first = firsts(codes)
    if _told_apart(columns[:-1], codes, first):
        return codes, first
    codes, _ = distinct(_mixed(columns))
    first = firsts(codes)
    if not _told_apart(columns, codes, first):
        raise NotPlainError
    return codes, first


def distinct(values: Ints | Words) -> tuple[Ints, Ints]:
    """Give a number for each value, counted as they appear, and the values by these numbers."""
    codes, kept = pd.factorize(values)
    return codes, np.asarray(kept)


def firsts(codes: Ints) -> Ints:
    """Give the first row of each number, for numbers from 0 of which none is left out.

    >>> firsts(np.array([0, 1, 0, 2, 1]))
    array([0, 1, 3])
    """
    first = np.empty(codes.max(initial=-1) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first


def _told_apart(columns: list[Words], codes: Ints, first: Ints) -> bool:
    """Tell whether rows of one number have all words in common."""
    return all((column[first][codes] == column).all() for column in columns)


def _mixed(columns: list[Words]) -> Words:
    """Give one number for each row of words, the same for the same words."""
    mixed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column, factor in zip(columns, FACTORS, strict=False):
        mixed = (mixed ^ (mixed >> np.uint64(29)) ^ column) * factor
    return mixed


def _short(lines: Lines, end: Ints, length: Ints) -> tuple[Ints, Ints]:
    """Give numbers of up to eight characters without their points, and how many decimals each has.

    The cell is moved to the end of a word, and noughts are put before it.
    """
    spare = SPARE[length]
    text = lines.words[end - WORD]
    text >>= spare
    text <<= spare
    differs = text ^ DOTS
    points = differs - ONES
    points &= ~differs
    points &= TOPS
    decimals = np.zeros(len(text), dtype=np.int64)
    pointed = np.flatnonzero(points)
    if len(pointed):
        text[pointed], decimals[pointed] = _without_point(text[pointed], points[pointed], length[pointed])
        length = length.copy()
        length[pointed] -= 1
    text |= NOUGHTS[length]
    if np.bitwise_or.reduce((text ^ ZEROS) | ((text + SIXES) ^ ZEROS)) & HIGH:
        raise NotPlainError
    return _eight_digits(text), decimals


def _without_point(text: Words, points: Words, length: Ints) -> tuple[Words, Ints]:
    """Give words with what is before their first point moved over it, and how many bytes are behind that."""
    point = points & (~points + np.uint64(1))
    before = (point >> np.uint64(7)) - np.uint64(1)
    behind = ~((point << np.uint64(1)) - np.uint64(1))
    decimals = np.bitwise_count(behind).astype(np.int64) // BITS
    if ((decimals == 0) | (decimals == length - 1)).any():
        raise NotPlainError
    return ((text & before) << np.uint64(BITS)) | (text & behind), decimals


def _eight_digits(text: Words) -> Ints:
    """Give the numbers that words of digits write: neighbours are joined to pairs, fours and eights.

    >>> int(_eight_digits(np.frombuffer(b"00012345", dtype="<u8"))[0])
    12345
    """
    digits = text & LOW
    for factor, shift, kept in JOINED:
        digits *= factor
        digits >>= shift
        digits &= kept
    return digits.view(np.int64)


def _long(lines: Lines, start: Ints, length: Ints) -> tuple[Ints, Ints]:
    """Give numbers of any length without their points, and how many decimals each has: digit by digit."""
    longest = int(length.max())
    if longest > MOST_DIGITS + 1:
        raise NotPlainError
    number, decimals = np.zeros(len(start), np.int64), np.zeros(len(start), np.int64)
    pointed = np.zeros(len(start), dtype=bool)
    for at in range(longest):
        digit = lines.bytes[start + at].astype(np.int64) - ord("0")
        inside = at < length
        point = inside & (digit == ord(".") - ord("0"))
        reads = inside & (digit >= 0) & (digit < TEN)
        if (inside & ~reads & ~point).any() or (point & (pointed | (at == 0) | (at == length - 1))).any():
            raise NotPlainError
        number = np.where(reads, TEN * number + digit, number)
        decimals += reads & pointed
        pointed |= point
    return number, decimals
