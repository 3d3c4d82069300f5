"""Text becomes values: the typed table of a file, and what of its rows does not fit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from upsell_cli.frames.inputs import InputTable, Kind
from upsell_cli.sources.cells.values import (
    MISSING_WORDS,
    NO_MISSING_WORDS,
    Manner,
    Money,
    any_value,
    plain_value,
    says_missing,
)
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.request import Request

ABOUT_SOMEBODY = frozenset({"accounts", "people"})
HOLDS_BACK = frozenset({"lifecycle", "budget", "revenue_stage"})
"""Words that keep an account from being called: unread, nobody is called unawares."""

DATED = {"usage": "date", "events": "date", "contacts": "date", "invoices": "invoice_date"}
"""Tables whose rows happen on a day: those after the as-of date are not looked at."""


class Stats(NamedTuple):
    """What a typed table says as a whole; the dates are those of rows that fit."""

    bad: int
    last_line: int | None
    first_on: date | None
    last_on: date | None


class Typing(NamedTuple):
    """The step from a relation of `text` (`line`, `c0`, ...) to a typed `relation` (`line`, keys).

    `bad` keeps the cells of a row that does not fit, `unread` those of one that can do without what does not:
    columns that are on the side of the table, or `spared`.
    """

    engine: Engine
    text: str
    relation: str
    table: InputTable
    fields: tuple[Field, ...]
    request: Request
    spared: frozenset[str] = frozenset()

    def plainly(self) -> Stats:
        """Make the typed table, taking every column as plainly written."""
        name = self.table.name
        values = [plain_value(f.column, name, f"c{i}", self._money) for i, f in enumerate(self.fields)]
        return self._made(values, spared=False)

    def as_written(self, found: Mapping[str, Manner]) -> Stats:
        """Make the typed table with each column read the way it is written."""
        name, money = self.table.name, self._money
        values = [any_value(f.column, name, f"c{i}", found[f.key], money) for i, f in enumerate(self.fields)]
        return self._made(values, spared=True)

    def aside(self, field: Field) -> bool:
        """Tell whether rows can do without a column."""
        return field.key in self.spared or on_the_side(self.table, field)

    def of_another_meaning(self) -> frozenset[str]:
        """Give the columns that are called like ours and seem to hold something else, once the table is made.

        A health of "Green" is no number at all, and a role of "Admin" is no part in a decision.
        """
        if self.table.name not in ABOUT_SOMEBODY:
            return frozenset()
        own = {i: field for i, field in enumerate(self.fields) if field.how in {"name", "alias"}}
        words = {f.key for f in own.values() if f.column.kind is Kind.CODE} - HOLDS_BACK
        numbers = {i: field.key for i, field in own.items() if field.column.kind is Kind.NUMBER}
        some = [
            f"bool_or(coalesce({quoted(key)} IS NOT NULL OR bad[{i + 1}] SIMILAR TO '.*\\d.*', false))"
            for i, key in numbers.items()
        ]
        query = f"SELECT [{', '.join(some)}] FROM {quoted(self.relation)}"
        (numeric,) = self.engine.execute(query).fetchone() or ([],)
        other = {key for key, has in zip(numbers.values(), numeric, strict=True) if not has}
        return frozenset(words | other)

    def stats(self) -> Stats:
        """Give what the typed table says as a whole."""
        day = DATED.get(self.table.name)
        dates = "NULL, NULL"
        if day and self._index(day) is not None:
            dates = f"min({quoted(day)}) FILTER (bad IS NULL), max({quoted(day)}) FILTER (bad IS NULL)"
        columns = f"count(bad), max(line), {dates}"
        return Stats(
            *(self.engine.execute(f"SELECT {columns} FROM {quoted(self.relation)}").fetchone() or ())
        )

    @property
    def _money(self) -> Money:
        default, own = literal(self.request.currency), self._index("currency")
        currency = default if own is None else f"coalesce(nullif(upper(c{own}), ''), {default})"
        return Money(currency, minor=self.request.amount_unit == "minor")

    def _index(self, name: str) -> int | None:
        return next((i for i, field in enumerate(self.fields) if field.key == name), None)

    def _made(self, values: Sequence[str], *, spared: bool) -> Stats:
        """Make the typed table; with `spared`, words for no value and cells on the side cost no row."""
        named = ", ".join(f"{value} AS v{i}" for i, value in enumerate(values))
        renamed = ", ".join(f"v{i} AS {quoted(field.key)}" for i, field in enumerate(self.fields))
        texts = f"[{', '.join(f'c{i}' for i in range(len(self.fields)))}]"
        bad: list[str] = []
        unread: list[str] = []
        for i, field in enumerate(self.fields):
            fault = _fault(self.table, field, f"c{i}", f"v{i}", spared=spared)
            (unread if spared and self.aside(field) else bad).append(fault)
        self.engine.execute(
            f"CREATE OR REPLACE TABLE {quoted(self.relation)} AS SELECT line, {renamed}, "
            f"{_cells_when(bad, texts)} AS bad, {_cells_when(unread, texts)} AS unread "
            f"FROM (SELECT *, {named} FROM {quoted(self.text)})"
        )
        return self.stats()


def is_fault(table: InputTable, field: Field, text: str) -> bool:
    """Tell whether a cell of which no value came is wrong, rather than blank or a word for no value."""
    if _needed(table, field):
        return True
    word = field.column.kind not in NO_MISSING_WORDS and text.lower() in MISSING_WORDS
    return bool(text) and field.column.kind is not Kind.TEXT and not word


def on_the_side(table: InputTable, field: Field) -> bool:
    """Tell whether a usage file says this beside its readings: a bad cell of it costs no reading."""
    reading = field.want.meter or field.want.on
    return table.name == "usage" and not reading and field.column not in table.columns


def _cells_when(faults: Sequence[str], texts: str) -> str:
    """Give SQL for the cells of a row in which one of the faults is, else NULL."""
    possible = [fault for fault in faults if fault]
    return f"CASE WHEN {' OR '.join(possible)} THEN {texts} END" if possible else "NULL::VARCHAR[]"


def _fault(table: InputTable, field: Field, text: str, value: str, *, spared: bool) -> str:
    """Give the SQL of `is_fault`; empty when nothing can be wrong."""
    if _needed(table, field):
        return f"{value} IS NULL"
    if field.column.kind is Kind.TEXT:
        return ""
    words = spared and field.column.kind not in NO_MISSING_WORDS
    unless = f" AND NOT {says_missing(text)}" if words else ""
    return f"({value} IS NULL AND {text} <> ''{unless})"


def _needed(table: InputTable, field: Field) -> bool:
    """Tell whether a row is of no use without this column."""
    name = field.key
    if table.name == "usage" and name in {"date", "metric"}:
        return True
    return any(group == (name,) for group in table.needed)
