"""Value from the catalogue: its drivers, where an offer brings what they rest on."""

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Driver
from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors.blocks import Floats, first_known, or_nan, vector
from upsell_cli.frames.vectors.rounding import half_up
from upsell_cli.returns import SOURCES, hours_a_year, worth
from upsell_cli.stages.value.gains import Gains
from upsell_cli.stages.value.worths import Worths, in_minor, realised

IN_HOURS = ("hours", "csm_hours")
YEARLY = ("seats", "revenue", "audit", "custom")


def value_listed(gains: Gains, accounts: Accounts, rules: ValueRules) -> Worths:
    """Give what the drivers that an offer brings are worth together, in the account's currency."""
    users = vector(accounts, "active_users")[gains.at]
    rate = vector(accounts, "rate")[gains.at]
    total = Worths.nothing(len(gains.at))
    for driver in gains.book.catalogue.value.drivers:
        source = SOURCES.index(driver.source)
        minor = worth_listed(driver, gains.book, users, rate, float(realised(rules)[source]))
        brought = gains.bring_alone(driver) & ~np.isnan(minor)
        total = total.plus(Worths(minor, np.full(len(minor), source)).where(brought))
    return total


def worth_listed(driver: Driver, book: TierBook, users: Floats, rate: Floats, share: float) -> Floats:
    """Give a driver's worth a year for each offer; NaN where it says too little, or is no sum of its own."""
    currency = book.currency
    if driver.kind in YEARLY:
        return half_up(in_minor(driver.amount_year, currency) / rate * share)
    if driver.kind not in IN_HOURS:
        return np.full(len(users), np.nan)
    people = first_known(np.full(len(users), or_nan(driver.people)), users)
    hours = hours_a_year(np.full(len(users), or_nan(driver.hours_per_person_week)), people)
    automated = book.catalogue.value.automated_share
    return worth(hours, in_minor(driver.hourly_cost, currency) / rate, np.full(len(users), share * automated))
