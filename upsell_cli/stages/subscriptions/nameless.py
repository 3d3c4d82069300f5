"""Billing rows that name no tier, plan or add-on: nobody knows what these accounts may use."""

from collections.abc import Iterator

import pandas as pd

from upsell_cli.frames.tables import Tables
from upsell_cli.problems import Code, Place, Problem, first_few

NO_TIER = Code(
    "no-tier",
    "warning",
    "Billing rows name no tier, plan or add-on, so it is not known what these accounts may use.",
    "Fill it in, or name the tier in the accounts or the usage file.",
)
NAMES = ("tier", "plan", "add_on")
OVER = ("canceled", "expired", "ended", "incomplete", "incomplete_expired")


def nameless(tables: Tables) -> Iterator[Problem]:
    """Tell once a file of billing rows that name nothing, of accounts whose tier nothing else tells.

    What is over needs no name. Where no row of the billing names anything, its export lacks the column.
    """
    billing = tables.billing
    if billing is None or billing[list(NAMES)].isna().to_numpy().all():
        return
    blank = billing[list(NAMES)].isna().all(axis=1)
    over = billing["status"].isin(OVER) | billing["ended_at"].notna() | billing["valid_to"].notna()
    told = pd.concat([_told(tables.profile), _told(tables.accounts)])
    rows = billing[blank & ~over & ~billing["account_id"].isin(told)]
    column = next(name for name in NAMES if billing[name].notna().any())
    for file, own in rows.groupby("source_file", sort=True):
        first = own.sort_values("source_line")
        accounts = first["account_id"].drop_duplicates()
        listed = first_few(accounts, len(accounts))
        many = "1 row names" if len(own) == 1 else f"{len(own):,} rows name"
        message = f"{many} no tier or plan, so what may be used is not known: {listed}"
        place = Place(str(file), int(first["source_line"].iloc[0]), column)
        yield NO_TIER.problem(message, place)


def _told(table: pd.DataFrame | None) -> "pd.Series[str]":
    """Give the accounts of which a table names the tier or plan."""
    if table is None:
        return pd.Series(dtype="string")
    names = [name for name in ("tier", "plan") if name in table.columns]
    return table.loc[table[names].notna().any(axis=1), "account_id"]
