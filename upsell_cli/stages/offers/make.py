"""All offers of all accounts as one table."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.bundles import Shelf
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.offers import OFFER_TYPES, OFFERS, Offers
from upsell_cli.frames.vectors.blocks import Bools, Floats, add, block, picked, rows_at, typed
from upsell_cli.frames.vectors.lists import BETWEEN_PIECES, listed, written_out
from upsell_cli.stages.offers.candidates import Candidates, candidates, outcome, together, unmet, unmet_names
from upsell_cli.stages.offers.cheaper import cheaper_add_ons
from upsell_cli.stages.offers.fit import fit
from upsell_cli.stages.offers.same_tier import seats_and_add_ons
from upsell_cli.stages.offers.smaller import smaller_plans
from upsell_cli.stages.offers.upgrades import upgrades
from upsell_cli.stages.offers.wants import Wants, read_wants

COLUMNS = tuple(column.name for column in OFFERS if column.stage == "offers")


def make_offers(
    accounts: Accounts,
    book: TierBook,
    policy: Policy,
    *,
    months: Sequence[Floats] = (),
    guessed: bool = False,
) -> Offers:
    """Give every offer that would bring an account nearer to what it needs, and every smaller plan.

    An offer is judged by all evidenced needs; `meets` is not known for a smaller plan whose limits
    cannot be compared with use. `months` is what was used in each billing month, accounts x meters;
    where that is known, not `guessed` from weeks, it may also be one whose limit is passed at a price, as the
    charge is known.
    """
    rules = policy.offers
    wants = read_wants(accounts, Shelf(book), months)
    use = block(accounts, ACCOUNTS.family("use"), book.meter_ids)
    needed = together(tuple(seats_and_add_ons(wants, rules.add_ons_together)))
    tried = together(
        (
            upgrades(wants),
            needed,
            *cheaper_add_ons(wants, months or (use,), needed, rules.add_ons_together),
            smaller_plans(accounts, wants, rules, pays_beyond=bool(months) and not guessed),
        )
    )
    frame = _framed(accounts, wants, tried)
    return Offers(frame[~frame.duplicated(["account_id", "offer_id"])].reset_index(drop=True))


def _framed(accounts: Accounts, wants: Wants, tried: Candidates) -> pd.DataFrame:
    after = outcome(tried, wants)
    mine, book = after.wants, wants.shelf.book
    smaller = tried.kind == OFFER_TYPES.index("right_size")
    left = unmet(tried, after) & ~smaller[:, None]
    fitting = fit(accounts, tried.at, tried.to_rank, book)
    add_ons = written_out(tried.added, wants.shelf.ids, BETWEEN_PIECES)
    pieces = tried.added.sum(axis=1)
    more_seats = np.where(mine.per_seat & ~after.moves, tried.seats - mine.seats, np.nan)
    all_seats = tried.seats + mine.beside
    columns = {
        "account_id": accounts["account_id"].array.take(tried.at),
        "offer_id": _ids(tried, book, add_ons, more_seats, all_seats),
        "offer_type": picked(OFFER_TYPES, tried.kind),
        "from_rank": mine.rank,
        "to_rank": tried.to_rank,
        "from_tier": picked(book.tier_ids, mine.rank),
        "to_tier": picked(book.tier_ids, tried.to_rank),
        "add_on": add_ons,
        "seats_after": all_seats,
        "quantity": np.where(pieces > 0, pieces, more_seats),
        "seats_added": more_seats,
        "meets": np.where(smaller, tried.fits, ~left.any(axis=1)),
        "unmet": _names(left, unmet_names(wants)),
        "unmet_count": left.sum(axis=1),
        "met_count": (rows_at(_unmet_today(wants), tried.at) & ~left).sum(axis=1),
        "loses": _names(mine.has & ~after.has, book.features),
        "fit_met": fitting.met,
        "fit_known": fitting.known,
        "fit_of": fitting.of,
    }
    frame = pd.DataFrame({name: typed(columns[name], OFFERS[name].dtype) for name in COLUMNS})
    return add(frame, OFFERS, {}, (OFFERS.family("allows"), book.meter_ids, after.allows))


def _unmet_today(wants: Wants) -> Bools:
    """Give for each account what is unmet while everything stays as it is."""
    everybody = np.arange(len(wants.rank))
    nothing = np.zeros((len(everybody), len(wants.shelf.ids)), order="F")
    stay = candidates("seat_expansion", everybody, wants.rank, wants.seats, nothing)
    return unmet(stay, outcome(stay, wants))


def _ids(
    tried: Candidates,
    book: TierBook,
    add_ons: pd.api.extensions.ExtensionArray,
    more_seats: Floats,
    all_seats: Floats,
) -> pd.api.extensions.ExtensionArray:
    """Give the ids: what sort of offer, where to, and, in the same tier, the add-ons and seats after it."""
    heads = np.array([f"{kind}:{tier}" for kind in OFFER_TYPES for tier in book.tier_ids], dtype=object)
    ids = heads[tried.kind * len(book.tiers) + tried.to_rank]
    bought = (tried.added > 0).any(axis=1)
    ids[bought] += ":" + add_ons.to_numpy(dtype=object)[bought]
    billed = np.nan_to_num(more_seats) != 0
    ids[billed] += ":" + all_seats[billed].astype(np.int64).astype(str).astype(object)
    return pd.arrays.StringArray(ids)


def _names(flags: Bools, names: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Give the names whose flag holds, `;` between; most rows have none, so only the others are written."""
    some = flags.any(axis=1)
    texts = np.full(len(flags), "", dtype=object)
    if some.any():
        texts[some] = listed(flags[some].astype(float), names)
    return pd.arrays.StringArray(texts)
