"""The app: every command there is."""

from typing import Annotated

import typer

from upsell_cli import __version__
from upsell_cli.cli import tiers
from upsell_cli.cli.brief import brief
from upsell_cli.cli.check import check
from upsell_cli.cli.config import config
from upsell_cli.cli.explain import explain
from upsell_cli.cli.groups import with_groups
from upsell_cli.cli.init import init
from upsell_cli.cli.roi import roi
from upsell_cli.cli.samples import samples
from upsell_cli.cli.scan import scan

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
for _command in (scan, explain, brief, check, init, roi, config, samples):
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
