"""What follows from what is claimed and what it costs: the return, its range, the price of waiting."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from upsell_cli.frames.documents.roi import Claim, RoiAnswer, RoiQuestion
from upsell_cli.returns import SOURCES, FirstYear, waiting


def answer(question: RoiQuestion) -> RoiAnswer:
    """Work out the return, its range, and what it would be if the hours were the whole team's.

    >>> claim = Claim("hours", "stated", 1.0, 0.7, 1.0, 10.0, 5.0, 50_00.0)
    >>> found = answer(RoiQuestion((claim,), 15_000_00, "USD", 1.0, wait_months=6.0))
    >>> found.hours_year, found.case.shown, found.low.shown, found.case.worth_minor, found.whole_team.shown
    (2600.0, '8x', '6x', 13000000, '1.7x')
    >>> found.waiting.hours, found.waiting.net_minor
    (1300.0, 5750000)
    """
    case = _case(question, question.claims)
    hours = sum(claim.hours_back for claim in question.claims)
    months = question.wait_months
    return RoiAnswer(
        question=question,
        basis=min((claim.source for claim in question.claims), key=SOURCES.index, default="none"),
        case=case,
        low=_case(question, question.claims, lambda claim: claim.low),
        high=_case(question, question.claims, lambda claim: claim.high),
        whole_team=_whole_team(question),
        waiting=(
            None
            if months is None
            else waiting(months, hours, case.worth_minor, cost_minor=question.cost_minor)
        ),
    )


def _case(
    question: RoiQuestion,
    claims: Iterable[Claim],
    share: Callable[[Claim], float] = lambda claim: claim.realisation,
) -> FirstYear:
    value = sum(claim.worth_minor(share(claim)) for claim in claims)
    return FirstYear(value, question.cost_minor, question.one_off_minor, question.ramp_months)


def _whole_team(question: RoiQuestion) -> FirstYear | None:
    """Give the other reading of "ten hours": once for everybody; hours of a single person have no other."""
    shared = [claim for claim in question.claims if claim.hours_per_person_week and claim.people > 1]
    if not shared:
        return None
    return _case(
        question,
        [replace(claim, people=min(claim.people, 1.0)) for claim in question.claims],
    )
