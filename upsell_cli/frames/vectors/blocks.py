"""Columns as numbers and back: what a stage computes with, and how its results join the frame.

A stage works on float arrays in which NaN is "not known": one column a vector, one family of columns
(`use[users]`, `use[api_calls]`) a block of rows x members. Days are numbers of days since 1970-01-01.

A block keeps each of its columns in one piece. What is asked of each row, whether any holds or which is the
most, is then found a column at a time: of blocks a few columns wide, twenty times as fast.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from upsell_cli.frames.contract import PANDAS_DTYPE, Contract, Dtype, Family
from upsell_cli.frames.growing import Growing, array_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

Item = TypeVar("Item", bound=np.generic)

MASKED = (pd.arrays.FloatingArray, pd.arrays.IntegerArray, pd.arrays.BooleanArray)
"""Arrays of values, and of where none is known."""

EPOCH = date(1970, 1, 1)


def vector(frame: pd.DataFrame, name: str) -> Floats:
    """Give a column of numbers or of yes and no (1 and 0); NaN where not known or without such a column."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    return numbers_of(array_of(frame, name))


def numbers_of(values: pd.api.extensions.ExtensionArray) -> Floats:
    """Give values as numbers; NaN where not known.

    >>> numbers_of(pd.array([True, None], dtype="boolean")).tolist()
    [1.0, nan]
    """
    if isinstance(values, MASKED):
        # What `to_numpy` gives too; but that has the process ignore a warning first, ten times the work.
        return np.where(values._mask, np.nan, values._data)  # type: ignore[union-attr]  # noqa: SLF001
    return values.to_numpy(dtype=np.float64, na_value=np.nan)


def block(frame: pd.DataFrame, family: Family, members: Sequence[str]) -> Floats:
    """Give the columns of a family, rows x members; NaN where not known or without such a column."""
    values = np.empty((len(members), len(frame)))
    for place, member in enumerate(members):
        values[place] = vector(frame, family.column(member))
    return values.T


def rows_at(values: npt.NDArray[Item], places: npt.NDArray[np.integer]) -> npt.NDArray[Item]:
    """Give the rows of a block, or of a column, at these places.

    >>> rows_at(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1, 0, 1])).tolist()
    [[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]]
    """
    return np.take(values.T, places, axis=-1).T


def side_by_side(*parts: npt.NDArray[Item]) -> npt.NDArray[Item]:
    """Give columns and blocks as one block.

    >>> side_by_side(np.array([1.0, 2.0]), np.array([[3.0, 4.0], [5.0, 6.0]])).tolist()
    [[1.0, 3.0, 4.0], [2.0, 5.0, 6.0]]
    """
    return np.vstack([part.T for part in parts]).T


def days(frame: pd.DataFrame, name: str) -> Floats:
    """Give a column of dates as numbers of days; NaN where not known or without such a column."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    return as_days(array_of(frame, name).to_numpy())


def as_days(dates: npt.NDArray[Any]) -> Floats:
    """Give dates as numbers of days.

    >>> as_days(np.array(["1970-01-03", "NaT"], dtype="datetime64[s]")).tolist()
    [2.0, nan]
    """
    whole = dates.astype("datetime64[D]")
    return np.where(np.isnat(whole), np.nan, whole.astype(np.int64))


def as_dates(numbers: Floats) -> npt.NDArray[np.datetime64]:
    """Give numbers of days as dates, parts of a day left off.

    >>> as_dates(np.array([2.9, np.nan])).tolist()
    [datetime.datetime(1970, 1, 3, 0, 0), None]
    """
    known = np.isfinite(numbers)
    whole = np.floor(np.where(known, numbers, 0.0)).astype(np.int64).astype("datetime64[D]")
    return np.where(known, whole, np.datetime64("NaT")).astype("datetime64[s]")


def day_of(day: date) -> int:
    """Give one day as its number.

    >>> day_of(date(1970, 2, 1))
    31
    """
    return (day - EPOCH).days


def first_known(*columns: Floats) -> Floats:
    """Give for each row the first value that is known.

    >>> first_known(np.array([np.nan, 1.0]), np.array([2.0, 3.0])).tolist()
    [2.0, 1.0]
    """
    known = columns[0]
    for column in columns[1:]:
        known = np.where(np.isnan(known), column, known)
    return known


def taken(values: Floats, places: npt.NDArray[np.integer]) -> Floats:
    """Give the value at each place; NaN at a place below 0.

    >>> taken(np.array([5.0, 7.0]), np.array([1, -1])).tolist()
    [7.0, nan]
    """
    return np.append(values, np.nan)[np.where(places < 0, len(values), places)]


def picked(words: Sequence[str], places: npt.NDArray[np.integer]) -> pd.api.extensions.ExtensionArray:
    """Give the word at each place; a place below 0 is not known.

    >>> picked(["low", "high"], np.array([1, -1, 0])).tolist()
    ['high', <NA>, 'low']
    """
    known = pd.arrays.StringArray(np.array([*words, None], dtype=object))
    return known.take(np.where(places < 0, len(words), places))


def known_where(texts: pd.api.extensions.ExtensionArray, known: Bools) -> pd.api.extensions.ExtensionArray:
    """Give texts where they are known, and "not known" elsewhere."""
    return texts.take(np.where(known, np.arange(len(texts)), -1), allow_fill=True)


def or_nan(number: float | None) -> float:
    """Give a number, NaN for none."""
    return np.nan if number is None else number


def typed(values: Any, dtype: Dtype) -> pd.api.extensions.ExtensionArray:  # noqa: ANN401
    """Give values as the declared type carries them; NaN becomes "not known".

    >>> typed(np.array([1.0, np.nan]), "Int64").tolist(), typed(np.array([0.0, np.nan]), "boolean").tolist()
    ([1, <NA>], [False, <NA>])
    """
    if isinstance(values, pd.api.extensions.ExtensionArray) and values.dtype == PANDAS_DTYPE[dtype]:
        return values
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "fib":
        return pd.array(values, dtype=PANDAS_DTYPE[dtype])
    unknown = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), dtype=bool)
    if dtype == "Float64":
        return pd.arrays.FloatingArray(values.astype(np.float64), unknown)
    filled = np.where(unknown, 0, values)
    if dtype == "Int64":
        return pd.arrays.IntegerArray(filled.astype(np.int64), unknown)
    if dtype == "boolean":
        return pd.arrays.BooleanArray(filled.astype(bool), unknown)
    message = f"numbers cannot be a column of type {dtype}"
    raise TypeError(message)


def add(
    frame: pd.DataFrame,
    contract: Contract,
    columns: Mapping[str, Any],
    *families: tuple[Family, Sequence[str], npt.NDArray[Any]],
) -> pd.DataFrame:
    """Give the frame with these columns, and those of these families, behind its own, typed as declared.

    The values of a family are rows x members. Joining to a frame costs as much for a column that is there as
    for one that comes: many stages, one after the other, add to what is `growing`.
    """
    added = {name: typed(values, contract[name].dtype) for name, values in columns.items()}
    for family, members, values in families:
        added |= {family.column(m): typed(values[:, k], family.dtype) for k, m in enumerate(members)}
    present = [name for name in added if name in frame.columns]
    if present:
        message = f"a stage only adds, and these columns are there already: {', '.join(present)}"
        raise ValueError(message)
    if isinstance(frame, Growing):
        return frame.joined(added)
    return pd.concat([frame, pd.DataFrame(added, index=frame.index, copy=False)], axis=1)
