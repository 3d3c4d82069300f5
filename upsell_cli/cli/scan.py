"""`upsell scan`: the ranked opportunities."""

from typing import Annotated

import typer

from upsell_cli.cli.options import InputOptions, ListOptions, LookOptions, ResultOptions, TalkOptions


def scan(
    listing: ListOptions,
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    csv_raw: Annotated[
        bool, typer.Option("--csv-raw", help="Leave cells alone that a spreadsheet would run as a formula.")
    ] = False,
    explain_held: Annotated[
        bool,
        typer.Option("--explain-held", help="Tell who is held back instead: why, since when, until when."),
    ] = False,
) -> int:
    """Rank the customers who deserve an upgrade conversation now."""
    from upsell_cli.cli.narration import narrate_reading, narrate_scan
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.cli.progress import shown_progress
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.render.opportunities import opportunities
    from upsell_cli.render.view import arranged, view_of
    from upsell_cli.workflows.scan import scan as run

    view = view_of(listing.columns, listing.sort)
    settings = inputs.settings(rank_by=listing.rank_by, show_all=listing.show_all or explain_held)
    outputs = Outputs.of(result, FORMATS, settings.input_files, rejects_to=inputs.rejects)
    look = looks.look(wide=talk.wide)
    with shown_progress(quiet=talk.quiet) as tell:
        found = arranged(run(settings, progress=tell, listed_only=not settings.show_all), view)
    if explain_held:
        from upsell_cli.render.held import held_report

        outputs.write(held_report(found, look, top=listing.top, raw=csv_raw), found.inputs.problems)
        return narrate_reading(found.inputs, inputs, outputs, talk)
    report = opportunities(found, look, view, top=listing.top, show_all=listing.show_all, raw=csv_raw)
    outputs.write(report, found.inputs.problems)
    return narrate_scan(found, inputs, outputs, look, talk, top=listing.top)
