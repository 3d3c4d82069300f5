"""The sum of a return on a screen: each driver as a sum one can check, then what it comes to."""

from collections.abc import Iterator
from decimal import Decimal

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.calendar import spoken
from upsell_cli.frames.documents.roi import Claim, RoiAnswer
from upsell_cli.money import written
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.drawing.wording import amount_of
from upsell_cli.returns import FirstYear, whole

LEAST_SHOWN = 0.1
"""Below this a return rounded down would read as none."""

NOT_THEIRS = ("assumed", "benchmark")
"""Sources that a return must name: it is not the customer's own."""

Line = tuple[str, str, str]
"""The working, the figure, what it is."""


def working_lines(answer: RoiAnswer, look: Look) -> Iterator[Text]:
    """Give the sum line by line, then what is to be known about it."""
    rows = [*_claims(answer, look), *_costs(answer), *_return(answer, look), *_range(answer, look)]
    left = max(cell_len(working) for working, _, _ in rows)
    middle = max(cell_len(figure) for _, figure, _ in rows)
    of = answer.question.account
    yield Text("The return, with the working", "bold cyan")
    if of is not None:
        yield Text(f"  {one_line(of.name)} ({one_line(of.account_id)}): {of.offer}, {of.state}", "dim")
    for working, figure, meaning in rows:
        yield (
            Text(f"  {working:>{left}}  ").append(f"{figure:>{middle}}", "bold").append(f"  {meaning}", "dim")
        )
    yield Text("")
    for remark in _remarks(answer, look):
        yield Text(f"  {one_line(remark)}", "dim")


def _claims(answer: RoiAnswer, look: Look) -> Iterator[Line]:
    currency, claims = answer.question.currency, answer.question.claims
    alone = len(claims) == 1 and answer.question.account is None
    for claim in claims:
        figure = written(claim.worth_minor(), currency)
        yield _sum(claim, currency, look.glyphs.times), figure, "value a year" if alone else _origin(claim)
    if not alone:
        yield "", written(answer.case.worth_minor, currency), "value a year"


def _sum(claim: Claim, currency: str, times: str) -> str:
    """Give the sum of a driver: `10 h/week x 5 people x $50/h x 52 weeks`."""
    if claim.hours_per_person_week is None:
        parts = [f"{written(int(whole(claim.amount_minor)), currency)} a year"]
    else:
        parts = [
            f"{amount_of(claim.hours_per_person_week)} h/week",
            f"{amount_of(claim.people)} people" if claim.people != 1 else "1 person",
            f"{written(int(whole(claim.hourly_minor)), currency)}/h",
            f"{amount_of(claim.weeks)} weeks",
        ]
    if claim.automated_share != 1:
        parts.append(f"{_percent(claim.automated_share)} automated")
    if claim.realisation != 1:
        parts.append(f"{_percent(claim.realisation)} realised")
    return f" {times} ".join(parts)


def _origin(claim: Claim) -> str:
    """Give what a driver is called and where its figures come from."""
    by = f" by {claim.stated_by}" if claim.stated_by else ""
    on = f", {spoken(claim.stated_on)}" if claim.stated_on else ""
    older = f", in place of {claim.older} older" if claim.older else ""
    return one_line(f"{claim.name.replace('_', ' ')}: {claim.source}{by}{on}{older}")


def _costs(answer: RoiAnswer) -> Iterator[Line]:
    asked, currency = answer.question, answer.question.currency
    saved = asked.account.overage_saved_minor if asked.account else 0
    less = f", after {written(saved, currency)} of overage no longer paid" if saved else ""
    yield "", written(asked.cost_minor, currency), f"added cost a year{less}"
    if asked.one_off_minor:
        yield "", written(asked.one_off_minor, currency), "paid once"
    if asked.ramp_months:
        worth = written(answer.case.first_year_worth_minor, currency)
        yield "", worth, f"value in the first year, growing over {amount_of(asked.ramp_months)} months"


def _return(answer: RoiAnswer, look: Look) -> Iterator[Line]:
    case, currency, times = answer.case, answer.question.currency, look.glyphs.times
    if not answer.question.claims:
        return
    if case.multiple is None:
        yield "return", case.shown, ""
    else:
        paying = "shown rounded down" if case.multiple >= 1 else "it does not pay in a year"
        rests = f", {answer.basis}" if answer.basis in NOT_THEIRS else ""
        yield "return", _shown(case, case.multiple, times), f"{case.multiple:.2f}{rests}, {paying}"
        yield "net", written(case.net_minor, currency), f"{_percent(case.net_share or 0.0)} of the cost"
    if case.payback_months is None:
        yield "payback", "never", "it costs more than it brings"
    elif case.multiple is not None:
        yield "payback", f"{case.payback_months:.1f}", "months"
    if case.break_even_share is not None and case.multiple is not None:
        enough = case.break_even_share <= 1
        meaning = "would still pay" if enough else "would be needed for it to pay"
        yield "break-even", _percent(case.break_even_share), f"of the claimed value {meaning}"


