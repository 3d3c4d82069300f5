"""`upsell check`: are the inputs fit to be analysed."""

from contextlib import ExitStack
from functools import partial
from typing import Annotated

import typer

from upsell_cli.cli.options import InputOptions, LookOptions, ResultOptions, TalkOptions


def check(
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    dump: Annotated[
        str | None,
        typer.Option("--dump", help="Write the rows as they were read here, as JSON.", metavar="FILE"),
    ] = None,
    crosswalk_todo: Annotated[
        str | None,
        typer.Option(
            "--crosswalk-todo",
            help="Write ids that are no account's here, with candidates to confirm, as CSV.",
            metavar="FILE",
        ),
    ] = None,
    cases: Annotated[
        str | None,
        typer.Option(
            "--cases",
            help="Judge the accounts drawn in this YAML file instead, and say where they differ from what is "
            "expected of them.",
            metavar="FILE",
        ),
    ] = None,
) -> int:
    """Say whether the inputs are fit to be analysed: how they are read, what is wrong, what is missing.

    Without a catalogue, what is sold is guessed from the exports, as `upsell init` would.

    With --cases: whether tiers and policy decide drawn accounts as an analyst expects.
    """
    if cases is not None:
        return _check_cases(cases, inputs, result, looks, talk, unused=(dump, crosswalk_todo))
    from upsell_cli.cli.narration import narrate_check
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.cli.progress import shown_progress
    from upsell_cli.render.check import FORMATS, check_report
    from upsell_cli.render.crosswalk_todo import write_crosswalk_todo
    from upsell_cli.render.dump import write_dump
    from upsell_cli.render.formats.files import Writing
    from upsell_cli.workflows.check import check as run

    settings = inputs.settings(catalogue=False)
    own = tuple(path for path in (dump, crosswalk_todo) if path)
    outputs = Outputs.of(result, FORMATS, settings.input_files, rejects_to=inputs.rejects, beside=own)
    with ExitStack() as at_hand:
        with shown_progress(quiet=talk.quiet) as tell:
            reading = run(
                settings, rows=dump is not None, every_stray=crosswalk_todo is not None, progress=tell
            )
            found, rows = at_hand.enter_context(reading)
        report = check_report(found, looks.look(wide=talk.wide), inputs.arguments())
        beside = [Writing(dump, partial(write_dump, files=rows), private=True)] if dump else []
        if crosswalk_todo:
            write_todo = partial(write_crosswalk_todo, near=found.inputs.near)
            beside.append(Writing(crosswalk_todo, write_todo, private=True))
        outputs.write(report, found.problems, beside)
    return narrate_check(found, inputs, outputs, talk)


def _check_cases(
    cases: str,
    inputs: InputOptions,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    unused: tuple[str | None, ...],
) -> int:
    from upsell_cli.cli.narration import narrate_cases
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.problems import Problem, UpsellError
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.render.trials import trials_report
    from upsell_cli.workflows.cases import Rules, judge_cases

    if inputs.usage or any(unused):
        message = "`--cases` judges drawn accounts, and no export is read beside them"
        fix = "Leave out the usage files, --dump and --crosswalk-todo; or leave out --cases."
        raise UpsellError(Problem("cases-and-exports", message, fix=fix))
    said = {name: getattr(inputs, name) for name in ("tiers", "policy") if getattr(inputs, name)}
    asked = Rules(**{name: path for name, path in said.items() if not inputs.says(name)})
    outputs = Outputs.of(result, FORMATS, (cases, *said.values()))
    found = judge_cases(cases, asked, usual=Rules(**said))
    outputs.write(trials_report(found, looks.look(wide=talk.wide)))
    return narrate_cases(found, outputs, talk)
