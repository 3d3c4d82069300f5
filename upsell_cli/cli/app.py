"""The app: every command there is, and of them those that a command line is about."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from upsell_cli import __version__
from upsell_cli.cli.groups import with_groups

COMMANDS = ("scan", "explain", "brief", "check", "init", "roi", "config", "samples")
"""Each is the function of its name in the module of its name, in the order of the help."""


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Give the app with the command that is asked for, or with all of them: for help, and for a slip.

    Typer spells every option of every command out before it reads the first word, and that takes longer
    than what a small command does.
    """
    asked = arguments[0] if arguments else ""
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
    app.callback()(upsell)
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        app.command()(with_groups(getattr(import_module(f"upsell_cli.cli.{name}"), name)))
    if asked not in COMMANDS:
        from upsell_cli.cli import tiers

        app.add_typer(tiers.app, name="tiers")
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"upsell {__version__}")
        raise typer.Exit


def upsell(
    _: Annotated[
        bool, typer.Option("--version", help="Give the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Which customers deserve an upgrade conversation, and which to leave alone."""
