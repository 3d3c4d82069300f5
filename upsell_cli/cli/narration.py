"""What is said after a command that read data, and the exit code that goes with it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from upsell_cli.cli.diagnostics import folded, say, tell_files, tell_notes, tell_problems
from upsell_cli.cli.options import InputOptions, TalkOptions
from upsell_cli.problems import EXIT_CONDITION_MET, EXIT_DONE, EXIT_ROWS_REJECTED
from upsell_cli.shown import count

if TYPE_CHECKING:
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.frames.documents.changes import Changes
    from upsell_cli.frames.documents.fitness import Fitness
    from upsell_cli.frames.documents.lint import Lint
    from upsell_cli.frames.documents.results import ScanResult
    from upsell_cli.frames.documents.trials import Trials
    from upsell_cli.frames.tables import Inputs
    from upsell_cli.render.drawing.look import Look


def narrate_reading(inputs: "Inputs", options: InputOptions, outputs: "Outputs", talk: TalkOptions) -> int:
    """Say what was wrong with the inputs and where the result was written; give the exit code."""
    tell_problems(inputs.problems)
    if not talk.quiet and not talk.verbose:
        tell_notes(inputs.problems)
    tell_files(inputs, verbose=talk.verbose)
    if talk.verbose and options.config:
        say(f"settings from {options.config.path}; `upsell config` shows them all")
    _say_written(outputs, talk)
    return exit_code(inputs, options)


def narrate_kept(found: "ScanResult", run: str, outputs: "Outputs", talk: TalkOptions) -> int:
    """Say which run was opened, and how old it is; its files were not read again."""
    from datetime import UTC, datetime

    as_of = found.inputs.as_of
    days = (datetime.now(tz=UTC).date() - as_of).days  # noqa: TID251  talk on the side, never a result
    age = f", {count(days, 'day')} ago" if days > 0 else ""
    if not talk.quiet:
        say(f"{run}: judged as of {as_of}{age}, by version {found.version}; the exports were not read again")
    _say_written(outputs, talk)
    return EXIT_DONE


def narrate_run(
    found: "ScanResult", run: str | None, options: InputOptions, outputs: "Outputs", talk: TalkOptions
) -> int:
    """Say what there is to say of a run that was asked about: a kept one, or the one made now."""
    if run:
        return narrate_kept(found, run, outputs, talk)
    return narrate_reading(found.inputs, options, outputs, talk)


def narrate_scan(
    found: "ScanResult",
    options: InputOptions,
    outputs: "Outputs",
    look: "Look",
    talk: TalkOptions,
    *,
    top: int | None,
) -> int:
    """Narrate the reading, then say what was found, what the table leaves out, and what to try next."""
    from upsell_cli.render.footer import basis_line, next_line, totals_lines

    code = narrate_reading(found.inputs, options, outputs, talk)
    if not talk.quiet:
        lines = [*totals_lines(found, look), basis_line(found, look), *_from_above(options)]
        if outputs.stdout == "table":
            from upsell_cli.render.left_out import table_lines

            lines = ["", *lines, *table_lines(found, look, top=top)]
        say(*folded(lines), *next_line(found, options.arguments()))
    return code


def _from_above(options: InputOptions) -> Iterator[str]:
    """Tell of the project file and the catalogue that were found in a folder above this one."""
    from upsell_cli.config.settings import find_catalogue

    used = (options.config.path if options.config else None, find_catalogue(options.tiers, ()))
    above = [path for path in used if path and Path(path).parts[0] == os.pardir]
    if above:
        yield f"  From a folder above: {' and '.join(above)}"


def narrate_check(found: "Fitness", options: InputOptions, outputs: "Outputs", talk: TalkOptions) -> int:
    """Say what was found, unless it is on the screen, and where it was written; give the exit code."""
    if outputs.stdout != "table":
        tell_problems(found.problems)
        tell_files(found.inputs, verbose=talk.verbose)
    _say_written(outputs, talk)
    return fitness_code(found, options)


def narrate_if_read(
    found: "Changes | Lint", options: InputOptions, outputs: "Outputs", talk: TalkOptions
) -> int:
    """Say what was wrong with the inputs, if any were read, and where the result was written."""
    if found.inputs:
        return narrate_reading(found.inputs, options, outputs, talk)
    _say_written(outputs, talk)
    return EXIT_DONE


def narrate_lint(found: "Lint", options: InputOptions, outputs: "Outputs", talk: TalkOptions) -> int:
    """Say what was wrong with the inputs, if any were read; give 1 when there is something to mend."""
    code = narrate_if_read(found, options, outputs, talk)
    return code or (EXIT_CONDITION_MET if found.to_mend else EXIT_DONE)


def narrate_cases(found: "Trials", outputs: "Outputs", talk: TalkOptions) -> int:
    """Say what differs, unless it is on the screen; give 1 when something does."""
    if outputs.stdout != "table":
        say(
            *(
                f"{trial.place}: {trial.case}: {trial.what}: expected {trial.expected}, found {trial.found}"
                for trial in found.failed
            )
        )
    _say_written(outputs, talk)
    return EXIT_CONDITION_MET if found.failed else EXIT_DONE


def fitness_code(found: "Fitness", options: InputOptions) -> int:
    """Give 3 when rows were rejected, and not so many were allowed; else 1 when there is more to look at."""
    inputs, codes = found.inputs, {problem.code for problem in found.findings}
    if "too-many-rejects" in codes or (inputs.rejected and not _allowed(inputs, options)):
        return EXIT_ROWS_REJECTED
    more = any(problem.severity == "warning" for problem in found.findings)
    return EXIT_CONDITION_MET if more else EXIT_DONE


def exit_code(inputs: "Inputs", options: InputOptions) -> int:
    """Give 3 when rows were rejected or something must not go unseen, and not so much was allowed."""
    warned = any(problem.severity == "warning" for problem in inputs.problems)
    if not inputs.rejected and not warned:
        return EXIT_DONE
    return EXIT_DONE if _allowed(inputs, options) else EXIT_ROWS_REJECTED


def _say_written(outputs: "Outputs", talk: TalkOptions) -> None:
    """Say where the result was written."""
    if not talk.quiet:
        say(*(f"  Wrote {path}" for path in outputs.paths))


def _allowed(inputs: "Inputs", options: InputOptions) -> bool:
    counted = sum(file.counted for file in inputs.files)
    return options.allow_rejects is not None and options.allow_rejects.holds(inputs.rejected, counted)
