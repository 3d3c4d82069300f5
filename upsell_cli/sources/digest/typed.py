"""Plainly typed Parquet files in pieces, as if their lines had been taken apart and read."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

import numpy as np

from upsell_cli.sources.digest.cells import LONGEST_TEXT, Coded, distinct, firsts
from upsell_cli.sources.digest.layout import Layout
from upsell_cli.sources.digest.lines import Ints, NotPlainError
from upsell_cli.sources.digest.parquet_numbers import (
    DECIMALS,
    MISSING,
    NOT_PLAIN,
    Batch,
    Columns,
    Hashes,
    newest_day,
    numbered,
    plainly_typed,
)
from upsell_cli.sources.digest.parsed import Parsed
from upsell_cli.sources.forms.files import InputFile


def typed_columns(file: InputFile, layout: Layout) -> Columns | None:
    """Give the columns of a layout, where their types leave nothing to ask."""
    texts = [layout.account, *([] if layout.metric is None else [layout.metric])]
    columns = Columns(
        tuple(layout.columns[own] for own in texts),
        layout.columns[layout.day],
        tuple(layout.columns[own] for own in layout.values),
        layout.whole,
    )
    return columns if plainly_typed(file, columns) else None


def glanced(file: InputFile, columns: Columns) -> tuple[int | None, int]:
    """Give the newest day, and how many decimals the numbers have."""
    return newest_day(file, columns), DECIMALS


def typed_pieces(file: InputFile, columns: Columns, layout: Layout) -> Iterator[Parsed]:
    """Give a file in pieces."""
    with numbered(file, columns) as found:
        if found is None:
            raise NotPlainError
        words = [{key: _plain(word) for key, word in own.items()} for own in found.words]
        for batch in found.batches:
            yield _piece(batch, words, layout, int(batch.share * file.size))


def _plain(word: str | None) -> bytes:
    """Give the bytes of a word; none, an empty one and a long one are not plain."""
    text = (word or "").encode()
    if not 0 < len(text) <= LONGEST_TEXT or b"\0" in text:
        raise NotPlainError
    return text


def _piece(batch: Batch, words: list[dict[int, bytes]], layout: Layout, position: int) -> Parsed:
    if any((numbers == NOT_PLAIN).any() for numbers in batch.numbers):
        raise NotPlainError
    texts = [_coded(own, of) for own, of in zip(batch.texts, words, strict=True)]
    codes, kept = distinct(batch.days)
    try:
        named = [date.fromordinal(day).isoformat().encode() for day in kept.tolist()]
    except (ValueError, OverflowError) as error:
        raise NotPlainError from error
    days = Coded(named, codes, firsts(codes))
    return Parsed(
        partial(_texts, layout, batch, (*texts, days)),
        batch.rows,
        texts[0],
        days,
        None if layout.metric is None else texts[1],
        [_there(numbers) for numbers in batch.numbers],
        position,
    )


def _coded(hashes: Hashes, words: dict[int, bytes]) -> Coded:
    codes, kept = distinct(hashes)
    return Coded([words[key] for key in kept.tolist()], codes, firsts(codes))


def _there(values: Ints) -> tuple[Ints, Ints | None]:
    there = np.flatnonzero(values != MISSING)
    return (values, None) if len(there) == len(values) else (values[there], there)


def _texts(layout: Layout, batch: Batch, coded: Sequence[Coded], line: int) -> list[str]:
    """Give the cells of a row as a file of text would have them."""
    row = line - int(batch.rows[0])
    texts = [""] * len(layout.columns)
    places = [layout.account, *([] if layout.metric is None else [layout.metric]), layout.day]
    for place, own in zip(places, coded, strict=True):
        texts[place] = own.texts[own.codes[row]].decode()
    for place, numbers in zip(layout.values, batch.numbers, strict=True):
        if numbers[row] != MISSING:
            texts[place] = f"{Decimal(int(numbers[row])).scaleb(-DECIMALS).normalize():f}"
    return texts
