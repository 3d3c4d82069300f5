"""Usage files, wide, long or of events, become one table of cells: who, when, which meter, how much.

A meter is a small number in the engine, its place in `Meters.names`. Where a wide file says in a column of
metrics what of a flow each row is about, such as a feature, the readings of all these parts add up.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from upsell_cli.frames.headers import normalised
from upsell_cli.problems import Place
from upsell_cli.sources.accounts.identity import with_accounts
from upsell_cli.sources.cells.typed import DATED
from upsell_cli.sources.cells.values import EXACT
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.columns.mapping import LONG_FORM, holds_events
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.ledger import OUTSIDE_WINDOW, UNKNOWN_METRIC
from upsell_cli.sources.readings.counted import count_events
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.typed_file import TypedFile

if TYPE_CHECKING:
    from upsell_cli.sources.digest import Part

CELLS = "cells"
NO_CELLS = (
    "SELECT 0 AS file, 0::BIGINT AS line, '' AS source_id, NULL::DATE AS date, 0 AS meter, "
    f"'' AS part, 0::{EXACT} AS value WHERE false"
)
NAMED_METRICS = 8


def keep_until(engine: Engine, files: Sequence[TypedFile], as_of: date) -> None:
    """Take out the rows after the as-of date; the ledger keeps the first and last dates that are left."""
    for file in files:
        ledger, day = file.ledger, quoted(DATED[file.ledger.table])
        if ledger.last_on is None or ledger.last_on <= as_of:
            continue
        if across := [field.want.on for field in file.fields if field.want.on]:
            ledger.last_on = max((on for on in across if on <= as_of), default=None)
            continue
        if file.part:
            ledger.first_on, ledger.last_on = file.part.kept_dates
            ledger.skip(OUTSIDE_WINDOW, file.part.late.rows)
            continue
        (late,) = engine.execute(
            f"DELETE FROM {quoted(file.relation)} WHERE {day} > ?", [as_of]
        ).fetchone() or (0,)
        left = f"SELECT min({day}), max({day}) FROM {quoted(file.relation)}"
        ledger.first_on, ledger.last_on = engine.execute(left).fetchone() or (None, None)
        ledger.skip(OUTSIDE_WINDOW, late)


def gather_cells(
    engine: Engine, files: Sequence[TypedFile], meters: Meters, as_of: date, *, crossed: bool
) -> tuple[str, ...]:
    """Make the table of cells (file, line, source_id, date, meter, part, value (exact), account_id).

    Gives the meters and metrics that the files measure.
    """
    events = [(i, file) for i, file in enumerate(files) if holds_events(file.fields)]
    parts = [
        part
        for i, file in enumerate(files)
        if (i, file) not in events
        for part in _cells(engine, i, file, meters, as_of)
    ]
    if events:
        parts.append(count_events(engine, events, meters, as_of, crossed=crossed))
    rows = " UNION ALL ".join(query for _, query in parts) or NO_CELLS
    engine.execute(f"CREATE TABLE {CELLS} AS {with_accounts(rows, crossed=crossed)}")
    return tuple(meters.names[meter] for meter in sorted({meter for own, _ in parts for meter in own}))


def _cells(
    engine: Engine, index: int, file: TypedFile, meters: Meters, as_of: date
) -> list[tuple[set[int], str]]:
    """Give the SQL of a file's cells, with the meters in it: one query for a long file, one a meter else."""
    day = "date" if file.has("date") else f"DATE '{as_of.isoformat()}'"
    start = f"SELECT {index} AS file, line, account_id AS source_id, {day} AS date"
    if all(file.has(name) for name in LONG_FORM):
        known = _known_metrics(engine, file, meters)
        if not known:
            return []
        rows = ", ".join(f"({literal(metric)}, {meter})" for metric, meter in known.items())
        metrics = f"(VALUES {rows}) m(metric, meter)"
        told = f"{quoted(file.relation)} u JOIN {metrics} USING (metric)"
        long = f"{start}, m.meter, '' AS part, value FROM {told}"
        return [(set(known.values()), f"{long} WHERE value IS NOT NULL")]
    if any(field.want.on for field in file.fields):
        return _cells_across(engine, index, file, meters, as_of)
    wide = {
        meters.names.index(field.column.name): quoted(field.key) for field in file.fields if field.want.meter
    }
    parted = file.has("metric")
    return [
        (
            {meter},
            f"{start}, {meter} AS meter, "
            + ("coalesce(metric, '')" if parted and meter not in meters.levels else "''")
            + f" AS part, CAST({column} AS {EXACT}) AS value "
            + f"FROM {quoted(file.relation)} WHERE {column} IS NOT NULL",
        )
        for meter, column in wide.items()
    ]


