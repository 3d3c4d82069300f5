"""`upsell config`: every setting, its value and where it comes from."""

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from upsell_cli.cli.options import InputOptions, ListOptions, LookOptions, ResultOptions
from upsell_cli.cli.project import origin_of
from upsell_cli.config.finding import CATALOGUE, found_upward

if TYPE_CHECKING:
    from upsell_cli.config.project_file import ProjectFile
    from upsell_cli.render.settings import Setting

NAMES = {"usage_option": "usage", "map_file": "map", "show_all": "all"}
"""Parameters that a person knows by another name."""

APART = ("usage_option", "config")
"""Options that are no settings of their own."""


def config(
    context: typer.Context,
    inputs: InputOptions,
    listing: ListOptions,
    result: ResultOptions,
    looks: LookOptions,
    schema: Annotated[
        bool, typer.Option("--schema", help="Give the JSON Schema of upsell.yaml, for an editor.")
    ] = False,
) -> None:
    """Show every setting of a scan, and where it comes from.

    A flag goes before the environment (UPSELL_AS_OF for --as-of), that before the project file, and that
    before the default.
    """
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.render.settings import settings_report

    if schema:
        _write_schema()
        return
    outputs = Outputs.of(result, FORMATS)
    project = inputs.config
    settings = [*_of_options(context, inputs, listing), *_of_the_file(project)]
    outputs.write(settings_report(settings, project.path if project else None, looks.look()))


def _write_schema() -> None:
    from upsell_cli.config.schema import project_schema
    from upsell_cli.render.formats.json import write_document
    from upsell_cli.render.formats.streams import write_stdout

    document = project_schema()
    write_stdout(lambda stream: write_document(stream, document))


def _of_options(context: typer.Context, inputs: InputOptions, listing: ListOptions) -> "Iterator[Setting]":
    """Give the settings that have an option."""
    from upsell_cli.render.settings import Setting

    options = {parameter.name: parameter for parameter in context.command.params}
    for group in (inputs, listing):
        for field in fields(group):
            if field.name in APART:
                continue
            name = "usage_option" if field.name == "usage" and not inputs.usage else field.name
            option, origin, value = options[name], origin_of(context, name), getattr(group, name)
            if name == "tiers" and value is None:
                value = found_upward(CATALOGUE)
            place = _place(option, origin, inputs.config)
            meaning = getattr(options[field.name], "help", "")
            yield Setting(NAMES.get(name, name), _plain(value), origin, place, meaning)


def _place(option: Any, origin: str, project: "ProjectFile | None") -> str:  # noqa: ANN401  Typer's own type
    if origin == "flag":
        return str(option.opts[0] if option.opts[0].startswith("-") else option.metavar)
    if origin == "environment":
        return str(option.envvar)
    return f"{project.path}:{project.lines[option.name]}" if origin == "project" and project else ""


def _of_the_file(project: "ProjectFile | None") -> "Iterator[Setting]":
    """Give the settings that stand in a project file alone."""
    from upsell_cli.config.project import Project
    from upsell_cli.render.settings import Setting

    given = project.options if project else {}
    for name in ("output", "account_url"):
        field, value = Project.model_fields[name], _plain(given.get(name))
        place = f"{project.path}:{project.lines[name]}" if project and name in project.lines else ""
        yield Setting(
            field.alias or name, value, "project" if place else "default", place, field.description or ""
        )


def _plain(value: object) -> str | int | bool | tuple[str, ...] | None:
    """Give a value as a file may hold it."""
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if value is None or isinstance(value, int) else str(value)
