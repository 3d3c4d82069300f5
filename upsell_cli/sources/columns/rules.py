"""What a person may write in the place of a header: a column, a key inside its JSON, or a rule.

workspace                          the column of that header
properties.$groups.company         a key in the JSON of the column `properties`
email-domain:Requester email       the domain of the address in the column
organization:Organization          the account of that name
group                              where the tool that made the export keeps groups
=ticket                            no column: the same value in every row
"""

from collections.abc import Container, Iterable, Sequence

from upsell_cli.frames.headers import normalised
from upsell_cli.sources.columns.making import Making

GROUP = "group"
CONSTANT = "="
"""Before a value that is that of every row, in the place of a header."""

RULES = {"email-domain": "email_domain", "organization": "organization", "organisation": "organization"}
NOWHERE: frozenset[int] = frozenset()


class Positions:
    """Where in a row the headers of a file stand."""

    def __init__(self, headers: Sequence[str]) -> None:
        """Look the headers over once."""
        self.headers = headers
        self._by_name: dict[str, list[int]] = {}
        for position, header in enumerate(headers):
            self._by_name.setdefault(normalised(header), []).append(position)

    def first(self, name: str, taken: Container[int] = NOWHERE) -> int | None:
        """Give the first column of that name that is not taken; one spelled exactly so goes first."""
        free = [p for p in self._by_name.get(normalised(name), ()) if p not in taken]
        return next((p for p in free if self.headers[p] == name), free[0]) if free else None

    def any(self, names: Iterable[str]) -> int | None:
        """Give the column of the first of these names that is there."""
        return next(iter(self.all(names)), None)

    def all(self, names: Iterable[str]) -> tuple[int, ...]:
        """Give the columns of these names that are there, in the order of the names."""
        return tuple(p for name in names if (p := self.first(name)) is not None)


def read_rule(rule: str, positions: Positions) -> tuple[int, Making | None] | None:
    """Give which column a rule speaks of and what is made of it; None when there is no such column.

    >>> column, made = read_rule("properties.$groups.company", Positions(["event", "properties"]))
    >>> column, made.path
    (1, ('$groups', 'company'))
    >>> read_rule("=ticket", Positions(["id", "subject"]))[1].always
    'ticket'
    """
    whole = positions.first(rule)
    if whole is not None:
        return whole, None
    if rule.startswith(CONSTANT):
        return 0, Making(always=rule.removeprefix(CONSTANT).strip())
    kind, colon, column = rule.partition(":")
    if colon and kind in RULES:
        found = read_rule(column.strip(), positions)
        if found is None:
            return None
        position, inner = found
        return position, Making(path=inner.path if inner else (), rule=RULES[kind])
    parts = rule.split(".")
    for length in range(len(parts) - 1, 0, -1):
        position_of_json = positions.first(".".join(parts[:length]))
        if position_of_json is not None:
            return position_of_json, Making(path=tuple(parts[length:]))
    return None
