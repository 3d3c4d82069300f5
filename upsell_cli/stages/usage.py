"""What each account uses, how near its limits that is, and which limit binds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.config.book import MeterSpec, TierBook
from upsell_cli.config.policy import Policy, Signals
from upsell_cli.config.terms import sold_beyond
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import Grain, Readings
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block, picked, vector
from upsell_cli.frames.vectors.gather import Gathered, gathered
from upsell_cli.frames.vectors.series import (
    LEAST_DAYS,
    MONTH_BINS,
    RECENT_BINS,
    bins_of,
    is_fine,
    largest,
    medians,
    newest_known,
    standing,
)

LIMIT, SOFT, USE, PEAK, UTIL, WALL = (
    ACCOUNTS.family(name) for name in ("limit", "soft", "use", "peak", "util", "wall")
)


def measure(
    accounts: Accounts,
    readings: Readings,
    book: TierBook,
    policy: Policy,
    as_of: date,
    grain: Grain,
    *,
    measured: Sequence[str] = (),
) -> Accounts:
    """Add typical and peak use of each meter, utilisation, the binding limit, and how fresh that is.

    Use of a meter that the plan has none of (limit 0) is infinitely over it, whatever is used.
    `measured` names the meters that the usage files have a column for; empty: those with readings.
    """
    rows = gathered(accounts, readings)
    limit, soft = block(accounts, LIMIT, book.meter_ids), block(accounts, SOFT, book.meter_ids)
    use, peak, at_limit = _measured(rows, book, limit, policy.signals, grain)
    util = _utilisation(use, limit)
    hard = np.isfinite(limit) & (soft == 0)
    wall = np.where(np.isnan(use), np.nan, np.where(hard, at_limit, 0))
    not_in_plan = hard & (limit == 0) & (use > 0)
    known = _limits_known(use, limit, vector(accounts, "tier_rank"))
    stuck = (not_in_plan | (wall >= policy.signals.wall_bins)).any(axis=1)
    stops = ~sold_beyond(book, vector(accounts, "tier_rank"), vector(accounts, "plan_index"))
    facts = {
        **_freshness(rows, accounts, blocks.day_of(as_of), grain, given=bool(measured) or len(readings) > 0),
        "active_users": use[:, book.meter_ids.index("users")],
        "active_weeks": _active_weeks(rows, book),
        **_binding(book, use, peak, limit, util, stops & (util >= policy.signals.limit_near)),
        "limits_known": known,
        "limits_measured": (~np.isposinf(limit) & _given(book, readings, measured)).any(axis=1),
        "at_wall": np.where(known, stuck, np.nan),
        "wall_bins": largest(wall),
    }
    families = ((USE, use), (PEAK, peak), (UTIL, util), (WALL, wall))
    by_meter = [(family, book.meter_ids, values) for family, values in families]
    return Accounts(blocks.add(accounts, ACCOUNTS, facts, *by_meter))


def _measured(
    rows: Gathered, book: TierBook, limit: Floats, signals: Signals, grain: Grain
) -> tuple[Floats, Floats, Ints]:
    """Give typical use, peak use, and how many of the newest readings are at the limit; accounts x meters."""
    use, peak = np.full(limit.shape, np.nan), np.full(limit.shape, np.nan)
    at_limit = np.zeros(limit.shape, dtype=np.int64)
    bins = bins_of(rows.rows, max(RECENT_BINS, signals.wall_of) + MONTH_BINS - 1)
    meters = rows.words("meter")
    for place, meter in enumerate(book.meters):
        own = np.flatnonzero(meters.where([word == meter.id for word in meters.words]))
        at, stood = rows.whose[own], standing(bins[own], meter.kind, grain)
        recent = stood[:, :RECENT_BINS]
        use[at, place] = _typical(rows, own, recent, meter, signals, grain)
        peak[at, place] = largest(recent) if meter.kind == "flow" else rows.vector("recent_peak")[own]
        cap = limit[at, place][:, None]
        newest = stood[:, : signals.wall_of]
        full = np.where(cap == 0, newest > 0, newest >= signals.limit_wall * cap)
        at_limit[at, place] = full.sum(axis=1)
    return use, peak, at_limit


def _typical(
    rows: Gathered, own: Ints, recent: Floats, meter: MeterSpec, signals: Signals, grain: Grain
) -> Floats:
    """Give the median of a level's newest readings, or the last month of a flow."""
    if meter.kind == "level":
        return medians(newest_known(recent, signals.level_weeks if is_fine(grain) else signals.level_months))
    if not is_fine(grain):
        return recent[:, 0]
    month = rows.vector("recent_sum")[own] * (DAYS_A_MONTH / (MONTH_BINS * DAYS_A_WEEK))
    return np.where(rows.vector("recent_days")[own] >= LEAST_DAYS, month, np.nan)


