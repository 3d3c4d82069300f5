"""Who the accounts are, and what was told about each: the first columns of the flow."""

from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.accounts.roster import ROSTER
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.gather import aligned, gathered, told

NAMES_IN_FILES = {"account_name": "name"}
"""Columns of the roster that files call something else."""


def list_accounts(tables: Tables, as_of: date) -> Accounts:
    """Give one row an account of the accounts, billing and usage files, in the order of their ids.

    The accounts file is believed before what a usage file says on the side. Someone who only wrote a
    ticket or has a deal is no account. Where neither says since when somebody is a customer, it is the
    earliest start of a subscription up to `as_of`.
    """
    accounts = pd.DataFrame({"account_id": pd.array(ids_of(tables), dtype="string")})
    _, *columns = ROSTER
    names = [NAMES_IN_FILES.get(column.name, column.name) for column in columns]
    sources = [aligned(accounts, table, names) for table in (tables.accounts, tables.profile)]
    facts = {c.name: told(sources, name, c) for c, name in zip(columns, names, strict=True)}
    started = blocks.as_dates(_first_start(accounts, tables, as_of))
    facts["customer_since"] = facts["customer_since"].fillna(pd.Series(started, accounts.index))
    return Accounts(accounts.assign(**facts))


def ids_of(tables: Tables) -> list[str]:
    """Give the id of every account, in order; most files are sorted, and Python's sort makes use of it."""
    given = [tables.accounts, tables.billing, tables.readings, tables.profile]
    ids = [pd.unique(table["account_id"]).tolist() for table in given if table is not None]
    return sorted(dict.fromkeys(chain(*ids)))


def _first_start(accounts: pd.DataFrame, tables: Tables, as_of: date) -> blocks.Floats:
    subscriptions = gathered(accounts, tables.profile if tables.billing is None else tables.billing)
    days = np.fmin(subscriptions.days("started_at"), subscriptions.days("valid_from"))
    return subscriptions.smallest(days, days <= blocks.day_of(as_of))
