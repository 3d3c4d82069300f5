"""Value from what a customer said or we measured about them."""

from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.config.catalogue import Driver
from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.blocks import Bools, Floats, Ints, day_of, first_known, vector
from upsell_cli.frames.gather import Gathered, gathered
from upsell_cli.returns import hours_a_year, worth
from upsell_cli.stages.value.gains import Gains
from upsell_cli.stages.value.worths import NO_SOURCE, SOURCES, Worths, in_minor, or_nan, realised


def value_told(
    gains: Gains, accounts: Accounts, value: pd.DataFrame | None, rules: ValueRules, as_of: date
) -> Worths:
    """Give the sum of the newest statements on each driver, where an offer brings what it rests on.

    A statement on no driver of the catalogue is about the step up as a whole and counts for every pitch.
    """
    total = Worths.nothing(len(gains.at))
    if value is None or value.empty:
        return total
    drivers = gains.book.catalogue.value.drivers
    told = _newest(gathered(accounts, value), accounts, as_of)
    driver = _driver(told, drivers)
    minor, source = _worth(told, driver, accounts, gains, rules)
    for place in range(len(drivers) + 1):
        stated = _summed(told, minor, source, (driver == place) & ~np.isnan(minor))
        brought = gains.bring(drivers[place]) if place < len(drivers) else gains.pitch
        mine = Worths(stated.minor[gains.at], stated.source[gains.at])
        total = total.plus(mine.where(brought & (mine.source < NO_SOURCE)))
    return total


def _newest(told: Gathered, accounts: Accounts, as_of: date) -> Gathered:
    """Give one statement for each account and driver: the newest up to `as_of`, in the account's currency.

    One without a day is the oldest; of several from one day the least is believed.
    """
    whose, day = told.whose, told.days("stated_on")
    own = accounts["currency"].array.take(whose)
    foreign = (told.rows["currency"] != own).fillna(value=False).to_numpy(dtype=bool)
    usable = np.flatnonzero(~(day > day_of(as_of)) & ~foreign)
    driver = told.words("driver").codes
    amounts = (told.vector(name) for name in ("hours_per_person_week", "people", "hourly_cost_minor"))
    keys = (whose, driver, -np.nan_to_num(day, nan=-np.inf), *amounts)
    order = usable[np.lexsort([key[usable] for key in reversed(keys)])]
    another = (np.diff(whose[order]) != 0) | (np.diff(driver[order]) != 0)
    first = order[np.append(np.ones(min(len(order), 1), dtype=bool), another)]
    return Gathered(told.rows.iloc[first].reset_index(drop=True), whose[first], told.accounts)


def _driver(told: Gathered, drivers: tuple[Driver, ...]) -> Ints:
    """Give the place of each statement's driver in the catalogue; behind the last where it has none."""
    ids = [driver.id.casefold() for driver in drivers]
    named = told.words("driver")
    places = [ids.index(n.casefold()) if n.casefold() in ids else len(ids) for n in named.words]
    return np.array([*places, len(ids)], dtype=np.int64)[named.codes]


def _worth(
    told: Gathered, driver: Ints, accounts: Accounts, gains: Gains, rules: ValueRules
) -> tuple[Floats, Ints]:
    """Give what each statement is worth a year, and its source; what it leaves out the catalogue says."""
    value = gains.book.catalogue.value
    hours = np.array([*(or_nan(d.hours_per_person_week) for d in value.drivers), np.nan])[driver]
    people = np.array([*(or_nan(d.people) for d in value.drivers), np.nan])[driver]
    hourly = np.array([*(in_minor(d.hourly_cost, gains.book.currency) for d in value.drivers), np.nan])[
        driver
    ]
    users, rate = (vector(accounts, name)[told.whose] for name in ("active_users", "rate"))
    spent = hours_a_year(
        first_known(told.vector("hours_per_person_week"), hours),
        first_known(told.vector("people"), people, users),
    )
    named = told.words("source")
    places = [SOURCES.index(word.casefold()) for word in named.words]
    source = np.array([*places, SOURCES.index("stated")], dtype=np.int64)[named.codes]
    cost = first_known(told.vector("hourly_cost_minor"), hourly / rate)
    return worth(spent, cost, realised(rules)[source] * value.automated_share), source


def _summed(told: Gathered, minor: Floats, source: Ints, chosen: Bools) -> Worths:
    """Give the sum of the chosen statements of each account, and their weakest source."""
    weakest = told.smallest(source.astype(np.float64), chosen)
    total = told.total(np.nan_to_num(minor).astype(np.int64), chosen).astype(np.float64)
    return Worths(total, np.nan_to_num(weakest, nan=NO_SOURCE).astype(np.int64))
