"""Where a result goes: the files that were named, each in the format of its suffix, or standard output."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from upsell_cli.cli.options import ResultOptions
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.render import rejects
from upsell_cli.render.formats.files import Writing, check_outputs, write_files
from upsell_cli.render.formats.formats import Report, format_of, known_format
from upsell_cli.render.formats.streams import is_terminal, screen_encoding, write_stdout

STDOUT = "-"


class Outputs(NamedTuple):
    """The places to write to, checked before any work is done: path and format of each.

    `beside` are files that a command writes in a form of its own.
    """

    files: tuple[tuple[str, str], ...]
    stdout: str | None
    rejects: tuple[str, str] | None = None
    beside: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        options: ResultOptions,
        formats: Sequence[str],
        inputs: Iterable[str] = (),
        *,
        rejects_to: str | None = None,
        beside: Sequence[str] = (),
    ) -> "Outputs":
        """Give the places a person named; without any it is standard output.

        Raises UpsellError for an unknown format or suffix, and for a place that must not or cannot be
        written.
        """
        given = known_format(options.format, formats) if options.format else None
        named = options.output or []
        files = tuple((path, format_of(path, formats, given)) for path in named if path != STDOUT)
        rejected = (rejects_to, format_of(rejects_to, rejects.FORMATS)) if rejects_to else None
        tables = (path for path, _ in (*files, *([rejected] if rejected else ())))
        check_outputs([*tables, *beside], inputs)
        to_stdout = not named or STDOUT in named
        if given and not to_stdout and given not in dict(files).values():
            raise UpsellError(
                Problem(
                    "format-unused",
                    f"`--format {given}` fits none of the files named with -o, whose suffixes say otherwise",
                    fix=f"Leave it out, or add `-o -` to write {given} to standard output too.",
                )
            )
        usual = "table" if is_terminal() else next(name for name in formats if name != "table")
        return cls(files, (given or usual) if to_stdout else None, rejected, tuple(beside))

    @property
    def paths(self) -> tuple[str, ...]:
        """Give the files that are written."""
        tables = (path for path, _ in (*self.files, *([self.rejects] if self.rejects else ())))
        return (*tables, *self.beside)

    def write(self, report: Report, problems: Sequence[Problem] = (), beside: Sequence[Writing] = ()) -> None:
        """Write the result everywhere: the files whole or not at all, then standard output.

        `problems` are what the file of rejects is about.
        """
        writings = [*(Writing(path, report[name]) for path, name in self.files), *beside]
        if self.rejects:
            path, name = self.rejects
            writings.append(Writing(path, rejects.rejects_report(problems)[name], private=True))
        write_files(writings)
        if self.stdout:
            encoding = screen_encoding() if self.stdout == "table" else "utf-8"
            write_stdout(report[self.stdout], encoding=encoding)
