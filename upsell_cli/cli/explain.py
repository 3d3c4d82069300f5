"""`upsell explain`: why one account is, or is not, on the list."""

from typing import Annotated

import typer

from upsell_cli.cli.options import InputOptions, LookOptions, ResultOptions, TalkOptions


def explain(
    account: Annotated[str, typer.Argument(help="Id of the account, or its name.")],
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
) -> int:
    """Say why an account is, or is not, on the list.

    Gates, points, offers and sums, each with its evidence, down to the rows of the files.
    """
    from upsell_cli.cli.narration import narrate_reading
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.render.explanation import explanation_report
    from upsell_cli.render.report import FORMATS
    from upsell_cli.workflows.explain import explain as run

    settings = inputs.settings()
    outputs = Outputs.of(result, FORMATS, settings.input_files, rejects_to=inputs.rejects)
    explanation = run(settings, account)
    outputs.write(explanation_report(explanation, looks.look()), explanation.inputs.problems)
    return narrate_reading(explanation.inputs, inputs, outputs, talk)
