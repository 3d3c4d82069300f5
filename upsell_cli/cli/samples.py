"""`upsell samples`: realistic made-up exports of any size."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from upsell_cli.cli.options import iso_day
from upsell_cli.config.project_file import PROJECT


def samples(
    folder: Annotated[str, typer.Argument(help="Folder to write to; made if it is not there.")],
    accounts: Annotated[int, typer.Option(min=1, help="How many customers.")] = 300,
    days: Annotated[int, typer.Option(min=28, help="Days of history.")] = 420,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 7,
    as_of: Annotated[
        date | None, typer.Option(parser=iso_day, metavar="DATE", help="Last day of the history.")
    ] = None,
    grain: Annotated[Literal["daily", "weekly"], typer.Option(help="What a usage row covers.")] = "weekly",
    shape: Annotated[
        Literal["wide", "long"], typer.Option(help="A column a meter, or a row a meter.")
    ] = "wide",
    gzip: Annotated[bool, typer.Option("--gzip", help="Pack every file.")] = False,
    dirt: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Flaws real exports have; `all` (repeatable).")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes; they change nothing but the time.")] = 1,
    debug: Annotated[  # noqa: ARG001  looked at where errors are told
        bool, typer.Option("--debug", help="Show where in the code an error arose.")
    ] = False,
) -> None:
    """Make sample exports of an invented company."""
    from upsell_cli.cli.diagnostics import say
    from upsell_cli.render.formats.files import told_as_unwritable
    from upsell_cli.samples import Formats, Plan, chosen, generate
    from upsell_cli.samples.catalogue import CATALOGUE, placed_catalogue

    plan = Plan(
        seed=seed,
        accounts=accounts,
        days=days,
        formats=Formats(shape=shape, grain=grain, gzip=gzip),
        dirt=chosen(dirt or ()),
        **({"as_of": as_of} if as_of else {}),
    )
    own = _own_folder(folder)
    with told_as_unwritable(folder):
        catalogue = placed_catalogue(own)
        written = generate(own, plan, workers=workers, tiers=catalogue)
    files = (*written["files"], PROJECT, *([CATALOGUE] if catalogue == CATALOGUE else []))
    typer.echo("\n".join(str(Path(folder, name)) for name in files))
    say(f"Next: upsell scan --config {Path(folder, PROJECT)}")


def _own_folder(name: str) -> Path:
    """Give the folder, unless it holds exports that are not samples."""
    from upsell_cli.problems import Place, Problem, UpsellError

    folder = Path(name)
    own = [file for file in ("usage.csv", PROJECT, "tiers.example.yaml") if (folder / file).exists()]
    if own and not (folder / "manifest.json").exists():
        raise UpsellError(
            Problem(
                "not-samples",
                f"this folder holds {own[0]}, which is no sample and would be replaced",
                Place(name),
                "Name another folder.",
            )
        )
    return folder
