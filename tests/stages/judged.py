"""Accounts on their way to a verdict, drawn in a test with only the columns that matter."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from tests.tables import drawn
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.contract import Contract
from upsell_cli.frames.offers import OFFERS, Valued
from upsell_cli.frames.verdicts import VERDICTS, Verdicts

FLOW = (
    "pair",
    "score",
    "recall",
    "qualify",
    "settle",
    "convert",
    "route",
    "objections",
    "calibrate",
    "rank",
    "allot",
    "words",
)

EVERYTHING = Contract(
    "an account and all that is known and decided of it",
    ("account_id",),
    (*ACCOUNTS.columns, *VERDICTS.columns),
    (*ACCOUNTS.families, *VERDICTS.families),
)


def verdicts(drawing: str, *, before: str) -> Verdicts:
    """Verdicts as they come to a stage; whatever was not drawn is not known."""
    frame = drawn(drawing, EVERYTHING)
    unknown = nothing_known(before).drop(columns=frame.columns, errors="ignore")
    return Verdicts(pd.concat([frame, unknown.take([0] * len(frame)).reset_index(drop=True)], axis=1))


@cache
def nothing_known(before: str) -> pd.DataFrame:
    """One account of which nothing is known, with the columns that come to a stage."""
    done = FLOW[: FLOW.index(before)]
    names = (*ACCOUNTS.names, *(column.name for column in VERDICTS if column.stage in done))
    return EVERYTHING.conform(drawn("account_id\nacme", EVERYTHING))[list(names)]


Facts = Mapping[str, Any]


def drawing(*accounts: Facts) -> str:
    """The table of these accounts' facts, called 0, 1, 2 ...; what one of them leaves out is not known."""
    names = list(dict.fromkeys(name for facts in accounts for name in facts))
    rows = [
        [str(number), *(str(facts.get(name, "?")) for name in names)] for number, facts in enumerate(accounts)
    ]
    return "\n".join(" | ".join(cells) for cells in (["account_id", *names], *rows))


def nobody(*, before: str) -> Verdicts:
    """The same without a single account."""
    return Verdicts(verdicts("account_id\nacme", before=before).iloc[:0])


def offers(drawing: str = "account_id | offer_id") -> Valued:
    """Offers as they come out of the valuing."""
    return Valued(OFFERS.conform(drawn(drawing, OFFERS)))
