"""What is kept of a run in `scan -o run.json --all`, so that `brief` and `explain` can be asked later."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.contract import Contract, Dtype
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.offers import OFFERS
from upsell_cli.frames.tables import BIN, READINGS, Grain
from upsell_cli.frames.verdicts import VERDICTS

RUN_SCHEMA = "upsell.run/1"
"""Name and version of what is kept; one that this program does not know is refused, never guessed at."""

JUDGED = ("verdicts", "offers", "readings")
CONTRACTS: dict[str, tuple[Contract, ...]] = {
    "verdicts": (ACCOUNTS, OFFERS, VERDICTS),
    "offers": (OFFERS,),
    "readings": (READINGS,),
}
QUOTED = ("people", "contacts", "events", "deals", "value", "rates")
"""Input tables that a brief quotes from."""

UNQUOTED_EVENTS = ("feature_used", "pricing_view", "blocked")
"""Events that are counted, in numbers, and never quoted; the counts are among the facts."""

UNLIMITED = "unlimited"
"""What stands for a number without end, for which JSON has no word."""


class SavedRun(NamedTuple):
    """A run as it was kept: the day, the rules by which it was judged, and the tables.

    `configuration` is the name and text of the catalogue and, where there is one, of the policy file.
    """

    version: str
    as_of: date
    as_of_origin: str
    grain: Grain
    grain_origin: str
    configuration: tuple[tuple[str, str], ...]
    peers: Peers
    tables: dict[str, pd.DataFrame]


def dtypes_of(table: str) -> dict[str, Dtype]:
    """Give the types of the declared columns of a table."""
    contracts = CONTRACTS[table] if table in JUDGED else (TABLES[table].contract,)
    return {column.name: column.dtype for contract in contracts for column in contract}


def families_of(table: str) -> dict[str, Dtype]:
    """Give the types of the columns of each family of a table, by the name of the family."""
    families = (family for contract in CONTRACTS.get(table, ()) for family in contract.families)
    return {family.name: family.dtype for family in families} | (
        {BIN.name: BIN.dtype} if table == "readings" else {}
    )


def dtype_of(table: str, column: str) -> Dtype | None:
    """Give the type of a column; None for one that is not declared.

    >>> dtype_of("verdicts", "use[users]"), dtype_of("people", "role"), dtype_of("people", "shoe_size")
    ('Float64', 'string', None)
    """
    plain = dtypes_of(table).get(column)
    return plain or families_of(table).get(column.partition("[")[0] if column.endswith("]") else "")
