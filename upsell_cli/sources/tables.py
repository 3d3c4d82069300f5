"""All files of a request become the inputs of a run: read, joined to accounts, dated, and accounted for."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.inputs import DTYPES, PROFILE, TABLES, InputTable
from upsell_cli.frames.tables import Grain, Inputs, Tables
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources.billing import settle_snapshots, tell_missing_rates
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, engine, literal, quoted, typed_frame
from upsell_cli.sources.files import find_files
from upsell_cli.sources.identity import build_crosswalk, case_collisions, joins, resolve
from upsell_cli.sources.mapping import check_mapping
from upsell_cli.sources.reader import Progress, TypedFile, read_file
from upsell_cli.sources.request import Request
from upsell_cli.sources.rollup import Window, infer_grain, roll_up
from upsell_cli.sources.usage import Meters, gather_cells, keep_until, newest_date, settle_duplicates

PROVENANCE = (
    Column("source_file", "string", "File of the row.", "sources"),
    Column("source_line", "Int64", "Physical line of the row.", "sources"),
)
DATED = {"events": "date", "contacts": "date", "invoices": "invoice_date"}
FRAMES = ("billing", "accounts", "invoices", "events", "contacts", "deals", "people", "value", "rates")


def read(request: Request, *, progress: Progress | None = None) -> Inputs:
    """Read every file of a request; what is wrong with rows is told in the result.

    Raises:
        UpsellError: a file, its header or the mapping cannot be trusted, or too many rows are unusable.

    """
    check_mapping(request.mapping, [*(meter.id for meter in request.meters), *request.metrics_wanted])
    with engine(request.memory_limit) as connection, tempfile.TemporaryDirectory(prefix="upsell-") as spool:
        files = _read_files(connection, request, Path(spool), progress)
        return _Reading(connection, request, files).inputs()


def _read_files(
    connection: Engine, request: Request, spool: Path, progress: Progress | None
) -> dict[str, list[TypedFile]]:
    """Read the files of every kind; faults of all of them are told together."""
    files: dict[str, list[TypedFile]] = {}
    wrong: list[Problem] = []
    for name, table in TABLES.items():
        files[name] = []
        try:
            for i, file in enumerate(find_files(request.files_of(name), spool)):
                files[name].append(read_file(connection, file, table, request, f"{name}_{i}", progress))
        except UpsellError as error:
            wrong += error.problems
    if wrong:
        raise UpsellError(*wrong)
    return files


@dataclass(frozen=True, slots=True)
class _Reading:
    """One request in the middle of being read."""

    engine: Engine
    request: Request
    files: dict[str, list[TypedFile]]

    def inputs(self) -> Inputs:
        """Join, date and roll up what was read."""
        request, usage = self.request, self.files["usage"]
        joined = [file for name in TABLES for file in self.files[name] if name not in {"crosswalk", "rates"}]
        build_crosswalk(self.engine, self.files["crosswalk"])
        as_of, origin = self._as_of()
        keep_until(self.engine, usage, as_of)
        for name, column in DATED.items():
            keep_until(self.engine, self.files[name], as_of, column)
        meters = Meters.of(request)
        gather_cells(self.engine, usage, request, meters, as_of)
        settle_duplicates(self.engine, usage, meters)
        settle_snapshots(self.engine, self.files["billing"])
        resolve(self.engine, joined)
        case_collisions(self.engine, joined)
        places = {name: [joined.index(file) for file in self.files[name]] for name in TABLES if name not in {"crosswalk", "rates"}}
        met = joins(self.engine, joined, places, with_crosswalk=bool(self.files["crosswalk"]))
        tell_missing_rates(self.engine, joined, self.files["rates"], request.currency)
        grain, grain_origin = self._grain()
        readings = roll_up(self.engine, meters, Window(as_of, grain))
        tables = Tables(readings, self._profile(), **{name: self._frame(TABLES[name]) for name in FRAMES})
        books = [file for name in TABLES for file in self.files[name]]
        self._check(books)
        return Inputs(
            tables=tables,
            as_of=as_of,
            as_of_origin=origin,
            grain=grain,
            grain_origin=grain_origin,
            files=tuple(file.ledger.report(self._rows(file)) for file in books),
            joins=met,
            problems=tuple(problem for file in books for problem in file.ledger.problems),
        )

    def _as_of(self) -> tuple[date, str]:
        """Give the day everything is true for, and how it is known."""
        if self.request.as_of is not None:
            return self.request.as_of, "--as-of"
        newest = newest_date(self.engine, self.files["usage"])
        if newest:
            return newest, "newest date in usage"
        dated = [newest_date(self.engine, self.files[name], column) for name, column in DATED.items()]
        if any(dated):
            return max(day for day in dated if day), "newest date in the other inputs"
        first = self.files["usage"][0].ledger
        day = first.file.modified_on
        message = f"no input says for which day the usage is true; {day.isoformat()}, when the file was saved, is taken"
        first.problems.append(problem("undated-usage", message, first.file.place))
        return day, "day the usage file was saved"

    def _grain(self) -> tuple[Grain, str]:
        return (self.request.grain, "--grain") if self.request.grain else infer_grain(self.engine)

    def _check(self, books: Sequence[TypedFile]) -> None:
        """Refuse files with too many rejects; with `strict`, any."""
        for file in books:
            file.ledger.check(self.request.max_rejects)
        if self.request.strict and any(file.ledger.rejected for file in books):
            errors = [p for file in books for p in file.ledger.problems if p.severity == "error"]
            raise UpsellError(*errors, problem("strict", "rows were rejected, and `--strict` allows none"))

    def _rows(self, file: TypedFile) -> int:
        (rows,) = self.engine.execute(f"SELECT count(*) FROM {quoted(file.relation)}").fetchone() or (0,)
        return int(rows)

    def _frame(self, table: InputTable) -> pd.DataFrame | None:
        files = self.files[table.name]
        if not files:
            return None
        rows = " UNION ALL ".join(_select(table, file) for file in files)
        if any(column.name == "account_id" for column in table.columns):
            rows = (
                f"SELECT rows.* REPLACE (r.account_id AS account_id) FROM ({rows}) rows "
                "JOIN resolved r ON rows.account_id = r.source_id"
            )
        columns = (*table.contract.columns, *PROVENANCE)
        return typed_frame(self.engine, f"{rows} ORDER BY source_file, source_line", columns)

    def _profile(self) -> pd.DataFrame:
        """Give what the newest row of each account says about it besides its readings."""
        rows = " UNION ALL ".join(
            f"SELECT *, {'date' if file.has('date') else 'NULL'} AS on_date, {i} AS file FROM "
            f"({_select(PROFILE, file)}) JOIN (SELECT line, {'date' if file.has('date') else '1'} FROM {quoted(file.relation)}) "
            "ON line = source_line"
            for i, file in enumerate(self.files["usage"])
        )
        query = (
            f"SELECT rows.* REPLACE (r.account_id AS account_id) FROM ({rows}) rows "
            "JOIN resolved r ON rows.account_id = r.source_id "
            "QUALIFY row_number() OVER (PARTITION BY r.account_id "
            "ORDER BY on_date DESC NULLS LAST, file DESC, source_line DESC) = 1 ORDER BY r.account_id"
        )
        return typed_frame(self.engine, query, (*PROFILE.contract.columns, *PROVENANCE))


def _select(table: InputTable, file: TypedFile) -> str:
    """Give SQL for the rows of a file with every column of the table, absent ones not known."""
    types = {"string": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    own = {field.name for field in file.fields if not field.want.meter}
    columns = ", ".join(
        f"CAST({quoted(c.name) if c.name in own else 'NULL'} AS {types[DTYPES[c.kind]]}) AS {quoted(c.frame_name)}"
        for c in table.columns
    )
    return f"SELECT {columns}, {literal(file.ledger.name)} AS source_file, line AS source_line FROM {quoted(file.relation)}"