def _utilisation(use: Floats, limit: Floats) -> Floats:
    over_nothing = np.where(use > 0, np.inf, 0.0)
    share = np.divide(use, limit, out=np.zeros(use.shape), where=limit != 0)
    unknown = np.isnan(use) | np.isnan(limit)
    return np.where(unknown, np.nan, np.where(limit == 0, over_nothing, share))


def _given(book: TierBook, readings: Readings, measured: Sequence[str]) -> Bools:
    """Tell of each meter whether the usage files measure it at all."""
    named = set(measured or readings["meter"].unique())
    return np.array([meter in named for meter in book.meter_ids], dtype=bool)


def _limits_known(use: Floats, limit: Floats, rank: Floats) -> Bools:
    """Tell whether pressure can be judged: a finite limit is measured, or a known tier has none."""
    finite = np.isfinite(limit)
    unlimited = ~np.isnan(rank) & ~finite.any(axis=1)
    return unlimited | (finite & ~np.isnan(use)).any(axis=1)


def _binding(
    book: TierBook, use: Floats, peak: Floats, limit: Floats, util: Floats, stopping: Bools
) -> dict[str, Any]:
    """Give the two finite limits that are most used, ties in the order of the catalogue.

    One that is near and cannot be passed at a price comes before any that can.
    """
    pressing = np.isfinite(limit) & ~np.isnan(util) & ~((limit == 0) & (use == 0))
    row = np.arange(len(use))
    weight = np.where(pressing, util, -1.0)
    urgent = np.where(pressing & stopping, util, -1.0)
    first = np.where(urgent.max(axis=1) >= 0, urgent.argmax(axis=1), weight.argmax(axis=1))
    weight[row, first], urgent[row, first] = -1.0, -1.0
    second = np.where(urgent.max(axis=1) >= 0, urgent.argmax(axis=1), weight.argmax(axis=1))
    some, two = pressing[row, first], weight[row, second] >= 0
    return {
        "binding_meter": picked(book.meter_ids, np.where(some, first, -1)),
        "utilisation": np.where(some, util[row, first], np.nan),
        "peak_utilisation": np.where(some, _utilisation(peak, limit)[row, first], np.nan),
        "second_meter": picked(book.meter_ids, np.where(two, second, -1)),
        "second_utilisation": np.where(two, util[row, second], np.nan),
        "units_left": np.where(some, (limit - use)[row, first], np.nan),
    }


def _freshness(
    rows: Gathered, accounts: Accounts, today: int, grain: Grain, *, given: bool
) -> dict[str, Any]:
    every = np.ones(len(rows.whose), dtype=bool)
    first, last = rows.smallest(rows.days("first_on"), every), rows.largest(rows.days("last_on"), every)
    period = DAYS_A_MONTH if grain == "monthly" else DAYS_A_WEEK
    started = blocks.days(accounts, "customer_since")
    return {
        "last_usage_on": blocks.as_dates(last),
        "usage_age_days": today - last,
        "usage_missing": np.where(given, np.isnan(last), np.nan),
        "history_weeks": np.floor((last - first + period) / DAYS_A_WEEK),
        "usage_before_start": np.where(np.isnan(first) | np.isnan(started), np.nan, first < started),
    }


def _active_weeks(rows: Gathered, book: TierBook) -> Floats:
    """Give the readings of the last 4 with any use; what merely stands, such as storage, is no activity."""
    standing_by = [meter.id for meter in book.meters if meter.kind == "level" and meter.id != "users"]
    active = ~rows.words("meter").among(*standing_by)
    used = bins_of(rows.rows, MONTH_BINS) > 0
    weeks = sum(
        (rows.any(active & used[:, k]).astype(np.float64) for k in range(used.shape[1])),
        np.zeros(rows.accounts),
    )
    return np.where(rows.any(active), weeks, np.nan)
