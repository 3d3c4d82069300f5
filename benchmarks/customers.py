"""The customers of an invented company: what they are like, want and do, and how likely each upgrades.

The truth is made of reasons that add up by "or" (any one is enough), each customer's own threshold of
pain, and factors that no export shows: a champion, a budget, luck. It is no scorecard: nothing in it is a
sum of points, and a third of the differences between customers cannot be seen from outside.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from market import AHEAD, METERS, WEEKS, Market

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DAYS_A_WEEK, MONTHS_A_YEAR = 7, 12
WEEKS_A_MONTH = 30.4375 / DAYS_A_WEEK
TERM = 52
MOST_A_WEEK = 0.5
HALVINGS = 60
FEATURE_PULL, COMPLIANCE_PULL, LIMIT_PULL, LUCK = 0.6, 0.7, 0.9, 0.02
STEEPNESS = 0.09
UNHAPPY, SETTLING_WEEKS = 0.35, 8
"""The unhappy and the new are half and a third as likely to spend more, whatever they need."""
SEAT_ROOM, SEATS_BOUGHT_AGO, SEATS_TAKEN = 1.08, 8, 0.25
"""Seats are bought with some room for the people of two months ago; a quarter of those short buys more."""


@dataclass(frozen=True, slots=True)
class Customers:
    """One entry an account; `tier`, `seats`, `demand` are by week, the last of them the as-of day's.

    `wants` is the feature they lack, by its place, -1 none; `compliance_in` weeks to a date, NaN none;
    `refused`, `pitched` weeks since the last no and the last pitch, NaN never. `chance` is the truth: of
    an upgrade within 13 weeks; `worth` what a tier up would add a year, `seat_worth` what new seats would
    be expected to add.
    """

    employees: Ints
    demand: Floats
    tier: Ints
    alive: Flags
    started: Ints
    annual: Flags
    discount: Floats
    satisfaction: Floats
    engagement: Floats
    budget: Floats
    wants: Ints
    compliance_in: Floats
    pitched: Floats
    refused: Floats
    seats: Floats
    chance: Floats
    worth: Floats
    expected: Floats
    reasoned: Floats

    def paid(self, market: Market) -> Floats:
        """Give what each pays a year."""
        return arr(market, self.tier[:, WEEKS], self.seats) * (1 - self.discount)


def arr(market: Market, tier: Ints, users: Floats) -> Floats:
    """Give the list price a year of a tier with room for so many users."""
    flat, seat = np.array(market.prices, dtype=float)[tier], np.array(market.seat_prices, dtype=float)[tier]
    included = np.array([own[0] if np.isfinite(own[0]) else 0 for own in market.limits])[tier]
    return MONTHS_A_YEAR * (flat + seat * np.maximum(np.ceil(users) - included, 0))


def live(market: Market) -> Customers:
    """Let the customers of a company live up to the as-of day."""
    dice = np.random.default_rng([market.seed, 78])
    count = market.accounts
    employees = np.clip(np.exp(dice.normal(*market.log_employees, count)), 2, 30_000).astype(np.int64)
    demand = _demand(market, employees, dice)
    fixed = _Fixed.drawn(market, count, dice)
    tier = np.zeros((count, WEEKS + 1), dtype=np.int64)
    tier[:, 0] = _first_tier(market, demand[:, 0] * dice.lognormal(0, 0.35, (count, 1)))
    alive = np.ones((count, WEEKS + 1), dtype=bool)
    scale = _scale(market, tier[:, 0], demand, fixed)
    for week in range(WEEKS):
        hazard = scale * fixed.pull(market, tier[:, week], demand, week)
        leaves = dice.random(count) < 0.006 * np.clip(1.8 - 1.8 * fixed.satisfaction, 0.1, 2)
        climbs = ~leaves & alive[:, week] & (dice.random(count) < hazard) & (week >= fixed.started)
        tier[:, week + 1] = tier[:, week] + climbs
        alive[:, week + 1] = alive[:, week] & ~leaves
    now = tier[:, WEEKS]
    pull = fixed.pull(market, now, demand, WEEKS)
    hazard = np.where(alive[:, WEEKS], np.minimum(scale * pull, MOST_A_WEEK), 0.0)
    seats = np.ceil(SEAT_ROOM * demand[:, WEEKS - SEATS_BOUGHT_AGO, 0])
    short = np.maximum(np.ceil(demand[:, -1, 0]) - seats, 0) * np.array(market.seat_prices)[now]
    chance = 1 - (1 - hazard) ** AHEAD
    discount = np.where(dice.random(count) < 0.7, 0.0, dice.choice([0.05, 0.1, 0.15], count))
    up = arr(market, np.minimum(now + 1, market.top), seats) - arr(market, now, seats) * (1 - discount)
    worth = np.where(now < market.top, np.maximum(up, 0), 0.0)
    seat_worth = SEATS_TAKEN * (0.5 + fixed.budget) * MONTHS_A_YEAR * short * alive[:, WEEKS]
    need = fixed.need(market, now, demand, WEEKS)
    return Customers(
        employees=employees,
        demand=demand,
        tier=tier,
        alive=alive,
        started=fixed.started,
        annual=fixed.annual,
        discount=discount,
        satisfaction=fixed.satisfaction,
        engagement=fixed.engagement,
        budget=fixed.budget,
        wants=fixed.wants,
        compliance_in=np.where(fixed.compliance >= 0, fixed.compliance - WEEKS, np.nan),
        pitched=fixed.pitched,
        refused=fixed.refused,
        seats=seats,
        chance=chance,
        worth=worth,
        expected=chance * worth + seat_worth,
        reasoned=chance * worth * need / (LUCK + need) + seat_worth,
    )


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What does not change with the weeks: moods, thresholds, wishes, and what nobody sees."""

    satisfaction: Floats
    engagement: Floats
    budget: Floats
    threshold: Floats
    unseen: Floats
    wants: Ints
    compliance: Floats
    started: Ints
    annual: Flags
    pitched: Floats
    refused: Floats

    @classmethod
    def drawn(cls, market: Market, count: int, dice: np.random.Generator) -> "_Fixed":
        champion = np.where(dice.random(count) < 0.5, 1.5, 0.5)
        pitched = np.where(dice.random(count) < 0.1, dice.integers(1, 26, count), np.nan)
        return cls(
            satisfaction=np.clip(dice.normal(market.mood, 0.2, count), 0.02, 1),
            engagement=np.clip(dice.normal(0.65, 0.2, count), 0.05, 1),
            budget=dice.random(count),
            threshold=dice.normal(0.98, 0.12, count),
            unseen=champion * dice.lognormal(0, 0.35, count),
            wants=np.where(dice.random(count) < 0.15, dice.integers(0, 4, count), -1),
            compliance=np.where(dice.random(count) < 0.05, dice.integers(30, WEEKS + 30, count), -1.0),
            started=dice.integers(-200, WEEKS - 2, count),
            annual=dice.random(count) < market.annual,
            pitched=pitched,
            refused=np.where(dice.random(count) < 0.4, pitched, np.nan),
        )

    def need(self, market: Market, tier: Ints, demand: Floats, week: int) -> Floats:
        """Give how much each lacks in a week: of room, of a feature, of security; any one is enough."""
        soon = np.minimum(week + 6, demand.shape[1] - 1)
        limit = np.array(market.limits)[tier]
        tight = demand[:, soon] / limit
        tight = np.where(np.array(market.soft), 0.8 * tight, tight)
        # Where seats are sold, one more is bought instead.
        tight[:, 0] *= np.array(market.seat_prices)[tier] == 0
        tight = tight.max(axis=1)
        limit_pull = LIMIT_PULL / (1 + np.exp(-(tight - self.threshold) / STEEPNESS))
        # Each feature comes with the tier above its place; a date asks for the second tier's security.
        lacking = (self.wants >= 0) & (np.minimum(self.wants, market.top - 1) == tier)
        due = (self.compliance - week > 0) & (self.compliance - week < 26) & (tier == 0)
        need: Floats = 1 - (1 - limit_pull) * (1 - FEATURE_PULL * lacking) * (1 - COMPLIANCE_PULL * due)
        return need

    def pull(self, market: Market, tier: Ints, demand: Floats, week: int) -> Floats:
        """Give how strongly each is drawn to the next tier in a week; the scale is the company's."""
        rise = _rise(market, tier)
        mood = (
            (0.15 + self.satisfaction**2)
            * np.where(self.satisfaction < UNHAPPY, 0.5, 1.0)
            * (0.2 + self.engagement)
            * rise**-0.4
            * (0.5 + self.budget)
        )
        to_renewal = TERM - (week - self.started) % TERM
        timing = np.where(self.annual & (to_renewal <= 8), 2.2, 1.0)
        told = np.where((self.refused + week - WEEKS > 0), 0.2, 1.0)
        drawn = LUCK + self.need(market, tier, demand, week)
        pull = drawn * mood * timing * told * self.unseen
        settling = np.where(week - self.started < SETTLING_WEEKS, 0.3, 1.0)
        return np.where(tier < market.top, pull * settling, 0.0)


