"""What a large usage file comes to, and what has to be told of it: ids, metrics, days and first lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from upsell_cli.frames.headers import normalised
from upsell_cli.sources.dialect import Dialect
from upsell_cli.sources.digest.cells import Coded
from upsell_cli.sources.digest.layout import Layout, Parsed, ordinals
from upsell_cli.sources.digest.lines import Ints, NotPlainError
from upsell_cli.sources.digest.tally import Tally
from upsell_cli.sources.files import InputFile
from upsell_cli.sources.meters import Meters
from upsell_cli.sources.values import BLANKS

UNKNOWN = -1
"""In the place of a column of the tally: a metric that the catalogue does not name."""


@dataclass(slots=True)
class Digest:
    """A usage file, added up to the day `as_of` (counted as Python does, as all days here are).

    `numbers` are the rows of the tally by id, `lines` the first line of each (None: only among rows looked at
    one by one). The columns of the tally are
    the `meters` by their numbers; `columns` leads to them from the metrics of a long file. `rows`,
    and those of each metric, are without the rows looked at one by one.
    """

    file: InputFile
    dialect: Dialect
    layout: Layout
    as_of: int
    called: Meters
    tally: Tally = field(default_factory=lambda: Tally([]))
    rows: int = 0
    oldest: int | None = None
    newest: int = 0
    numbers: dict[bytes, int] = field(default_factory=dict)
    lines: list[int | None] = field(default_factory=list)
    meters: list[int] = field(default_factory=list)
    columns: dict[bytes, int] = field(default_factory=dict)
    metric_rows: Counter[str] = field(default_factory=Counter)
    metric_lines: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give the tally of a wide file its columns."""
        for meter in self.layout.meters:
            self._measure(meter)

    @property
    def dates(self) -> tuple[date, date]:
        """Give the first and the last day with a row."""
        return date.fromordinal(self.oldest or self.as_of), date.fromordinal(self.newest)

    @property
    def names(self) -> list[str]:
        """Give the ids in the order of their numbers."""
        return [text.decode() for text in self.numbers]

    @property
    def decimals(self) -> list[int]:
        """Give how many of the last digits in each column of the tally are decimals."""
        own = self.layout.decimals
        return list(own) if self.layout.metric is None else list(own) * len(self.meters)

    def leave_out(self, metrics: Sequence[str]) -> None:
        """Count the rows of metrics no longer that the catalogue does not name; they were not added up."""
        for metric in metrics:
            self.rows -= self.metric_rows.pop(metric, 0)

    def add(self, piece: Parsed) -> int:
        """Add up a piece of the file; give the bytes of memory in use."""
        days = np.array(ordinals(piece.days.texts))
        self.newest = max(self.newest, int(days.max()))
        self.oldest = min(self.oldest or self.newest, int(days.min()))
        self.rows += len(piece.days.codes)
        columns = self._counted(piece.metrics, piece.line) if piece.metrics else None
        known = slice(None) if columns is None or columns.min() >= 0 else np.flatnonzero(columns != UNKNOWN)
        ids = self._numbered(piece, known)
        used = self.tally.reach(len(self.numbers), max(self.as_of - self.oldest, 0))
        if self.newest > self.as_of:
            return used
        ages = (self.as_of - days)[piece.days.codes]
        if columns is not None:
            ((values, there),) = piece.values
            if there is not None:
                raise NotPlainError
            self.tally.add(ids[known], columns[known], ages[known], values[known])
            return used
        for column, (values, there) in enumerate(piece.values):
            rows = slice(None) if there is None else there
            self.tally.add(ids[rows], np.full(len(values), column), ages[rows], values)
        return used

    def in_column(self, metrics: Coded) -> Ints:
        """Give the column of the tally for each line of a long file."""
        return np.array([self._column(text) for text in metrics.texts])[metrics.codes]

    def _counted(self, metrics: Coded, line: int) -> Ints:
        """Count the metrics of a piece that begins on a line; give their columns."""
        counts = np.bincount(metrics.codes).tolist()
        for text, rows, first in zip(metrics.texts, counts, metrics.first.tolist(), strict=True):
            self.metric_rows[text.decode()] += rows
            self.metric_lines.setdefault(text.decode(), line + first)
        return self.in_column(metrics)

    def _column(self, text: bytes) -> int:
        """Give the column of a metric, a new one for a meter that comes for the first time."""
        if (known := self.columns.get(text)) is not None:
            return known
        metric = text.decode()
        meter = self.called.called.get(normalised(metric))
        if metric != metric.strip(BLANKS) or meter in self.meters:
            raise NotPlainError
        self.columns[text] = UNKNOWN if meter is None else self._measure(meter)
        return self.columns[text]

    def _measure(self, meter: int) -> int:
        self.meters.append(meter)
        self.tally.levels.append(meter in self.called.levels)
        return len(self.meters) - 1

    def _numbered(self, piece: Parsed, known: Ints | slice) -> Ints:
        """Give the number of the id of each line; an id is new with the first line of a known metric."""
        own = piece.ids
        which, first = np.arange(len(own.texts)), own.first
        if not isinstance(known, slice):
            which, at = np.unique(own.codes[known], return_index=True)
            first = known[at]
        numbers = np.full(len(own.texts), UNKNOWN)
        for k, row in zip(which.tolist(), first.tolist(), strict=True):
            numbers[k] = number = self.numbers.setdefault(own.texts[k], len(self.numbers))
            if number == len(self.lines):
                self.lines.append(piece.line + row)
        return numbers[own.codes]
