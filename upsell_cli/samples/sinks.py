"""One output file: bytes go in batch by batch; the file appears, whole, when all went well."""

import gzip
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from upsell_cli.samples import tables
from upsell_cli.samples.batch import Chunk
from upsell_cli.samples.plan import Plan

APART = "truth"
"""The table that goes to a folder of its own, so that no analysis reads it by mistake."""

LEVEL = 6

WHOLE_FILE_KINDS = {"bom", "crlf"}
"""Kinds of dirt that are of the file as a whole: one is counted for each."""


class Sink:
    """A CSV file being written under another name; counts its rows and sums."""

    def __init__(self, out: Path, name: str, plan: Plan) -> None:
        """Say where table `name` goes under `out`."""
        folder = Path(APART) if name == APART else Path()
        self.path = folder / f"{name}.csv{'.gz' if plan.formats.gzip else ''}"
        self.rows = 0
        self.sums: Counter[str] = Counter()
        self.dirt = Counter(plan.dirt & WHOLE_FILE_KINDS)
        self._final = out / self.path
        self._header = tables.first_bytes(name, plan)
        self._gzip = plan.formats.gzip
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the file and write its header."""
        self._final.parent.mkdir(parents=True, exist_ok=True)
        self._part = self._final.with_name(self._final.name + ".part")
        raw = self._stack.enter_context(self._part.open("wb"))
        self._file: IO[bytes] = raw
        if self._gzip:
            self._file = gzip.GzipFile("", "wb", LEVEL, raw, mtime=0)  # type: ignore[assignment]
            self._stack.callback(self._file.close)
        self._file.write(self._header)
        return self

    def add(self, part: Chunk) -> None:
        """Write what a batch adds."""
        self._file.write(part.content)
        self.rows += part.rows
        self.sums.update(part.sums)
        self.dirt.update(part.dirt)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Give the file its name when all went well; otherwise leave what was there before."""
        self._stack.close()
        if kind is None:
            self._part.replace(self._final)
        else:
            self._part.unlink()
