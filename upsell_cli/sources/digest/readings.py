"""The readings of every account and meter out of a digest, and how often they were taken."""

from datetime import date, timedelta

import numpy as np

from upsell_cli.frames.contract import Column
from upsell_cli.frames.tables import BIN, READINGS, Readings
from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.lines import Ints
from upsell_cli.sources.digest.tally import PEAKS, RECENT, SPAN, Flags, days_of
from upsell_cli.sources.engine import frame_of
from upsell_cli.sources.window import ACTIVE_BINS, Window, covered_days

IDS_AT_ONCE = 4096
EXACT_DECIMALS = 9
EXACT_DOUBLE = 2**53
"""Whole numbers up to here are exact in floating point."""

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


def readings_of(made: Digest, window: Window) -> Readings:
    """Give the readings of every account and meter; every account has one id."""
    tally, names = made.tally, made.names
    seen = tally.seen[: tally.ids]
    order = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64)
    meters = np.argsort(made.meters)
    there = (seen != 0).any(axis=2)[order][:, meters]
    row, column = np.nonzero(there)
    ids, columns = order[row], meters[column]
    decimals = np.array(made.decimals)[columns]
    last = seen[ids, columns, 0]
    recent, peaks = last & ((1 << RECENT) - 1), last & ((1 << PEAKS) - 1)
    oldest, newest = _reach(seen[ids, columns])
    ends = {}
    active = np.zeros(len(ids), dtype=np.int64)
    for k in range(window.filled):
        end, known = tally.ends(k)
        value = end[ids, columns]
        ends[BIN.column(str(k))] = _known(_floating(value, decimals), known[ids, columns])
        if k < ACTIVE_BINS:
            active += known[ids, columns] & (value > 0)
    as_of = np.datetime64(window.as_of)
    found = {
        "account_id": np.array(names, dtype=object)[ids],
        "meter": np.array(made.called.names, dtype=object)[np.array(made.meters)[columns]],
        "first_on": as_of - oldest,
        "last_on": as_of - newest,
        "recent_sum": _known(_floating(tally.recent[ids, columns], decimals), recent != 0),
        "recent_days": covered_days(peaks, window.grain),
        "recent_peak": _known(_floating(tally.peak[ids, columns], decimals), peaks != 0),
        "active_bins": active,
        **ends,
    }
    bins = (Column(BIN.column(str(k)), "Float64", "End of a bin.") for k in range(window.bins))
    return Readings(frame_of(found, [*READINGS.columns, *bins]))


def usual_gap(made: Digest) -> tuple[int | None, bool]:
    """Give the usual gap in days between an id's dates, and whether all dates are at the turn of a month.

    Of an even number of gaps it is the smaller of the two in the middle.
    """
    tally = made.tally
    counts = np.zeros(tally.spans * SPAN, dtype=np.int64)
    ever = np.zeros(tally.spans * SPAN, dtype=bool)
    for start in range(0, tally.ids, IDS_AT_ONCE):
        days = days_of(np.bitwise_or.reduce(tally.seen[start : min(start + IDS_AT_ONCE, tally.ids)], axis=1))
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


def _reach(seen: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> tuple[Ints, Ints]:
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


def _floating(values: Ints, decimals: Ints) -> Floats:
    """Give whole numbers with so many decimals in floating point, as the engine does with exact decimals.

    >>> _floating(np.array([125, 3]), np.array([1, 0]))
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
