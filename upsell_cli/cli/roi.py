"""`upsell roi`: the sum of a return, from figures given by hand or from an account's data."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from upsell_cli.cli.options import InputOptions, LookOptions, ResultOptions, RunOption, TalkOptions

if TYPE_CHECKING:
    from upsell_cli.frames.documents.roi import Figures

SOURCES = ("measured", "stated", "benchmark", "assumed")


def amount(text: str | Decimal) -> Decimal:
    """Give an amount of money in major units.

    >>> amount("15000"), amount("49.99")
    (Decimal('15000'), Decimal('49.99'))
    """
    try:
        value = Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise typer.BadParameter(f'"{text}" is not an amount; write 15000 or 49.99')
    return value


def driver(text: str) -> tuple[str, Decimal, str | None]:
    """Give what `revenue=12000:stated` says: a driver, its figure, where that comes from.

    >>> driver("contact=8"), driver("fewer_errors=2400:measured")
    (('contact', Decimal('8'), None), ('fewer_errors', Decimal('2400'), 'measured'))
    """
    name, given, rest = text.partition("=")
    figure, _, source = rest.partition(":")
    if not given or not name.strip():
        raise typer.BadParameter(f'"{text}" is no driver; write NAME=FIGURE, such as revenue=12000:stated')
    if source and source not in SOURCES:
        raise typer.BadParameter(f'"{source}" is no source; one of {", ".join(SOURCES)}')
    value = amount(figure)
    if value < 0:
        raise typer.BadParameter(f'"{text}" is below zero')
    return name.strip(), value, source or None


def _amount(name: str, meaning: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, parser=amount, metavar="AMOUNT", help=meaning)
    return option


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """Figures given by hand; beside `--account` they go before the account's."""

    hours_per_person_week: Annotated[
        float | None, typer.Option(min=0, max=60, help="Hours one person saves a week.")
    ] = None
    heads: Annotated[float | None, typer.Option("--people", min=0, help="How many people save them.")] = None
    hourly_cost: Annotated[Decimal | None, _amount("--hourly-cost", "Cost of an hour.")] = None
    added_cost_year: Annotated[Decimal | None, _amount("--added-cost-year", "What it costs more a year.")] = (
        None
    )
    drivers: Annotated[
        list[str] | None,
        typer.Option(
            "--driver",
            help="Another way it pays, a year: overage=, seats=, revenue=, audit= or a name of your own; "
            "contact= in hours a month. Such as revenue=12000:stated (repeatable).",
            metavar="NAME=FIGURE[:SOURCE]",
        ),
    ] = None
    source: Annotated[
        Literal["measured", "stated", "benchmark", "assumed"] | None,
        typer.Option(help="Where the hours come from; stated if not given."),
    ] = None
    realisation: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Share of the worth that counts; by its source if not given."),
    ] = None
    automated_share: Annotated[
        float | None, typer.Option(min=0, max=1, help="Share of the hours that really goes.")
    ] = None
    one_off_cost: Annotated[Decimal | None, _amount("--one-off-cost", "What is paid once, at the start.")] = (
        None
    )
    ramp_months: Annotated[
        float | None, typer.Option(min=0, max=12, help="Months until it brings all it can.")
    ] = None
    wait_months: Annotated[float | None, typer.Option(min=0, max=12, help="Months of waiting to price.")] = (
        None
    )
    weeks: Annotated[float | None, typer.Option(min=0, max=53, help="Weeks worked in a year; 52.")] = None
    currency: Annotated[
        str | None, typer.Option(help="Currency of the amounts; USD, or the account's.", metavar="CODE")
    ] = None

    def figures(self) -> "Figures":
        """Give them as the figures of a question. Raises BadParameter for what is no driver."""
        from dataclasses import fields

        from upsell_cli.frames.documents.roi import Figures

        given = {field.name: getattr(self, field.name) for field in fields(self)}
        given["people"] = given.pop("heads")
        return Figures(**given | {"drivers": tuple(driver(text) for text in self.drivers or ())})


@dataclass(frozen=True, slots=True)
class RoiInputs(InputOptions):
    """What is read for an account; `--people` is a number here, so that the file has a longer name."""

    people: Annotated[
        list[str] | None,
        typer.Option("--people-file", help="People at the customers (repeatable).", metavar="FILE"),
    ] = None


def roi(
    inputs: RoiInputs,
    result: ResultOptions,
    looks: LookOptions,
    talk: TalkOptions,
    by_hand: FigureOptions,
    account: Annotated[
        str | None,
        typer.Option(
            "--account", help="Account whose data to use: its id, name or domain.", metavar="ACCOUNT"
        ),
    ] = None,
    run: RunOption = None,
) -> int:
    """Work out what a change returns to the customer, showing the sum.

    From figures alone, or with `--account` from the files that a scan reads; figures given go before those.
    """
    from upsell_cli.cli.kept import input_files, kept_run
    from upsell_cli.cli.narration import narrate_run
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.config.opening import default_rules
    from upsell_cli.render.formats.report import FORMATS
    from upsell_cli.render.roi import roi_report
    from upsell_cli.workflows.roi.answer import answer
    from upsell_cli.workflows.roi.figures import asked, with_figures

    figures = by_hand.figures()
    if account is None:
        outputs = Outputs.of(result, FORMATS)
        outputs.write(roi_report(answer(asked(figures, default_rules().value)), looks.look()))
        return 0
    from upsell_cli.workflows.roi.account import question_of

    rejects = None if run else inputs.rejects
    outputs = Outputs.of(result, FORMATS, input_files(inputs, run), rejects_to=rejects)
    kept = kept_run(inputs, run, talk, asked=account)
    question = with_figures(question_of(kept, account), figures, kept.opened.policy.value)
    outputs.write(roi_report(answer(question), looks.look()), kept.found.inputs.problems)
    return narrate_run(kept.found, run, inputs, outputs, talk)
