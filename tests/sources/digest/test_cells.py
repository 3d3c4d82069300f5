"""Cells read eight bytes at a time are what they are character by character."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.sources.digest.cells import FinerError, coded, whole_numbers
from upsell_cli.sources.digest.lines import Lines, NotPlainError, Piece, taken_apart

texts = st.text("ab1é\u00a0", min_size=1, max_size=20)
plain_numbers = st.from_regex(r"[0-9]{1,11}(\.[0-9]{1,4})?", fullmatch=True)


def column(cells: list[str]) -> Lines:
    """Give a piece of which the second column has these cells."""
    return taken_apart(Piece("".join(f"x,{cell}\n" for cell in cells).encode(), 2, 0), ",", 2)


@given(st.lists(plain_numbers, min_size=1, max_size=30))
def test_numbers_are_what_they_say(cells: list[str]):
    numbers, there = whole_numbers(column(cells), 1, most=4, scale=4)
    assert [Decimal(number).scaleb(-4) for number in numbers.tolist()] == [Decimal(cell) for cell in cells]
    assert there is None


@given(st.lists(texts, min_size=1, max_size=30))
def test_texts_are_told_apart_by_every_byte(cells: list[str]):
    found = coded(column(cells), 1)
    assert [found.texts[code].decode() for code in found.codes] == cells
    assert [cells.index(text.decode()) for text in found.texts] == found.first.tolist()


@pytest.mark.parametrize(
    "cell",
    ["-3", "+5", "1e3", "1_0", "5.", ".5", "1.2.3", ".", "/", ":", " 4", "4 ", "a", "é", "NaN", "1,5",
     "12345678.", "1234567890.", ".123456789", "12345.6789.1", "1234567890a", "123456789012345678"],
)  # fmt: skip
def test_what_is_no_plain_number_is_left_to_careful_reading(cell: str):
    with pytest.raises(NotPlainError):
        whole_numbers(column(["7", cell, "12345678901"]), 1, most=4, scale=4)


def test_blank_cells_have_no_number():
    numbers, there = whole_numbers(column(["", "7", ""]), 1, most=0, scale=0)
    assert (numbers.tolist(), there is not None and there.tolist()) == ([7], [1])


@pytest.mark.parametrize("cell", ["1.25", "123456789.25"])
def test_more_decimals_than_expected_are_told(cell: str):
    with pytest.raises(FinerError):
        whole_numbers(column(["7.5", cell]), 1, most=1, scale=1)


@pytest.mark.parametrize("cell", ["", "x" * 65])
def test_blank_and_long_texts_are_left_to_careful_reading(cell: str):
    with pytest.raises(NotPlainError):
        coded(column(["A1", cell]), 1)
