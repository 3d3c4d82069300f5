"""What large usage files come to together."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from upsell_cli.frames.headers import normalised
from upsell_cli.sources.cells.trimming import BLANKS
from upsell_cli.sources.digest.lines import Ints, NotPlainError
from upsell_cli.sources.digest.parsed import Parsed, ordinal
from upsell_cli.sources.digest.part import Part
from upsell_cli.sources.digest.tally import Tally
from upsell_cli.sources.readings.meters import Meters

FIRST_PLAIN_DAY = date(1971, 1, 1).toordinal()
"""Some days before stand for no day at all, so those are looked at one by one."""

UNKNOWN = -1
"""In the place of a column of the tally: a metric that the catalogue does not name."""


@dataclass(slots=True)
class Digest:
    """Usage files, added up to the day `as_of` (counted as Python does, as all days here are).

    Where that day was `asked` for, there may be later rows. The rows of the tally are the ids by their
    `numbers`, its columns the `meters` by theirs; all values have so many `decimals` as their last digits.
    `others` are ids with rows that are not added up.
    """

    as_of: int
    asked: bool
    called: Meters
    decimals: int
    tally: Tally = field(default_factory=lambda: Tally([]))
    parts: list[Part] = field(default_factory=list)
    numbers: dict[bytes, int] = field(default_factory=dict)
    others: set[bytes] = field(default_factory=set)
    meters: list[int] = field(default_factory=list)
    columns: dict[bytes, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Give the ids in the order of their numbers."""
        return [text.decode() for text in self.numbers]

    @property
    def newest(self) -> int:
        """Give the last day with a row."""
        return max(part.newest for part in self.parts)

    def add(self, part: Part, piece: Parsed) -> int:
        """Add up a piece of a file; give the bytes of memory in use."""
        days = np.array([ordinal(text) for text in piece.days.texts])
        if (days < FIRST_PLAIN_DAY).any():
            raise NotPlainError
        part.meet(days, np.bincount(piece.days.codes, minlength=len(days)))
        if (days > self.as_of).any():
            if not self.asked:
                return 0
            late = (days > self.as_of)[piece.days.codes]
            self._leave_out(part, piece.taken(np.flatnonzero(late)))
            piece = piece.taken(np.flatnonzero(~late))
        if not len(piece.at):
            return 0
        part.keep(piece, also_ids=self.asked)
        if piece.metrics is None:
            return self._add(part, piece, [self._measured(meter) for meter in part.layout.meters])
        columns = self.in_column(piece.metrics.texts)
        if (columns == UNKNOWN).any():
            known = columns[piece.metrics.codes] != UNKNOWN
            self.others.update(piece.taken(np.flatnonzero(~known)).ids.texts)
            piece = piece.taken(np.flatnonzero(known))
        return self._add(part, piece, None) if len(piece.at) else 0

    def in_column(self, metrics: list[bytes]) -> Ints:
        """Give the columns of the tally for metrics of long files."""
        return np.array([self._column(text) for text in metrics])

    def _leave_out(self, part: Part, late: Parsed) -> None:
        part.leave_out(late)
        self.others.update(late.ids.texts)

    def _add(self, part: Part, piece: Parsed, columns: list[int] | None) -> int:
        """Add up rows of known metrics before the day; a wide file has its columns of the tally."""
        numbers = np.array([self.numbers.setdefault(text, len(self.numbers)) for text in piece.ids.texts])
        part.note(numbers, piece.at[piece.ids.first])
        oldest = min(part.oldest for part in self.parts)
        used = self.tally.reach(len(self.numbers), self.as_of - oldest)
        ids = numbers[piece.ids.codes]
        ages = (self.as_of - np.array([ordinal(text) for text in piece.days.texts]))[piece.days.codes]
        if columns is None and piece.metrics:
            ((values, there),) = piece.values
            if there is not None:
                raise NotPlainError
            self.tally.add(ids, self.in_column(piece.metrics.texts)[piece.metrics.codes], ages, values)
        for column, (values, there) in zip(columns or (), piece.values, strict=False):
            rows = slice(None) if there is None else there
            self.tally.add(ids[rows], np.full(len(values), column), ages[rows], values)
        return used

    def _column(self, text: bytes) -> int:
        """Give the column of a metric, a new one for a meter that comes for the first time."""
        if (known := self.columns.get(text)) is not None:
            return known
        metric = text.decode()
        if metric != metric.strip(BLANKS):
            raise NotPlainError
        meter = self.called.called.get(normalised(metric))
        self.columns[text] = UNKNOWN if meter is None else self._measured(meter)
        return self.columns[text]

    def _measured(self, meter: int) -> int:
        if meter not in self.meters:
            self.meters.append(meter)
            self.tally.levels.append(meter in self.called.levels)
        return self.meters.index(meter)
