"""What the contacts about an upgrade left behind: which of them fills the quota, and what they were about."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors.blocks import Bools, Floats, add, as_dates
from upsell_cli.frames.vectors.happenings import Happenings, happenings
from upsell_cli.frames.vectors.lists import BETWEEN


def remember(accounts: Accounts, tables: Tables, policy: Policy, as_of: date) -> Accounts:
    """Add how often they were contacted, the contacts that fill each quota, and what those were about.

    Where the newest contact does not say what it was about, nothing that was said is known.
    """
    unknown = np.full(len(accounts), np.nan)
    count = filling = crowding = unknown
    told = np.full(len(accounts), None, dtype=object)
    if tables.contacts is not None:
        contacts = happenings(accounts, tables.contacts, as_of, kind="purpose")
        pitches = contacts.ever("upsell") | (contacts.kind.codes < 0)
        lately = contacts.age <= policy.contact.most_days
        count = contacts.count(lately)
        crowding = _nth_newest(contacts, lately, policy.contact.most or 0)
        recent = pitches & (contacts.age <= policy.gates.contacts_most_days)
        filling = _nth_newest(contacts, recent, policy.gates.contacts_most)
        told = _told(contacts, recent)
    facts = {
        "contacts_any": count,
        "crowding_contact_on": as_dates(crowding),
        "filling_contact_on": as_dates(filling),
        "told_before": told,
    }
    return Accounts(add(accounts, ACCOUNTS, facts))


def _nth_newest(contacts: Happenings, chosen: Bools, nth: int) -> Floats:
    """Give the day of the nth newest of the chosen contacts of each account; NaN without so many."""
    found = np.full(contacts.rows.accounts, np.nan)
    if nth:
        rows = pd.DataFrame({"at": contacts.rows.whose, "on": contacts.on})[chosen]
        full = rows.sort_values(["at", "on"], ascending=[True, False]).groupby("at").nth(nth - 1)
        found[full["at"]] = full["on"]
    return found


def _told(contacts: Happenings, chosen: Bools) -> npt.NDArray[np.object_]:
    """Give the fingerprints of each account's chosen contacts, each once; None if the newest has none."""
    noted = contacts.rows.rows["fingerprint"].to_numpy(dtype=object, na_value="")
    rows = pd.DataFrame({"at": contacts.rows.whose, "on": contacts.on, "told": noted})[chosen]
    newest = rows["on"] == rows.groupby("at")["on"].transform("max")
    silent = rows["at"].isin(rows.loc[newest & (rows["told"] == ""), "at"])
    said = rows[~silent & (rows["told"] != "")].drop_duplicates(["at", "told"]).sort_values(["at", "told"])
    joined = said.groupby("at")["told"].agg(BETWEEN.join)
    told = np.full(contacts.rows.accounts, None, dtype=object)
    told[joined.index] = joined
    return told
