"""What an input table is: its columns, how their text is read, and which it cannot do without."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from upsell_cli.frames.contract import Column, Contract, Dtype


class Kind(StrEnum):
    """How the text of a cell is read."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"
    COUNT = "count"
    MONEY = "money"
    FLAG = "flag"


DTYPES: dict[Kind, Dtype] = {
    Kind.ID: "string",
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.DATE: "date",
    Kind.NUMBER: "Float64",
    Kind.COUNT: "Int64",
    Kind.MONEY: "Int64",
    Kind.FLAG: "boolean",
}


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column of an input table, as people export it.

    `values` are the words a code may be; `least` and `most` bound a number. A cell outside them is
    a reject, named by file, line and column. `words` are what people call its values otherwise: of a code
    in small letters with `_` for blanks.
    """

    name: str
    kind: Kind
    meaning: str
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    words: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def frame_name(self) -> str:
        """Give the name in frames: amounts say that they are in minor units."""
        return f"{self.name}_minor" if self.kind is Kind.MONEY else self.name


@dataclass(frozen=True, slots=True)
class InputTable:
    """A kind of file: what a row is, its columns, and which of them it cannot do without.

    `needed` lists groups; of each group at least one column must be there.
    """

    name: str
    row: str
    columns: tuple[InputColumn, ...]
    needed: tuple[tuple[str, ...], ...]

    def __getitem__(self, name: str) -> InputColumn:
        """Give the column of that canonical name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def contract(self) -> Contract:
        """Give the typed frame this table becomes."""
        columns = tuple(Column(c.frame_name, DTYPES[c.kind], c.meaning, "sources") for c in self.columns)
        return Contract(self.row, ("account_id",), columns)
