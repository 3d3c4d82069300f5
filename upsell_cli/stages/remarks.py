"""What the exports say of accounts that may surprise, with what was made of it."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import meaning_of_tier
from upsell_cli.frames.tables import Inputs
from upsell_cli.frames.vectors.blocks import vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.money import written
from upsell_cli.problems import Code, Place, Problem, shortened

SEVERAL = Code(
    "several-subscriptions",
    "note",
    "Accounts have more than one open subscription: amounts and seats add up, and the tier is the highest.",
    "Nothing, if they run side by side; else give the ended ones the day they ended.",
)
BEFORE_START = Code(
    "usage-before-start",
    "note",
    "Accounts have usage from before the day they became customers; it is used like any other.",
    "Nothing, if they tried it first or came back; else correct the start in billing or accounts.",
)
OTHER_TIER = Code(
    "tier-differs",
    "note",
    "The accounts file gives accounts another tier than billing does; billing counts.",
    "Correct whichever is out of date.",
)
LESS_THAN_NOTHING = Code(
    "less-than-nothing",
    "warning",
    "What an account is billed comes to less than nothing, so what it pays is taken as not known.",
    "Correct the amount; leave a credit out, or in one line with what it is taken from.",
    "an MRR of -49",
)
CODES = {code.code: code for code in (SEVERAL, BEFORE_START, OTHER_TIER, LESS_THAN_NOTHING)}
BILLED = ("arr_minor", "mrr_minor", "amount_minor")


def remarks(accounts: pd.DataFrame, inputs: Inputs, book: TierBook) -> Iterator[Problem]:
    """Give a note for each such thing, with how many accounts it is about and the first of them."""
    count = np.nan_to_num(vector(accounts, "subscriptions"))
    several = count > 1
    if several.any():
        message = (
            f"{_some(several)} several open subscriptions, "
            f"{int(count[several].sum()):,} in all, such as {_first(accounts, several)}: "
            "amounts and seats add up, and the tier is the highest"
        )
        yield SEVERAL.problem(message, Place(inputs.path_of("billing")))
    early = vector(accounts, "usage_before_start") == 1
    if early.any():
        message = (
            f"{_some(early)} usage from before the start as a customer, such as {_first(accounts, early)}: "
            "it is used"
        )
        yield BEFORE_START.problem(message, Place(inputs.path_of("usage")))
    yield from _other_tiers(accounts, inputs, book)
    yield from _less_than_nothing(accounts, inputs, book)


def _other_tiers(accounts: pd.DataFrame, inputs: Inputs, book: TierBook) -> Iterator[Problem]:
    said = inputs.tables.accounts
    if said is None or "tier" not in said.columns:
        return
    ranks = {word: meaning_of_tier(book, word).rank for word in said["tier"].dropna().unique()}
    if not ranks:
        return
    told = said.drop_duplicates("account_id").set_index("account_id")["tier"].map(ranks)
    elsewhere = told.reindex(accounts["account_id"]).to_numpy(dtype=np.float64, na_value=np.nan)
    billed = words(accounts, "tier_source").among("billing")
    differs = billed & ~np.isnan(elsewhere) & (elsewhere != vector(accounts, "tier_rank"))
    if differs.any():
        at = int(differs.argmax())
        names = (book.tier_name(int(rank[at])) for rank in (elsewhere, vector(accounts, "tier_rank")))
        message = (
            f"{_some(differs)} another tier here than in billing, "
            f"such as {_first(accounts, differs)} ({', billed '.join(names)}): billing counts"
        )
        yield OTHER_TIER.problem(message, Place(inputs.path_of("accounts")))


def _less_than_nothing(accounts: pd.DataFrame, inputs: Inputs, book: TierBook) -> Iterator[Problem]:
    billing = inputs.tables.billing
    if billing is None:
        return
    rows = billing[np.any([vector(billing, name) < 0 for name in BILLED], axis=0)]
    owing = accounts["account_id"].isin(rows["account_id"]).to_numpy()
    credit = owing & np.isnan(vector(accounts, "arr_now_minor"))
    if credit.any():
        theirs = rows[rows["account_id"].isin(accounts["account_id"][credit])]
        first = theirs.sort_values(["source_file", "source_line"]).iloc[0]
        names = (name for name in BILLED if name in billing.columns)
        name = next(name for name in names if first[name] is not pd.NA and first[name] < 0)
        currency = book.currency if first["currency"] is pd.NA else first["currency"]
        amount = written(int(first[name]), currency)
        message = (
            f"{_some(credit)} an amount below zero in billing and not enough above, "
            f"such as {shortened(first['account_id'])} ({amount}): what is paid is taken as not known"
        )
        file, line = first["source_file"], int(first["source_line"])
        place = Place(file, line, inputs.header_of(file, name.removesuffix("_minor")))
        yield LESS_THAN_NOTHING.problem(message, place, value=amount)


def _some(chosen: np.ndarray) -> str:
    """Give how many are chosen, as the beginning of a sentence.

    >>> _some(np.array([True, False])), _some(np.array([True, True]))
    ('1 of 2 accounts has', '2 of 2 accounts have')
    """
    some = int(chosen.sum())
    return f"{some:,} of {len(chosen):,} accounts {'has' if some == 1 else 'have'}"


def _first(accounts: pd.DataFrame, chosen: np.ndarray) -> str:
    return shortened(str(accounts["account_id"].iloc[int(chosen.argmax())]))
