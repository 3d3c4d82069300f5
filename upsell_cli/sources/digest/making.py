"""A large usage file, added up while it is read: its rows are never all at hand.

Whenever plain reading could find anything else than the careful one would, there is no digest.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from upsell_cli.sources.dialect import Dialect
from upsell_cli.sources.digest.cells import FinerError
from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.layout import MOST_DECIMALS, Layout, layout_of, parsed, peeked
from upsell_cli.sources.digest.lines import NotPlainError
from upsell_cli.sources.files import InputFile
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.meters import Meters
from upsell_cli.sources.plain import large

ATTEMPTS = 4
"""The first, one with the newest day there is, one with more decimals, one with both."""


def digested(
    file: InputFile,
    dialect: Dialect,
    fields: Sequence[Field],
    meters: Meters,
    as_of: date | None,
    most_bytes: int,
    tell: Callable[[int], None],
) -> Digest | None:
    """Add a file up to a day, its newest without one; nothing when its rows have to be at hand.

    The newest day and the decimals are guessed from a look here and there, and the file is read again where
    that was wrong. `tell` hears how many of the stored bytes were read; `most_bytes` is the memory to use.
    """
    layout = layout_of(fields, dialect, meters)
    if layout is None or not large(file) or not _readable(dialect):
        return None
    try:
        newest, decimals = peeked(file, dialect, layout)
        if newest is None:
            return None
        layout, day = replace(layout, decimals=decimals), as_of.toordinal() if as_of else newest
        for _ in range(ATTEMPTS):
            made = Digest(file, dialect, layout, day, meters)
            try:
                _add_all(made, most_bytes, tell)
            except FinerError:
                layout = _finest(layout)
                continue
            if made.newest == day or (as_of and made.newest < day):
                return made if made.meters else None
            if as_of:
                return None
            day = made.newest
    except NotPlainError:
        return None
    return None


def _readable(dialect: Dialect) -> bool:
    text = dialect.form == "delimited" and dialect.header_line is not None
    return dialect.form == "Parquet" or (text and dialect.encoding in {"utf-8", "utf-8-sig"})


def _add_all(made: Digest, most_bytes: int, tell: Callable[[int], None]) -> None:
    for piece in parsed(made.file, made.dialect, made.layout):
        if made.add(piece) > most_bytes:
            raise NotPlainError
        tell(piece.position)
    if not made.rows:
        raise NotPlainError


def _finest(layout: Layout) -> Layout:
    """Give the layout with all the decimals that can be; one that has them cannot be helped."""
    finest = tuple(0 if whole else MOST_DECIMALS for whole in layout.whole)
    if layout.decimals == finest:
        raise NotPlainError
    return replace(layout, decimals=finest)
