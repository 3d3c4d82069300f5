"""Accounts with their pitch, drawn in a test with only the columns that matter."""

import pandas as pd

from tests.tables import drawn
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.contract import Contract
from upsell_cli.frames.offers import OFFERS, Valued
from upsell_cli.frames.verdicts import VERDICTS, Verdicts

EVERYTHING = Contract(
    "an account and all that is known and decided of it",
    ("account_id",),
    (*ACCOUNTS.columns, *VERDICTS.columns),
    (*ACCOUNTS.families, *VERDICTS.families),
)


def verdicts(drawing: str) -> Verdicts:
    """Accounts with what was drawn; every other fact of an account, and its pitch, is not known."""
    frame = drawn(drawing, EVERYTHING)
    facts = (*ACCOUNTS.names, *(column.name for column in VERDICTS if column.stage == "pair"))
    names = dict.fromkeys((*facts, *(name for name in EVERYTHING.names if name in frame.columns)))
    return Verdicts(EVERYTHING.conform(frame, names))


def offers(drawing: str = "account_id | offer_id") -> Valued:
    return Valued(OFFERS.conform(drawn(drawing, OFFERS)))


def nobody() -> Verdicts:
    return Verdicts(pd.DataFrame(verdicts("account_id\nacme").iloc[:0]))
