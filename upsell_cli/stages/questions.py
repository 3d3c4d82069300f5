"""What customers asked about the tiers above their own: how often, and which of them by name."""

from datetime import date

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import feature_called
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors.blocks import Bools, Floats, add, or_nan, picked, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.happenings import Happenings, happenings
from upsell_cli.frames.vectors.mentions import mentions

QUESTION = "higher_tier_question"
TALK = ("ticket", "note")
"""Events that ask about a tier only where their text speaks of its plan: `growth` is a common word."""


def hear_questions(
    accounts: Accounts, tables: Tables, book: TierBook, policy: Policy, as_of: date
) -> Accounts:
    """Add how often a higher tier was asked about, and the lowest tier above their own that was named.

    A question that names a feature is a request for that feature, and is counted as such elsewhere.
    """
    asked = times = np.full(len(accounts), np.nan)
    if tables.events is not None:
        events = happenings(accounts, tables.events, as_of, days=policy.signals.event_days)
        about = _naming(events, book, policy, vector(accounts, "tier_rank"))
        named: Bools = np.any(about, axis=1)
        times = events.count((events.ever(QUESTION) & ~_about_a_feature(events, book)) | named)
        asked = events.rows.smallest(about.argmax(axis=1).astype(np.float64), named)
    facts = {
        "higher_tier_questions": times,
        "tier_asked": picked(book.tier_ids, np.where(np.isnan(asked), -1, asked).astype(np.int64)),
    }
    return Accounts(add(accounts, ACCOUNTS, facts))


def _naming(events: Happenings, book: TierBook, policy: Policy, ranks: Floats) -> Bools:
    """Give which events name which tier above their account's own, rows x tiers."""
    names = [tuple({tier.id, tier.id.replace("_", " "), tier.name or tier.id}) for tier in book.tiers]
    spoken = [
        tuple(
            text for word in policy.signals.plan_words for n in own for text in (f"{n} {word}", f"{word} {n}")
        )
        for own in names
    ]
    text = words(events.rows.rows, "text")
    asked, talked = (np.column_stack(mentions(text, terms)) for terms in (names, spoken))
    above = [[upper in book.path(rank) for upper in range(len(names))] for rank in range(len(names))]
    theirs = np.array([*above, [False] * len(names)], dtype=bool)
    own = np.where(np.isnan(ranks), len(names), ranks).astype(np.int64)[events.rows.whose]
    named: Bools = (events.ever(QUESTION)[:, None] & asked) | (events.ever(*TALK)[:, None] & talked)
    higher: Bools = named & theirs[own]
    return higher


def _about_a_feature(events: Happenings, book: TierBook) -> Bools:
    named = events.rows.words("feature")
    return ~np.isnan(named.numbers([or_nan(feature_called(book, word)) for word in named.words]))
