"""One customer as the tables show it: who it is and every state its subscription was in."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from upsell_cli.calendar import DAYS_A_WEEK, MONTHS_A_YEAR
from upsell_cli.samples import ladder, names
from upsell_cli.samples.cast import CAST, Member
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.population import CURRENCIES, Traits
from upsell_cli.samples.streams import TABLES, stream
from upsell_cli.samples.walk import Walk

FIRST_NUMBER = 1001
UNPAID = 0.012
PRICE_IN = {"USD": (1, 1), "EUR": (92, 100), "GBP": (79, 100), "CHF": (88, 100)}
"""What a dollar of list price costs in each currency, as a fraction."""


@dataclass(frozen=True, slots=True)
class State:
    """A subscription from `start` up to, not including, `end` (None: still); days of the horizon."""

    start: int
    end: int | None
    tier: int
    seats: int
    arr_minor: int


@dataclass(frozen=True, slots=True)
class Signs:
    """Days on which the customer asked, looked, was stopped, or wrote to support; up to the as-of day."""

    requests: tuple[int, ...]
    views: tuple[int, ...]
    blocked: tuple[int, ...]
    tickets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """A customer on the as-of day.

    `account` is its number and `row` its place in the batch. `leaves` is the day it leaves, also one to come;
    `ended` is the same once it is past. An `unpaid` customer owes its newest invoice.
    """

    id: str
    account: int
    row: int
    source: np.random.Generator
    member: Member | None
    name: str
    industry: str
    country: str
    timezone: str
    currency: str
    employees: int
    annual: bool
    first_day: int
    ended: int | None
    leaves: int | None
    states: tuple[State, ...]
    signs: Signs
    unpaid: bool
    engagement: float
    satisfaction: float
    budget: float

    @property
    def now(self) -> State:
        """Give the newest state."""
        return self.states[-1]

    @property
    def interval(self) -> str:
        """Give how often the subscription is billed: month or year."""
        return "year" if self.annual else "month"


def account_id(account: int) -> str:
    """Give the id of the account of that number.

    >>> account_id(0)
    'A1001'
    """
    return f"A{FIRST_NUMBER + account}"


def arr_minor(tier: int, seats: int, *, annual: bool, discount: int, currency: str) -> int:
    """Give the contract's price a year: whole minor units, and whole a month when paid monthly.

    >>> arr_minor(1, 30, annual=True, discount=10, currency="USD")
    233100
    >>> arr_minor(1, 25, annual=False, discount=0, currency="EUR")
    219696
    """
    part, whole = PRICE_IN[currency]
    months = ladder.YEAR_FOR_MONTHS if annual else 1
    unit = ladder.LADDER[tier].price_minor(seats) * months * (100 - discount) * part
    rounded = (2 * unit + 100 * whole) // (200 * whole)
    return rounded if annual else rounded * MONTHS_A_YEAR


def companies(seed: int, accounts: range, traits: Traits, walk: Walk, horizon: Horizon) -> Iterator[Company]:
    """Give the customers of a batch that had begun by the as-of day, in the order of their ids."""
    for row, account in enumerate(accounts):
        if walk.first_day[row] <= horizon.last:
            yield _company(seed, row, account, traits, walk, horizon)


def _company(seed: int, row: int, account: int, traits: Traits, walk: Walk, horizon: Horizon) -> Company:
    source = stream(seed, account, TABLES)
    member = CAST[account] if account < len(CAST) else None
    industry = member.industry if member else names.pick(source, names.INDUSTRIES)
    country, timezone = names.PLACES[int(source.integers(len(names.PLACES)))]
    leaves = _leaving_day(walk, row)
    ended = leaves if leaves is not None and leaves <= horizon.last else None
    annual = bool(walk.annual[row])
    currency = member.currency if member else CURRENCIES[int(traits.currency[row])]
    return Company(
        id=account_id(account),
        account=account,
        row=row,
        source=source,
        member=member,
        name=member.name if member else names.company(source, industry),
        industry=industry,
        country=country,
        timezone=timezone,
        currency=currency,
        employees=int(traits.employees[row]),
        annual=annual,
        first_day=int(walk.first_day[row]),
        ended=ended,
        leaves=leaves,
        states=_states(
            walk, row, ended, horizon, _Contract(member, annual, int(traits.discount[row]), currency)
        ),
        signs=Signs(
            *(
                _days(flags[row], walk, row, horizon)
                for flags in (walk.requests, walk.views, walk.blocked, walk.tickets)
            )
        ),
        unpaid=member.status == "past_due" if member else bool(source.random() < UNPAID and ended is None),
        engagement=float(traits.engagement[row]),
        satisfaction=float(traits.satisfaction[row]),
        budget=float(traits.budget[row]),
    )


def _leaving_day(walk: Walk, row: int) -> int | None:
    gone = np.flatnonzero(~walk.alive[row, 1:])
    if not len(gone):
        return None
    week = int(gone[0])
    return week * DAYS_A_WEEK + int(walk.offset[row, week])


@dataclass(frozen=True, slots=True)
class _Contract:
    """What a customer pays, whatever tier it is on."""

    member: Member | None
    annual: bool
    discount: int
    currency: str

    def arr_minor(self, tier: int, seats: int) -> int:
        if self.member and self.member.monthly_minor is not None:
            return self.member.monthly_minor * MONTHS_A_YEAR
        return arr_minor(tier, seats, annual=self.annual, discount=self.discount, currency=self.currency)


def _states(
    walk: Walk, row: int, ended: int | None, horizon: Horizon, contract: _Contract
) -> tuple[State, ...]:
    """Give the states up to the as-of day, or the day it left, from the weeks in which something changed."""
    tier, seats = walk.tier[row], walk.seats[row]
    changed = np.flatnonzero((tier[1:] != tier[:-1]) | (seats[1:] != seats[:-1]))
    first = int(walk.first_day[row])
    last = horizon.last if ended is None else ended - 1
    starts = [(first, int(tier[0]), int(seats[0]))]
    for week in changed:
        day = int(week) * DAYS_A_WEEK + int(walk.offset[row, week])
        if first < day <= last:
            starts.append((day, int(tier[week + 1]), int(seats[week + 1])))
    ends = [start for start, _, _ in starts[1:]]
    return tuple(
        State(start, end, rung, places, contract.arr_minor(rung, places))
        for (start, rung, places), end in zip(starts, [*ends, ended], strict=True)
    )


def _days(flags: np.ndarray, walk: Walk, row: int, horizon: Horizon) -> tuple[int, ...]:
    weeks = np.flatnonzero(flags)
    days = weeks * DAYS_A_WEEK + walk.offset[row, weeks]
    return tuple(int(day) for day in days if walk.first_day[row] <= day <= horizon.last)