def _rise(market: Market, tier: Ints) -> Floats:
    """Give how many times dearer the next tier is; 1 at the top."""
    prices = np.array([*market.prices, market.prices[-1]], dtype=float)
    return prices[tier + 1] / prices[tier]


def _demand(market: Market, employees: Ints, dice: np.random.Generator) -> Floats:
    """Give what each wants of each meter, accounts x weeks x meters; flows as if for a month."""
    count, weeks = len(employees), WEEKS + AHEAD
    ceiling = np.maximum(employees * np.clip(dice.lognormal(-0.8, 0.5, count), 0.02, 1), 1)
    pace = market.pace * dice.lognormal(0, 0.7, count) * np.where(dice.random(count) < 0.15, -0.6, 1)
    share = np.empty((count, weeks))
    share[:, 0] = dice.uniform(0.1, 0.9, count)
    for week in range(1, weeks):
        before = share[:, week - 1]
        share[:, week] = np.clip(before + pace * before * (1 - before) * 4, 0.02, 1)
    # A company in ten takes on a whole team at once.
    jump = np.where(dice.random(count) < 0.1, dice.integers(0, weeks, count), weeks)
    wanted = share * ceiling[:, None] * np.where(np.arange(weeks) >= jump[:, None], 1.35, 1.0)
    each = dice.lognormal(0, 0.6, (count, 2)) * np.array(market.limits[0])[1:] / market.limits[0][0] * 0.8
    noise = 1 + dice.normal(0, 1, (count, weeks, len(METERS))) * np.array([0.02, 0.01, 0.15])
    meters = wanted[:, :, None] * np.concatenate([np.ones((count, 1)), each], axis=1)[:, None, :]
    return np.maximum(meters * np.clip(noise, 0.3, None), [1.0, 0.1, 1.0])


def _first_tier(market: Market, wanted: Floats) -> Ints:
    """Give the cheapest tier that holds what each thinks it wants."""
    over = np.array([(wanted > np.array(limits)).any(axis=1) for limits in market.limits])
    return over.sum(axis=0).clip(0, market.top)


def _scale(market: Market, tier: Ints, demand: Floats, fixed: _Fixed) -> float:
    return _solved(fixed.pull(market, tier, demand, 0)[tier < market.top], market.rate)


def _solved(pull: Floats, rate: float) -> float:
    """Give the factor at which these pulls come to the company's upgrades in a quarter."""
    low, high = 0.0, 10.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        share = np.mean(1 - (1 - np.minimum(middle * pull, MOST_A_WEEK)) ** AHEAD) if len(pull) else 0.0
        low, high = (middle, high) if share < rate else (low, middle)
    return (low + high) / 2
