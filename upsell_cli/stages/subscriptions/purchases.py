"""What was bought when, by the states that billing has of each subscription: higher tiers, more seats."""

from typing import Any

import numpy as np

from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, as_dates
from upsell_cli.stages.subscriptions.lines import Lines


def bought_so_far(lines: Lines, today: int) -> dict[str, Any]:
    """Give the newest move to a higher tier, and when, how often and how many seats at a time were added."""
    since = lines.rows.days("valid_from")
    before, after = _in_turn(lines, since, today)
    rank, seats = lines.rank, lines.seats
    rises, more = np.zeros(len(since), dtype=bool), np.full(len(since), np.nan)
    rises[after[rank[after] > rank[before]]] = True
    same = rank[after] == rank[before]
    more[after[same]] = (seats[after] - seats[before])[same]
    added = more > 0
    return {
        "last_rise_on": as_dates(lines.rows.largest(since, rises)),
        "last_seats_on": as_dates(lines.rows.largest(since, added)),
        "seat_gap_days": _usual_gap(lines, since, added),
        "most_seats_bought": lines.rows.largest(more, added),
    }


def _in_turn(lines: Lines, since: Floats, today: int) -> tuple[Ints, Ints]:
    """Give the places of each state of a subscription that has one before it, with that one's first."""
    rows, ids = lines.rows, lines.rows.words("subscription_id").codes
    states = np.flatnonzero((since <= today) & ~np.isnan(lines.rank) & ~lines.bills_add_on)
    keys = (lines.seats[states], lines.rank[states], since[states], ids[states], rows.whose[states])
    ordered = states[np.lexsort(keys)]
    before, after = ordered[:-1], ordered[1:]
    same = (rows.whose[before] == rows.whose[after]) & (ids[before] == ids[after])
    return before[same], after[same]


def _usual_gap(lines: Lines, since: Floats, added: Bools) -> Floats:
    """Give the median days from one purchase of seats to the next; NaN with fewer than two."""
    rows, bought = lines.rows, np.flatnonzero(added)
    ordered = bought[np.lexsort((since[bought], rows.whose[bought]))]
    gaps = np.full(len(since), np.nan)
    gaps[ordered[1:]] = np.diff(since[ordered])
    first = np.append(True, np.diff(rows.whose[ordered]) != 0)[: len(ordered)]
    gaps[ordered[first]] = np.nan
    return rows.median(np.where(gaps > 0, gaps, np.nan), added)
