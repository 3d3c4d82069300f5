"""How far reading is, on standard error: a bar with the time left, on a terminal and where it takes long."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Tell = Callable[[str, int, int], None]
"""Told now and then: a file, how many of its bytes are read, how many it has."""


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Tell | None]:
    """Give whom to tell, and clear the bars away in the end; nobody where there is no terminal."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    bars = _Bars()
    try:
        yield bars.tell
    finally:
        bars.clear()


class _Bars:
    """A bar a file, on screen from the first word of progress on; none ever runs back."""

    def __init__(self) -> None:
        self._shown: Progress | None = None
        self._of_file: dict[str, TaskID] = {}
        self._furthest: dict[str, int] = {}

    def tell(self, file: str, position: int, size: int) -> None:
        """Show how far a file is read."""
        if self._shown is None:
            self._shown = _display()
            self._shown.start()
        if file not in self._of_file:
            from upsell_cli.render.drawing.text import one_line

            self._of_file[file] = self._shown.add_task(one_line(file), total=size)
        self._furthest[file] = max(position, self._furthest.get(file, 0))
        self._shown.update(self._of_file[file], completed=self._furthest[file])

    def clear(self) -> None:
        """Take the bars off the screen."""
        if self._shown is not None:
            self._shown.stop()


def _display() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Reading {task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)
