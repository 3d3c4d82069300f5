"""The sum of a return: with its working on a screen, exact in files."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.frames.roi import RoiAnswer
from upsell_cli.money import exact, written
from upsell_cli.render.columns import PLACES, Field, Kind
from upsell_cli.render.formats import Report, Table
from upsell_cli.render.look import Look
from upsell_cli.render.report import table_report
from upsell_cli.render.text import number
from upsell_cli.render.wording import amount_of
from upsell_cli.returns import Case

LEAST_SHOWN = 0.1
"""Below this a return rounded down would read as none."""

Line = tuple[str, str, str]
"""The working, the figure, what it is."""


def roi_report(answer: RoiAnswer, look: Look) -> Report:
    """Give the sum, ready to be written."""
    fields = tuple(Field(name, kind, "", None) for name, kind, _ in _figures(answer))
    table = Table(fields, tuple([text] for _, _, text in _figures(answer)))
    return table_report("roi", {}, table, partial(_lines, answer, look), look)


def _figures(answer: RoiAnswer) -> Iterator[tuple[str, Kind, str | None]]:
    asked, case, currency = answer.question, answer.case, answer.question.currency
    yield "hours_per_person_week", Kind.MULTIPLE, number(asked.hours_per_person_week, 4)
    yield "people", Kind.MULTIPLE, number(asked.people, 4)
    yield "hourly_cost", Kind.AMOUNT, exact(asked.hourly_minor, currency)
    yield "weeks", Kind.MULTIPLE, number(asked.weeks, 4)
    yield "realisation", Kind.SHARE, number(asked.realisation, 6)
    yield "automated_share", Kind.SHARE, number(asked.automated_share, 6)
    yield "added_cost_year", Kind.AMOUNT, exact(asked.cost_minor, currency)
    yield "one_off_cost", Kind.AMOUNT, exact(asked.one_off_minor, currency)
    yield "currency", Kind.TEXT, currency
    yield "hours_year", Kind.MULTIPLE, number(answer.hours_year, 4)
    yield "value_year", Kind.AMOUNT, exact(case.worth_minor, currency)
    yield "return_multiple", Kind.MULTIPLE, _known(case.multiple, Kind.MULTIPLE)
    yield "return_shown", Kind.TEXT, case.shown
    yield "net_roi", Kind.MULTIPLE, _known(case.net_share, Kind.MULTIPLE)
    yield "net_value", Kind.AMOUNT, exact(case.net_minor, currency)
    yield "payback_months", Kind.MONTHS, _known(case.payback_months, Kind.MONTHS)
    yield "break_even_share", Kind.SHARE, _known(case.break_even_share, Kind.SHARE)


def _known(value: float | None, kind: Kind) -> str | None:
    return None if value is None else number(value, PLACES[kind])


def _lines(answer: RoiAnswer, look: Look) -> Iterator[Text]:
    rows = list(_working(answer, look))
    left = max(cell_len(working) for working, _, _ in rows)
    middle = max(cell_len(figure) for _, figure, _ in rows)
    yield Text("The return, with the working", "bold cyan")
    for working, figure, meaning in rows:
        yield (
            Text(f"  {working:>{left}}  ").append(f"{figure:>{middle}}", "bold").append(f"  {meaning}", "dim")
        )
    yield Text("")
    yield Text("  All figures are as given. Hours are capacity, not cash.", "dim")
    if answer.whole_team is not None and answer.whole_team.multiple is not None:
        hours, value = amount_of(answer.question.hours_per_person_week), answer.whole_team.worth_minor
        shown = _shown(answer.whole_team, answer.whole_team.multiple, look.glyphs.times)
        worth = f"{written(value, answer.question.currency)} and {shown}"
        yield Text(
            f"  If the {hours} h/week are the whole team's, not each person's: {worth}. Ask which.", "dim"
        )


def _working(answer: RoiAnswer, look: Look) -> Iterator[Line]:
    asked, case, currency = answer.question, answer.case, answer.question.currency
    times = look.glyphs.times
    parts = [
        f"{amount_of(asked.hours_per_person_week)} h/week",
        f"{amount_of(asked.people)} people",
        f"{written(asked.hourly_minor, currency)}/h",
        f"{amount_of(asked.weeks)} weeks",
    ]
    if asked.automated_share != 1:
        parts.append(f"{_percent(asked.automated_share)} automated")
    if asked.realisation != 1:
        parts.append(f"{_percent(asked.realisation)} realised")
    yield f" {times} ".join(parts), written(case.worth_minor, currency), "value a year"
    yield "", written(asked.cost_minor, currency), "added cost a year"
    if asked.one_off_minor:
        yield "", written(asked.one_off_minor, currency), "paid once"
    if case.multiple is None:
        yield "return", case.shown, ""
    else:
        paying = "shown rounded down" if case.multiple >= 1 else "it does not pay in a year"
        yield "return", _shown(case, case.multiple, times), f"{case.multiple:.2f}, {paying}"
        yield "net", written(case.net_minor, currency), f"{_percent(case.net_share or 0.0)} of the cost"
    if case.payback_months is None:
        yield "payback", "never", "it costs more than it brings"
    elif case.multiple is not None:
        yield "payback", f"{case.payback_months:.1f}", "months"
    if case.break_even_share is not None and case.multiple is not None:
        enough = case.break_even_share <= 1
        meaning = "would still pay" if enough else "would be needed for it to pay"
        yield "break-even", _percent(case.break_even_share), f"of the claimed value {meaning}"


def _shown(case: Case, multiple: float, times: str) -> str:
    """Give the return of the first year as it is shown; what is worth anything is not called nothing."""
    small = 0 < multiple < LEAST_SHOWN
    return f"under {LEAST_SHOWN}{times}" if small else case.shown.replace("x", times)


def _percent(share: float) -> str:
    return f"{round(Decimal(str(share)) * 100, 1).normalize():,f}%"
