"""A table while stages add to it: its columns stand side by side, and are joined into a frame once.

To join a few columns to a frame costs as much for the hundreds that are there as for those that come. Stages
take what grows for the frame it is going to be: it gives them its columns, its index and its length.
"""

from collections.abc import Callable, Iterable, KeysView, Mapping
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

Frame = TypeVar("Frame", bound=pd.DataFrame)
Found = TypeVar("Found")


class Growing:
    """Columns over one index; they never change, and it gives a larger one.

    What takes long to work out of its columns, such as the codes of a text, is worked out once and passed on.
    """

    __slots__ = ("_columns", "_found", "index")

    def __init__(self, columns: Mapping[str, ExtensionArray], index: pd.Index) -> None:
        """Hold columns as arrays of the length of the index."""
        self._columns = dict(columns)
        self._found: dict[tuple[int, ...], tuple[tuple[object, ...], object]] = {}
        self.index = index

    @property
    def columns(self) -> KeysView[str]:
        """Give the names of the columns in their order."""
        return self._columns.keys()

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.index)

    def __getitem__(self, name: str) -> "pd.Series[Any]":
        """Give a column as a frame would."""
        return pd.Series(self._columns[name], self.index, name=name, copy=False)

    def array(self, name: str) -> ExtensionArray:
        """Give the values of a column."""
        return self._columns[name]

    def joined(self, columns: Mapping[str, ExtensionArray]) -> "Growing":
        """Give the columns with others behind them."""
        larger = Growing({**self._columns, **columns}, self.index)
        larger._found = self._found
        return larger

    def once(self, of: tuple[object, ...], find: Callable[[], Found]) -> Found:
        """Give what `find` finds of these objects, found once; they are kept, so that each keeps its id."""
        key = tuple(map(id, of))
        if key not in self._found:
            self._found[key] = of, find()
        return cast("Found", self._found[key][1])

    def taken(self, places: npt.NDArray[np.integer]) -> "Growing":
        """Give the rows at these places, numbered anew."""
        rows = {name: values.take(places) for name, values in self._columns.items()}
        return Growing(rows, pd.RangeIndex(len(places)))

    def only(self, names: Iterable[str]) -> "Growing":
        """Give some of the columns."""
        return Growing({name: self._columns[name] for name in names}, self.index)

    def frame(self) -> pd.DataFrame:
        """Give the frame of all the columns."""
        return pd.DataFrame(self._columns, self.index, copy=False)


def array_of(frame: "pd.DataFrame | Growing", name: str) -> ExtensionArray:
    """Give the values of a column of a frame, or of what grows to be one."""
    return frame.array(name) if isinstance(frame, Growing) else frame[name].array


def either(chosen: "pd.Series[Any]", frame: Frame, otherwise: Frame) -> Frame:
    """Give the chosen rows of one frame and the other rows of another, both growing or neither."""
    one: object = frame
    if isinstance(one, Growing):
        columns = {name: frame[name].where(chosen, otherwise[name]).array for name in one.columns}
        return cast("Frame", Growing(columns, one.index))
    return frame.where(chosen, otherwise)


def rows_of(frame: Frame, places: npt.NDArray[np.integer]) -> Frame:
    """Give the rows of a frame, or of what grows to be one, at these places, numbered anew."""
    grown: object = frame
    if isinstance(grown, Growing):
        return cast("Frame", grown.taken(places))
    return frame.take(places).reset_index(drop=True)


def growing(frame: Frame) -> Frame:
    """Give a frame as one that stages can add to; whoever starts it ends it with `whole`."""
    columns = {str(name): column.array for name, column in frame.items()}
    return cast("Frame", Growing(columns, frame.index))


def rested(frame: Frame) -> Frame:
    """Give what grows without what was worked out of it: tables that wait take less memory so."""
    grown = cast("Growing", frame)
    return cast("Frame", grown.only(grown.columns))


def whole(frame: Frame, names: Iterable[str] | None = None) -> Frame:
    """Give what has grown as a frame, or some of its columns.

    >>> begun = growing(pd.DataFrame({"seats": [5, 7]}))
    >>> whole(begun)["seats"].tolist()
    [5, 7]
    """
    grown = cast("Growing", frame)
    return cast("Frame", (grown if names is None else grown.only(names)).frame())
