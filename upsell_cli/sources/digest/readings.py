"""The readings of every account and meter out of a digest, and how often they were taken."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

import numpy as np

from upsell_cli.frames.contract import Column
from upsell_cli.frames.tables import BIN, READINGS, Readings
from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.lines import Ints
from upsell_cli.sources.digest.tally import PEAKS, RECENT, SPAN, Flags, Table, days_of
from upsell_cli.sources.engine import frame_of
from upsell_cli.sources.readings.window import ACTIVE_BINS, PEAK_BINS, Window, covered_days
from upsell_cli.sources.request import RowsNeededError

ACCOUNTS_AT_ONCE = 4096
EXACT_DECIMALS = 9
EXACT_DOUBLE = 2**53
"""Whole numbers up to here are exact in floating point."""

MOST_SUM = 2**63 - 1

Rows = TypeVar("Rows", Table, Flags)
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


class Owners(NamedTuple):
    """The accounts that ids belong to: their `names` in order, and the ids in the order of their accounts.

    `starts` are the places of the first id of each account; None where every account has one id.
    """

    names: list[str]
    order: Ints
    starts: Ints | None

    @classmethod
    def of(cls, names: Sequence[str], crosswalk: Mapping[str, str]) -> "Owners":
        """Give the owners of ids in the order of their numbers; an id that leads nowhere is an account."""
        accounts = [crosswalk.get(name, name) for name in names]
        order = sorted(range(len(names)), key=accounts.__getitem__)
        sorted_accounts = [accounts[number] for number in order]
        own = list(dict.fromkeys(sorted_accounts))
        starts = None
        if len(own) < len(names):
            starts = np.searchsorted(np.array(sorted_accounts, object), np.array(own, object))
        return cls(own, np.array(order, dtype=np.int64), starts)

    def together(self, how: np.ufunc, table: Rows) -> Rows:
        """Give a row an account for a table with a row an id."""
        rows = table[self.order]
        if self.starts is None:
            return rows
        if how is np.add and rows.max(initial=0) > MOST_SUM // len(rows):
            raise RowsNeededError
        found: Rows = how.reduceat(rows, self.starts, axis=0)
        return found


def readings_of(made: Digest, window: Window, crosswalk: Mapping[str, str]) -> Readings:
    """Give the readings of every account and meter."""
    tally, owners = made.tally, Owners.of(made.names, crosswalk)
    days = owners.together(np.bitwise_or, tally.days)
    meters = np.argsort(made.meters)
    row, column = np.nonzero((days != 0).any(axis=2)[:, meters])
    cells = row, meters[column]
    days = days[cells]
    recent, near = days[:, 0] & ((1 << RECENT) - 1), days[:, 0] & ((1 << PEAKS) - 1)
    oldest, newest = _reach(days)
    peak = owners.together(np.maximum, tally.peak[: tally.ids])[cells]
    level = np.array(tally.levels, dtype=bool)[cells[1]]
    ends = {}
    active = np.zeros(len(row), dtype=np.int64)
    for k in range(window.filled):
        end, there = tally.ends(k)
        known = owners.together(np.logical_or, there)[cells]
        value = owners.together(np.add, end)[cells]
        ends[BIN.column(str(k))] = _known(_floating(value, made.decimals), known)
        if k < ACTIVE_BINS:
            active += known & (value > 0)
        if k < PEAK_BINS:
            peak = np.where(level, np.maximum(peak, value), peak)
    recent_sum = owners.together(np.add, tally.recent[: tally.ids])[cells]
    as_of = np.datetime64(window.as_of)
    found = {
        "account_id": np.array(owners.names, dtype=object)[row],
        "meter": np.array(made.called.names, dtype=object)[np.array(made.meters)[cells[1]]],
        "first_on": as_of - oldest,
        "last_on": as_of - newest,
        "recent_sum": _known(_floating(recent_sum, made.decimals), recent != 0),
        "recent_days": covered_days(near, window.grain),
        "recent_peak": _known(_floating(peak, made.decimals), near != 0),
        "active_bins": active,
        **ends,
    }
    bins = (Column(BIN.column(str(k)), "Float64", "End of a bin.") for k in range(window.bins))
    return Readings(frame_of(found, [*READINGS.columns, *bins]))


def usual_gap(made: Digest, crosswalk: Mapping[str, str]) -> tuple[int | None, bool]:
    """Give the usual gap in days between an account's dates, and whether all are at the turn of a month.

    Of an even number of gaps it is the smaller of the two in the middle.
    """
    tally = made.tally
    counts = np.zeros(tally.spans * SPAN, dtype=np.int64)
    ever = np.zeros(tally.spans * SPAN, dtype=bool)
    of_any = np.bitwise_or.reduce(tally.days, axis=1)
    days_of_accounts = Owners.of(made.names, crosswalk).together(np.bitwise_or, of_any)
    for start in range(0, len(days_of_accounts), ACCOUNTS_AT_ONCE):
        days = days_of(days_of_accounts[start : start + ACCOUNTS_AT_ONCE])
        row, age = np.nonzero(days)
        gaps = np.diff(age)[np.diff(row) == 0]
        counts += np.bincount(gaps, minlength=len(counts))
        ever |= days.any(axis=0)
    if not counts.any():
        return None, False
    middle = -(-counts.sum() // 2)
    gap = int(np.searchsorted(np.cumsum(counts), middle))
    dates = (date.fromordinal(made.as_of - int(age)) for age in np.flatnonzero(ever))
    return gap, all(day.day == 1 or (day + timedelta(1)).day == 1 for day in dates)


def _reach(seen: Table) -> tuple[Ints, Ints]:
    """Give the ages of the oldest and of the newest reading in rows of spans."""
    spans = np.arange(seen.shape[1])
    newest_span = (seen != 0).argmax(axis=1)
    oldest_span = spans[-1] - (seen[:, ::-1] != 0).argmax(axis=1)
    rows = np.arange(len(seen))
    lowest, highest = seen[rows, newest_span], seen[rows, oldest_span]
    for shift in (1, 2, 4, 8, 16, 32):
        highest |= highest >> shift
    newest = newest_span * SPAN + np.bitwise_count((lowest & -lowest) - 1)
    return oldest_span * SPAN + np.bitwise_count(highest) - 1, newest


def _floating(values: Ints, decimals: int) -> Floats:
    """Give whole numbers with so many decimals in floating point, as the engine does with exact decimals.

    >>> _floating(np.array([125, 30]), 1)
    array([12.5,  3. ])
    """
    whole, part = np.divmod(values, 10**decimals)
    nanos = part * 10 ** (EXACT_DECIMALS - decimals)
    exact = whole <= (EXACT_DOUBLE - nanos) // 10**EXACT_DECIMALS
    all_nanos = np.where(exact, whole, 0) * 10**EXACT_DECIMALS + nanos
    found: Floats = np.where(exact, all_nanos / 10**EXACT_DECIMALS, whole + nanos / 10**EXACT_DECIMALS)
    return found


def _known(values: Floats, known: Flags) -> "np.ma.MaskedArray[tuple[int], np.dtype[np.float64]]":
    return np.ma.MaskedArray(values, mask=~known)
