"""The return of a change from a few figures alone, without any data."""

from upsell_cli.frames.roi import RoiAnswer, RoiQuestion
from upsell_cli.returns import Case, worth


def roi(question: RoiQuestion) -> RoiAnswer:
    """Work out the return, and what it would be if the hours were the whole team's.

    >>> answer = roi(RoiQuestion(10, 5, hourly_minor=50_00, cost_minor=15_000_00))
    >>> answer.hours_year, answer.case.shown, answer.case.worth_minor, answer.whole_team.shown
    (2600, '8x', 13000000, '1.7x')
    """
    hours = question.hours_per_person_week * question.people * question.weeks
    alone = question.hours_per_person_week * question.weeks
    return RoiAnswer(
        question, hours, _case(question, hours), _case(question, alone) if question.people > 1 else None
    )


def _case(question: RoiQuestion, hours: float) -> Case:
    share = question.realisation * question.automated_share
    value = worth(float(hours), float(question.hourly_minor), share)
    return Case(int(value), question.cost_minor, question.one_off_minor)
