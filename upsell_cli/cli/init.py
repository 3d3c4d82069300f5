"""`upsell init`: from one's own exports to a first catalogue."""

from typing import Annotated

import typer

from upsell_cli.cli.options import InputOptions, TalkOptions


def init(
    inputs: InputOptions,
    talk: TalkOptions,
    folder: Annotated[
        str | None,
        typer.Option("-o", "--output", help="Folder to write to; this one if not given.", metavar="DIR"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take the likeliest header instead of asking which it is.")
    ] = False,
    debug: Annotated[  # noqa: ARG001  looked at where errors are told
        bool, typer.Option("--debug", help="Show where in the code an error arose.")
    ] = False,
) -> int:
    """Write a first tiers.yaml from your exports, a project file, and a map.yaml where headers need one.

    With the project file, upsell.yaml, the next command is `upsell scan`.
    """
    from upsell_cli.cli.places import Places
    from upsell_cli.render.formats.files import write_files
    from upsell_cli.render.formats.streams import write_stdout
    from upsell_cli.workflows.init import begin

    places = Places.of(inputs, folder, force=force)
    begun = begin(places.settings, answer=yes)
    writings = places.writings(begun)
    write_files(writings)
    write_stdout(lambda stream: stream.writelines(f"{writing.path}\n" for writing in writings))
    return places.tell(begun, talk)
