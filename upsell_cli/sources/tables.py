"""All files of a request become the inputs of a run: read, joined to accounts, dated, and accounted for."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.frames.contract import Column
from upsell_cli.frames.documents.used_rows import UsedRows
from upsell_cli.frames.heard import told_by
from upsell_cli.frames.inputs import PROFILE, TABLES, InputColumn, InputTable, Kind
from upsell_cli.frames.tables import Grain, Inputs, Readings, Tables
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources.accounts.alike import tell_look_alikes
from upsell_cli.sources.accounts.identity import (
    build_crosswalk,
    crosswalk_join,
    crosswalk_leads,
    joins,
    led_to,
    read_ids,
    with_accounts,
)
from upsell_cli.sources.accounts.lineage import follow_lineage
from upsell_cli.sources.accounts.names import follow_names
from upsell_cli.sources.accounts.near import near_misses, tell_near_misses
from upsell_cli.sources.cells.typed import DATED
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.columns.headers import check_mapping
from upsell_cli.sources.columns.ignored import tell_ignored
from upsell_cli.sources.columns.lacking import tell_lacking
from upsell_cli.sources.columns.mapping import holds_events
from upsell_cli.sources.columns.mistaken import tell_mistaken
from upsell_cli.sources.columns.profiles import asked_for
from upsell_cli.sources.engine import (
    FEW_BYTES,
    Engine,
    engine,
    frame_of,
    literal,
    quoted,
    typed_frame,
    use_all_processors,
)
from upsell_cli.sources.forms.files import STANDARD_INPUT, find_files
from upsell_cli.sources.forms.text import Progress
from upsell_cli.sources.readings.later import refuse_later, tell_later
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.readings.rollup import infer_grain, roll_up
from upsell_cli.sources.readings.slips import reject_slips
from upsell_cli.sources.readings.usage import CELLS, gather_cells, keep_until
from upsell_cli.sources.readings.window import Window, grain_of
from upsell_cli.sources.request import Request, RowsNeededError
from upsell_cli.sources.rows.currencies import tell_missing_rates
from upsell_cli.sources.rows.overlaps import settle_overlaps
from upsell_cli.sources.rows.repeats import KEYS, settle_cells, settle_rows
from upsell_cli.sources.rows.together import read_together
from upsell_cli.sources.typed_file import TypedFile
from upsell_cli.sources.unfinished import tell_other_sheets, tell_unfinished
from upsell_cli.sources.used import used_rows

if TYPE_CHECKING:
    from upsell_cli.sources.digest import Digest

PROVENANCE = (
    Column("source_file", "string", "File of the row.", "sources"),
    Column("source_line", "Int64", "Physical line of the row.", "sources"),
)
COMPLETING = "completing"
"""In the place of a table: the files that only complete the rows of others."""

NOT_OF_ACCOUNTS = frozenset({"crosswalk", "rates"})
FRAMES = ("billing", "accounts", "invoices", "events", "contacts", "deals", "people", "value", "rates")


def read(request: Request, *, progress: Progress | None = None) -> Inputs:
    """Read every file of a request; what is wrong with rows is told in the result.

    Raises UpsellError when a file, its header or the mapping cannot be trusted, or too many of its rows
    are unusable.
    """
    if request.grain not in {"monthly", "snapshot"}:
        with suppress(RowsNeededError), reading(replace(request, rolled_up=True), progress=progress) as found:
            return found[0]
    with reading(request, progress=progress) as (inputs, _):
        return inputs


@contextmanager
def reading(
    request: Request, *, progress: Progress | None = None
) -> Iterator[tuple[Inputs, tuple[UsedRows, ...]]]:
    """Read every file of a request, and keep its rows at hand until the context is left."""
    if sum(request.files_of(name).count(STANDARD_INPUT) for name in TABLES) > 1:
        raise refusal("bad-setting", "standard input (`-`) can be one file only")
    asked_for(request.profile)
    request.for_table("usage")
    check_mapping(request.mapping, [*(meter.id for meter in request.meters), *request.metrics_wanted])
    with (
        engine(request.memory_limit, threads=1) as connection,
        tempfile.TemporaryDirectory(prefix="upsell-") as spool,
    ):
        files = read_files(connection, request, Path(spool), progress)
        crossed = build_crosswalk(connection, files["crosswalk"])
        lines = (files["crosswalk"], files["accounts"])
        crossed = follow_lineage(connection, *lines, crossed=crossed, roll_up=request.roll_up == "parent")
        inputs = _Reading(connection, request, files, crossed=crossed).inputs()
        books = [file for name in TABLES for file in files[name]]
        pairs = zip(books, inputs.files[: len(books)], strict=True)
        yield inputs, tuple(used_rows(connection, file, request, report.used) for file, report in pairs)


def read_files(
    connection: Engine, request: Request, spool: Path, progress: Progress | None
) -> dict[str, list[TypedFile]]:
    """Read the files of every kind; faults of all of them are told together."""
    files: dict[str, list[TypedFile]] = {}
    wrong: list[Problem] = []
    for name, table in TABLES.items():
        files[name] = []
        try:
            found = find_files(request.files_of(name), spool)
            if sum(file.size for file in found) >= FEW_BYTES:
                use_all_processors(connection)
            together = read_together(connection, found, table, request, progress)
            files[name] += together.files
            files.setdefault(COMPLETING, []).extend(together.completing)
        except UpsellError as error:
            wrong += error.problems
    if wrong:
        raise UpsellError(*wrong)
    return files


class _Reading(NamedTuple):
    """One request in the middle of being read."""

    engine: Engine
    request: Request
    files: dict[str, list[TypedFile]]
    crossed: bool

    def inputs(self) -> Inputs:
        """Join, date and roll up what was read."""
        engine, request, files = self.engine, self.request, self.files
        books = [file for name in TABLES for file in files[name]]
        led = follow_names(engine, books, crossed=self.crossed)
        tell_lacking(books, amounts_name_plans=request.amounts_name_plans)
        tell_ignored(books, request)
        tell_mistaken(books, request)
        tell_unfinished(books)
        tell_other_sheets(books)
        if request.as_of is None:
            reject_slips(engine, files["usage"])
        as_of, as_of_origin = self._as_of()
        refuse_later(files["usage"], as_of)
        tell_later(engine, files["usage"], as_of)
        for name in DATED:
            keep_until(engine, files[name], as_of)
        meters = Meters.of(request)
        measured = gather_cells(engine, files["usage"], meters, as_of, crossed=self.crossed)
        settle_cells(engine, files["usage"], meters)
        digest = next((file.digest for file in files["usage"] if file.digest), None)
        if digest:
            from upsell_cli.sources.digest import take_back  # noqa: PLC0415  only large files wait for it

            take_back(engine, digest, CELLS)
        settle_overlaps(engine, files["billing"], crossed=self.crossed)
        for name in KEYS:
            settle_rows(engine, name, files[name], crossed=self.crossed)
        of_accounts = [file for name in TABLES if name not in NOT_OF_ACCOUNTS for file in files[name]]
        ids = read_ids(engine, of_accounts, crossed=self.crossed)
        tell_look_alikes(ids, of_accounts)
        met = joins(ids, of_accounts)
        near = near_misses(engine, ids, of_accounts, every=request.every_stray)
        tell_near_misses(near, of_accounts)
        if files["crosswalk"]:
            met = (crosswalk_join(engine, ids, of_accounts), *met)
        grain, grain_origin = self._grain(digest)
        frames = {name: self._frame(TABLES[name]) for name in FRAMES}
        for name in ("billing", "value"):
            tell_missing_rates(frames[name], frames["rates"], files[name], request.currency)
        first_on = min(
            (file.ledger.first_on for file in files["usage"] if file.ledger.first_on), default=as_of
        )
        if digest and grain not in {"daily", "weekly"}:
            raise RowsNeededError
        window = Window(as_of, grain, first_on)
        readings = self._readings(digest, window)
        books += files[COMPLETING]
        self._check(books)
        return Inputs(
            tables=Tables(
                readings,
                self._profile(ids),
                billing=frames["billing"],
                accounts=frames["accounts"],
                invoices=frames["invoices"],
                events=frames["events"],
                contacts=frames["contacts"],
                deals=frames["deals"],
                people=frames["people"],
                value=frames["value"],
                rates=frames["rates"],
                metrics=measured,
                heard=told_by(frames["events"]),
            ),
            as_of=as_of,
            as_of_origin=as_of_origin,
            grain=grain,
            grain_origin=grain_origin,
            files=tuple(file.ledger.report(self._rows(file)) for file in books),
            joins=(*led, *met),
            problems=tuple(problem for file in books for problem in _by_line(file.ledger.problems)),
            near=near,
            asked=led_to(engine, request.asked, crossed=self.crossed),
        )

    def _as_of(self) -> tuple[date, str]:
        """Give the day everything is true for, and how it is known."""
        if self.request.as_of is not None:
            return self.request.as_of, "--as-of"
        newest = [file.ledger.last_on for file in self.files["usage"] if file.ledger.last_on]
        if newest:
            return max(newest), "newest date in usage"
        others = [file.ledger.last_on for name in DATED for file in self.files[name] if file.ledger.last_on]
        if others:
            return max(others), "newest date in the other inputs"
        first = self.files["usage"][0].ledger
        day = first.file.modified_on
        message = f"no input says for which day the usage is true; {day}, when the file was saved, is taken"
        first.problems.append(problem("undated-usage", message, first.file.place))
        return day, "day the usage file was saved"

    def _grain(self, digest: "Digest | None") -> tuple[Grain, str]:
        if self.request.grain:
            return self.request.grain, "--grain"
        if any(holds_events(file.fields) for file in self.files["usage"]):
            return "daily", "events are counted day by day"
        ledgers = [file.ledger for file in self.files["usage"]]
        if len({day for ledger in ledgers for day in (ledger.first_on, ledger.last_on)}) == 1:
            return "snapshot", "one date for each account"
        if digest:
            from upsell_cli.sources.digest import usual_gap  # noqa: PLC0415

            gap, turns = usual_gap(digest, crosswalk_leads(self.engine, crossed=self.crossed))
            return grain_of(gap, at_turns_of_months=turns)
        return infer_grain(self.engine)

    def _readings(self, digest: "Digest | None", window: Window) -> Readings:
        if digest is None:
            return roll_up(self.engine, Meters.of(self.request), window)
        from upsell_cli.sources.digest import readings_of  # noqa: PLC0415

        return readings_of(digest, window, crosswalk_leads(self.engine, crossed=self.crossed))

    def _check(self, books: Sequence[TypedFile]) -> None:
        """Refuse files with too many rejects; with `strict`, any."""
        for file in books:
            file.ledger.check(self.request)
        if self.request.strict and any(file.ledger.rejected for file in books):
            errors = [p for file in books for p in file.ledger.problems if p.severity == "error"]
            raise UpsellError(*errors, problem("strict", "rows were rejected, and `--strict` allows none"))

    def _rows(self, file: TypedFile) -> int:
        (rows,) = self.engine.execute(f"SELECT count(*) FROM {quoted(file.relation)}").fetchone() or (0,)
        return int(rows) + (file.part.rows if file.part else 0)

    def _frame(self, table: InputTable) -> pd.DataFrame | None:
        files = self.files[table.name]
        if not files:
            return None
        rows = " UNION ALL BY NAME ".join(_select(table, file) for file in files)
        if table.name not in NOT_OF_ACCOUNTS:
            rows = f"SELECT * EXCLUDE (source_id) FROM ({with_accounts(rows, crossed=self.crossed)})"
        columns = (*table.contract.columns, *PROVENANCE)
        return typed_frame(self.engine, f"{rows} ORDER BY source_file, source_line", columns)

    def _profile(self, ids: pd.DataFrame) -> pd.DataFrame:
        """Give what the newest row of each account in usage says about it besides its readings."""
        columns = (*PROFILE.contract.columns, *PROVENANCE)
        telling = [file for file in self.files["usage"] if _own_columns(PROFILE, file)]
        if not telling:
            accounts = sorted(ids["account_id"][ids["table"] == "usage"].unique().tolist())
            return frame_of({"account_id": np.array(accounts, dtype=object)}, columns)
        rows = " UNION ALL BY NAME ".join(_select(PROFILE, file, "date") for file in self.files["usage"])
        newest = (
            "QUALIFY row_number() OVER (PARTITION BY account_id "
            "ORDER BY date DESC NULLS LAST, source_file DESC, source_line DESC) = 1 ORDER BY account_id"
        )
        return typed_frame(
            self.engine, f"FROM ({with_accounts(rows, crossed=self.crossed)}) {newest}", columns
        )


def _by_line(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.place.line if problem.place else None) or 0)


def _own_columns(table: InputTable, file: TypedFile) -> list[InputColumn]:
    """Give the columns of a table that a file has, besides the account."""
    own = {field.key for field in file.fields}
    return [column for column in table.columns if column.name in own and column.name != "account_id"]


def _select(table: InputTable, file: TypedFile, *extra: str) -> str:
    """Give SQL for the rows of a file with what it has of a table's columns, and where each row stands."""
    columns = [
        f"CAST({quoted(c.name)} AS DOUBLE) AS {quoted(c.frame_name)}"
        if c.kind is Kind.NUMBER
        else f"{quoted(c.name)} AS {quoted(c.frame_name)}"
        for c in _own_columns(table, file)
    ]
    columns += ["account_id AS source_id"] if file.has("account_id") else []
    columns += [name if file.has(name) else f"NULL AS {name}" for name in extra]
    where = f"{literal(file.ledger.name)} AS source_file, line AS source_line"
    return f"SELECT {', '.join(columns)}, {where} FROM {quoted(file.relation)}"
