"""The past use of every meter that is worth looking ahead, one row an account."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from upsell_cli.config.book import MeterSpec, TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import BINS, Grain, Readings
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block
from upsell_cli.frames.vectors.gather import gathered, words
from upsell_cli.frames.vectors.series import bins_of, largest, rates

LIMIT, USE, UTIL, WALL = (ACCOUNTS.family(name) for name in ("limit", "use", "util", "wall"))

ROUNDING = 12**-0.5
"""Scatter, in units, of what is counted whole."""


class History(NamedTuple):
    """One meter of some accounts: `values` newest first, in units of `scale`, that of a limit if `judged`.

    `at` is the place of each row's account, `least_sigma` the least scatter believed of it.
    """

    meter: MeterSpec
    at: Ints
    judged: Bools
    scale: Floats
    values: Floats
    least_sigma: Floats


def histories(
    accounts: Accounts, readings: Readings, book: TierBook, policy: Policy, grain: Grain
) -> tuple[History, ...]:
    """Give, meter by meter, the accounts whose limit may be met, and those whose growth is asked for.

    A limit may be met that is finite and at least half used. Use that stands at a hard limit is not looked
    ahead from: it is flat just when need is greatest. Its growth so far is seen, as the least it can be.
    """
    return tuple(_histories(accounts, readings, book, policy, grain))


def _histories(
    accounts: Accounts, readings: Readings, book: TierBook, policy: Policy, grain: Grain
) -> Iterator[History]:
    limit, use = block(accounts, LIMIT, book.meter_ids), block(accounts, USE, book.meter_ids)
    util, wall = block(accounts, UTIL, book.meter_ids), block(accounts, WALL, book.meter_ids)
    known, free = ~np.isnan(use), ~(wall >= policy.signals.wall_bins)
    judged = known & free & np.isfinite(limit) & (limit > 0) & (util >= policy.forecast.least_use)
    binding = words(accounts, "binding_meter")
    rows = gathered(accounts, readings)
    bins, meters = bins_of(rows.rows, BINS), rows.words("meter")
    for place, meter in enumerate(book.meters):
        growing = known[:, place] & (binding.among(meter.id) | (meter.id == "users"))
        wanted = (judged[:, place] | growing)[rows.whose]
        own = np.flatnonzero(wanted & meters.among(meter.id))
        at = rows.whose[own]
        series, compared = rates(bins[own], meter.kind, grain), judged[at, place]
        scale = np.where(compared, limit[at, place], np.fmax(largest(series), 1.0))
        rounding = ROUNDING / scale if meter.whole else np.zeros(len(at))
        least_sigma = np.fmax(policy.forecast.least_scatter, rounding)
        yield History(meter, at, compared, scale, series / scale[:, None], least_sigma)