def _range(answer: RoiAnswer, look: Look) -> Iterator[Line]:
    currency, wait, of = answer.question.currency, answer.waiting, answer.question.account
    ends = (answer.low, answer.high)
    if answer.low.worth_minor < answer.high.worth_minor:
        shown = [_shown(end, end.multiple, look.glyphs.times) for end in ends if end.multiple is not None]
        returns = f", a return of {' to '.join(shown)}" if shown else ""
        high = written(answer.high.worth_minor, currency)
        yield "low", written(answer.low.worth_minor, currency), f"a year, to {high} high{returns}"
    if wait is not None:
        months = f"waiting {amount_of(round(answer.question.wait_months or 0.0, 1))} months"
        hours = f"{wait.hours:,.0f} h, " if wait.hours >= 1 else ""
        worth, kept = written(wait.worth_minor, currency), written(wait.not_paid_minor, currency)
        yield months, written(wait.net_minor, currency), f"net: {hours}{worth} less {kept} not paid meanwhile"
    if of is not None and of.pro_rata_minor is not None:
        yield "pro-rata", written(of.pro_rata_minor, currency), "for the rest of the term"


def _remarks(answer: RoiAnswer, look: Look) -> Iterator[str]:
    asked = answer.question
    if asked.claims:
        yield f"{'All figures are as given. ' if asked.account is None else ''}Hours are capacity, not cash."
    else:
        yield "Nobody has said what it is worth. Give figures, such as `--hours-per-person-week`."
    yield from _whole_team(answer, look)
    if asked.claims and not answer.pitched:
        yield from _needed(answer)
    yield from (f"Used: {note}." for note in asked.notes)
    yield from _vendor(answer)


def _whole_team(answer: RoiAnswer, look: Look) -> Iterator[str]:
    team = answer.whole_team
    if team is None or team.multiple is None:
        return
    timed = [claim for claim in answer.question.claims if claim.people > 1 and claim.hours_per_person_week]
    hours = f"{amount_of(timed[0].hours_per_person_week or 0.0)} h/week" if len(timed) == 1 else "hours"
    shown = _shown(team, team.multiple, look.glyphs.times)
    worth = f"{written(team.worth_minor, answer.question.currency)} and {shown}"
    yield f"If the {hours} are the whole team's, not each person's: {worth}. Ask which."


def _needed(answer: RoiAnswer) -> Iterator[str]:
    """Give what would have to be true for the return to be an argument."""
    asked, case = answer.question, answer.case
    floor, needed = f"{asked.least_return:g}x", written(answer.needed_minor, asked.currency)
    told = (
        f"Below {floor}: do not pitch it on its return. It would have to be worth {needed} in the first year"
    )
    timed = [claim for claim in asked.claims if claim.hours_per_person_week]
    if len(asked.claims) != 1 or not timed or case.first_year_worth_minor <= 0:
        yield f"{told}."
        return
    [claim] = timed
    claimed = claim.hours_per_person_week or 0.0
    hours = claimed * answer.needed_minor / case.first_year_worth_minor
    yield f"{told}: {hours:,.1f} h a week for each of {amount_of(claim.people)}, not {claimed:g}."


def _vendor(answer: RoiAnswer) -> Iterator[str]:
    of, currency = answer.question.account, answer.question.currency
    if of is None or of.vendor is None:
        return
    ours = of.vendor
    lost = f" - {written(ours.overage_lost_minor, currency)} overage" if ours.overage_lost_minor else ""
    net = f" = {written(ours.net_minor, currency)} a year" if lost else " a year"
    less = ": we earn less, they pay less" if ours.net_minor < 0 else ""
    by_chance = (
        written(ours.expected_minor, ours.expected_currency) if ours.expected_minor is not None else ""
    )
    expected = f"; {by_chance} by its chance" if by_chance else ""
    gained = written(ours.delta_arr_minor, currency)
    yield f"Our side, not for the customer: {gained} recurring{lost}{net}{less}{expected}."


def _shown(case: FirstYear, multiple: float, times: str) -> str:
    """Give the return of the first year as it is shown; what is worth anything is not called nothing."""
    small = 0 < multiple < LEAST_SHOWN
    return f"under {LEAST_SHOWN}{times}" if small else case.shown.replace("x", times)


def _percent(share: float) -> str:
    return f"{round(Decimal(str(share)) * 100, 1).normalize():,f}%"
