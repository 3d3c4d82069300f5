"""How an option is declared, and the words that are no plain text."""

from datetime import date
from typing import Any

import typer

from upsell_cli.config.allowance import Allowance, allowance


def iso_day(text: str) -> date:
    """Give the day that `2026-03-31` names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a day; write it as 2026-03-31') from None


def tolerated(text: str) -> Allowance:
    """Give the allowance that `20` or `5%` names."""
    try:
        return allowance(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def option(name: str, meaning: str, *more: str, **kind: Any) -> Any:  # noqa: ANN401  Typer's own type
    """Declare an option that the environment can set too: `--as-of` is UPSELL_AS_OF."""
    variable = "UPSELL_" + name.removeprefix("--").partition("/")[0].replace("-", "_").upper()
    return typer.Option(name, *more, help=meaning, envvar=variable, show_envvar=False, **kind)


def files(name: str, meaning: str, **kind: Any) -> Any:  # noqa: ANN401
    """Declare an option for the files of one kind."""
    return typer.Option(f"--{name}", help=f"{meaning} (repeatable).", metavar="FILE", **kind)
