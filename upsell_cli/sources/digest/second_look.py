"""The rows that are looked at one by one: those of an id's eight weeks in which it says something twice."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from upsell_cli.sources.digest.digest import UNKNOWN, Digest
from upsell_cli.sources.digest.layout import Parsed, ordinals, parsed
from upsell_cli.sources.digest.lines import Ints
from upsell_cli.sources.digest.tally import SPAN, Flags
from upsell_cli.sources.engine import Engine, load_text, quoted
from upsell_cli.sources.values import BLANKS

MOST_ROWS = 200_000
"""More rows than these are faster read with all the others."""


class RowsNeededError(Exception):
    """What a digest says asks for the rows of the file after all."""


def look_again(engine: Engine, made: Digest, positions: Sequence[int], relation: str) -> None:
    """Make the relation of the text of the rows to look at, which the digest forgets.

    The file is read once more if there are any.
    """
    twice = made.tally.repeated()
    load_text(engine, relation, len(positions), _batches(made, twice, positions) if twice.any() else ())
    made.tally.forget(twice)


def take_back(engine: Engine, made: Digest, cells: str) -> None:
    """Add the readings that are left of the rows looked at, when they say nothing twice any more."""
    found = engine.execute(f"SELECT source_id, meter, date, value FROM {quoted(cells)}").fetchall()
    if found:
        ids, meters, days, values = zip(*found, strict=True)
        columns = [made.meters.index(meter) for meter in meters]
        decimals = made.decimals
        made.tally.add(
            np.array([made.numbers[account.encode()] for account in ids]),
            np.array(columns),
            np.array([made.as_of - day.toordinal() for day in days]),
            np.array([int(value.scaleb(decimals[own])) for own, value in zip(columns, values, strict=True)]),
        )


def _batches(
    made: Digest, twice: Flags, positions: Sequence[int]
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Give the rows to look at, with their lines; find the first of the other lines of their ids."""
    troubled: Flags = np.logical_or.reduce(twice, axis=1)
    for number in np.flatnonzero(troubled).tolist():
        made.lines[number] = None
    places = [made.layout.columns.index(position) for position in positions]
    total = 0
    for piece in parsed(made.file, made.dialect, made.layout):
        numbers, known = _known(made, piece)
        spans = (made.as_of - np.array(ordinals(piece.days.texts)))[piece.days.codes] // SPAN
        again = known & twice[numbers, spans]
        _find_first(made, numbers, np.flatnonzero(known & ~again & troubled[numbers]), piece.line)
        rows = np.flatnonzero(again)
        total += len(rows)
        if total > MOST_ROWS:
            raise RowsNeededError
        made.rows -= len(rows)
        if piece.metrics:
            texts = piece.metrics.texts
            made.metric_rows -= Counter(texts[code].decode() for code in piece.metrics.codes[rows])
        if len(rows):
            texts_of = [piece.lines.texts(row) for row in rows.tolist()]
            lines = (rows + piece.line).tolist()
            yield lines, [[texts[at].strip(BLANKS) for texts in texts_of] for at in places]


def _known(made: Digest, piece: Parsed) -> tuple[Ints, Flags]:
    """Give the number of the id of each line, and whether the line was added up."""
    numbers = np.array([made.numbers.get(text, UNKNOWN) for text in piece.ids.texts])[piece.ids.codes]
    if piece.metrics is None:
        return numbers, np.ones(len(numbers), dtype=bool)
    return numbers, made.in_column(piece.metrics) != UNKNOWN


def _find_first(made: Digest, numbers: Ints, rows: Ints, line: int) -> None:
    which, first = np.unique(numbers[rows], return_index=True)
    for number, at in zip(which.tolist(), first.tolist(), strict=True):
        if made.lines[number] is None:
            made.lines[number] = line + int(rows[at])
