"""The subject of a brief: one account's verdict, its offers, the people there, and what was said."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.opening import Opened
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.verdicts import TALKED_TO, TALKED_TO_LATER
from upsell_cli.stages.objections import likely
from upsell_cli.stages.value import work_out
from upsell_cli.stages.words.case import Case, cases

Row = Mapping[str, Any]
"""A row of a table: column to value; None is not known."""

BESIDE = ("people", "contacts", "deals")
"""Tables whose rows a brief quotes; of the events, it quotes those that hold words."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One account with everything a sentence about it may rest on; rows stand newest first.

    `considered` are the offers looked at, `working` the drivers of the value, `objections` their points.
    """

    case: Case
    considered: Sequence[Row]
    working: Sequence[Row]
    objections: Mapping[str, float]
    people: Sequence[Row]
    contacts: Sequence[Row]
    events: Sequence[Row]
    deals: Sequence[Row]

    @property
    def book(self) -> TierBook:
        """Give what is sold."""
        return self.case.book

    @property
    def policy(self) -> Policy:
        """Give the thresholds."""
        return self.case.policy

    @property
    def state(self) -> str:
        """Give the state of the account."""
        return str(self.case["state"])

    @property
    def offers_something(self) -> bool:
        """Tell whether the brief is about an offer, now or later."""
        return self.state in (*TALKED_TO, *TALKED_TO_LATER) and self.offer is not None

    @property
    def offer(self) -> Row | None:
        """Give the offer the verdict shows; None without one."""
        made = self.case["offer_id"]
        return next((row for row in self.considered if row["offer_id"] == made), None)

    def codes(self, name: str) -> list[str]:
        """Give the codes of a column such as `needs`, in their order."""
        return [code for code in (self.case[name] or "").split(";") if code]


def subjects(found: ScanResult, opened: Opened, places: Sequence[int]) -> Iterator[Subject]:
    """Give the accounts at these places of the verdicts, in their order."""
    chosen = np.zeros(len(found.verdicts), dtype=bool)
    chosen[list(places)] = True
    verdicts = found.verdicts[chosen].reset_index(drop=True)
    ids = verdicts["account_id"].tolist()
    offers = found.offers[found.offers["account_id"].isin(ids)]
    tables = found.inputs.tables
    shown = offers.merge(
        verdicts[["account_id", "offer_id"]],
        on=["account_id", "offer_id"],
        how="inner",
        validate="one_to_one",
    )
    working = work_out(
        Valued(shown),
        Accounts(verdicts),
        tables.value,
        opened.book,
        opened.policy,
        found.inputs.as_of,
        rates=tables.rates,
    )
    rows_of = {
        "offers": _by_account(offers, ids),
        "working": _by_account(working, ids),
        **{name: _by_account(getattr(tables, name), ids) for name in BESIDE},
        "events": _by_account(_in_words(tables.events), ids),
    }
    weights = likely(verdicts, opened.policy, found.inputs.as_of)
    codes = [objection.id for objection in opened.policy.objections]
    everyone = np.ones(len(verdicts), dtype=bool)
    by_id = {}
    for place, case in enumerate(cases(verdicts, everyone, opened.book, opened.policy, found.inputs.as_of)):
        account = ids[place]
        own = {name: rows[account] for name, rows in rows_of.items()}
        points = dict(zip(codes, weights[place].tolist(), strict=True))
        by_id[account] = Subject(
            case,
            own["offers"],
            own["working"],
            points,
            own["people"],
            newest_first(own["contacts"], found.inputs.as_of),
            newest_first(own["events"], found.inputs.as_of),
            own["deals"],
        )
    order = found.verdicts["account_id"].tolist()
    return (by_id[order[place]] for place in places)


def newest_first(rows: Sequence[Row], as_of: date) -> list[Row]:
    """Give the rows up to a day, the newest first; of one day in the order of their file."""
    past = [row for row in rows if row["date"] is not None and row["date"] <= as_of]
    return sorted(past, key=lambda row: row["date"], reverse=True)


def _in_words(events: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if events is None else events[events["text"].notna()]


def _by_account(table: pd.DataFrame | None, ids: Sequence[str]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    if table is None:
        return rows
    own = table[table["account_id"].isin(ids)]
    columns = [_plain(own[name]) for name in own.columns]
    for values in zip(*columns, strict=True):
        row = dict(zip(own.columns, values, strict=True))
        rows[row["account_id"]].append(row)
    return rows


def _plain(column: pd.Series) -> list[Any]:
    cells = column.astype(object).where(column.notna(), None).tolist()
    return [cell.date() if isinstance(cell, datetime) else cell for cell in cells]
