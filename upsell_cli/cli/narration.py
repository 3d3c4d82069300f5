"""What is said after a scan, and the exit code that goes with it."""

from typing import TYPE_CHECKING

from upsell_cli.cli.diagnostics import folded, say, tell_files, tell_problems
from upsell_cli.cli.options import InputOptions, TalkOptions
from upsell_cli.problems import EXIT_DONE, EXIT_ROWS_REJECTED

if TYPE_CHECKING:
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.frames.results import ScanResult
    from upsell_cli.frames.tables import Inputs
    from upsell_cli.render.look import Look


def narrate(
    found: "ScanResult",
    options: InputOptions,
    outputs: "Outputs",
    look: "Look",
    talk: TalkOptions,
    *,
    top: int | None,
) -> int:
    """Say what was wrong, what was found, where it was written and what to try next."""
    from upsell_cli.render.footer import basis_line, next_line, table_lines, totals_lines

    tell_problems(found.inputs.problems)
    tell_files(found.inputs, verbose=talk.verbose)
    if not talk.quiet:
        lines = [*totals_lines(found, look), basis_line(found, look)]
        if outputs.stdout == "table":
            lines = ["", *lines, *table_lines(found, look, top=top)]
        say(*folded(lines), *(f"  Wrote {path}" for path in outputs.paths))
        say(*next_line(found, options.arguments()))
    return exit_code(found.inputs, options)


def exit_code(inputs: "Inputs", options: InputOptions) -> int:
    """Give 3 when rows were rejected or something must not go unseen, and not so much was allowed."""
    warned = any(problem.severity == "warning" for problem in inputs.problems)
    if not inputs.rejected and not warned:
        return EXIT_DONE
    counted = sum(file.counted for file in inputs.files)
    allowed = options.allow_rejects is not None and options.allow_rejects.holds(inputs.rejected, counted)
    return EXIT_DONE if allowed else EXIT_ROWS_REJECTED
