"""A sum about a return: what is claimed and by whom, what it costs, and what follows from them.

Amounts are whole minor units of the question's currency.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from upsell_cli.calendar import WEEKS_A_YEAR
from upsell_cli.returns import FirstYear, Waiting, whole, worth


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures given by hand, in major units; None: not given.

    `drivers` are others than hours: kind or name, figure, source. `source` says where the figures come from.
    """

    hours_per_person_week: float | None = None
    people: float | None = None
    hourly_cost: Decimal | None = None
    added_cost_year: Decimal | None = None
    realisation: float | None = None
    automated_share: float | None = None
    one_off_cost: Decimal | None = None
    ramp_months: float | None = None
    wait_months: float | None = None
    weeks: float | None = None
    currency: str | None = None
    source: str | None = None
    drivers: tuple[tuple[str, Decimal, str | None], ...] = ()

    @property
    def tells_hours(self) -> bool:
        """Tell whether anything about hours was given."""
        return any(given is not None for given in (self.hours_per_person_week, self.people, self.hourly_cost))


@dataclass(frozen=True, slots=True)
class Claim:
    """One way a change pays, as it was claimed: hours of some people, or a yearly amount.

    `realisation` is the share of the claim that counts, between `low` and `high`; `automated_share` the
    share of the hours that really goes; `weeks` how many weeks of a year are worked; `older` how many
    statements this one replaced.
    """

    name: str
    source: str
    realisation: float
    low: float
    high: float
    hours_per_person_week: float | None = None
    people: float = 1.0
    hourly_minor: float = 0.0
    weeks: float = WEEKS_A_YEAR
    automated_share: float = 1.0
    amount_minor: float = 0.0
    stated_by: str | None = None
    stated_on: date | None = None
    older: int = 0

    @property
    def hours_year(self) -> float:
        """Give the hours a year that are claimed; none for a yearly amount."""
        return (self.hours_per_person_week or 0.0) * self.people * self.weeks

    @property
    def hours_back(self) -> float:
        """Give the hours a year that would really go: of those claimed, the part that can be automated.

        >>> Claim("reports", "stated", 1.0, 0.7, 1.0, 10.0, 5.0, 50_00.0, automated_share=0.8).hours_back
        2080.0
        """
        return self.hours_year * self.automated_share

    def worth_minor(self, realisation: float | None = None) -> int:
        """Give what the claim is worth a year, as far as it counts, or as far as this share comes true.

        >>> claim = Claim("reports", "stated", 1.0, 0.7, 1.0, 10.0, 5.0, 50_00.0)
        >>> claim.worth_minor(), claim.worth_minor(0.7)
        (13000000, 9100000)
        """
        share = self.realisation if realisation is None else realisation
        if self.hours_per_person_week is None:
            return int(whole(self.amount_minor * share))
        return int(worth(self.hours_year, self.hourly_minor, share * self.automated_share))


class Vendor(NamedTuple):
    """Our side of an account's offer, never the customer's: recurring revenue gained, overage lost.

    `expected_minor` is what the offer is worth to us by its chance, in the catalogue's currency.
    """

    delta_arr_minor: int
    overage_lost_minor: int
    expected_minor: int | None
    expected_currency: str

    @property
    def net_minor(self) -> int:
        """Give what we gain a year after the overage that is no longer charged.

        >>> Vendor(100_00, 250_00, None, "USD").net_minor
        -15000
        """
        return self.delta_arr_minor - self.overage_lost_minor


class AskedAccount(NamedTuple):
    """The account that a question is about: its offer and what our side sees of it."""

    account_id: str
    name: str
    offer: str
    state: str
    pro_rata_minor: int | None
    overage_saved_minor: int
    vendor: Vendor | None


@dataclass(frozen=True, slots=True)
class RoiQuestion:
    """What is claimed and what it costs more a year.

    `least_return` is the return below which nothing is pitched on it; `notes` say what was replaced.
    """

    claims: tuple[Claim, ...]
    cost_minor: int
    currency: str
    least_return: float
    one_off_minor: int = 0
    ramp_months: float = 0.0
    wait_months: float | None = None
    account: AskedAccount | None = None
    notes: tuple[str, ...] = ()


class RoiAnswer(NamedTuple):
    """The case that the claims make, as expected, low and high, and the weakest source they rest on.

    `whole_team` is the case if the hours are those of everybody together, not of each person; None where
    that is no question.
    """

    question: RoiQuestion
    basis: str
    case: FirstYear
    low: FirstYear
    high: FirstYear
    whole_team: FirstYear | None
    waiting: Waiting | None

    @property
    def hours_year(self) -> float:
        """Give the hours a year that are claimed."""
        return sum(claim.hours_year for claim in self.question.claims)

    @property
    def hours_back(self) -> float:
        """Give the hours a year that would really go."""
        return sum(claim.hours_back for claim in self.question.claims)

    @property
    def needed_minor(self) -> int:
        """Give what it would have to be worth in the first year to reach the least return."""
        return int(whole(self.case.first_year_cost_minor * self.question.least_return))

    @property
    def pitched(self) -> bool:
        """Tell whether the return is an argument: it reaches the least return, or nothing more is paid."""
        return self.case.multiple is None or self.case.multiple >= self.question.least_return
