"""Cases written out as the files a customer's systems would export, so that a scan reads nothing else."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from upsell_cli.config.cases import KINDS, Case, CaseBook, Row
from upsell_cli.problems import Loc

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
HEADER_LINES = 1


@dataclass
class Drawn:
    """Files of one company in a folder, and where each of their lines comes from."""

    paths: dict[str, str] = field(default_factory=dict)
    lines: dict[tuple[str, int], Loc] = field(default_factory=dict)

    def write(self, folder: Path, kind: str, rows: Iterable[Row]) -> None:
        """Write the rows of a kind of input; a kind without rows is not given."""
        given = list(rows)
        if not given:
            return
        path = folder / f"{kind}.csv"
        columns = list(dict.fromkeys(name for row in given for name in row.values))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            for line, row in enumerate(given, start=HEADER_LINES + 1):
                writer.writerow([_cell(row.values.get(name)) for name in columns])
                self.lines[str(path), line] = row.loc
        self.paths[kind] = str(path)


def draw(book: CaseBook, folder: Path) -> Drawn:
    """Write the files of all cases into a folder."""
    drawn = Drawn()
    drawn.write(folder, "usage", (row for case in book.cases for row in _usage(case, book)))
    for kind in (*KINDS, "accounts"):
        rows = (_owned(case, row, kind) for case in book.cases for row in case.rows(kind))
        drawn.write(folder, kind, rows)
    drawn.write(folder, "rates", book.rates)
    return drawn


def _owned(case: Case, row: Row, kind: str) -> Row:
    """Give a row with its account; a billing row that names no plan is for the tier of its case."""
    values = {"account_id": case.id, **row.values}
    if kind == "billing" and case.drawn.tier and not {"tier", "plan", "add_on"} & set(values):
        values["tier"] = case.drawn.tier
    return Row(values, row.loc)


def _usage(case: Case, book: CaseBook) -> list[Row]:
    own: Mapping[str, Any] = {"account_id": case.id, "date": None}
    tier = {"tier": case.drawn.tier} if case.drawn.tier else {}
    if isinstance(case.drawn.usage, tuple):
        return [Row({**own, **tier, **row.values}, row.loc) for row in case.rows("usage")]
    given = {name: _readings(value, book) for name, value in case.drawn.usage.items()}
    longest = max(map(len, given.values()), default=0)
    return [
        Row(
            {
                **own,
                "date": _day(book.as_of, book.file.grain, back),
                **tier,
                **{name: values[-1 - back] for name, values in given.items() if back < len(values)},
            },
            (*case.loc, "usage"),
        )
        for back in reversed(range(longest))
    ]


def _readings(value: object, book: CaseBook) -> tuple[Any, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) * (1 if book.file.grain == "snapshot" else book.file.readings)


def _day(as_of: date, grain: str, back: int) -> date:
    """Give the day of a reading so many periods before the newest.

    >>> _day(date(2026, 6, 30), "weekly", 2), _day(date(2026, 6, 30), "monthly", 4)
    (datetime.date(2026, 6, 16), datetime.date(2026, 2, 28))
    """
    if grain != "monthly":
        return as_of - back * (WEEK if grain == "weekly" else DAY)
    day = as_of
    for _ in range(back):
        day = day.replace(day=1) - DAY
    return day


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
