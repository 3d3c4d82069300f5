"""What was done with the rows of a file: each is used, rejected by name, or skipped for a reason."""

import math
from dataclasses import dataclass, field
from datetime import date

from upsell_cli.frames.inputs import InputTable
from upsell_cli.frames.tables import FileReport, Mapped
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.mapping import mapped_headers
from upsell_cli.sources.columns.recognition import Recognised
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.request import Request

TOLERATED_SHARE = 0.05
SHOWN_WHEN_REFUSED = 20

OUTSIDE_WINDOW = "outside the window"
DUPLICATE = "duplicate"
TOTALS_LINE = "totals line"
UNKNOWN_METRIC = "metric not in the catalogue"
NO_ACCOUNT = "no account"
LEADS_NOWHERE = "no id to lead from"
LED_ELSEWHERE = "merged into another account"
HEADER_AGAIN = "header again"
TEXT_BELOW = "text under the table"
LEFT_OUT = "left out by the header profile"


@dataclass(slots=True)
class Ledger:
    """The book of one file, kept while it is read; `lost_ids` are accounts of which a row was rejected."""

    table: str
    file: InputFile
    dialect: Dialect
    columns: tuple[Mapped, ...]
    profile: str | None = None
    counted: int = 0
    rejected: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost_ids: set[str] = field(default_factory=set)
    first_on: date | None = None
    last_on: date | None = None

    @classmethod
    def opened(cls, file: InputFile, seen: Recognised, table: InputTable) -> "Ledger":
        """Give the empty book of a file that was recognised."""
        columns = mapped_headers(seen.headers, seen.fields)
        return cls(table.name, file, seen.dialect, columns, profile=seen.profile.id if seen.profile else None)

    @property
    def name(self) -> str:
        """Give the file as the person wrote it."""
        return self.file.name

    def reject(self, *problems: Problem, account: str | None = None) -> None:
        """Book a row that cannot be used, with what is wrong with it."""
        self.rejected += 1
        self.problems += problems
        if account:
            self.lost_ids.add(account)

    def skip(self, reason: str, rows: int = 1) -> None:
        """Book rows that are fine but have no part in the result."""
        if rows:
            self.skipped[reason] = self.skipped.get(reason, 0) + rows

    def tolerated(self, request: Request) -> int:
        """Give how many rows may be rejected before the file as a whole is not to be trusted."""
        return tolerated(self.counted, request.max_rejects)

    def check(self, request: Request) -> None:
        """Refuse the file when too much of it is unusable."""
        excess = too_many_rejects(self.name, self.counted, self.rejected, request.max_rejects)
        if excess:
            shown = [p for p in self.problems if p.severity == "error"][:SHOWN_WHEN_REFUSED]
            raise UpsellError(*shown, excess)

    def report(self, used: int) -> FileReport:
        """Give the book, closed; the rows must add up to those in the file."""
        skipped = sum(self.skipped.values())
        if self.counted != used + self.rejected + skipped:
            books = f"{self.counted} counted, {used} used, {self.rejected} rejected, {skipped} skipped"
            raise RuntimeError(f"{self.name}: the rows do not add up: {books}")
        return FileReport(
            table=self.table,
            path=self.name,
            stored=self.file,
            encoding=self.dialect.encoding,
            delimiter=self.dialect.delimiter,
            header_line=self.dialect.header_line,
            form=self.dialect.form,
            columns=self.columns,
            profile=self.profile,
            counted=self.counted,
            used=used,
            rejected=self.rejected,
            skipped=dict(self.skipped),
            first_on=self.first_on,
            last_on=self.last_on,
        )


def tolerated(counted: int, asked: float | None) -> int:
    """Give how many of the rows of a file may be rejected: as asked, as an int or a share of them.

    Unasked, never all of them: a file without a usable row says nothing.

    >>> tolerated(10, None), tolerated(1000, None), tolerated(1000, 3), tolerated(1000, 1.0)
    (1, 50, 3, 1000)
    >>> tolerated(1, None), tolerated(1, 1.0)
    (0, 1)
    """
    if isinstance(asked, int):
        return asked
    if asked is None:
        return min(max(1, math.floor(TOLERATED_SHARE * counted)), counted - 1)
    return max(1, math.floor(asked * counted))


def too_many_rejects(name: str, counted: int, rejected: int, asked: float | None) -> Problem | None:
    """Give the problem with a file of which more rows are rejected than may be."""
    most = tolerated(counted, asked)
    if rejected <= most:
        return None
    message = f"{rejected:,} of {counted:,} rows cannot be used; {most:,} may be"
    return problem("too-many-rejects", message, Place(name))
