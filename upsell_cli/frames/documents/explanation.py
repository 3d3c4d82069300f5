"""Why an account is (not) on the list: facts with their sources, gates, points, offers, sums, source rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from upsell_cli.frames.tables import Inputs

Known = str | int | float | bool | date | None
"""A fact's value; None is not known, and no limit is infinite."""


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Rows of a file that are about the account, by their physical lines."""

    table: str
    file: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of the account, or not, with the rows it rests on.

    A name ending in `_minor` is an amount in whole minor units of the account's currency.
    """

    name: str
    meaning: str
    value: Known
    sources: tuple[SourceLines, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A reason to leave the account alone: whether it holds (None: cannot be judged) and until when.

    `rules` are the conditions that were evaluated, one of which is enough; `facts` names what they ask.
    """

    code: str
    holds: bool | None
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    release_on: date | None


@dataclass(frozen=True, slots=True)
class Points:
    """What one factor of the scorecard adds: the step of the policy it stands on, and the facts it looks at.

    Without a step it is neither for nor against; without points it is not known. `rule` is where the step
    stands: file, line and column.
    """

    factor: str
    step: str | None
    points: float | None
    because: str
    facts: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Considered:
    """An offer that was looked at; amounts are minor units a year in the account's currency.

    One that is recommended but not `made` would be, if the account were not held back.
    """

    offer_id: str
    offer_type: str
    to_tier: str
    add_on: str | None
    quantity: int | None
    seats_after: int | None
    quote: bool
    arr_after_minor: int | None
    delta_arr_minor: int | None
    delta_spend_minor: int | None
    price_basis: str | None
    return_multiple: float | None
    value_basis: str | None
    meets: bool
    loses: str | None
    recommended: bool
    cheapest: bool
    made: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and how it comes about, to be checked with a pencil."""

    name: str
    working: str
    result: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as it stands in a file: header to text."""

    table: str
    file: str
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A change of one fact in the inputs, and the verdict that the stages then come to.

    `size` is the change on the fact's own scale, 1 being all of it. `points` are those that each factor
    gains or loses, `gates` the gates that hold then, `rank` the place among all others as they are.
    `other_offer` tells whether the offer is of another sort or to another tier, not merely of other amounts.
    """

    fact: str
    now: Known
    then: Known
    size: float
    change: str
    points: Mapping[str, float]
    total_points: float
    state: str
    gates: str
    offer_id: str | None
    other_offer: bool
    rank: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict with everything it rests on; the points add up to `total_points`.

    One of a run that was `kept` has neither source rows nor counterfactuals: both need the exports.
    """

    account_id: str
    account_name: str
    as_of: date
    currency: str
    verdict: Mapping[str, Known]
    facts: tuple[Fact, ...]
    gates: tuple[Gate, ...]
    points: tuple[Points, ...]
    total_points: float
    offers: tuple[Considered, ...]
    sums: tuple[Sum, ...]
    rows: tuple[SourceRow, ...]
    names: Mapping[str, str]
    inputs: Inputs
    counterfactuals: tuple[Counterfactual, ...] = ()
    kept: bool = False

    def fact(self, name: str) -> Fact:
        """Give the fact of that name."""
        return next(fact for fact in self.facts if fact.name == name)
