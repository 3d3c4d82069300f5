"""Everything that is said on standard error: what was wrong, what was found, what to try next."""

import contextlib
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Literal

from upsell_cli.problems import Problem

if TYPE_CHECKING:
    from upsell_cli.frames.tables import FileReport, Inputs

FIRST_SHOWN = 10
SPOKEN = frozenset(
    {
        "rows-after",
        "ignored-columns",
        "statement-replaced",
        "statement-of-nobody",
        "no-line-end",
        "several-subscriptions",
        "usage-before-start",
        "tier-differs",
        "no-tiers-in-usage",
        "billed-off-list",
        "other-sheets",
        "members-counted",
    }
)
"""Notes that a person should see unasked: what of a file has no say in the result, or is not as it seems."""


LogFormat = Literal["text", "json"]
LOG_FORMAT: ContextVar[LogFormat] = ContextVar("log_format", default="text")
"""How this run speaks: lines for a person, or an object a line for a program that gathers them."""


def say(*lines: str, level: str = "info") -> None:
    """Say lines on standard error; nobody listening is no reason to stop."""
    if LOG_FORMAT.get() == "json":
        _write(_object(level=level, message=line.strip()) for line in lines if line.strip())
    else:
        _write(lines)


def tell(problem: Problem) -> None:
    """Tell one problem: its severity and what it says, or all that is known of it as an object."""
    if LOG_FORMAT.get() == "text":
        say(f"{problem.severity}: {problem}")
        return
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    about = {"code": problem.code, **where, "value": problem.value, "fix": problem.fix or None}
    known = {name: value for name, value in about.items() if value is not None}
    _write([_object(level=problem.severity, message=problem.message, **known)])


def _object(**entries: str | int) -> str:
    import json

    return json.dumps(entries, ensure_ascii=False)


def _write(lines: Iterable[str]) -> None:
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError):
        sys.stderr.writelines(f"{_printable(line)}\n" for line in lines)
        sys.stderr.flush()


def folded(lines: Iterable[str]) -> list[str]:
    """Give lines folded between words at the width of the terminal; as they are when nobody looks."""
    if LOG_FORMAT.get() == "json" or sys.stderr is None or not sys.stderr.isatty():
        return list(lines)
    width = shutil.get_terminal_size().columns
    return [
        part
        for line in lines
        for part in textwrap.wrap(line, width, subsequent_indent="    ", break_on_hyphens=False) or [line]
    ]


def tell_refusal(problems: Iterable[Problem]) -> None:
    """Tell everything for which nothing was done: no file of rejects is written then."""
    for problem in problems:
        tell(problem)


def tell_problems(problems: Sequence[Problem]) -> None:
    """Tell the first errors and warnings of each code in full, and how many there are."""
    telling = [problem for problem in problems if problem.severity != "note"]
    for problem in _some_of_each(telling):
        tell(problem)
    if len(telling) > FIRST_SHOWN:
        counts = Counter(problem.code for problem in telling)
        listed = ", ".join(f"{code} {count:,}" for code, count in sorted(counts.items()))
        say(f"and {len(telling) - FIRST_SHOWN:,} more; in all: {listed} (--rejects FILE writes every one)")


def _some_of_each(problems: Sequence[Problem]) -> list[Problem]:
    """Give those to be told, in their order: of many alike some give way to what is said only once."""
    seen: Counter[str] = Counter()
    turns = []
    for place, problem in enumerate(problems):
        turns.append((seen[problem.code], place))
        seen[problem.code] += 1
    return [problems[place] for place in sorted(place for _, place in sorted(turns)[:FIRST_SHOWN])]


def tell_notes(problems: Sequence[Problem]) -> None:
    """Tell the notes that should be seen unasked."""
    for problem in problems:
        if problem.code in SPOKEN:
            tell(problem)


def tell_files(inputs: "Inputs", *, verbose: bool) -> None:
    """Tell what was done with the rows of each file: always when some were rejected, else when asked."""
    for report in inputs.files:
        if verbose or report.rejected:
            say(_accounted(report))
    if verbose:
        say(
            f"as of {inputs.as_of.isoformat()} ({inputs.as_of_origin})",
            f"grain {inputs.grain} ({inputs.grain_origin})",
            *(
                f"{join.left} in {join.right}: {join.matched:,} of {join.of:,} ids matched"
                for join in inputs.joins
            ),
            *(f"note: {problem}" for problem in inputs.problems if problem.severity == "note"),
        )


def _accounted(report: "FileReport") -> str:
    skipped = "".join(f", {count:,} {why}" for why, count in report.skipped.items() if count)
    return (
        f"{report.path}: {report.counted:,} rows = {report.used:,} used "
        f"+ {report.rejected:,} rejected + {sum(report.skipped.values()):,} skipped{skipped}"
    )


def _printable(text: str) -> str:
    """Give text without characters that would command a terminal; an excerpt keeps its line ends."""
    return "".join(c for c in text if c == "\n" or c.isprintable())
