"""`upsell brief`: what to take into the conversation with an account."""

from typing import Annotated, Literal

import typer

from upsell_cli.cli.options import InputOptions, LookOptions, ResultOptions, TalkOptions

Kind = Literal["rep", "call", "message", "handoff", "approval"]


def brief(
    account: Annotated[str, typer.Argument(help="Id of the account, its name or domain, or a part of one.")],
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            help="rep: the full brief; call: its short page; message: to the customer; handoff: to sales; "
            "approval: a page for whoever decides there.",
        ),
    ] = "rep",
) -> int:
    """Give what to take into the conversation with an account.

    Three facts, one sum, the honest alternatives, answers to what they will say, one next step.
    """
    from upsell_cli.cli.narration import narrate_reading
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.render.brief import BRIEF_FORMATS, brief_report
    from upsell_cli.workflows.brief import brief as run

    settings = inputs.settings()
    outputs = Outputs.of(result, BRIEF_FORMATS, settings.input_files, rejects_to=inputs.rejects)
    told, found = run(settings, account, kind)
    outputs.write(brief_report(told, looks.look(), found.version), found.inputs.problems)
    return narrate_reading(found.inputs, inputs, outputs, talk)
