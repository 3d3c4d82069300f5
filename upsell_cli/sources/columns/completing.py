"""Tables that only say more about the rows of another: prices of items, the subscription of an item."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from upsell_cli.config.header_profile import Lookup
from upsell_cli.sources.columns.rules import Positions
from upsell_cli.sources.engine import quoted


class Complement(NamedTuple):
    """A table of text in the engine (`line`, `c0`, ...) that completes rows by a key.

    `there` is the place of its key among its own columns; where a key has several rows, the one with the
    greatest `newest` counts.
    """

    lookup: Lookup
    relation: str
    own_headers: tuple[str, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """Give its headers as they are called beside those of the completed table."""
        return tuple(f"{self.lookup.name}.{header}" for header in self.own_headers)


def completed_rows(
    raw: str, cells: Mapping[int, str], width: int, headers: Sequence[str], complements: Sequence[Complement]
) -> tuple[str, dict[int, str]]:
    """Give SQL for the rows of a raw relation with all that completes them, and their cells by position.

    `cells` are those of the raw relation, `width` is how many columns the file has, `headers` are all of
    them. A row that a table says nothing of has blank cells.
    """
    positions = Positions(headers)
    source = f"{quoted(raw)} own"
    known = {position: f"own.{cell}" for position, cell in cells.items()}
    start = width
    for number, complement in enumerate(complements):
        at = positions.any(complement.lookup.here)
        name = f"more{number}"
        if at is not None and at in known:
            source += f" LEFT JOIN ({_newest(complement)}) {name} ON {known[at]} = {name}.key"
            known |= {start + i: f"coalesce({name}.c{i}, '')" for i in range(len(complement.own_headers))}
        else:
            known |= {start + i: "''" for i in range(len(complement.own_headers))}
        start += len(complement.own_headers)
    names = {position: f"p{position}" for position in known}
    columns = ", ".join(f"{text} AS {names[position]}" for position, text in known.items())
    return f"(SELECT own.line AS line, {columns} FROM {source})", names


def keys_of(complements: Sequence[Complement], headers: Sequence[str], width: int) -> set[int]:
    """Give the positions in a file of the keys by which its rows are completed."""
    positions = Positions(headers)
    found = (positions.any(complement.lookup.here) for complement in complements)
    return {position for position in found if position is not None and position < width}


def _newest(complement: Complement) -> str:
    """Give SQL for the rows of a complement, one a key."""
    own = Positions(complement.own_headers)
    key, by = own.first(complement.lookup.there), own.first(complement.lookup.newest or "")
    order = f"c{by} DESC, line DESC" if by is not None else "line DESC"
    return (
        f"SELECT *, c{key or 0} AS key FROM {quoted(complement.relation)} WHERE c{key or 0} <> '' "
        f"QUALIFY row_number() OVER (PARTITION BY c{key or 0} ORDER BY {order}) = 1"
    )
