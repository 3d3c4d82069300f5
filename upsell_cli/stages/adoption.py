"""How much of what it pays for each account uses: its seats, and the features of its tier."""

from collections.abc import Callable
from datetime import date

import numpy as np

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.book import TierBook
from upsell_cli.config.bundles import Shelf, features_with
from upsell_cli.config.names import feature_called
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import Grain, Tables
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, block, vector
from upsell_cli.frames.vectors.gather import gathered
from upsell_cli.frames.vectors.lists import listed
from upsell_cli.frames.vectors.series import bins_of, weeks_a_bin

HELD = ACCOUNTS.family("held")
FEATURE_USED = "feature_used"

Shown = tuple[Bools, Bools]
"""Whether the use of a feature is measured, and whether it was used, an account each."""


def adopt(
    accounts: Accounts, tables: Tables, book: TierBook, policy: Policy, as_of: date, grain: Grain
) -> Accounts:
    """Add `active_share`, `depth` and `features_unused`, over the last `use_weeks`.

    A feature counts once something shows its use: a metric of the usage files, for an
    account with readings; or an event, for an account with any event of that kind. Seats are those
    that are billed, so the share can pass 1; without billed seats it is not known.
    """
    rank = vector(accounts, "tier_rank")
    known, shelf = ~np.isnan(rank), Shelf(book)
    pieces = np.nan_to_num(block(accounts, HELD, shelf.ids))
    has = features_with(shelf, np.where(known, rank, 0).astype(np.int64), pieces) & known[:, None]
    measured, used = _use(accounts, tables, book, policy.signals.use_weeks, as_of, grain)
    judged = has & measured
    total = judged.sum(axis=1)
    depth = np.divide((judged & used).sum(axis=1), total, out=np.full(len(rank), np.nan), where=total > 0)
    unused = blocks.known_where(listed((judged & ~used).astype(np.float64), book.features), total > 0)
    seats = vector(accounts, "seats")
    share = np.divide(
        vector(accounts, "active_users"), seats, out=np.full(len(seats), np.nan), where=seats > 0
    )
    facts = {"active_share": share, "depth": depth, "features_unused": unused}
    return Accounts(blocks.add(accounts, ACCOUNTS, facts))


def _use(
    accounts: Accounts, tables: Tables, book: TierBook, weeks: int, as_of: date, grain: Grain
) -> tuple[Bools, Bools]:
    """Give whether anything shows the use of each feature, and whether it was used; accounts x features."""
    by_metric = _by_metric(accounts, tables, weeks, grain)
    by_event = _by_event(accounts, tables, book, weeks, as_of)
    measured = np.zeros((len(accounts), len(book.features)), dtype=bool)
    used = measured.copy()
    for place, feature in enumerate(book.features):
        known = book.catalogue.features.get(feature)
        if known and known.used_by:
            shown = by_metric(known.used_by) or by_event(known.used_by, place)
            if shown:
                measured[:, place], used[:, place] = shown
    return measured, used


def _by_metric(accounts: Accounts, tables: Tables, weeks: int, grain: Grain) -> Callable[[str], Shown | None]:
    rows = gathered(accounts, tables.readings)
    meters = rows.words("meter")
    metrics = tables.metrics or meters.words
    read = rows.any(np.ones(len(rows.whose), dtype=bool))
    moved = (bins_of(rows.rows, round(weeks / weeks_a_bin(grain))) > 0).any(axis=1)
    return lambda metric: (read, rows.any(moved & meters.among(metric))) if metric in metrics else None


def _by_event(
    accounts: Accounts, tables: Tables, book: TierBook, weeks: int, as_of: date
) -> Callable[[str, int], Shown | None]:
    if tables.events is None:
        return lambda _kind, _feature: None
    rows = gathered(accounts, tables.events)
    age = blocks.day_of(as_of) - rows.days("date")
    recent = (age >= 0) & (age < weeks * DAYS_A_WEEK)
    kinds, names = rows.words("type"), rows.words("feature")
    about = names.numbers([blocks.or_nan(feature_called(book, name)) for name in names.words])

    def shown(kind: str, feature: int) -> Shown:
        """An event that names no feature shows this one, if events of its kind are about nothing else."""
        own = recent & kinds.among(kind)
        unnamed = (names.codes < 0) & (kind != FEATURE_USED)
        return rows.any(own), rows.any(own & ((about == feature) | unnamed))

    return shown
