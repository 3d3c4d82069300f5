"""A run to ask about: the one that is made now, or one that was kept."""

from typing import TYPE_CHECKING

from upsell_cli.cli.options import InputOptions, TalkOptions

if TYPE_CHECKING:
    from upsell_cli.workflows.saved import Kept


def kept_run(inputs: InputOptions, run: str | None, talk: TalkOptions, *, asked: str | None = None) -> "Kept":
    """Open the run in a file, or judge everybody now; `asked` is the account that is meant."""
    from upsell_cli.cli.progress import shown_progress
    from upsell_cli.workflows.brief import run_now
    from upsell_cli.workflows.saved import open_run

    if run:
        return open_run(run)
    with shown_progress(quiet=talk.quiet) as tell:
        return run_now(inputs.settings(), asked=asked, progress=tell)


def input_files(inputs: InputOptions, run: str | None) -> list[str]:
    """Give the files that are read, which nothing is written over."""
    return [run] if run else list(inputs.settings().input_files)
