"""What accounts use of each meter, from the least to the most, and how many are at their limit."""

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.documents.fitness import MeterRange
from upsell_cli.frames.vectors.blocks import Floats, block

USE, LIMIT, UTIL = (ACCOUNTS.family(name) for name in ("use", "limit", "util"))


def ranges(accounts: Accounts, book: TierBook) -> tuple[MeterRange, ...]:
    """Give the range of each meter that is measured, or limits a tier, in the order of the catalogue."""
    use, limit, util = (block(accounts, family, book.meter_ids) for family in (USE, LIMIT, UTIL))
    limiting = {meter for limits in book.tier_limits for meter in limits}
    found = (_range(m, use[:, i], limit[:, i], util[:, i]) for i, m in enumerate(book.meter_ids))
    return tuple(each for each in found if each.accounts or each.meter in limiting)


def _range(meter: str, use: Floats, limit: Floats, util: Floats) -> MeterRange:
    used = use[~np.isnan(use)]
    if not len(used):
        return MeterRange(meter, 0, None, None, None, 0, 0)
    limited = np.isfinite(limit) & ~np.isnan(util)
    least, median, most = (float(of(used)) for of in (np.min, np.median, np.max))
    at_limit = limited & (util >= 1) & (use > 0)
    return MeterRange(meter, len(used), least, median, most, int(limited.sum()), int(at_limit.sum()))
