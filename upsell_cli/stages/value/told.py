"""Value from what a customer said or we measured about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Driver
from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.blocks import Bools, Floats, Ints, day_of, first_known, vector
from upsell_cli.frames.gather import Gathered, gathered
from upsell_cli.frames.rates import minor_scale
from upsell_cli.returns import hours_a_year, worth
from upsell_cli.stages.value.gains import Gains
from upsell_cli.stages.value.worths import NO_SOURCE, SOURCES, Worths, in_minor, or_nan, realised


def value_told(
    gains: Gains,
    accounts: Accounts,
    value: pd.DataFrame | None,
    rules: ValueRules,
    as_of: date,
    into_base: Mapping[str, float],
) -> Worths:
    """Give the sum of the newest statements on each driver, where an offer brings what it rests on.

    A statement on no driver of the catalogue is about the step up as a whole and counts for every pitch.
    `into_base` gives units of the catalogue's currency for one of each other.
    """
    total = Worths.nothing(len(gains.at))
    if value is None or value.empty:
        return total
    drivers = gains.book.catalogue.value.drivers
    said = statements(value, accounts, gains.book, rules, as_of, into_base)
    for place in range(len(drivers) + 1):
        stated = _summed(said, (said.driver == place) & ~np.isnan(said.minor))
        brought = gains.bring(drivers[place]) if place < len(drivers) else gains.pitch
        mine = Worths(stated.minor[gains.at], stated.source[gains.at])
        total = total.plus(mine.where(brought & (mine.source < NO_SOURCE)))
    return total


@dataclass(frozen=True, slots=True)
class Statements:
    """The newest statement of each account on each driver: a row of `told` each.

    `driver` is the place of the driver in the catalogue, behind the last where it has none; what a statement
    leaves out is the catalogue's. `minor` is what it is worth a year in the account's currency, as far as
    it counts.
    """

    told: Gathered
    driver: Ints
    hours: Floats
    people: Floats
    hourly_minor: Floats
    source: Ints
    minor: Floats


def statements(
    value: pd.DataFrame,
    accounts: Accounts,
    book: TierBook,
    rules: ValueRules,
    as_of: date,
    into_base: Mapping[str, float],
) -> Statements:
    """Give what these accounts said, each driver once."""
    listed = book.catalogue.value
    own = _in_own_currency(gathered(accounts, value), accounts, book.currency, into_base)
    told = _newest(own, as_of)
    driver = _driver(told, listed.drivers)
    named = told.words("source")
    places = [SOURCES.index(word.casefold()) for word in named.words]
    source = np.array([*places, SOURCES.index("stated")], dtype=np.int64)[named.codes]
    users, rate = (vector(accounts, name)[told.whose] for name in ("active_users", "rate"))
    hourly = np.array([*(in_minor(d.hourly_cost, book.currency) for d in listed.drivers), np.nan])[driver]
    hours = np.array([*(or_nan(d.hours_per_person_week) for d in listed.drivers), np.nan])[driver]
    people = np.array([*(or_nan(d.people) for d in listed.drivers), np.nan])[driver]
    hours = first_known(told.vector("hours_per_person_week"), hours)
    people = first_known(told.vector("people"), people, users)
    cost = first_known(told.vector("hourly_cost_minor"), hourly / rate)
    share = realised(rules)[source] * listed.automated_share
    return Statements(
        told, driver, hours, people, cost, source, worth(hours_a_year(hours, people), cost, share)
    )


def _in_own_currency(
    told: Gathered, accounts: Accounts, base: str, into_base: Mapping[str, float]
) -> Gathered:
    """Give the statements with amounts in their account's currency; those no rate leads to are left out."""
    own = accounts["currency"].fillna(base).array.take(told.whose)
    stated = told.rows["currency"].fillna(pd.Series(own, told.rows.index))
    places, names = pd.factorize(stated)
    worth_of = np.array([into_base.get(name, np.nan) * minor_scale(name, base) for name in names])
    foreign = (stated != own).to_numpy(dtype=bool)
    factor = np.where(foreign, worth_of[places] / vector(accounts, "rate")[told.whose], 1.0)
    cost = told.vector("hourly_cost_minor")
    usable = np.flatnonzero(~np.isnan(factor) | np.isnan(cost))
    rows = told.rows.assign(hourly_cost_minor=cost * factor).iloc[usable].reset_index(drop=True)
    return Gathered(rows, told.whose[usable], told.accounts)


def _newest(told: Gathered, as_of: date) -> Gathered:
    """Give one statement for each account and driver: the newest up to `as_of`.

    One without a day is the oldest; of several from one day the least is believed.
    """
    whose, day = told.whose, told.days("stated_on")
    usable = np.flatnonzero(~(day > day_of(as_of)))
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


def _summed(said: Statements, chosen: Bools) -> Worths:
    """Give the sum of the chosen statements of each account, and their weakest source."""
    weakest = said.told.smallest(said.source.astype(np.float64), chosen)
    total = said.told.total(np.nan_to_num(said.minor).astype(np.int64), chosen).astype(np.float64)
    return Worths(total, np.nan_to_num(weakest, nan=NO_SOURCE).astype(np.int64))
