"""Small files written by a test, and what reading made of them."""

import gzip
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.tables import FileReport, Inputs
from upsell_cli.sources import MeterColumn, Request, read

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from upsell_cli.problems import Problem

USERS = MeterColumn("users", "level", ("users", "active_users", "mau"), whole=True)
STORAGE = MeterColumn("storage_gb", "level", ("storage_gb", "storage"))
CALLS = MeterColumn("api_calls", "flow", ("api_calls", "calls"), whole=True)
METERS = (USERS, STORAGE, CALLS)


def written(folder: Path, name: str, content: str | bytes) -> str:
    """Give the path of a new file with this content; `.gz` and `.zst` are compressed."""
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    if name.endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    if name.endswith(".zst"):
        data = zstd.compress(data)
    path.write_bytes(data)
    return str(path)


def request(folder: Path, *, meters: tuple[MeterColumn, ...] = METERS, **given: Any) -> Request:
    """Give the request for files whose content is given by table; everything else is an option."""
    options = {name: value for name, value in given.items() if name not in TABLES}
    files: dict[str, Any] = {
        name: tuple(
            written(folder, f"{name}{number or ''}.csv", content)
            for number, content in enumerate([value] if isinstance(value, str | bytes) else value)
        )
        for name, value in given.items()
        if name in TABLES
    }
    return Request(**files, meters=meters, **options)


def inputs(folder: Path, **given: Any) -> Inputs:
    """Give what reading made of files whose content is given by table."""
    return read(request(folder, **given))


def told(found: "Inputs | tuple[Problem, ...]") -> list[tuple[str, int | None, str | int | None]]:
    """Give the code, line and column of every problem, in the order told."""
    problems = found.problems if isinstance(found, Inputs) else found
    return [
        (p.code, p.place.line if p.place else None, p.place.column if p.place else None) for p in problems
    ]


def file_of(found: Inputs, table: str) -> FileReport:
    """Give the report on the only file of a table."""
    (report,) = [file for file in found.files if file.table == table]
    return report


def use(found: Inputs, meter: str, column: str = "bin[0]") -> dict[str, Any]:
    """Give one column of the readings of a meter, by account; None where there is no reading."""
    readings = found.tables.readings
    own = readings[readings["meter"] == meter]
    values = own[column].astype(object).where(own[column].notna(), None)
    return dict(zip(own["account_id"], values, strict=True))
