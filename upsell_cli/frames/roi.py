"""A sum about a return: the figures somebody gave, and what follows from them."""

from dataclasses import dataclass

from upsell_cli.calendar import WEEKS_A_YEAR
from upsell_cli.returns import Case


@dataclass(frozen=True, slots=True)
class RoiQuestion:
    """The hours a change saves and what it costs; amounts in whole minor units of `currency`.

    `realisation` is the share of the claimed worth that counts, `automated_share` the share of the
    claimed hours that really goes, `weeks` how many weeks of a year are worked.
    """

    hours_per_person_week: float
    people: float
    hourly_minor: int
    cost_minor: int
    realisation: float = 1.0
    automated_share: float = 1.0
    one_off_minor: int = 0
    weeks: float = WEEKS_A_YEAR
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class RoiAnswer:
    """The hours a year that are claimed, and the case they make.

    `whole_team` is the case if the hours are those of everybody together, not of each person.
    """

    question: RoiQuestion
    hours_year: float
    case: Case
    whole_team: Case | None
