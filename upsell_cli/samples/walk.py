"""What customers do, week by week: upgrade, buy or drop seats, ask, leave. One decision a week at most."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.samples import ladder
from upsell_cli.samples.demand import Demand
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.population import ANNUAL_SHARE, Ints, Traits
from upsell_cli.samples.streams import Draws, Floats

Flags = npt.NDArray[np.bool_]

USERS_CARRIED = np.array([6, 84, 200, np.inf])
"""Users up to which a new customer picks each tier."""
FLOW_TOLERANCE = 0.5
"""How much of a metered need counts when a customer first picks: people put up with some overage."""

UPGRADE_A_WEEK = np.array([0.0022, 0.00175, 0.0007, 0.0])
CHURN_A_WEEK = np.array([0.0081, 0.0053, 0.0031, 0.0022])
SEAT_STEP = 5
SEATS_FULL, SEATS_IDLE = 0.97, 0.62
BUY_SEATS, DROP_SEATS = 0.3, 0.012
ROOM = 1.08
TERM_DAYS, NEAR_RENEWAL = 365, 60
FADE = 0.9
UPGRADE, CHURN, SEATS, REQUEST, VIEW, BLOCKED, TICKET, OFFSET = range(8)


@dataclass(frozen=True, slots=True)
class Walk:
    """The state at the start of each week, the day from which the next one holds, and the signs given.

    `annual` and `first_day` do not change; `chance` is the probability of an upgrade in the week.
    """

    tier: Ints
    seats: Ints
    alive: Flags
    offset: Ints
    requests: Flags
    views: Flags
    blocked: Flags
    tickets: Flags
    chance: Floats
    annual: Flags
    first_day: Ints


def take_walk(traits: Traits, demand: Demand, draws: Draws, horizon: Horizon) -> Walk:
    """Let every customer decide each week, from pressure, engagement, budget, mood and the calendar.

    The coefficients below were set by hand, so that a year comes out plausible: about 1.9 % upgrades and
    1.5 % departures in a month.
    """
    wanted = _wanted(demand, horizon)
    walk = _start(traits, wanted, draws, horizon)
    near_renewal = _near_renewal(traits, walk.annual, horizon.weeks)
    asked = np.zeros(len(traits.employees))
    for week in range(horizon.weeks):
        choice, renewal = draws.choices[:, week], near_renewal[:, week]
        users, tier, seats = wanted["active_users"][:, week], walk.tier[:, week], walk.seats[:, week]
        here = walk.alive[:, week] & (traits.first_day <= week * DAYS_A_WEEK)
        pressure = _pressure(wanted, week, tier, seats)
        _give_signs(walk, week, here, pressure, traits, choice)
        asked = FADE * asked + walk.requests[:, week]
        chance = here * _upgrade_chance(traits, tier, pressure, asked, renewal)
        leaves = here & (choice[:, CHURN] < _churn_chance(traits, tier, renewal, walk.annual))
        climbs = ~leaves & (choice[:, UPGRADE] < chance)
        resized = np.where(here, _resized(users, seats, tier, choice[:, SEATS], renewal, traits), seats)
        walk.chance[:, week] = chance
        walk.tier[:, week + 1] = tier + climbs
        walk.alive[:, week + 1] = walk.alive[:, week] & ~leaves
        walk.seats[:, week + 1] = np.where(climbs, _seats_for(users, tier + climbs), resized)
    return walk


def _wanted(demand: Demand, horizon: Horizon) -> dict[str, Floats]:
    """Give the weekly needs: levels on the first day of the week, flows as if for a month."""
    a_month = DAYS_A_MONTH / DAYS_A_WEEK
    shape = (-1, horizon.weeks, DAYS_A_WEEK)
    return {
        "active_users": demand.active_users[:, ::DAYS_A_WEEK],
        "storage_gb": demand.storage_gb[:, ::DAYS_A_WEEK],
        "api_calls": demand.api_calls.reshape(shape).sum(axis=2) * a_month,
        "automations": demand.automations.reshape(shape).sum(axis=2) * a_month,
    }


def _start(traits: Traits, wanted: dict[str, Floats], draws: Draws, horizon: Horizon) -> Walk:
    """Give the first states: everybody picks the tier that holds its need, as it sees it."""
    count, weeks = len(traits.employees), horizon.weeks
    first_week = np.clip(traits.first_day // DAYS_A_WEEK, 0, weeks - 1)
    needs = {meter: _column(values, first_week) * traits.caution for meter, values in wanted.items()}
    picks = [
        needs["active_users"][:, None] > USERS_CARRIED,
        needs["storage_gb"][:, None] > ladder.LIMITS["storage_gb"],
    ]
    picks += [FLOW_TOLERANCE * needs[flow][:, None] > ladder.LIMITS[flow] for flow in ladder.FLOWS]
    first_tier = np.max([over.sum(axis=1) for over in picks], axis=0)
    tier = np.repeat(first_tier[:, None], weeks + 1, axis=1).astype(np.int64)
    seats = np.repeat(_seats_for(needs["active_users"], first_tier)[:, None], weeks + 1, axis=1)
    return Walk(
        tier=tier,
        seats=seats,
        alive=np.ones((count, weeks + 1), dtype=bool),
        offset=(draws.choices[:, :, OFFSET] * DAYS_A_WEEK).astype(np.int64),
        requests=np.zeros((count, weeks), dtype=bool),
        views=np.zeros((count, weeks), dtype=bool),
        blocked=np.zeros((count, weeks), dtype=bool),
        tickets=np.zeros((count, weeks), dtype=bool),
        chance=np.zeros((count, weeks)),
        annual=traits.annual_draw < np.array(ANNUAL_SHARE)[first_tier],
        first_day=traits.first_day,
    )


def users_allowed(tier: Ints, seats: Ints) -> Floats:
    """Give how many users may work: the seats paid for, or any number on the top tier."""
    return np.where(tier == ladder.TOP, np.inf, seats)


def _give_signs(walk: Walk, week: int, here: Flags, pressure: Floats, traits: Traits, choice: Floats) -> None:
    """Mark who asks, looks at prices, is stopped or writes to support: more under pressure, or unhappy."""
    squeeze = np.clip(pressure - 0.6, 0, 0.8)
    stopped = np.clip(pressure - 0.9, 0, 0.5)
    walk.requests[:, week] = here & (choice[:, REQUEST] < (0.01 + 0.07 * squeeze) * (0.5 + traits.engagement))
    walk.views[:, week] = here & (choice[:, VIEW] < 0.006 + 0.06 * squeeze)
    walk.blocked[:, week] = here & (choice[:, BLOCKED] < 0.004 + 0.12 * stopped)
    walk.tickets[:, week] = here & (choice[:, TICKET] < 0.03 + 0.05 * (1 - traits.satisfaction))


def _pressure(wanted: dict[str, Floats], week: int, tier: Ints, seats: Ints) -> Floats:
    """Give the need against the tightest limit; above 1 the customer wants more than it may use."""
    most = wanted["active_users"][:, week] / users_allowed(tier, seats)
    for meter, limits in ladder.LIMITS.items():
        most = np.maximum(most, wanted[meter][:, week] / limits[tier])
    return np.asarray(most)


def _upgrade_chance(traits: Traits, tier: Ints, pressure: Floats, asked: Floats, renewal: Flags) -> Floats:
    push = 1 + 9 * np.clip(pressure - 0.7, 0, 0.6) + 4 * np.clip(pressure - 1.0, 0, 1.0)
    mood = (0.3 + traits.satisfaction) * (0.3 + traits.engagement) * (0.4 + traits.budget)
    return UPGRADE_A_WEEK[tier] * push * mood * (1 + 0.8 * np.minimum(asked, 3)) * (1 + 1.1 * renewal)


def _churn_chance(traits: Traits, tier: Ints, renewal: Flags, annual: Flags) -> Floats:
    mood = np.clip(2.1 - 2.1 * traits.satisfaction, 0.12, 2.0) * np.clip(1.7 - traits.engagement, 0.5, 1.7)
    when = np.where(annual, np.where(renewal, 3.4, 0.35), 1.0)
    return np.asarray(CHURN_A_WEEK[tier] * mood * when)


def _resized(users: Floats, seats: Ints, tier: Ints, draw: Floats, renewal: Flags, traits: Traits) -> Ints:
    """Give next week's seats: more when they are full and there is money, fewer when idle at a renewal."""
    sold = tier > ladder.STARTER
    full = sold & (users > SEATS_FULL * seats) & (draw < BUY_SEATS * (0.4 + traits.budget))
    idle = sold & renewal & (users < SEATS_IDLE * seats) & (draw < DROP_SEATS)
    wanted = _seats_for(users, tier)
    return np.where(full, np.maximum(seats, wanted), np.where(idle, np.minimum(seats, wanted), seats))


def _seats_for(users: Floats, tier: Ints) -> Ints:
    """Give the seats paid for by so many users: some room, in steps, at least those included."""
    roomy = np.ceil(users * ROOM / SEAT_STEP).astype(np.int64) * SEAT_STEP
    included = ladder.INCLUDED_SEATS[tier]
    return np.where(tier == ladder.STARTER, included, np.maximum(roomy, included))


def _near_renewal(traits: Traits, annual: Flags, weeks: int) -> Flags:
    """Tell the weeks in the two months before a yearly term ends."""
    start = (np.arange(weeks) * DAYS_A_WEEK)[None, :] - traits.first_day[:, None]
    return annual[:, None] & (start > 0) & (start % TERM_DAYS >= TERM_DAYS - NEAR_RENEWAL)


def _column(values: Floats, column: Ints) -> Floats:
    return np.asarray(np.take_along_axis(values, column[:, None], axis=1)[:, 0])
