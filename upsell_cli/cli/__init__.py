"""The command line; `main` is the one place where an error becomes a line and an exit code.

Nothing is loaded before `main` has taken charge of what happens when somebody stops it.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from typing import NoReturn

GARBAGE_IS_RARE = 2_000_000
"""New objects before a look for unreachable ones: modules and models are made once, to stay."""

NO_PLUGINS = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""What else is installed is not searched for code that would see what a configuration says."""

NO_HELPERS = {"OPENBLAS_NUM_THREADS": "1"}
"""Products of large matrices are not what a run waits for: starting threads for them takes longer."""


def main() -> NoReturn:
    """Run what the command line says, and end with the exit code that tells how it went."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    prepare()
    from upsell_cli.cli.endings import catch_signals, leave, plug_descriptors

    plug_descriptors()
    catch_signals()
    leave(run(sys.argv[1:]))


def prepare() -> None:
    """Set the interpreter up for one short run."""
    gc.set_threshold(GARBAGE_IS_RARE)
    os.environ.update(NO_PLUGINS | NO_HELPERS)


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; how it speaks is settled anew for each."""
    from contextvars import copy_context

    from upsell_cli.cli.endings import ended

    def work() -> int | None:
        from typer.main import get_command

        from upsell_cli.cli.app import app_for

        with get_command(app_for(arguments)).make_context("upsell", list(arguments)) as context:
            code: int | None = context.command.invoke(context)
        return code

    return copy_context().run(partial(ended, work, debug="--debug" in arguments))
