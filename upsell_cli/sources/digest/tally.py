"""What the readings of a large usage file come to, kept for each id and metric while they are read.

Ages are days before the as-of day. The newest half year has a bin for each week, which holds the sum of a
flow or the newest reading of a level; of older days only those with a reading are known. The bits of days
are added up as well: where an id says something twice within a span of eight weeks, they are fewer in the end
than its readings.
"""

from dataclasses import dataclass, field

import numpy as np

from upsell_cli.frames.tables import BINS
from upsell_cli.sources.digest.lines import Ints

WEEK, SPAN = 7, 56
BINNED = BINS * WEEK
RECENT, PEAKS = 28, 35
"""Days of which the readings are added up, and of which the largest is known."""

RANK = 60
"""The bit from which on a level has its day of the week in front of its value: the newest is the largest."""

ROW = 1 << SPAN
DAYS = ROW - 1
"""The bits of a span that are days; those above count its readings."""

WORD_BITS = 64
FIRST_ROOM = 1024

Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Table = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(slots=True)
class Tally:
    """Tables with a row an id and a column a metric, and behind those perhaps bins or spans.

    `levels` tells of each metric whether it is a level; it may become longer while readings are added, of
    which there are so many `readings`.
    """

    levels: list[bool]
    ids: int = 0
    readings: int = 0
    bins: Table = field(default_factory=lambda: np.zeros((0, 0, 0), np.int64))
    seen: Table = field(default_factory=lambda: np.zeros((0, 0, 1), np.int64))
    recent: Table = field(default_factory=lambda: np.zeros((0, 0), np.int64))
    peak: Table = field(default_factory=lambda: np.zeros((0, 0), np.int64))

    @property
    def spans(self) -> int:
        """Give how many spans back the tables reach."""
        return self.seen.shape[2]

    def reach(self, ids: int, oldest: int) -> int:
        """Have room for so many ids, all metrics, and readings of that age; give the bytes that takes."""
        self.ids = max(self.ids, ids)
        room = len(self.bins) if ids <= len(self.bins) else max(FIRST_ROOM, 2 * len(self.bins), ids)
        metrics, spans = len(self.levels), max(self.spans, oldest // SPAN + 1)
        self.bins = _grown(self.bins, (room, metrics, min(BINS, spans * SPAN // WEEK)))
        self.seen = _grown(self.seen, (room, metrics, spans))
        self.recent, self.peak = (_grown(table, (room, metrics)) for table in (self.recent, self.peak))
        return sum(table.nbytes for table in (self.bins, self.seen, self.recent, self.peak))

    def add(self, ids: Ints, metrics: Ints, ages: Ints, values: Ints) -> None:
        """Add readings; the tables must reach as far."""
        self.readings += len(values)
        own = ids * len(self.levels) + metrics
        day = np.arange(ages.max(initial=0) + 1)
        place = own * self.spans + (day // SPAN)[ages]
        np.add.at(self.seen.reshape(-1), place, (np.left_shift(1, day % SPAN) + ROW)[ages])
        near = np.flatnonzero(ages < BINNED)
        own, ages, values = own[near], ages[near], values[near]
        level = np.array(self.levels, dtype=bool)[metrics[near]]
        cell = own * self.bins.shape[2] + (day // WEEK)[ages]
        flows, states = np.flatnonzero(~level), np.flatnonzero(level)
        np.add.at(self.bins.reshape(-1), cell[flows], values[flows])
        rank = np.left_shift(WEEK - 1 - day % WEEK, RANK)
        np.maximum.at(self.bins.reshape(-1), cell[states], rank[ages[states]] | values[states])
        late = np.flatnonzero(ages < PEAKS)
        np.maximum.at(self.peak.reshape(-1), own[late], values[late])
        late = np.flatnonzero(ages < RECENT)
        np.add.at(self.recent.reshape(-1), own[late], values[late])

    @property
    def days(self) -> Table:
        """Give the bits of the days that there are readings of, for each id, metric and span."""
        return self.seen[: self.ids] & DAYS

    def repeated(self) -> Flags:
        """Tell for each id and span whether a metric has two readings on one day.

        Sums of bits that have become others tell it, unless they went all the way round; so ask `settled` in
        the end, which no sum can deceive.
        """
        counted = (self.seen[: self.ids] >> SPAN) & ((1 << (WORD_BITS - SPAN)) - 1)
        differs: Flags = np.bitwise_count(self.days) != counted
        of_any: Flags = np.logical_or.reduce(differs, axis=1)
        return of_any

    def settled(self) -> bool:
        """Tell whether every reading that is left has a day of its own."""
        return int(np.bitwise_count(self.days).sum(dtype=np.int64)) == self.readings

    def forget(self, repeated: Flags, readings: int) -> None:
        """Take out what is known of these spans, which is so many readings."""
        self.readings -= readings
        ids, spans = np.nonzero(repeated)
        self.seen[ids, :, spans] = 0
        for of_span in range(min(self.spans, -(-BINS * WEEK // SPAN))):
            weeks = slice(of_span * SPAN // WEEK, (of_span + 1) * SPAN // WEEK)
            self.bins[ids[spans == of_span], :, weeks] = 0
        newest = ids[spans == 0]
        self.recent[newest] = 0
        self.peak[newest] = 0

    def ends(self, bin_: int) -> tuple[Table, Flags]:
        """Give what a bin comes to for each id and metric, and where there is any reading in it."""
        span, week = divmod(bin_, SPAN // WEEK)
        there: Flags = (self.seen[: self.ids, :, span] >> (week * WEEK)) & ((1 << WEEK) - 1) != 0
        ends = self.bins[: self.ids, :, bin_]
        return np.where(np.array(self.levels, dtype=bool), ends & ((1 << RANK) - 1), ends), there


def _grown(table: Table, shape: tuple[int, ...]) -> Table:
    """Give a table with room for more in any direction; the same one if it has the shape."""
    if table.shape == shape:
        return table
    larger = np.zeros(shape, np.int64)
    larger[tuple(slice(size) for size in table.shape)] = table
    return larger


def days_of(seen: Table) -> Flags:
    """Give the days of spans, one column a day.

    >>> np.flatnonzero(days_of(np.array([[0b101, 0b10]])))
    array([ 0,  2, 57])
    """
    days = (seen[:, :, None] >> np.arange(SPAN)) & 1
    return days.reshape(len(seen), -1).astype(bool)
