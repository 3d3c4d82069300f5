"""The command line: the app, and `main`, the one place where an error becomes a line and an exit code."""

import gc
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from upsell_cli import __version__
from upsell_cli.cli import tiers
from upsell_cli.cli.endings import catch_signals, ended, plug_descriptors
from upsell_cli.cli.explain import explain
from upsell_cli.cli.groups import with_groups
from upsell_cli.cli.init import init
from upsell_cli.cli.roi import roi
from upsell_cli.cli.samples import samples
from upsell_cli.cli.scan import scan

GARBAGE_IS_RARE = 200_000
"""New objects before a look for unreachable ones: modules and models are made once, to stay."""

app = typer.Typer(
    name="upsell",
    epilog="Start with: upsell scan usage.csv --tiers tiers.yaml",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        # Said outright, the absence of `--help` needs no conversion, for which Typer would load pydantic.
        "default_map": {"help": False, "tiers": {"help": False}},
    },
)
for _command in (scan, explain, init, roi, samples):
    app.command()(with_groups(_command))
app.add_typer(tiers.app, name="tiers")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"upsell {__version__}")
        raise typer.Exit


@app.callback()
def upsell(
    _: Annotated[
        bool, typer.Option("--version", help="Give the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Which customers deserve an upgrade conversation, and which to leave alone."""


def main() -> NoReturn:
    """Run what the command line says, and end with the exit code that tells how it went."""
    gc.set_threshold(GARBAGE_IS_RARE)
    plug_descriptors()
    catch_signals()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code."""

    def work() -> int | None:
        with get_command(app).make_context("upsell", list(arguments)) as context:
            code: int | None = context.command.invoke(context)
        return code

    return ended(work, debug="--debug" in arguments)
