"""Value from what a customer said or we measured about them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Driver
from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, day_of, first_known, or_nan, vector
from upsell_cli.frames.vectors.gather import Gathered, gathered
from upsell_cli.frames.vectors.rates import minor_scale
from upsell_cli.frames.vectors.rounding import half_up
from upsell_cli.returns import SOURCES, hours_a_year, worth
from upsell_cli.stages.value.gains import Gains
from upsell_cli.stages.value.worths import (
    NO_SOURCE,
    OF_WORTH,
    Worths,
    in_minor,
    only_begins,
    realised,
)

AMOUNTS = ("hourly_cost_minor", "amount_year_minor", "one_off_cost_minor")
"""Columns of a statement that hold money."""


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


class Statements(NamedTuple):
    """The newest statement of each account on each driver: a row of `told` each.

    `driver` is the place of the driver in the catalogue, behind the last where it has none; what a statement
    leaves out is the catalogue's. Where a yearly amount was said, the hours are not known. `minor` is what
    it is worth a year in the account's currency, as far as it counts; NaN where it says too little, or its
    hours are part of another statement's. `older` counts the statements that it replaced.
    """

    told: Gathered
    driver: Ints
    hours: Floats
    people: Floats
    hourly_minor: Floats
    source: Ints
    older: Ints
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
    own = in_own_currency(gathered(accounts, value), accounts, book.currency, into_base)
    told, older = newest(own, as_of)
    driver = _driver(told, listed.drivers)
    named = told.words("source")
    places = [SOURCES.index(word.casefold()) for word in named.words]
    source = np.array([*places, SOURCES.index("stated")], dtype=np.int64)[named.codes]
    users, rate = (vector(accounts, name)[told.whose] for name in ("active_users", "rate"))
    hourly = np.array([*(in_minor(d.hourly_cost, book.currency) for d in listed.drivers), np.nan])[driver]
    hours = np.array([*(or_nan(d.hours_per_person_week) for d in listed.drivers), np.nan])[driver]
    people = np.array([*(or_nan(d.people) for d in listed.drivers), np.nan])[driver]
    yearly = told.vector("amount_year_minor")
    timed = np.isnan(yearly)
    hours = np.where(timed, first_known(told.vector("hours_per_person_week"), hours), np.nan)
    people = np.where(timed, first_known(told.vector("people"), people, users), np.nan)
    cost = np.where(timed, first_known(told.vector("hourly_cost_minor"), hourly / rate), np.nan)
    counts = realised(rules)[source]
    in_hours = worth(hours_a_year(hours, people), cost, counts * listed.automated_share)
    minor = np.where(timed, in_hours, half_up(yearly * counts))
    again = timed & _contained(told, driver, timed & ~np.isnan(minor), listed.drivers)
    return Statements(told, driver, hours, people, cost, source, older, np.where(again, np.nan, minor))


def _contained(told: Gathered, driver: Ints, timed: Bools, drivers: tuple[Driver, ...]) -> Bools:
    """Give which statements are about hours that another of the same account holds already.

    Hours said of no driver at all are all that the step up saves; a driver may be part of another.
    """
    whole = told.words("driver").codes < 0
    contained: Bools = told.any(timed & whole)[told.whose] & ~whole
    ids = [each.id.casefold() for each in drivers]
    for place, each in enumerate(drivers):
        if each.part_of is not None:
            holder = ids.index(each.part_of.casefold())
            contained |= (driver == place) & told.any(timed & (driver == holder))[told.whose]
    return contained


def in_own_currency(
    told: Gathered, accounts: Accounts, base: str, into_base: Mapping[str, float]
) -> Gathered:
    """Give the statements with amounts in their account's currency; those no rate leads to are left out."""
    own = accounts["currency"].fillna(base).array.take(told.whose)
    stated = told.rows["currency"].fillna(pd.Series(own, told.rows.index))
    places, names = pd.factorize(stated)
    worth_of = np.array([into_base.get(name, np.nan) * minor_scale(name, base) for name in names])
    foreign = (stated != own).to_numpy(dtype=bool)
    factor = np.where(foreign, worth_of[places] / vector(accounts, "rate")[told.whose], 1.0)
    amounts = {name: told.vector(name) for name in AMOUNTS}
    unpriced = np.all([np.isnan(amount) for amount in amounts.values()], axis=0)
    usable = np.flatnonzero(~np.isnan(factor) | unpriced)
    converted = {name: amount * factor for name, amount in amounts.items()}
    rows = told.rows.assign(**converted).iloc[usable].reset_index(drop=True)
    return Gathered(rows, told.whose[usable], told.accounts)


def newest(told: Gathered, as_of: date) -> tuple[Gathered, Ints]:
    """Give one statement for each account and driver, the newest up to `as_of`, and how many it replaced.

    One without a day is the oldest; of several from one day the least is believed.
    """
    whose, day = told.whose, told.days("stated_on")
    usable = np.flatnonzero(~(day > day_of(as_of)) & ~only_begins(told.rows))
    driver = _folded(told)
    keys = (whose, driver, -np.nan_to_num(day, nan=-np.inf), *(told.vector(name) for name in OF_WORTH))
    order = usable[np.lexsort([key[usable] for key in reversed(keys)])]
    another = (np.diff(whose[order]) != 0) | (np.diff(driver[order]) != 0)
    starts = np.flatnonzero(np.append(np.ones(min(len(order), 1), dtype=bool), another))
    first, many = order[starts], np.diff(np.append(starts, len(order)))
    kept = Gathered(told.rows.iloc[first].reset_index(drop=True), whose[first], told.accounts)
    return kept, many.astype(np.int64) - 1


def _folded(told: Gathered) -> Ints:
    """Give the driver of each statement as a code, whatever the case it is written in; -1 without one."""
    named = told.words("driver")
    folded = sorted({name.casefold() for name in named.words})
    return np.array([*(folded.index(name.casefold()) for name in named.words), -1], dtype=np.int64)[
        named.codes
    ]


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
