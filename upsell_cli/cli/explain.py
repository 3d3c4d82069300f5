"""`upsell explain`: why one account is, or is not, on the list."""

from typing import Annotated

import typer

from upsell_cli.cli.options import InputOptions, LookOptions, ResultOptions, RunOption, TalkOptions


def explain(
    account: Annotated[str, typer.Argument(help="Id of the account, its name or domain, or a part of one.")],
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    run: RunOption = None,
) -> int:
    """Say why an account is, or is not, on the list.

    Gates, points, offers and sums, each with its evidence, down to the rows of the files.
    """
    from upsell_cli.cli.kept import input_files
    from upsell_cli.cli.narration import narrate_kept, narrate_reading
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.render.explanation import explanation_report
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.workflows.explain import explain as explained
    from upsell_cli.workflows.explain import explain_kept
    from upsell_cli.workflows.saved import open_run

    rejects = None if run else inputs.rejects
    outputs = Outputs.of(result, FORMATS, input_files(inputs, run), rejects_to=rejects)
    if run:
        kept = open_run(run)
        outputs.write(explanation_report(explain_kept(kept, account), looks.look()))
        return narrate_kept(kept.found, run, outputs, talk)
    explanation = explained(inputs.settings(), account)
    outputs.write(explanation_report(explanation, looks.look()), explanation.inputs.problems)
    return narrate_reading(explanation.inputs, inputs, outputs, talk)
