"""What each billing month showed, where the data says so: charges beyond a plan are a matter of months.

A year of charges is not twelve times a typical one: blocks are begun anew each month, and a quiet month
takes nothing back from a busy one.
"""

import numpy as np

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.tables import Grain, Readings
from upsell_cli.frames.vectors.blocks import Floats
from upsell_cli.frames.vectors.gather import gathered
from upsell_cli.frames.vectors.series import bins_of, is_fine

MONTHS = 12


def billing_months(
    accounts: Accounts, readings: Readings, meters: tuple[str, ...], grain: Grain
) -> tuple[Floats, ...]:
    """Give for each of the last months, newest first, what was used: accounts x meters, NaN not known.

    Weeks and days do not end with months; of them there is nothing to give.
    """
    if is_fine(grain):
        return ()
    rows = gathered(accounts, readings)
    bins, named = bins_of(rows.rows, MONTHS), rows.words("meter")
    used = np.full((bins.shape[1], len(accounts), len(meters)), np.nan)
    for place, meter in enumerate(meters):
        own = np.flatnonzero(named.among(meter))
        used[:, rows.whose[own], place] = bins[own].T
    return tuple(used)
