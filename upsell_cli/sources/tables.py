"""All files of a request become the inputs of a run: read, joined to accounts, dated, and accounted for."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from upsell_cli.frames.documents.used_rows import UsedRows
from upsell_cli.frames.heard import told_by
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.tables import Grain, Inputs, Join, NearMiss, Readings, Tables
from upsell_cli.frames.vectors.series import is_fine
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources.accounts.alike import tell_look_alikes
from upsell_cli.sources.accounts.identity import (
    build_crosswalk,
    crosswalk_join,
    crosswalk_leads,
    joins,
    led_to,
    read_ids,
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
from upsell_cli.sources.engine import FEW_BYTES, Engine, engine, expect_many, quoted
from upsell_cli.sources.forms.files import STANDARD_INPUT, find_files
from upsell_cli.sources.forms.text import Progress
from upsell_cli.sources.framing import NOT_OF_ACCOUNTS, frame_of_table, profile_of
from upsell_cli.sources.readings.later import refuse_later, tell_later
from upsell_cli.sources.readings.members import with_members
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

COMPLETING = "completing"
"""In the place of a table: the files that only complete the rows of others."""

FRAMES = ("billing", "accounts", "invoices", "events", "contacts", "deals", "people", "value", "rates")
"""The tables that stages see as they were read."""


def read(
    request: Request, *, progress: Progress | None = None, opening: Future[Engine] | None = None
) -> Inputs:
    """Read every file of a request; what is wrong with rows is told in the result.

    An engine that is `opening` already, for as much memory, is used before any other.

    Raises UpsellError when a file, its header or the mapping cannot be trusted, or too many of its rows
    are unusable.
    """
    if request.grain not in {"monthly", "snapshot"}:
        first = replace(request, rolled_up=True)
        with suppress(RowsNeededError), reading(first, progress=progress, opening=opening) as found:
            return found[0]
        opening = None
    with reading(request, progress=progress, opening=opening) as (inputs, _):
        return inputs


@contextmanager
def reading(
    request: Request, *, progress: Progress | None = None, opening: Future[Engine] | None = None
) -> Iterator[tuple[Inputs, tuple[UsedRows, ...]]]:
    """Read every file of a request, and keep its rows at hand until the context is left."""
    if sum(request.files_of(name).count(STANDARD_INPUT) for name in TABLES) > 1:
        raise refusal("bad-setting", "standard input (`-`) can be one file only")
    asked_for(request.profile)
    request.for_table("usage")
    check_mapping(request.mapping, [*(meter.id for meter in request.meters), *request.metrics_wanted])
    with (
        engine(request.memory_limit, few=True, opening=opening) as connection,
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
                expect_many(connection)
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
        books = self._books(TABLES)
        led = follow_names(self.engine, books, crossed=self.crossed)
        self._tell_of_files(books)
        as_of, as_of_origin = self._day()
        measured, digest = self._gather(as_of)
        self._settle()
        ids, met, near = self._meet()
        grain, grain_origin = self._grain(digest)
        tables = self._tables(ids, self._readings(digest, as_of, grain), measured, as_of)
        books += self.files[COMPLETING]
        self._check(books)
        return Inputs(
            tables=tables,
            as_of=as_of,
            as_of_origin=as_of_origin,
            grain=grain,
            grain_origin=grain_origin,
            files=tuple(file.ledger.report(self._rows(file)) for file in books),
            joins=(*led, *met),
            problems=tuple(problem for file in books for problem in _by_line(file.ledger.problems)),
            near=near,
            asked=led_to(self.engine, self.request.asked, crossed=self.crossed),
        )

    def _books(self, tables: Iterable[str]) -> list[TypedFile]:
        """Give the files of some tables."""
        return [file for name in tables for file in self.files[name]]

    def _tell_of_files(self, books: Sequence[TypedFile]) -> None:
        """Tell what is odd about whole files: columns they lack or do not need, what else they hold."""
        tell_lacking(books, amounts_name_plans=self.request.amounts_name_plans)
        tell_ignored(books, self.request)
        tell_mistaken(books, self.request)
        tell_unfinished(books)
        tell_other_sheets(books)

    def _day(self) -> tuple[date, str]:
        """Give the day everything is true for, and how it is known; rows of later days are left out."""
        usage = self.files["usage"]
        if self.request.as_of is None:
            reject_slips(self.engine, usage)
        as_of, origin = self._as_of()
        refuse_later(usage, as_of)
        tell_later(self.engine, usage, as_of)
        for name in DATED:
            keep_until(self.engine, self.files[name], as_of)
        return as_of, origin

    def _gather(self, as_of: date) -> tuple[tuple[str, ...], "Digest | None"]:
        """Gather the cells of usage, each once; give their metrics, and what was added up of large files."""
        engine, usage, meters = self.engine, self.files["usage"], Meters.of(self.request)
        measured = gather_cells(engine, usage, meters, as_of, crossed=self.crossed)
        settle_cells(engine, usage, meters)
        digest = next((file.digest for file in usage if file.digest), None)
        if digest:
            from upsell_cli.sources.digest import take_back  # noqa: PLC0415  only large files wait for it

            take_back(engine, digest, CELLS)
        return measured, digest

    def _settle(self) -> None:
        """Count what several rows or files say of the same once."""
        settle_overlaps(self.engine, self.files["billing"], crossed=self.crossed)
        for name in KEYS:
            settle_rows(self.engine, name, self.files[name], crossed=self.crossed)

    def _meet(self) -> tuple[pd.DataFrame, tuple[Join, ...], tuple[NearMiss, ...]]:
        """Give the ids of all files with their accounts, how well files meet, and ids that nearly meet."""
        engine, crossed = self.engine, self.crossed
        books = self._books(name for name in TABLES if name not in NOT_OF_ACCOUNTS)
        ids = read_ids(engine, books, crossed=crossed)
        tell_look_alikes(ids, books)
        met = joins(ids, books)
        near = near_misses(engine, ids, books, every=self.request.every_stray)
        tell_near_misses(near, books)
        if self.files["crosswalk"]:
            met = (crosswalk_join(engine, ids, books), *met)
        return ids, met, near

    def _tables(
        self, ids: pd.DataFrame, readings: Readings, measured: tuple[str, ...], as_of: date
    ) -> Tables:
        engine, files, crossed = self.engine, self.files, self.crossed
        frames = {name: frame_of_table(engine, TABLES[name], files[name], crossed=crossed) for name in FRAMES}
        for name in ("billing", "value"):
            tell_missing_rates(frames[name], frames["rates"], files[name], self.request.currency)
        profile = profile_of(engine, files["usage"], ids, crossed=crossed)
        people, meters = frames["people"], Meters.of(self.request)
        readings = with_members(readings, people, files["people"], meters, as_of)
        return Tables(readings, profile, **frames, metrics=measured, heard=told_by(frames["events"]))

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

    def _readings(self, digest: "Digest | None", as_of: date, grain: Grain) -> Readings:
        ledgers = [file.ledger for file in self.files["usage"]]
        window = Window(as_of, grain, min((day for own in ledgers if (day := own.first_on)), default=as_of))
        if digest is None:
            return roll_up(self.engine, Meters.of(self.request), window)
        if not is_fine(grain):
            raise RowsNeededError
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


def _by_line(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.place.line if problem.place else None) or 0)
