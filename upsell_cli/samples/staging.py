"""Puts the cast in its places: overwrites what was drawn for the first accounts with what the cast says."""

from collections.abc import Iterator

import numpy as np

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.samples import ladder
from upsell_cli.samples.cast import CAST, Member
from upsell_cli.samples.demand import Demand
from upsell_cli.samples.horizon import FUTURE_DAYS, WEEKDAY_FACTORS, Horizon
from upsell_cli.samples.population import Traits
from upsell_cli.samples.streams import Draws, Floats
from upsell_cli.samples.usage import Readings
from upsell_cli.samples.walk import Walk, users_allowed

TERM_DAYS = 365
LEAST_SHARE = 0.05
FLOW_NOISE = 0.04


def members(accounts: range) -> Iterator[tuple[int, Member]]:
    """Give the row in the batch and the part of every cast member among these accounts."""
    for row, account in enumerate(accounts):
        if account < len(CAST):
            yield row, CAST[account]


def shape_traits(accounts: range, traits: Traits, horizon: Horizon) -> None:
    """Give cast members their size and first day."""
    for row, member in members(accounts):
        traits.employees[row] = member.employees
        traits.discount[row] = 0
        traits.first_day[row] = horizon.last - _tenure(member)
        traits.engagement[row], traits.satisfaction[row], traits.budget[row] = 0.8, 0.7, 0.5


def shape_demand(accounts: range, demand: Demand, draws: Draws, horizon: Horizon) -> None:
    """Give cast members the use they are there for: a straight line to the as-of day and on."""
    for row, member in members(accounts):
        users = np.maximum(np.rint(_line(member, "active_users", horizon)), 1.0)
        kept_out = np.maximum(users / users_allowed(np.array(member.tier), np.array(member.seats)), 1.0)
        demand.active_users[row] = users
        demand.storage_gb[row] = _line(member, "storage_gb", horizon)
        for flow, noise in zip(ladder.FLOWS, draws.noise[row, 1:], strict=True):
            weekdays = np.array([WEEKDAY_FACTORS[on.weekday()] for on in horizon.dates()])
            a_day = _line(member, flow, horizon) / DAYS_A_MONTH * weekdays * kept_out
            getattr(demand, flow)[row] = np.rint(a_day * np.maximum(1 + FLOW_NOISE * noise, 0))


def shape_walk(accounts: range, walk: Walk, horizon: Horizon) -> None:
    """Give cast members their subscription; it changes only for those who are there for a change."""
    for row, member in members(accounts):
        walk.tier[row], walk.seats[row], walk.alive[row] = member.tier, member.seats, True
        walk.annual[row] = member.annual
        for signs in (walk.requests, walk.views, walk.blocked, walk.tickets):
            signs[row] = False
        if member.upgraded_ago is not None:
            week, day = divmod(horizon.last - member.upgraded_ago, DAYS_A_WEEK)
            walk.offset[row, week] = day
            walk.tier[row, : week + 1] = member.tier - 1
            walk.seats[row, : week + 1] = ladder.INCLUDED_SEATS[member.tier - 1]
        if member.status == "canceled":
            week, day = divmod(horizon.last - member.silent_days, DAYS_A_WEEK)
            walk.offset[row, week] = day
            walk.alive[row, week + 1 :] = False


def shape_readings(accounts: range, readings: Readings, horizon: Horizon) -> Readings:
    """Take away the rows of those in the cast that have fallen silent."""
    if not accounts or accounts[0] >= len(CAST):
        return readings
    keep = np.ones(len(readings.account), dtype=bool)
    for row, member in members(accounts):
        keep &= ~((readings.account == row) & (readings.day > horizon.last - member.silent_days))
    return readings.take(np.flatnonzero(keep))


def _tenure(member: Member) -> int:
    """Give the days since the start, moved so that a yearly term ends on the day the member asks for."""
    if member.renewal_in is None:
        return member.tenure_days
    return member.tenure_days // TERM_DAYS * TERM_DAYS + TERM_DAYS - member.renewal_in


def _line(member: Member, meter: str, horizon: Horizon) -> Floats:
    use = member.use[meter]
    quarters = (np.arange(horizon.all_days) - horizon.last) / FUTURE_DAYS
    return use.now * np.maximum(1 + use.growth * quarters, LEAST_SHARE)
