"""The contract of a table: each column declared once, with its type, unit and meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

Dtype = Literal["string", "Int64", "Float64", "boolean", "date"]

PandasDtype = pd.api.extensions.ExtensionDtype | np.dtype[np.datetime64]

PANDAS_DTYPE: dict[Dtype, PandasDtype] = {
    "string": pd.StringDtype("python", na_value=pd.NA),
    "Int64": pd.Int64Dtype(),
    "Float64": pd.Float64Dtype(),
    "boolean": pd.BooleanDtype(),
    "date": np.dtype("datetime64[s]"),
}
"""What carries the columns of each type: not its name, which pandas would look up each time."""


class Column(NamedTuple):
    """One column: what it is called, what it holds, and the stage that adds it."""

    name: str
    dtype: Dtype
    meaning: str
    stage: str = ""

    @property
    def pandas_dtype(self) -> PandasDtype:
        """Give the pandas dtype that carries this column; missing means not known."""
        return PANDAS_DTYPE[self.dtype]


class Family(NamedTuple):
    """Columns that depend on the catalogue, one a member: `use[api_calls]`, `asked[sso]`."""

    name: str
    of: Literal["meter", "feature", "add_on", "tier", "need", "factor", "gate"]
    dtype: Dtype
    meaning: str
    stage: str = ""

    def column(self, member: str) -> str:
        """Give the name of the column of one member.

        >>> Family("use", "meter", "Float64", "Typical use.").column("users")
        'use[users]'
        """
        return f"{self.name}[{member}]"

    def members(self, frame: pd.DataFrame) -> list[str]:
        """Give the members this frame has columns for, in its order."""
        start, end = f"{self.name}[", "]"
        return [
            str(c)[len(start) : -1]
            for c in frame.columns
            if str(c).startswith(start) and str(c).endswith(end)
        ]


@dataclass(frozen=True, slots=True)
class Contract:
    """What one row of a table is, what identifies it, and which columns it has."""

    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    families: tuple[Family, ...] = ()
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns by name."""
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def __iter__(self) -> Iterator[Column]:
        """Go through the columns in their order."""
        return iter(self.columns)

    def __getitem__(self, name: str) -> Column:
        """Give the column of that name."""
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether the contract has a column of that name."""
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the columns in their order."""
        return tuple(self._by_name)

    def family(self, name: str) -> Family:
        """Give the family of columns of that name."""
        return next(family for family in self.families if family.name == name)

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give the frame with exactly the declared columns, typed, absent ones not known.

        Columns of families are kept behind them as they are. A value that does not fit its declared
        type is a mistake of the stage before, and raises.
        """
        family_columns = [c for family in self.families for c in map(family.column, family.members(frame))]
        columns = {
            column.name: (
                frame[column.name].astype(column.pandas_dtype)
                if column.name in frame.columns
                else pd.Series(pd.NA if column.dtype != "date" else pd.NaT, frame.index, column.pandas_dtype)
            )
            for column in self
        }
        return pd.DataFrame({**columns, **{c: frame[c] for c in family_columns}}, index=frame.index)
