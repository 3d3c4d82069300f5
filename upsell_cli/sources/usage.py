"""Usage files, wide or long, become one table of cells: who, when, which meter, how much.

A meter is a small number in the engine, its place in `Meters.names`. Rows after the as-of date and rows
that say the same thing twice are taken out here, before anything is added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.identity import with_accounts
from upsell_cli.sources.ledger import DUPLICATE, OUTSIDE_WINDOW, UNKNOWN_METRIC
from upsell_cli.sources.mapping import LONG_FORM, normalised
from upsell_cli.sources.reader import TypedFile
from upsell_cli.sources.request import Request
from upsell_cli.sources.typed import DATED
from upsell_cli.sources.values import EXACT

CELLS = "cells"
NAMED_METRICS = 8


@dataclass(frozen=True, slots=True)
class Meters:
    """The meters and wanted metrics, numbered; which of them are levels."""

    names: tuple[str, ...]
    levels: frozenset[int]

    @classmethod
    def of(cls, request: Request) -> "Meters":
        """Give the meters of the catalogue, then metrics that only show a feature in use."""
        extra = [
            name for name in request.metrics_wanted if name not in {meter.id for meter in request.meters}
        ]
        levels = frozenset(i for i, meter in enumerate(request.meters) if meter.kind == "level")
        return cls((*(meter.id for meter in request.meters), *dict.fromkeys(extra)), levels)


def keep_until(engine: Engine, files: Sequence[TypedFile], as_of: date) -> None:
    """Take out the rows after the as-of date; the ledger keeps the first and last dates that are left."""
    for file in files:
        ledger, day = file.ledger, quoted(DATED[file.ledger.table])
        if ledger.last_on is None or ledger.last_on <= as_of:
            continue
        late = engine.execute(f"DELETE FROM {quoted(file.relation)} WHERE {day} > ?", [as_of]).fetchone() or (0,)
        left = f"SELECT min({day}), max({day}) FROM {quoted(file.relation)}"
        ledger.first_on, ledger.last_on = engine.execute(left).fetchone() or (None, None)
        ledger.skip(OUTSIDE_WINDOW, late[0])


def gather_cells(
    engine: Engine, files: Sequence[TypedFile], request: Request, meters: Meters, as_of: date, *, crossed: bool
) -> None:
    """Make the table of cells: file, line, source_id, date, meter, value (exact), account_id."""
    parts = [part for i, file in enumerate(files) for part in _cells(engine, i, file, request, meters, as_of)]
    engine.execute(f"CREATE TABLE {CELLS} AS {with_accounts(' UNION ALL '.join(parts), crossed=crossed)}")


def settle_duplicates(engine: Engine, files: Sequence[TypedFile], meters: Meters) -> None:
    """Count what is said twice once, and reject every row that contradicts another one."""
    keys = "source_id, date, meter"
    repeated = f"FROM {CELLS} GROUP BY {keys} HAVING count(*) > 1"
    if engine.execute(f"SELECT 1 {repeated} LIMIT 1").fetchone() is None:
        return
    engine.execute(f"CREATE TABLE twice AS SELECT {keys}, min(value) <> max(value) AS conflict {repeated}")
    said = engine.execute(
        f"SELECT c.file, c.line, c.source_id, c.date, c.meter, t.conflict, "
        f"first_value(c.file) OVER w, first_value(c.line) OVER w "
        f"FROM {CELLS} c JOIN twice t USING ({keys}) "
        f"WINDOW w AS (PARTITION BY source_id, date, meter ORDER BY c.file, c.line) "
        f"ORDER BY c.file, c.line, c.meter"
    ).fetchall()
    _reject_conflicts(engine, files, meters, [row for row in said if row[5]])
    _count_once(engine, files)


def _cells(
    engine: Engine, index: int, file: TypedFile, request: Request, meters: Meters, as_of: date
) -> list[str]:
    day = "date" if file.has("date") else f"DATE '{as_of.isoformat()}'"
    start = f"SELECT {index} AS file, line, account_id AS source_id, {day} AS date"
    if all(file.has(name) for name in LONG_FORM):
        _number_metrics(engine, index, file, request, meters)
        return [
            f"{start}, m.meter, CAST(value AS {EXACT}) AS value FROM {quoted(file.relation)} u "
            f"JOIN metrics_{index} m ON u.metric = m.metric WHERE value IS NOT NULL"
        ]
    return [
        f"{start}, {meters.names.index(field.name)} AS meter, CAST({quoted(field.name)} AS {EXACT}) AS value "
        f"FROM {quoted(file.relation)} WHERE {quoted(field.name)} IS NOT NULL"
        for field in file.fields
        if field.want.meter
    ]


def _number_metrics(engine: Engine, index: int, file: TypedFile, request: Request, meters: Meters) -> None:
    """Make the table that leads from the metrics of a long file to meters; take out the rows of others."""
    names = {normalised(name): i for i, name in enumerate(meters.names)}
    names |= {
        normalised(header): i
        for i, meter in reversed(list(enumerate(request.meters)))
        for header in reversed(meter.headers)
    }
    metrics = engine.execute(
        f"SELECT metric, count(*), min(line) FROM {quoted(file.relation)} GROUP BY metric ORDER BY metric"
    ).fetchall()
    known = [(metric, names[normalised(metric)]) for metric, _, _ in metrics if normalised(metric) in names]
    unknown = [row for row in metrics if normalised(row[0]) not in names]
    rows = ", ".join(f"({literal(metric)}, {meter})" for metric, meter in known) or "('', -1)"
    engine.execute(f"CREATE TABLE metrics_{index} AS FROM (VALUES {rows}) t(metric, meter)")
    if unknown:
        engine.execute(
            f"DELETE FROM {quoted(file.relation)} WHERE metric NOT IN (SELECT metric FROM metrics_{index})"
        )
        lost = sum(count for _, count, _ in unknown)
        listed = ", ".join(metric for metric, _, _ in unknown[:NAMED_METRICS])
        more = f" and {len(unknown) - NAMED_METRICS} more" if len(unknown) > NAMED_METRICS else ""
        message = f"{lost:,} rows are of metrics the catalogue does not name: {listed}{more}"
        first = min(line for _, _, line in unknown)
        file.ledger.skip(UNKNOWN_METRIC, lost)
        file.ledger.problems.append(problem("unknown-metric", message, Place(file.ledger.name, first)))


def _reject_conflicts(
    engine: Engine, files: Sequence[TypedFile], meters: Meters, said: Sequence[tuple[object, ...]]
) -> None:
    rows: dict[tuple[int, int], tuple[object, ...]] = {}
    for row in said:
        rows.setdefault((row[0], row[1]), row)  # type: ignore[arg-type]
    for (file, line), (_, _, source_id, day, meter, _, first_file, first_line) in rows.items():
        ledger = files[file].ledger
        first = (
            f"line {first_line}" if first_file == file else f"{files[first_file].ledger.name}:{first_line}"
        )  # type: ignore[index]
        own = (first_file, first_line) == (file, line)
        other = "another row below" if own else f"the row on {first}"
        message = (
            f"conflict: {source_id} on {day} is there twice with another {meters.names[meter]} than {other}"  # type: ignore[index]
        )
        ledger.reject(
            1, [problem("duplicate-conflict", message, Place(ledger.name, line), value=str(source_id))]
        )
    _delete(engine, files, list(rows))


def _count_once(engine: Engine, files: Sequence[TypedFile]) -> None:
    """Take out cells said before; a row of which nothing is left is a duplicate."""
    repeated = (
        f"SELECT file, line, meter FROM (SELECT file, line, meter, row_number() OVER "
        f"(PARTITION BY source_id, date, meter ORDER BY file, line) AS time FROM {CELLS} "
        f"JOIN twice USING (source_id, date, meter)) WHERE time > 1"
    )
    engine.execute(f"CREATE TABLE repeated AS {repeated}")
    engine.execute(
        f"DELETE FROM {CELLS} WHERE (file, line, meter) IN (SELECT file, line, meter FROM repeated)"
    )
    gone = engine.execute(
        f"SELECT DISTINCT file, line FROM repeated ANTI JOIN {CELLS} USING (file, line) ORDER BY file, line"
    ).fetchall()
    for file, line in gone:
        ledger = files[file].ledger
        ledger.skip(DUPLICATE, 1)
        message = "duplicate: an earlier row says the same; it counts once"
        ledger.problems.append(problem("duplicate-row", message, Place(ledger.name, line)))
    _delete(engine, files, gone)


def _delete(engine: Engine, files: Sequence[TypedFile], rows: Sequence[tuple[int, int]]) -> None:
    for index, file in enumerate(files):
        lines = [line for of, line in rows if of == index]
        if lines:
            engine.execute(f"DELETE FROM {quoted(file.relation)} WHERE line IN (SELECT unnest(?))", [lines])
            engine.execute(
                f"DELETE FROM {CELLS} WHERE file = {index} AND line IN (SELECT unnest(?))", [lines]
            )
