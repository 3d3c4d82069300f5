"""The project file behind the options: what it says holds where neither a flag nor the environment does."""

import typer

from upsell_cli.config.finding import found_upward
from upsell_cli.config.project_file import PROJECT, ProjectFile

WRITES = "scan"
"""The command whose files the project file names under `outputs`."""


def from_project(context: typer.Context, path: str | None) -> ProjectFile | None:
    """Open the project file that was named, or found, and let the command's options fall back on it."""
    if context.resilient_parsing:
        return None
    found = path or found_upward(PROJECT)
    if found is None:
        return None
    from upsell_cli.config.project import open_project

    project = open_project(found, named=path is not None)
    options = dict(project.options)
    if context.info_name != WRITES:
        options.pop("output", None)
    context.default_map = {**(context.default_map or {}), **options}
    return project


def unless_named(context: typer.Context, files: list[str] | None) -> list[str] | None:
    """Leave the usage files of the project aside when a person named others as arguments."""
    return None if origin_of(context, "usage_option") == "project" and context.params.get("usage") else files


def unless_shown(context: typer.Context, files: list[str] | None) -> list[str] | None:
    """Leave the outputs of the project aside when a person asked for a format, to see it."""
    return None if origin_of(context, "output") == "project" and context.params.get("format") else files


def origin_of(context: typer.Context, option: str) -> str:
    """Give where the value of an option comes from: flag, environment, project or default."""
    source = context.get_parameter_source(option)
    return ORIGINS.get(source.name, "default") if source else "default"


ORIGINS = {"COMMANDLINE": "flag", "ENVIRONMENT": "environment", "DEFAULT_MAP": "project"}
"""Typer's word for where a value comes from -> ours."""
