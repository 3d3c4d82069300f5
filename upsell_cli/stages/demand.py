"""What customers asked for that their tier lacks: which features, on how many days, how lately."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from upsell_cli.config.arrivals import arrivals
from upsell_cli.config.book import TierBook
from upsell_cli.config.bundles import Shelf, features_with
from upsell_cli.config.names import feature_called
from upsell_cli.config.policy import Policy, Signals
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.growing import either
from upsell_cli.frames.heard import heard_of
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block, known_where, or_nan, picked, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.happenings import Happenings, happenings
from upsell_cli.frames.vectors.lists import listed
from upsell_cli.frames.vectors.mentions import mentions

ASKED, AWAITED, HELD = (ACCOUNTS.family(name) for name in ("asked", "awaited", "held"))

REQUEST = "feature_request"
SAY_SO = (REQUEST, "ticket", "note", "workaround")
"""Events whose text may ask for something."""
POINT_AT_IT = (*SAY_SO, "blocked", "higher_tier_question", "compliance_request")
"""Events that ask for the feature they name."""


class Requests(NamedTuple):
    """Who asked for what on which day, each once: places of accounts and features, days and their age."""

    at: Ints
    feature: Ints
    on: Floats
    age: Floats

    def only(self, chosen: Bools) -> "Requests":
        """Give the requests chosen."""
        return Requests(self.at[chosen], self.feature[chosen], self.on[chosen], self.age[chosen])


def hear_requests(
    accounts: Accounts, tables: Tables, book: TierBook, policy: Policy, as_of: date
) -> Accounts:
    """Add the features asked for that an account lacks, on how many distinct days, and how lately.

    What was asked for before it came is added apart, also where the wish is older: now there is an answer.
    One angry thread is one day. What the tier or an add-on has already is no demand but a matter of
    documentation. Without events that could tell, the count of requests in a usage file is demand without a
    name.
    """
    if tables.events is None:
        return _counted(accounts, book, policy)
    signals = policy.signals
    events = happenings(accounts, tables.events, as_of, days=max(signals.request_days, signals.awaited_days))
    lacks = _lacking(accounts, book)
    heard = _requests(events, book, np.nan_to_num(lacks))
    requests = heard.only(heard.age < signals.request_days)
    awaited = _awaited(accounts, heard, book, signals, blocks.day_of(as_of))
    known = ~np.isnan(vector(accounts, "tier_rank"))
    unheard = not heard_of(tables) & _telling(book)
    asked = np.zeros(lacks.shape)
    np.add.at(asked, (requests.at, requests.feature), 1)
    days = np.unique(np.column_stack([requests.at, requests.on, requests.age]), axis=0)
    at, weight = days[:, 0].astype(np.int64), 0.5 ** (days[:, 2] / signals.request_half_life)
    newest = np.full(len(accounts), -np.inf)
    np.maximum.at(newest, at, days[:, 1])
    facts = {
        "asked_features": known_where(listed(asked, book.features), known),
        "asked_days": np.where(known, np.bincount(at, minlength=len(accounts)), np.nan),
        "asked_weight": np.where(known, np.bincount(at, weights=weight, minlength=len(accounts)), np.nan),
        "last_asked_on": blocks.as_dates(newest),
        "arrived_features": known_where(listed(np.nan_to_num(awaited), book.features), known),
    }
    asked[~known] = np.nan
    by_feature = (ASKED, book.features, asked), (AWAITED, book.features, blocks.as_dates(awaited))
    told = Accounts(blocks.add(accounts, ACCOUNTS, facts, *by_feature))
    return _only_what_was_asked(told, _counted(accounts, book, policy)) if unheard else told


def _only_what_was_asked(told: Accounts, otherwise: Accounts) -> Accounts:
    """Give what was told of those who asked for something, and the other facts of everybody else."""
    asked = (told["asked_days"] > 0) | (told["arrived_features"] != "")
    return either(asked.fillna(value=False), told, otherwise)


def _telling(book: TierBook) -> frozenset[str]:
    """Give the kinds of events by which a request is heard of."""
    own = (event for feature in book.features for event in book.demand(feature).events)
    return frozenset((*POINT_AT_IT, *own))


def _counted(accounts: Accounts, book: TierBook, policy: Policy) -> Accounts:
    days = np.minimum(vector(accounts, "feature_requests"), policy.signals.unnamed_days_most)
    unknown = np.full(len(accounts), np.nan)
    facts = {
        "asked_features": picked((), np.full(len(accounts), -1)),
        "asked_days": days,
        "asked_weight": days,
        "last_asked_on": blocks.as_dates(unknown),
        "arrived_features": picked((), np.full(len(accounts), -1)),
    }
    nothing = np.tile(unknown[:, None], len(book.features))
    by_feature = (ASKED, book.features, nothing), (AWAITED, book.features, blocks.as_dates(nothing))
    return Accounts(blocks.add(accounts, ACCOUNTS, facts, *by_feature))


def _awaited(accounts: Accounts, heard: Requests, book: TierBook, signals: Signals, today: int) -> Floats:
    """Give the newest day on which each feature that came lately was asked for before it came; NaN: never."""
    came = arrivals(book)[np.nan_to_num(vector(accounts, "tier_rank")).astype(np.int64)]
    lately = (came <= today) & (came > today - signals.arrived_days)
    before = heard.on < np.where(lately, came, -np.inf)[heard.at, heard.feature]
    older = heard.only(before & (heard.age < signals.awaited_days))
    newest = np.full(came.shape, -np.inf)
    np.maximum.at(newest, (older.at, older.feature), older.on)
    return np.where(np.isfinite(newest), newest, np.nan)


def _lacking(accounts: Accounts, book: TierBook) -> Floats:
    """Give whether each account lacks each feature that there is; NaN where its tier is not known."""
    rank, shelf = vector(accounts, "tier_rank"), Shelf(book)
    pieces = np.nan_to_num(block(accounts, HELD, shelf.ids))
    has = features_with(shelf, np.nan_to_num(rank).astype(np.int64), pieces)
    known = book.catalogue.features
    out = np.array([book.is_out(known.get(feature)) for feature in book.features], dtype=bool)
    return np.where(np.isnan(rank)[:, None], np.nan, ~has & out)


def _requests(events: Happenings, book: TierBook, lacks: Floats) -> Requests:
    found = [
        np.column_stack(
            [events.rows.whose[rows], np.full(len(rows), place), events.on[rows], events.age[rows]]
        )
        for place, asks in _asking(events, book)
        for rows in [np.flatnonzero(asks & (lacks[events.rows.whose, place] > 0))]
    ]
    each = np.unique(np.concatenate([*found, np.empty((0, 4))]), axis=0)
    return Requests(each[:, 0].astype(np.int64), each[:, 1].astype(np.int64), each[:, 2], each[:, 3])


def _asking(events: Happenings, book: TierBook) -> Iterator[tuple[int, Bools]]:
    """Give for each feature the events that ask for it, whoever has it."""
    named = events.rows.words("feature")
    about = named.numbers([or_nan(feature_called(book, word)) for word in named.words])
    pointing, saying = events.ever(*POINT_AT_IT), np.flatnonzero(events.ever(*SAY_SO))
    request, text = events.ever(REQUEST)[saying], words(events.rows.rows.iloc[saying], "text")
    names = [(f, f.replace("_", " "), book.feature_name(f)) for f in book.features]
    demands = [book.demand(feature) for feature in book.features]
    called, wanted = mentions(text, names), mentions(text, [demand.terms for demand in demands])
    for place, demand in enumerate(demands):
        asks = (pointing & (about == place)) | events.ever(*demand.events)
        asks[saying] |= (request & called[place]) | wanted[place]
        yield place, asks
