"""One file becomes one typed table in the engine; what does not fit is booked in its ledger.

The table has `line`, a column for each one found (by our name), and only rows that can be used.
"""

import io
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from upsell_cli.frames.inputs import InputTable, Kind
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.dialect import Dialect, decide, undecodable
from upsell_cli.sources.engine import Engine, literal, load_text, quoted
from upsell_cli.sources.evidence import Evidence, look, manners
from upsell_cli.sources.files import InputFile, opened
from upsell_cli.sources.ledger import SHOWN_WHEN_REFUSED, Ledger
from upsell_cli.sources.mapping import Field, check_fields, complete, find_fields, report, wanted
from upsell_cli.sources.records import Flaw, Record, records
from upsell_cli.sources.request import Request
from upsell_cli.sources.totals import set_totals_line_apart
from upsell_cli.sources.values import (
    MISSING_WORDS,
    NO_MISSING_WORDS,
    Manner,
    Money,
    currency_of,
    says_missing,
    trimmed,
    value_of,
)
from upsell_cli.sources.verdicts import verdict

Progress = Callable[[str, int, int], None]

BATCH_ROWS = 20_000
MOST_FLAWS = 1_000


@dataclass(frozen=True, slots=True)
class TypedFile:
    """A file that was read: its ledger, and the table of its usable rows."""

    ledger: Ledger
    relation: str
    fields: tuple[Field, ...]

    def has(self, name: str) -> bool:
        """Tell whether the file has a column of ours."""
        return any(field.name == name for field in self.fields)


def read_file(
    engine: Engine, file: InputFile, table: InputTable, request: Request, relation: str, progress: Progress | None
) -> TypedFile:
    """Read a file into the engine as the table `relation`."""
    dialect, fields = recognise(file, table, request)
    ledger = Ledger(table.name, file, dialect, report(dialect.headers, fields))
    text = text_relation(engine, ledger, fields, f"{relation}_text", progress)
    cells = {field.name: trimmed(f"c{i}") for i, field in enumerate(fields)}
    seen = look(engine, text, fields, cells, _first_name(table))
    ledger.counted += seen.rows
    if not ledger.counted:
        raise refusal("no-rows", "no rows under the header (no data)", Place(file.name, dialect.header_line))
    found, notes = manners(engine, text, file.name, fields, cells, seen.odd, dialect, request)
    ledger.problems += notes
    _convert(engine, text, relation, table, fields, cells, found, request)
    engine.execute(f"DROP TABLE {quoted(text)}")
    _set_apart(engine, relation, table, ledger, fields, found, seen, request)
    file.check_unchanged()
    return TypedFile(ledger, relation, fields)


def recognise(file: InputFile, table: InputTable, request: Request) -> tuple[Dialect, tuple[Field, ...]]:
    """Give how a file is written and which of its columns are ours, or refuse it."""
    groups = wanted(table, request)

    def fit(headers: Sequence[str]) -> tuple[bool, int]:
        fields = find_fields(headers, groups)
        return complete(fields, table), len(fields)

    dialect = decide(file, fit, request.encoding, request.delimiter)
    fields = find_fields(dialect.headers, groups)
    check_fields(dialect.headers, fields, table, request, Place(file.name, dialect.header_line))
    return dialect, fields


def text_relation(
    engine: Engine, ledger: Ledger, fields: Sequence[Field], relation: str, progress: Progress | None
) -> str:
    """Give the name of a relation with `line` and the found columns as text, `c0`, `c1`, ...

    Rows that cannot be taken apart are booked as rejected. Everything behind this line sees a relation
    and nothing of the file, so another way to bring the text in takes this function's place.
    """
    rows = _rows(ledger, fields, progress)
    batches = iter(lambda: list(itertools.islice(rows, BATCH_ROWS)), [])
    columns = ((batch[0], batch[1:]) for batch in (list(zip(*rows, strict=True)) for rows in batches))
    load_text(engine, relation, len(fields), columns)
    return relation


def file_records(file: InputFile, dialect: Dialect) -> Iterator[Record | Flaw]:
    """Give the records under the header, each of as many fields as it has."""
    with opened(file) as stream:
        text = io.TextIOWrapper(stream, dialect.encoding, newline="")
        try:
            for _ in range(dialect.header_line):
                text.readline()
            yield from records(text, dialect.delimiter, dialect.header_line + 1)
        except UnicodeDecodeError as error:
            raise undecodable(file, dialect.encoding) from error


