"""The rows that are looked at one by one: those of an id's eight weeks in which it says something twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from upsell_cli.sources.cells.trimming import bare
from upsell_cli.sources.digest.digest import UNKNOWN, Digest
from upsell_cli.sources.digest.lines import Ints
from upsell_cli.sources.digest.parsed import Parsed, ordinal
from upsell_cli.sources.digest.part import Part
from upsell_cli.sources.digest.reading import parsed
from upsell_cli.sources.digest.tally import SPAN, Flags
from upsell_cli.sources.engine import Engine, load_text, quoted
from upsell_cli.sources.request import RowsNeededError

MOST_ROWS = 200_000
"""More rows than these are faster read with all the others."""


class Wanted(NamedTuple):
    """The relation to make of the text of rows of a file to look at, with the columns at these positions."""

    part: Part
    relation: str
    positions: Sequence[int]


def look_again(engine: Engine, made: Digest, wanted: Sequence[Wanted]) -> None:
    """Make the relations of the rows to look at, which the digest forgets.

    The files are read once more if there are any.
    """
    look = _SecondLook(made, made.tally.repeated())
    for of_file in wanted:
        batches = look.batches(of_file) if look.twice.any() else ()
        load_text(engine, of_file.relation, len(of_file.positions), batches)
    made.tally.forget(look.twice, look.readings)
    if not made.tally.settled():
        raise RowsNeededError


def take_back(engine: Engine, made: Digest, cells: str) -> None:
    """Add the readings that are left of the rows looked at, when they say nothing twice any more."""
    found = engine.execute(f"SELECT source_id, meter, date, value FROM {quoted(cells)}").fetchall()
    if found:
        ids, meters, days, values = zip(*found, strict=True)
        made.tally.add(
            np.array([made.numbers[account.encode()] for account in ids]),
            np.array([made.meters.index(meter) for meter in meters]),
            np.array([made.as_of - day.toordinal() for day in days]),
            np.array([int(value.scaleb(made.decimals)) for value in values]),
        )


@dataclass(slots=True)
class _SecondLook:
    """The spans of ids that say something twice, and how many rows and readings were found in them."""

    made: Digest
    twice: Flags
    rows: int = 0
    readings: int = 0

    def batches(self, wanted: Wanted) -> Iterator[tuple[list[int], list[list[str]]]]:
        """Give the rows of a file to look at, with their lines; find the first other lines of their ids."""
        made, part = self.made, wanted.part
        troubled = np.flatnonzero(np.logical_or.reduce(self.twice, axis=1))
        part.forget_lines(troubled)
        places = [part.layout.columns.index(position) for position in wanted.positions]
        for every in parsed(part.file, part.dialect, part.layout, made.decimals):
            piece = every.taken(np.flatnonzero(_added_up(made, every)))
            if not len(piece.at):
                continue
            numbers = np.array([made.numbers[text] for text in piece.ids.texts])[piece.ids.codes]
            again = self.twice[numbers, _ages(made, piece) // SPAN]
            others = np.flatnonzero(~again)
            part.note(numbers[others], piece.at[others])
            piece = piece.taken(np.flatnonzero(again))
            self._count(part, piece)
            if len(piece.at):
                lines = piece.at.tolist()
                rows = [piece.texts(line) for line in lines]
                yield lines, [[bare(texts[at]) for texts in rows] for at in places]

    def _count(self, part: Part, piece: Parsed) -> None:
        self.rows += len(piece.at)
        self.readings += sum(len(values) for values, _ in piece.values)
        if self.rows > MOST_ROWS:
            raise RowsNeededError
        part.rows -= len(piece.at)
        if piece.metrics:
            texts = piece.metrics.texts
            part.metric_rows -= Counter(texts[code].decode() for code in piece.metrics.codes.tolist())


def _ages(made: Digest, piece: Parsed) -> Ints:
    return (made.as_of - np.array([ordinal(text) for text in piece.days.texts]))[piece.days.codes]


def _added_up(made: Digest, piece: Parsed) -> Flags:
    """Tell which rows were added up: those of known metrics that are not late."""
    before: Flags = _ages(made, piece) >= 0
    if piece.metrics is None:
        return before
    columns = np.array([made.columns.get(text, UNKNOWN) for text in piece.metrics.texts])
    known: Flags = before & (columns[piece.metrics.codes] != UNKNOWN)
    return known
