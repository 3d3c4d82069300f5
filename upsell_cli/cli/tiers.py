"""`upsell tiers`: look at the catalogue."""

from typing import Annotated

import typer

from upsell_cli.cli.groups import with_groups
from upsell_cli.cli.options import (
    ConfigOption,
    InputOptions,
    LookOptions,
    ResultOptions,
    TalkOptions,
    TiersOption,
)

app = typer.Typer(help="Look at the catalogue: what is sold, tier by tier.", no_args_is_help=True)


def show(
    result: ResultOptions,
    looks: LookOptions,
    tiers: TiersOption = None,
    config: ConfigOption = None,  # noqa: ARG001  where the catalogue may be named
) -> None:
    """Show all tiers side by side."""
    _write((), result, looks, tiers, differing=False)


def compare(
    first: Annotated[str, typer.Argument(help="A tier, by id or name.", metavar="TIER")],
    second: Annotated[str, typer.Argument(help="Another one.", metavar="TIER")],
    result: ResultOptions,
    looks: LookOptions,
    tiers: TiersOption = None,
    config: ConfigOption = None,  # noqa: ARG001
    show_all: Annotated[bool, typer.Option("--all", help="Show what is the same too.")] = False,
) -> None:
    """Show in what two tiers differ."""
    _write((first, second), result, looks, tiers, differing=not show_all)


def lint(
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    catalogue: Annotated[
        str | None,
        typer.Argument(help="Catalogue; tiers.yaml here or in a folder above if not given.", metavar="TIERS"),
    ] = None,
) -> int:
    """Say what is odd about the catalogue: by itself, and against exports where some are given."""
    from upsell_cli.cli.narration import narrate_lint
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.cli.progress import shown_progress
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.render.lint import lint_report
    from upsell_cli.stages.lint.codes import CODES
    from upsell_cli.workflows.lint import lint as run

    tiers, settings = inputs.catalogue_and_settings(catalogue)
    files = settings.input_files if settings else (tiers, *filter(None, (inputs.policy,)))
    outputs = Outputs.of(result, FORMATS, files, rejects_to=inputs.rejects)
    with shown_progress(quiet=talk.quiet) as tell:
        found = run(tiers, inputs.policy, settings, progress=tell)
    outputs.write(lint_report(found, CODES, looks.look(wide=talk.wide)), found.findings)
    return narrate_lint(found, inputs, outputs, talk)


def diff(
    old: Annotated[str, typer.Argument(help="Catalogue as it is.", metavar="OLD")],
    new: Annotated[str, typer.Argument(help="Catalogue as it will be.", metavar="NEW")],
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    new_policy: Annotated[
        str | None,
        typer.Option(
            "--new-policy", help="Policy of NEW, where it is not that of OLD (--policy).", metavar="FILE"
        ),
    ] = None,
) -> int:
    """Say what changed between two catalogues; with exports, who feels it and what becomes of the list."""
    from upsell_cli.cli.narration import narrate_if_read
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.cli.progress import shown_progress
    from upsell_cli.render.changes import changes_report
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.workflows.diff import diff as run

    _, settings = inputs.catalogue_and_settings(new)
    read = settings.input_files if settings else (new, *filter(None, (inputs.policy,)))
    files = (old, *read, *filter(None, (new_policy,)))
    outputs = Outputs.of(result, FORMATS, files, rejects_to=inputs.rejects)
    with shown_progress(quiet=talk.quiet) as tell:
        found = run(old, new, inputs.policy, settings, new_policy=new_policy, progress=tell)
    outputs.write(
        changes_report(found, looks.look(wide=talk.wide)), found.inputs.problems if found.inputs else ()
    )
    return narrate_if_read(found, inputs, outputs, talk)


def schema(
    policy: Annotated[bool, typer.Option("--policy", help="Give that of policy.yaml instead.")] = False,
) -> None:
    """Give the JSON Schema of tiers.yaml, for an editor that checks while you type."""
    from upsell_cli.config.schema import catalogue_schema, policy_schema
    from upsell_cli.render.formats.json import write_document
    from upsell_cli.render.formats.streams import write_stdout

    document = policy_schema() if policy else catalogue_schema()
    write_stdout(lambda stream: write_document(stream, document))


def _write(
    chosen: tuple[str, ...],
    result: ResultOptions,
    looks: LookOptions,
    tiers: str | None,
    *,
    differing: bool,
) -> None:
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.config.settings import find_catalogue
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.render.ladder import ladder_report
    from upsell_cli.workflows.ladder import ladder

    catalogue = find_catalogue(tiers, ())
    outputs = Outputs.of(result, FORMATS, (catalogue,))
    outputs.write(ladder_report(ladder(catalogue, chosen), looks.look(), differing=differing))


for _command in (show, compare, schema):
    app.command()(with_groups(_command))
app.command()(with_groups(lint, without=("usage",)))
app.command()(with_groups(diff, without=("tiers",)))
