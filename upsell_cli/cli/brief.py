"""`upsell brief`: what to take into the conversation with an account."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from upsell_cli.cli.options import InputOptions, LookOptions, ResultOptions, RunOption, TalkOptions

Kind = Literal["rep", "call", "message", "handoff", "approval"]


def brief(
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    account: Annotated[
        str | None, typer.Argument(help="Id of the account, its name or domain, or a part of one.")
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            help="rep: the full brief; call: its short page; message: to the customer; handoff: to sales; "
            "approval: a page for whoever decides there.",
        ),
    ] = "rep",
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            min=1,
            metavar="N",
            help="Briefs of the first N of the list instead; with -o FOLDER/ a file each.",
        ),
    ] = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="Compare everything, not only what changes.")
    ] = False,
    run: RunOption = None,
) -> int:
    """Give what to take into the conversation with an account.

    Three facts, one sum, the honest alternatives, answers to what they will say, one next step.
    """
    from upsell_cli.cli.kept import input_files, kept_run
    from upsell_cli.cli.narration import narrate_run
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.render.brief import BRIEF_FORMATS, brief_report, write_folder
    from upsell_cli.workflows.brief import brief_of, first_briefs

    inputs, folder = _with_usage(inputs, account, top), _folder(result, several=top is not None)
    files = input_files(inputs, run)
    rejects = None if run else inputs.rejects
    outputs = Outputs.of(
        replace(result, output=None) if folder else result, BRIEF_FORMATS, files, rejects_to=rejects
    )
    kept = kept_run(inputs, run, talk, asked=account)
    found, look = kept.found, looks.look()
    if account is not None and top is None:
        briefs = iter([brief_of(kept, account, kind, whole=show_all)])
    else:
        briefs = first_briefs(kept, top or 1, kind, whole=show_all)
    if folder:
        form = result.format or next(name for name in BRIEF_FORMATS if name != "table")
        paths = write_folder(folder, briefs, form, look, found.version, files)
        outputs = outputs._replace(stdout=None, beside=(f"{len(paths)} briefs into {folder}",))
    outputs.write(brief_report([] if folder else list(briefs), look, found.version), found.inputs.problems)
    return narrate_run(found, run, inputs, outputs, talk)


def _with_usage(inputs: InputOptions, account: str | None, top: int | None) -> InputOptions:
    """Give the inputs; where the first of the list are asked for, every argument is a usage file."""
    from upsell_cli.problems import Problem, UpsellError

    if top is None and account is None:
        fix = "Name one: `upsell brief ACCOUNT`; or ask for the first of the list: `--top 20 -o briefs/`."
        raise UpsellError(Problem("no-account", "no account was named", fix=fix))
    if top is None or account is None:
        return inputs
    return replace(inputs, usage=[account, *(inputs.usage or ())])


def _folder(result: ResultOptions, *, several: bool) -> str | None:
    """Give the one place of `-o` that is a folder, by its last character or because there is one.

    Raises UpsellError where it may be one of several briefs that lacks the slash.
    """
    from upsell_cli.problems import Problem, UpsellError

    match result.output:
        case [place] if place.endswith("/") or Path(place).is_dir():
            return place
        case [place] if several and place != "-" and not Path(place).suffix and not result.format:
            fix = f"A file each: end it with a slash (`-o {place}/`); all in one: `-o {place}.md`."
            raise UpsellError(Problem("unknown-suffix", f"{place}: the name has no suffix", fix=fix))
    return None
