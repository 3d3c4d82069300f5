"""The rows of one sheet of a workbook, each with its number in the sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO

from upsell_cli.sources.forms.records import Flaw, Record, all_blank, checked
from upsell_cli.sources.forms.sheet_values import Formats, unescaped
from upsell_cli.sources.forms.sheet_xml import DamagedXmlError, events

MOST_COLUMNS = 16_384
"""Columns that a sheet can have."""


def sheet_rows(stream: IO[bytes], strings: Sequence[str], formats: Formats) -> Iterator[Record | Flaw]:
    """Give the rows of a sheet that are not blank, as text."""
    row = _Row()
    cell = _Cell()
    for text, tag, found in events(stream):
        if tag == "row":
            if found is None:
                yield from row.told()
            else:
                row = _Row(int(found.get("r", row.number + 1)))
        elif tag == "c":
            if found is None:
                row.put(cell, _text(cell, strings, formats))
            else:
                cell = _Cell(found.get("r", ""), found.get("t", "n"), found.get("s"))
        elif found is None and tag == "v":
            cell.value = text
        elif tag == "rPh":
            cell.aloud = found is not None
        elif found is None and tag == "t" and not cell.aloud:
            cell.inline += text
        elif tag == "f":
            cell.computed = True


@dataclass(slots=True)
class _Cell:
    """A cell while it is read: where it stands, what kind of value it has, and how that is shown.

    Text inside it that says how to read it `aloud` is not part of its value.
    """

    at: str = ""
    kind: str = "n"
    style: str | None = None
    value: str | None = None
    inline: str = ""
    computed: bool = False
    aloud: bool = False


@dataclass(slots=True)
class _Row:
    """A row while it is read."""

    number: int = 0
    cells: list[str] = field(default_factory=list)
    column: int = 0
    flaw: Flaw | None = None

    def put(self, cell: _Cell, text: str) -> None:
        """Put the text of a cell into its column; a cell that does not say where it is comes next."""
        column = _column(cell.at.rstrip("0123456789")) if cell.at else self.column
        if not 0 <= column < MOST_COLUMNS:
            raise DamagedXmlError(f"no sheet has a cell {cell.at}")
        self.column = column + 1
        if cell.computed and not cell.value and cell.kind != "str":
            message = f"the formula in {cell.at} has no result stored with it"
            self.flaw = Flaw(self.number, "uncomputed", message, cell.at)
        if text:
            self.cells += [""] * (column + 1 - len(self.cells))
            self.cells[column] = text

    def told(self) -> Iterator[Record | Flaw]:
        """Give the row, or what is wrong with it; nothing if it is blank."""
        if self.flaw:
            yield self.flaw
        elif not all_blank(self.cells):
            yield checked(Record(self.number, self.cells))


def _text(cell: _Cell, strings: Sequence[str], formats: Formats) -> str:
    """Give the text of a cell."""
    value = cell.value or ""
    match cell.kind:
        case "s":
            return strings[int(value)]
        case "inlineStr":
            return unescaped(cell.inline)
        case "str":
            return unescaped(value)
        case "b":
            return {"1": "true", "0": "false"}.get(value, value)
        case "n":
            return formats.text(value, cell.style) if value else ""
        case _:
            return value


@lru_cache
def _column(letters: str) -> int:
    """Give the position of a column from its letters.

    >>> _column("A"), _column("Z"), _column("AA")
    (0, 25, 26)
    """
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter.upper()) - ord("A") + 1
    return position - 1