def _rows(ledger: Ledger, fields: Sequence[Field], progress: Progress | None) -> Iterator[tuple[object, ...]]:
    """Give (line, cell, cell, ...) of the rows that have as many fields as the header."""
    width = len(ledger.dialect.headers)
    pick = itemgetter(*(field.position for field in fields)) if len(fields) > 1 else None
    flaws = 0
    for number, record in enumerate(file_records(ledger.file, ledger.dialect)):
        if progress and number % BATCH_ROWS == 0:
            progress(ledger.name, number, ledger.file.size)
        flaw = record if isinstance(record, Flaw) else _ragged(record, width)
        if flaw is None and isinstance(record, Record):
            cells = record.fields
            yield (record.line, *pick(cells)) if pick else (record.line, cells[fields[0].position])
        elif flaw:
            flaws += 1
            ledger.counted += 1
            place = Place(ledger.name, flaw.line)
            ledger.reject(1, [problem(flaw.code, flaw.message, place, value=flaw.value or None)])
            if flaws > MOST_FLAWS:
                ledger.check(None)


def _ragged(record: Record, width: int) -> Flaw | None:
    count = len(record.fields)
    if count == width or (count > width and not any(record.fields[width:])):
        return None
    fields = "1 field" if count == 1 else f"{count} fields"
    message = f"the row has {fields}, the header {width} columns"
    return Flaw(record.line, "wrong-fields", message, ",".join(record.fields))


def _convert(
    engine: Engine,
    text: str,
    relation: str,
    table: InputTable,
    fields: Sequence[Field],
    cells: Mapping[str, str],
    found: Mapping[str, Manner],
    request: Request,
) -> None:
    """Make the typed table; `bad` holds the trimmed cells of a row in which one does not fit."""
    bare = ", ".join(f"{cells[field.name]} AS t{i}" for i, field in enumerate(fields))
    at = {field.name: f"t{i}" for i, field in enumerate(fields)}
    default = literal(request.currency)
    currency = f"coalesce({currency_of(at['currency'])}, {default})" if "currency" in at else default
    money = Money(currency, minor=request.amount_unit == "minor")
    values = [value_of(field.column, table.name, at[field.name], found[field.name], money) for field in fields]
    named = ", ".join(f"{value} AS v{i}" for i, value in enumerate(values))
    faults = " OR ".join(_fault(table, field, f"t{i}", f"v{i}") for i, field in enumerate(fields))
    renamed = ", ".join(f"v{i} AS {quoted(field.name)}" for i, field in enumerate(fields))
    texts = ", ".join(f"t{i}" for i in range(len(fields)))
    engine.execute(
        f"CREATE TABLE {quoted(relation)} AS SELECT line, {renamed}, CASE WHEN {faults} THEN [{texts}] END AS bad "
        f"FROM (SELECT *, {named} FROM (SELECT line, {bare} FROM {quoted(text)}))"
    )


def _fault(table: InputTable, field: Field, text: str, value: str) -> str:
    if _needed(table, field):
        return f"{value} IS NULL"
    if field.column.kind is Kind.TEXT:
        return "false"
    spared = "" if field.column.kind in NO_MISSING_WORDS else f" AND NOT {says_missing(text)}"
    return f"({value} IS NULL AND {text} <> ''{spared})"


def _needed(table: InputTable, field: Field) -> bool:
    """Tell whether a row is of no use without this column."""
    name = field.name
    dated = table.name == "usage" and name in {"date", "metric"}
    return dated or any(group == (name,) for group in table.needed)


def _set_apart(
    engine: Engine,
    relation: str,
    table: InputTable,
    ledger: Ledger,
    fields: Sequence[Field],
    found: Mapping[str, Manner],
    seen: Evidence,
    request: Request,
) -> None:
    """Take the totals line and the rows that do not fit out of the typed table, into the ledger."""
    set_totals_line_apart(engine, relation, ledger, fields, seen)
    (bad,) = engine.execute(f"SELECT count(bad) FROM {quoted(relation)}").fetchone() or (0,)
    ledger.rejected += bad
    if not bad:
        ledger.check(request.max_rejects)
        return
    excess = ledger.rejected > ledger.tolerated(request.max_rejects)
    limit = f" LIMIT {SHOWN_WHEN_REFUSED}" if excess else ""
    values = ", ".join(f"{quoted(field.name)} IS NULL" for field in fields)
    query = f"SELECT line, bad, [{values}] FROM {quoted(relation)} WHERE bad IS NOT NULL ORDER BY line{limit}"
    for line, texts, unread in engine.execute(query).fetchall():
        currency = next((t for f, t in zip(fields, texts, strict=True) if f.name == "currency"), "")
        for field, text, nothing in zip(fields, texts, unread, strict=True):
            if nothing and _is_fault(table, field, text):
                place = Place(ledger.name, line, field.header)
                mark = found[field.name].mark
                ledger.problems.append(
                    verdict(field.column, place, text, mark, currency.upper() or request.currency)
                )
    ledger.check(request.max_rejects)
    engine.execute(f"DELETE FROM {quoted(relation)} WHERE bad IS NOT NULL")


def _is_fault(table: InputTable, field: Field, text: str) -> bool:
    if _needed(table, field):
        return True
    word = field.column.kind not in NO_MISSING_WORDS and text.lower() in MISSING_WORDS
    return bool(text) and field.column.kind is not Kind.TEXT and not word


def _first_name(table: InputTable) -> str:
    return table.needed[0][0]
