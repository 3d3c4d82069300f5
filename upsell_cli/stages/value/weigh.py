"""The value of each offer beside its cost. The customer's own figures come first; only then the catalogue's.

Overage that is avoided has already lowered the cost, so it is no value on top.
"""

from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.offers import OFFERS, Priced, Valued
from upsell_cli.frames.vectors.beside import whose
from upsell_cli.frames.vectors.blocks import add, picked, vector
from upsell_cli.frames.vectors.rates import rates_into
from upsell_cli.returns import SOURCES
from upsell_cli.stages.value.gains import gains_of
from upsell_cli.stages.value.listed import value_listed
from upsell_cli.stages.value.start import start_of
from upsell_cli.stages.value.told import value_told


def weigh(
    chosen: Priced,
    accounts: Accounts,
    value: pd.DataFrame | None,
    book: TierBook,
    policy: Policy,
    as_of: date,
    *,
    rates: pd.DataFrame | None = None,
) -> Valued:
    """Add what each offer is worth, what it costs, the return, the payback, and what the value rests on."""
    at = whose(chosen, accounts)
    gains = gains_of(chosen, accounts, at, book)
    into_base = rates_into(book.currency, rates, as_of)
    told = value_told(gains, accounts, value, policy.value, as_of, into_base)
    listed = value_listed(gains, accounts, policy.value)
    total = told.plus(listed.where(np.isnan(told.minor)))
    cost = vector(chosen, "delta_spend_minor")
    start = start_of(gains, accounts, value, as_of, into_base)
    brought, priced = start.first_year(total.minor, cost)
    multiple = brought / priced
    earned = np.where(multiple >= 1, total.minor, np.nan)
    sums = {
        "customer_value_minor": total.minor,
        "customer_cost_minor": cost,
        "return_multiple": multiple,
        "payback_months": start.months_to_earn(priced, earned),
        "one_off_minor": start.one_off_minor,
        "ramp_months": start.ramp_months,
        "value_basis": picked((*SOURCES, "none"), total.source),
    }
    return Valued(add(chosen, OFFERS, sums))
