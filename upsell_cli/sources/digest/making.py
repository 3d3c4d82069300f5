"""Large usage files, added up while they are read: their rows are never all at hand.

Whenever plain reading could find anything else than the careful one would, there is no digest.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.digest.cells import FinerError
from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.layout import Layout, layout_of
from upsell_cli.sources.digest.lines import NotPlainError
from upsell_cli.sources.digest.part import Part
from upsell_cli.sources.digest.reading import MOST_DECIMALS, parsed, peeked
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.readings.meters import Meters

ATTEMPTS = 4
"""The first, one with the newest day there is, one with more decimals, one with both."""


class Candidate(NamedTuple):
    """A usage file that might be added up; `tell` hears how many of its stored bytes were read."""

    file: InputFile
    dialect: Dialect
    fields: Sequence[Field]
    tell: Callable[[int], None]


def digested(
    files: Sequence[Candidate], meters: Meters, as_of: date | None, most_bytes: int
) -> Digest | None:
    """Add files up to a day, their newest without one; nothing when their rows have to be at hand.

    The newest day and the decimals are guessed from a look here and there, and the files are read again where
    that was wrong. `most_bytes` is the memory to use.
    """
    layouts = [layout_of(own.fields, own.dialect, meters) for own in files]
    laid_out = [(own, layout) for own, layout in zip(files, layouts, strict=True) if layout]
    if len(laid_out) < len(files) or not all(_readable(own.dialect) for own in files):
        return None
    try:
        return _digested(laid_out, meters, as_of, most_bytes)
    except NotPlainError:
        return None


def _digested(
    files: Sequence[tuple[Candidate, Layout]], meters: Meters, as_of: date | None, most_bytes: int
) -> Digest | None:
    glances = [peeked(own.file, own.dialect, layout) for own, layout in files]
    decimals = max(own for _, own in glances)
    day = as_of.toordinal() if as_of else max((newest for newest, _ in glances if newest), default=0)
    for _ in range(ATTEMPTS if day else 0):
        made = Digest(day, as_of is not None, meters, decimals)
        try:
            for own, layout in files:
                _add_all(made, Part(own.file, own.dialect, layout), most_bytes, own.tell)
        except FinerError:
            if decimals == MOST_DECIMALS:
                return None
            decimals = MOST_DECIMALS
            continue
        if as_of or made.newest == day:
            return made if made.numbers else None
        day = made.newest
    return None


def _readable(dialect: Dialect) -> bool:
    text = dialect.form == "delimited" and dialect.header_line is not None and not dialect.escaped
    return dialect.form == "Parquet" or (text and dialect.encoding in {"utf-8", "utf-8-sig"})


def _add_all(made: Digest, part: Part, most_bytes: int, tell: Callable[[int], None]) -> None:
    made.parts.append(part)
    for piece in parsed(part.file, part.dialect, part.layout, made.decimals):
        if made.add(part, piece) > most_bytes:
            raise NotPlainError
        tell(piece.position)
    if not part.newest:
        raise NotPlainError
