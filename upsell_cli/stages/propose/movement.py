"""Whether readings stand (a level) or are used up (a flow): how they move from one to the next.

What stands rarely falls and moves little; what is used up goes up and down; what grows and then starts
again from nothing is a running total of its period.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from upsell_cli.stages.propose.texts import words

LEAST_STEPS = 20
"""Readings that must follow one another before their movement says anything."""

LEVEL_FALLS, LEVEL_CHANGE = 1 / 3, 0.2
"""A level falls in at most this share of its steps, and changes by at most this share on average."""

TOTAL_FALLS, TOTAL_RISES, TOTAL_RESETS = 1 / 6, 1 / 2, 0.8
"""A running total falls at most this often, rises at least this often, and falls by starting again."""

FLOW_WORDS = frozenset(
    "calls requests runs events sent emails messages minutes hours sessions logins exports imports jobs "
    "builds tasks transactions orders credits tokens scans queries downloads uploads clicks views sms "
    "executions".split()
)

Kind = Literal["level", "flow"]


class Reading(NamedTuple):
    """A number read of an account on a day (year, month, day)."""

    account: str
    day: tuple[int, int, int]
    value: float


@dataclass(frozen=True, slots=True)
class Movement:
    """How often readings fall, rise, and fall by more than half, as shares of the steps; the mean change."""

    steps: int
    falls: float
    rises: float
    resets: float
    change: float

    @property
    def starts_again(self) -> bool:
        """Tell whether it rises as a rule and falls only to begin anew."""
        rises = 0 < self.falls <= TOTAL_FALLS and self.rises >= TOTAL_RISES
        return rises and self.resets >= TOTAL_RESETS * self.falls


def kind_of(name: str, readings: Sequence[Reading]) -> tuple[Kind, str]:
    """Give whether a meter is a level or a flow, and what says so.

    >>> stands = [Reading("acme", (2026, 3, day), 100 + day) for day in range(1, 31)]
    >>> kind_of("projects", stands)
    ('level', 'falls in 0 % of its steps and changes by 1 % on average, so it stands')
    >>> kind_of("api calls", stands[:3])
    ('flow', 'too few readings to tell, but its name says that it is used up')
    """
    moves = movement(readings)
    if moves.steps < LEAST_STEPS:
        if FLOW_WORDS & set(words(name)):
            return "flow", "too few readings to tell, but its name says that it is used up"
        return "level", "too few readings to tell, and its name does not say that it is used up"
    shares = f"falls in {moves.falls:.0%} of its steps and changes by {moves.change:.0%} on average"
    shares = shares.replace("%", " %")
    if moves.starts_again:
        return "level", "grows and then starts again: a running total? then export what each day adds"
    if moves.falls <= LEVEL_FALLS and moves.change <= LEVEL_CHANGE:
        return "level", f"{shares}, so it stands"
    return "flow", f"{shares}, so it is used up"


def movement(readings: Sequence[Reading]) -> Movement:
    """Give how the readings of each account follow one another, over all accounts."""
    ordered = sorted(readings)
    pairs = [
        (one.value, next_one.value)
        for one, next_one in itertools.pairwise(ordered)
        if one.account == next_one.account and one.day < next_one.day
    ]
    if not pairs:
        return Movement(0, 0.0, 0.0, 0.0, 0.0)
    count = len(pairs)
    return Movement(
        steps=count,
        falls=sum(b < a for a, b in pairs) / count,
        rises=sum(b > a for a, b in pairs) / count,
        resets=sum(b < a / 2 for a, b in pairs) / count,
        change=sum(abs(b - a) / max(a, b) for a, b in pairs if max(a, b) > 0) / count,
    )
