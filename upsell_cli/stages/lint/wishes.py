"""Features against what customers ask for and use."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import feature_called
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors.blocks import Bools, or_nan, vector
from upsell_cli.frames.vectors.gather import gathered
from upsell_cli.frames.vectors.mentions import mentions
from upsell_cli.stages.lint.found import Findings, Found

REQUEST = "feature_request"


def odd_wishes(live: Accounts, tables: Tables, book: TierBook, policy: Policy) -> Findings:
    """Give features nobody's words ask for, features their owners ask for, and features nobody uses."""
    rank = np.nan_to_num(vector(live, "tier_rank"), nan=-1).astype(np.int64)
    has = np.vstack([book.has, np.zeros(len(book.features), dtype=bool)])[rank]
    if tables.events is not None and len(live):
        yield from _asked(live, tables.events, book, policy, has)
    yield from _idle(live, book, policy, has)


def _asked(live: Accounts, events: pd.DataFrame, book: TierBook, policy: Policy, has: Bools) -> Findings:
    apart: Bools = ~np.all(book.has, axis=0)
    for place, heard, wished in _heard(live, events, book):
        feature, name = book.features[place], book.feature_name(book.features[place])
        demand = book.demand(feature)
        if (demand.terms or demand.events) and not heard and apart[place]:
            message = f"nothing in the events asks for {name} in these words"
            yield Found("terms-silent", ("features", feature, "demand"), message, feature)
        owners = int((wished & has[:, place]).sum())
        if owners >= max(policy.lint.owners_asking, 1):
            message = f"{owners:,} accounts asked for {name} although their tier has it"
            yield Found("asked-by-owners", ("features", feature), message, feature)


def _heard(live: Accounts, events: pd.DataFrame, book: TierBook) -> Iterator[tuple[int, bool, Bools]]:
    """Give for each feature whether any event asks for it, and which accounts requested it."""
    rows = gathered(live, events)
    kind, named, text = rows.words("type"), rows.words("feature"), rows.words("text")
    about = named.numbers([or_nan(feature_called(book, word)) for word in named.words])
    demands = [book.demand(feature) for feature in book.features]
    said = mentions(text, [demand.terms for demand in demands])
    request = kind.among(REQUEST)
    for place, demand in enumerate(demands):
        wished = request & (said[place] | (about == place))
        heard = wished | said[place] | kind.among(*demand.events)
        yield place, bool(heard.any()), rows.any(wished)


def _idle(live: Accounts, book: TierBook, policy: Policy, has: Bools) -> Findings:
    measured = ~np.isnan(vector(live, "depth"))
    unused = live["features_unused"].fillna("").str.split(";").tolist()
    for place, feature in enumerate(book.features):
        owners = np.flatnonzero(measured & has[:, place])
        if len(owners) >= policy.lint.least_accounts and all(feature in unused[at] for at in owners):
            message = f"none of {len(owners):,} accounts that have {book.feature_name(feature)} uses it"
            loc = ("features", feature, "used_by")
            yield Found("feature-idle", loc, message, feature)
