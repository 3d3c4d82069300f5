"""The working of a value: what each driver of an offer adds, with its inputs and where they come from."""

from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.offers import Priced, Valued
from upsell_cli.frames.vectors.beside import whose
from upsell_cli.frames.vectors.blocks import Bools, Floats, first_known, or_nan, vector
from upsell_cli.frames.vectors.rates import rates_into
from upsell_cli.frames.working import WORKING, Working
from upsell_cli.returns import SOURCES
from upsell_cli.stages.value.gains import Gains, gains_of
from upsell_cli.stages.value.listed import IN_HOURS, worth_listed
from upsell_cli.stages.value.told import statements
from upsell_cli.stages.value.worths import in_minor, realised

NOTHING = pd.DataFrame({"offer": pd.Series(dtype=np.int64), "driver": pd.Series(dtype="string")})


def work_out(
    offers: Valued,
    accounts: Accounts,
    value: pd.DataFrame | None,
    book: TierBook,
    policy: Policy,
    as_of: date,
    *,
    rates: pd.DataFrame | None = None,
) -> Working:
    """Give a row for each driver that an offer's value is the sum of; the offers are one an account.

    As in the value itself, the catalogue speaks only where the customer has not.
    """
    at = whose(offers, accounts)
    gains = gains_of(Priced(offers), accounts, at, book)
    said = _said(gains, accounts, value, policy, as_of, rates)
    silent = ~np.isin(np.arange(len(at)), said["offer"])
    listed = _listed(gains, accounts, policy, silent)
    filled = [part for part in (said, listed) if len(part)]
    parts = pd.concat(filled, ignore_index=True) if filled else NOTHING
    order = parts.sort_values(["offer", "driver"], kind="stable").reset_index(drop=True)
    ids = offers["account_id"].take(order["offer"].to_numpy(dtype=np.int64)).reset_index(drop=True)
    return Working(WORKING.conform(order.assign(account_id=ids)))


def _said(
    gains: Gains,
    accounts: Accounts,
    value: pd.DataFrame | None,
    policy: Policy,
    as_of: date,
    rates: pd.DataFrame | None,
) -> pd.DataFrame:
    """Give what was said or measured, where the account's offer brings what it rests on."""
    if value is None or value.empty:
        return NOTHING
    book = gains.book
    said = statements(value, accounts, book, policy.value, as_of, rates_into(book.currency, rates, as_of))
    drivers = book.catalogue.value.drivers
    brings = np.column_stack([*(gains.bring(driver) for driver in drivers), gains.pitch])
    offer = np.full(len(accounts), -1)
    offer[gains.at] = np.arange(len(gains.at))
    place = offer[said.told.whose]
    counts = np.flatnonzero((place >= 0) & brings[place, said.driver] & ~np.isnan(said.minor))
    rows = said.told.rows.iloc[counts].reset_index(drop=True)
    return pd.DataFrame(
        {
            "offer": place[counts],
            "driver": rows["driver"],
            "hours_per_person_week": said.hours[counts],
            "people": said.people[counts],
            "hourly_minor": said.hourly_minor[counts],
            "amount_minor": said.told.vector("amount_year_minor")[counts],
            **_shares(
                realised(policy.value)[said.source[counts]],
                np.where(np.isnan(said.hours[counts]), 1.0, book.catalogue.value.automated_share),
            ),
            "source": [SOURCES[source] for source in said.source[counts]],
            "older": said.older[counts],
            "stated_by": rows["stated_by"],
            "stated_on": rows["stated_on"],
            "value_minor": said.minor[counts],
        }
    )


def _listed(gains: Gains, accounts: Accounts, policy: Policy, silent: Bools) -> pd.DataFrame:
    """Give what the catalogue says, for offers whose customers said nothing."""
    book = gains.book
    users, rate = (vector(accounts, name)[gains.at] for name in ("active_users", "rate"))
    parts = []
    for driver in book.catalogue.value.drivers:
        counts = float(realised(policy.value)[SOURCES.index(driver.source)])
        minor = worth_listed(driver, book, users, rate, counts)
        rows = np.flatnonzero(silent & gains.bring_alone(driver) & ~np.isnan(minor))
        timed = driver.kind in IN_HOURS
        people = first_known(np.full(len(rows), or_nan(driver.people)), users[rows])
        parts.append(
            pd.DataFrame(
                {
                    "offer": rows,
                    "driver": driver.id,
                    "hours_per_person_week": or_nan(driver.hours_per_person_week) if timed else np.nan,
                    "people": people if timed else np.nan,
                    "hourly_minor": in_minor(driver.hourly_cost if timed else None, book.currency)
                    / rate[rows],
                    "amount_minor": in_minor(None if timed else driver.amount_year, book.currency)
                    / rate[rows],
                    **_shares(
                        np.full(len(rows), counts),
                        np.full(len(rows), book.catalogue.value.automated_share if timed else 1.0),
                    ),
                    "source": driver.source,
                    "older": 0,
                    "value_minor": minor[rows],
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else NOTHING


def _shares(realisation: Floats, automated: Floats) -> dict[str, Floats]:
    """Give the two shares a claim is cut by, and both together."""
    return {
        "realisation": realisation,
        "automated_share": automated,
        "counted_share": realisation * automated,
    }
