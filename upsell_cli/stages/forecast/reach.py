"""When a limit will be reached: a probability, and a range of dates where there is history enough."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.book import SEAT_METERS, TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.paces import Pace, Paces
from upsell_cli.frames.tables import Grain
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, block, picked, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.normal import Z80, normal_share
from upsell_cli.frames.vectors.series import weeks_a_bin
from upsell_cli.frames.vectors.trend import Trend, fit
from upsell_cli.stages.forecast.histories import History
from upsell_cli.stages.forecast.outlook import outlook

USE, UTIL, UPPER, AHEAD, LATER, REACH = (
    ACCOUNTS.family(name) for name in ("use", "util", "upper", "ahead", "later", "reach")
)


class Ahead(NamedTuple):
    """What is expected of one meter, one value an account; NaN where no forecast is made."""

    growth: Floats
    ahead: Floats
    later: Floats
    upper: Floats
    reach: Floats
    earliest: Floats
    latest: Floats


def forecast(
    accounts: Accounts,
    past: Sequence[History],
    paces: Paces,
    book: TierBook,
    policy: Policy,
    as_of: date,
    grain: Grain,
) -> Accounts:
    """Add growth, the upper end of use, and probability and dates of reaching a limit.

    A forecast is made where a finite limit is at least half used and not yet reached; not where use
    stands at a hard limit.
    """
    expected = {field: np.full((len(accounts), len(book.meters)), np.nan) for field in Ahead._fields}
    weeks = seats_last(accounts, policy)
    for place, history in enumerate(past):
        seats = history.meter.id in SEAT_METERS
        last = weeks[history.at] if seats else np.full(len(history.at), float(policy.offers.seats_weeks))
        ahead = _ahead(history, np.clip(last, 1, None), paces[history.meter.id], policy, grain)
        for field, values in zip(Ahead._fields, ahead, strict=True):
            expected[field][history.at, place] = values
    reached = block(accounts, UTIL, book.meter_ids) >= 1
    for field in ("reach", "earliest", "latest"):
        expected[field][reached] = np.nan
    use = block(accounts, USE, book.meter_ids)
    upper = (UPPER, book.meter_ids, np.fmax(expected["upper"], use))
    then, later = ((family, book.meter_ids, expected[family.name]) for family in (AHEAD, LATER))
    reach = (REACH, book.meter_ids, expected["reach"])
    facts = _summary(accounts, book, expected, as_of)
    return Accounts(blocks.add(accounts, ACCOUNTS, facts, upper, then, later, reach))


def seats_last(accounts: Accounts, policy: Policy) -> Floats:
    """Give the weeks that seats bought now should last: until each account would buy again.

    That is as long as it usually waits, else until a renewal that lies between the weeks of the policy and
    half a year ahead, else those weeks; never longer than an offer should last.
    """
    least, most = float(policy.offers.seats_weeks), float(policy.signals.need_weeks)
    renewal = vector(accounts, "days_to_renewal") / DAYS_A_WEEK
    usual = np.where((renewal >= least) & (renewal <= most), renewal, least)
    own = vector(accounts, "seat_gap_days") / DAYS_A_WEEK
    return np.clip(np.ceil(blocks.first_known(own, usual)), 1.0, max(most, 1.0))


def _ahead(history: History, lasts: Floats, pace: Pace, policy: Policy, grain: Grain) -> Ahead:
    """Give what is expected of a meter: growth for every row, the rest for those that are judged.

    `lasts` are the weeks after which `ahead` is looked for.
    """
    rules, signals, bin_weeks = policy.forecast, policy.signals, weeks_a_bin(grain)
    trend = fit(history.values[:, : rules.history], rules.least_points, history.least_sigma)
    growth = _growth(trend, signals.growth_weeks / bin_weeks)
    ahead, later, upper, reach, earliest, latest = (np.full(len(history.at), np.nan) for _ in range(6))
    some = np.flatnonzero(history.judged & ~np.isnan(trend.slope) & ~np.isnan(trend.middle))
    lasting = trend.points[some] >= rules.dates_from
    weeks = np.arange(1.0, max(signals.reach_weeks, signals.need_weeks) + 1)
    mean, sd = outlook(trend.taken(some), pace, rules, weeks / bin_weeks, bin_weeks=bin_weeks)
    high, low = mean + Z80 * sd, mean - Z80 * sd
    within = ((mean - 1) / sd)[:, : signals.reach_weeks]
    reach[some] = normal_share(within.max(axis=1, initial=-np.inf))
    scale, last = history.scale[some], max(signals.need_weeks, 1) - 1
    ahead[some] = scale * mean[np.arange(len(some)), np.minimum(lasts[some], len(weeks)).astype(np.int64) - 1]
    later[some] = scale * mean[:, last]
    upper[some] = np.where(lasting, scale * high[:, last], np.nan)
    earliest[some] = np.where(lasting, _first_week(weeks, high >= 1), np.nan)
    latest[some] = np.where(lasting, _first_week(weeks, low >= 1), np.nan)
    return Ahead(growth, ahead, later, upper, reach, earliest, latest)


def _growth(trend: Trend, bins: float) -> Floats:
    """Give relative growth over so many bins along the line; not known when less than half of them is seen.

    A start below a tenth of today's level counts as a tenth: growth from next to nothing says little.
    """
    rise = trend.slope * bins
    start = np.maximum(trend.level - rise, trend.level / 10)
    grown = np.divide(rise, start, out=np.zeros_like(rise), where=start > 0)
    seen = trend.span >= bins / 2
    return np.where(seen & ~np.isnan(trend.level), np.where(start > 0, grown, np.sign(rise)), np.nan)


def _first_week(weeks: Floats, reached: Bools) -> Floats:
    """Give the first week in which it is reached; NaN when in none."""
    return np.where(reached.any(axis=1), weeks[reached.argmax(axis=1)], np.nan)


def _summary(accounts: Accounts, book: TierBook, expected: dict[str, Floats], as_of: date) -> dict[str, Any]:
    """Give growth of the binding meter and of users, and the meter that will most probably be full."""
    row, today = np.arange(len(accounts)), blocks.day_of(as_of)
    binding = words(accounts, "binding_meter")
    bound = binding.numbers([float(book.meter_ids.index(word)) for word in binding.words])
    growth, likelihood = expected["growth"], np.nan_to_num(expected["reach"], nan=-1.0)
    likeliest = likelihood.argmax(axis=1)
    some = likelihood[row, likeliest] >= 0
    return {
        "growth_13w": np.where(np.isnan(bound), np.nan, growth[row, np.nan_to_num(bound).astype(np.int64)]),
        "users_growth_13w": growth[:, book.meter_ids.index("users")],
        "breach_p_13w": np.where(some, likelihood[row, likeliest], np.nan),
        "breach_meter": picked(book.meter_ids, np.where(some, likeliest, -1)),
        "breach_earliest": blocks.as_dates(today + DAYS_A_WEEK * expected["earliest"][row, likeliest]),
        "breach_latest": blocks.as_dates(today + DAYS_A_WEEK * expected["latest"][row, likeliest]),
    }
