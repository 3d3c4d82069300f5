"""`upsell roi`: the sum of a return, from flags alone."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from upsell_cli.cli.options import LookOptions, ResultOptions


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


def roi(
    result: ResultOptions,
    looks: LookOptions,
    hours_per_person_week: Annotated[float, typer.Option(min=0, help="Hours one person saves a week.")],
    people: Annotated[float, typer.Option(min=0, help="How many people save them.")],
    hourly_cost: Annotated[Decimal, typer.Option(parser=amount, metavar="AMOUNT", help="Cost of an hour.")],
    added_cost_year: Annotated[
        Decimal, typer.Option(parser=amount, metavar="AMOUNT", help="What it costs more a year.")
    ],
    realisation: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the worth that counts: 1 as stated, 0.5 as assumed.")
    ] = 1.0,
    automated_share: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the hours that really goes.")
    ] = 1.0,
    one_off_cost: Annotated[
        Decimal, typer.Option(parser=amount, metavar="AMOUNT", help="What is paid once, at the start.")
    ] = Decimal(0),
    weeks: Annotated[float, typer.Option(min=0, max=53, help="Weeks worked in a year.")] = 52.0,
    currency: Annotated[str, typer.Option(help="Currency of the amounts.", metavar="CODE")] = "USD",
) -> None:
    """Work out what a change returns to the customer, showing the sum."""
    from upsell_cli.cli.outputs import Outputs
    from upsell_cli.frames.roi import RoiQuestion
    from upsell_cli.money import to_minor
    from upsell_cli.render.report import FORMATS
    from upsell_cli.render.roi import roi_report
    from upsell_cli.workflows.roi import roi as run

    outputs = Outputs.of(result, FORMATS, ())
    question = RoiQuestion(
        hours_per_person_week,
        people,
        to_minor(hourly_cost, currency),
        to_minor(added_cost_year, currency),
        realisation=realisation,
        automated_share=automated_share,
        one_off_minor=to_minor(one_off_cost, currency),
        weeks=weeks,
        currency=currency,
    )
    outputs.write(roi_report(run(question), looks.look()))
