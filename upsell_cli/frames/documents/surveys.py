"""A first look at exports: every header, what it is already known as, and the first rows as text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SurveyedColumn:
    """A column of a file: its header, our name for it (None: not recognised), and its first values.

    `meter` tells whether our name is that of a meter, `mapped` whether somebody said that it is the one.
    Values are trimmed; a blank cell is `""`.
    """

    header: str
    name: str | None
    values: tuple[str, ...]
    meter: bool = False
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """A file before its columns are understood; all columns have equally many values, row by row.

    With `days_across` it has a column for each of several days besides; `days_of` is the meter they hold,
    where somebody said so.
    """

    table: str
    file: str
    columns: tuple[SurveyedColumn, ...]
    days_across: bool = False
    days_of: str | None = None

    def named(self, name: str) -> SurveyedColumn | None:
        """Give the column that is known by a name of ours."""
        return next((column for column in self.columns if column.name == name), None)

    def headed(self, header: str) -> SurveyedColumn:
        """Give the column under a header."""
        return next(column for column in self.columns if column.header == header)

    @property
    def strange(self) -> tuple[SurveyedColumn, ...]:
        """Give the columns that were not recognised."""
        return tuple(column for column in self.columns if column.name is None)