def _cells_across(
    engine: Engine, index: int, file: TypedFile, meters: Meters, as_of: date
) -> list[tuple[set[int], str]]:
    """Give the SQL of the cells of a report with a column for each day, up to a day."""
    columns = [field for field in file.fields if field.want.on and field.want.on <= as_of]
    if file.has("metric"):
        known = _known_metrics(engine, file, meters)
        cases = " ".join(f"WHEN {literal(metric)} THEN {meter}" for metric, meter in known.items())
        number, counted = f"CASE metric {cases or 'WHEN NULL THEN 0'} END", set(known.values())
    else:
        meter = meters.names.index(columns[0].want.of or "") if columns else 0
        number, counted = str(meter), {meter}
    if not columns or not counted:
        return []
    listed = ", ".join(quoted(field.key) for field in columns)
    day = f"CAST(substr(headed, {len('on[') + 1}, 10) AS DATE)"
    cells = (
        f"SELECT {index} AS file, line, account_id AS source_id, {day} AS date, {number} AS meter, "
        f"'' AS part, CAST(value AS {EXACT}) AS value "
        f"FROM (UNPIVOT {quoted(file.relation)} ON {listed} INTO NAME headed VALUE value)"
    )
    return [(counted, cells)]


def _known_metrics(engine: Engine, file: TypedFile, meters: Meters) -> dict[str, int]:
    """Give the metrics of a long file that are meters; take out the rows of others."""
    relation = quoted(file.relation)
    counted = f"SELECT metric, count(*), min(line) FROM {relation} GROUP BY metric ORDER BY metric"
    found = engine.execute(counted).fetchall()
    if file.part:
        found = _with_part(file.part, found)
    numbers = {metric: meters.called.get(normalised(metric)) for metric, _, _ in found}
    unknown = [row for row in found if numbers[row[0]] is None]
    if unknown:
        names = [metric for metric, _, _ in unknown]
        more = f" and {len(names) - NAMED_METRICS} more" if len(names) > NAMED_METRICS else ""
        listed = ", ".join(names[:NAMED_METRICS]) + more
        place = Place(file.ledger.name, min(line for _, _, line in unknown), file.header("metric"))
        if len(unknown) == len(found) and meters.alone:
            raise refusal("no-meter", f"none of the metrics is one of the catalogue: {listed}", place)
        engine.execute(f"DELETE FROM {relation} WHERE metric IN (SELECT unnest(?))", [names])
        if file.part:
            file.part.forget_metrics(names)
        lost = sum(count for _, count, _ in unknown)
        file.ledger.skip(UNKNOWN_METRIC, lost)
        message = f"{lost:,} rows have metrics that the catalogue does not name: {listed}"
        code = "only-unknown-metrics" if len(unknown) == len(found) else "unknown-metric"
        file.ledger.problems.append(problem(code, message, place))
    return {metric: number for metric, number in numbers.items() if number is not None}


def _with_part(part: "Part", found: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Give the metrics of rows and those added up, how often each is there, and the first line with it."""
    own = {metric: count for metric, count, _ in found}
    return [
        (metric, own.get(metric, 0) + part.metric_rows[metric], line)
        for metric, line in sorted(part.metric_lines.items())
    ]
