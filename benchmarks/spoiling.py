"""Changes to a company's files that must not move its list: the future, another order, repeats."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

Row = list[str]
Paths = Mapping[str, Path]

DATED = {"usage": "date", "events": "date", "contacts": "date"}
LATER = timedelta(days=20)


def spoiled(how: str, paths: Paths, folder: Path) -> dict[str, Path]:
    """Write the tables once more, changed in one of these ways, and give their new paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"tiers": paths["tiers"]}
    for name, path in paths.items():
        if path.suffix == ".csv":
            made[name] = folder / path.name
            with path.open(newline="", encoding="utf-8") as file:
                header, *rows = csv.reader(file)
            with made[name].open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(WAYS[how](name, header, rows))
    return made


def _later(name: str, header: Row, rows: list[Row]) -> Iterator[Row]:
    """Add a copy of every tenth row, dated after the last day."""
    yield header
    yield from rows
    if DATED.get(name) in header:
        place = header.index(DATED[name])
        newest = max(row[place] for row in rows)
        day = (date.fromisoformat(newest) + LATER).isoformat()
        yield from ([*row[:place], day, *row[place + 1 :]] for row in rows[::10])


def _shuffled(_: str, header: Row, rows: list[Row]) -> Iterator[Row]:
    yield header
    yield from Random(5).sample(rows, len(rows))


def _repeated(name: str, header: Row, rows: list[Row]) -> Iterator[Row]:
    """Repeat every seventh reading exactly, as an export that was run twice does."""
    yield header
    yield from rows
    if name == "usage":
        yield from rows[::7]


def _leaking(name: str, header: Row, rows: list[Row]) -> Iterator[Row]:
    """Add columns that tell what happens next."""
    leaks = name in {"accounts", "usage"}
    yield [*header, *(("upgraded_next_quarter", "chance", "arr_in_90_days") if leaks else ())]
    for number, row in enumerate(rows):
        yield [*row, *((str(number % 2), f"{number % 7 / 7:.3f}", str(number * 13)) if leaks else ())]


WAYS: dict[str, Callable[[str, Row, list[Row]], Iterator[Row]]] = {
    "rows after the day": _later,
    "another order": _shuffled,
    "repeated rows": _repeated,
    "columns that tell the future": _leaking,
}
