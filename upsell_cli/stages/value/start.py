"""What a change costs once, and how long until it brings all it can: as they said, else as the catalogue."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors.blocks import Floats, day_of, first_known, vector
from upsell_cli.frames.vectors.gather import gathered
from upsell_cli.returns import months_to_earn, whole
from upsell_cli.stages.value.gains import Gains
from upsell_cli.stages.value.told import in_own_currency
from upsell_cli.stages.value.worths import in_minor


class Start(NamedTuple):
    """What each offer costs once, in minor units of its account, and the months its worth takes to grow."""

    one_off_minor: Floats
    ramp_months: Floats

    def first_year(self, worth_minor: Floats, cost_minor: Floats) -> tuple[Floats, Floats]:
        """Give what the first year brings, and what it costs where that is above zero."""
        cost = cost_minor + self.one_off_minor
        return whole(worth_minor * (1 - self.ramp_months / (2 * MONTHS_A_YEAR))), np.where(
            cost > 0, cost, np.nan
        )

    def months_to_earn(self, due_minor: Floats, worth_minor: Floats) -> Floats:
        """Give the months until so much is earned."""
        return months_to_earn(due_minor, worth_minor, self.ramp_months)


def start_of(
    gains: Gains,
    accounts: Accounts,
    value: pd.DataFrame | None,
    as_of: date,
    into_base: Mapping[str, float],
) -> Start:
    """Give what begins an offer: a customer's newest word on it counts for every pitch.

    The catalogue's counts where a tier is climbed; nobody pays for a smaller plan's beginning.
    """
    listed, climbs = gains.book.catalogue.value, gains.to_rank > gains.from_rank
    rate = vector(accounts, "rate")[gains.at]
    usual = np.where(climbs, in_minor(listed.one_off_cost, gains.book.currency) / rate, 0.0)
    one_off, ramp = _told(accounts, value, gains.book.currency, as_of, into_base)
    told = (np.where(gains.pitch, told[gains.at], np.nan) for told in (one_off, ramp))
    usual_ramp = np.where(climbs, listed.ramp_months, 0.0)
    paid, months = (first_known(own, usually) for own, usually in zip(told, (usual, usual_ramp), strict=True))
    return Start(whole(np.nan_to_num(paid)), np.nan_to_num(months))


def _told(
    accounts: Accounts,
    value: pd.DataFrame | None,
    currency: str,
    as_of: date,
    into_base: Mapping[str, float],
) -> tuple[Floats, Floats]:
    """Give the newest statement of each account on either; of one day, the dearer and the slower."""
    nothing = np.full(len(accounts), np.nan)
    if value is None or value.empty:
        return nothing, nothing
    said = in_own_currency(gathered(accounts, value), accounts, currency, into_base)
    day = said.days("stated_on")
    past = ~(day > day_of(as_of))
    found = []
    for name in ("one_off_cost_minor", "ramp_months"):
        figures = said.vector(name)
        place = said.first(past & ~np.isnan(figures), -np.nan_to_num(day, nan=-np.inf), -figures)
        found.append(np.append(figures, np.nan)[place])
    return found[0], found[1]
