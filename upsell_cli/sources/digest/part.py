"""What has to be told of one of the files that are added up: its rows, days, metrics and first lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from upsell_cli.sources.digest.layout import Layout
from upsell_cli.sources.digest.lines import Ints
from upsell_cli.sources.digest.parsed import Parsed, ordinal
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import InputFile


@dataclass(slots=True)
class Late:
    """Rows of days after the one asked about: how many, the first line of one, and whose they are."""

    rows: int = 0
    line: int | None = None
    ids: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class Part:
    """One file of a digest.

    `oldest` and `newest` are the days of all rows, `days` how many rows each has; `last` is the newest that
    counts. `rows`, and those of
    each metric, are without the late ones and those that are looked at one by one. `lines` are the first
    lines of the ids by their numbers, 0 where there is none. `ids` are kept where rows may be late.
    """

    file: InputFile
    dialect: Dialect
    layout: Layout
    oldest: int = date.max.toordinal()
    newest: int = 0
    last: int = 0
    days: Counter[int] = field(default_factory=Counter)
    rows: int = 0
    late: Late = field(default_factory=Late)
    ids: set[bytes] = field(default_factory=set)
    lines: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    metric_rows: Counter[str] = field(default_factory=Counter)
    metric_lines: dict[str, int] = field(default_factory=dict)

    @property
    def dates(self) -> tuple[date, date]:
        """Give the first and the last day with a row."""
        return date.fromordinal(self.oldest), date.fromordinal(self.newest)

    @property
    def kept_dates(self) -> tuple[date | None, date | None]:
        """Give the first and the last day with a row that is not late."""
        return (date.fromordinal(self.oldest), date.fromordinal(self.last)) if self.last else (None, None)

    @property
    def only_late(self) -> list[str]:
        """Give the ids that have late rows and no others."""
        return sorted(text.decode() for text in self.late.ids - self.ids)

    def first_lines(self, names: Sequence[str]) -> tuple[list[int], list[list[str]]]:
        """Give the first lines of the ids with these names, as rows of text with those."""
        numbers = np.flatnonzero(self.lines[: len(names)])
        return self.lines[numbers].tolist(), [[names[number] for number in numbers.tolist()]]

    def meet(self, days: Ints, rows: Ints) -> None:
        """Take note of the days of a piece, and of how many rows each has."""
        self.oldest, self.newest = min(self.oldest, int(days.min())), max(self.newest, int(days.max()))
        self.days.update(dict(zip(days.tolist(), rows.tolist(), strict=True)))

    def leave_out(self, late: Parsed) -> None:
        """Count rows of later days."""
        self.late.rows += len(late.at)
        self.late.line = self.late.line or int(late.at[0])
        self.late.ids.update(late.ids.texts)

    def keep(self, piece: Parsed, *, also_ids: bool) -> None:
        """Count rows and their metrics."""
        self.rows += len(piece.at)
        self.last = max(self.last, *(ordinal(text) for text in piece.days.texts))
        if also_ids:
            self.ids.update(piece.ids.texts)
        if piece.metrics:
            counts = np.bincount(piece.metrics.codes).tolist()
            lines = piece.at[piece.metrics.first].tolist()
            for text, rows, line in zip(piece.metrics.texts, counts, lines, strict=True):
                self.metric_rows[text.decode()] += rows
                self.metric_lines.setdefault(text.decode(), line)

    def note(self, numbers: Ints, lines: Ints) -> None:
        """Take note of the lines with ids, in their order: the first of each is kept."""
        if not len(numbers):
            return
        if (room := int(numbers.max()) + 1) > len(self.lines):
            self.lines = np.concatenate((self.lines, np.zeros(max(room - len(self.lines), room), np.int64)))
        new = np.flatnonzero(self.lines[numbers] == 0)[::-1]
        self.lines[numbers[new]] = lines[new]

    def forget_lines(self, numbers: Ints) -> None:
        """Forget the lines of ids."""
        self.lines[numbers[numbers < len(self.lines)]] = 0

    def forget_metrics(self, metrics: Sequence[str]) -> None:
        """Count the rows of metrics no longer that the catalogue does not name; they were not added up."""
        for metric in metrics:
            self.rows -= self.metric_rows.pop(metric, 0)
