"""One standing an account: all that runs on the day, added up."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.book import INTERVALS, TierBook
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, first_known, known_where, picked, taken
from upsell_cli.frames.vectors.lists import listed
from upsell_cli.stages.subscriptions.amounts import Amounts, Standing, add_up
from upsell_cli.stages.subscriptions.lines import LATE, Lines, read_lines
from upsell_cli.stages.subscriptions.listed import paid_by_year
from upsell_cli.stages.subscriptions.own_tier import listed_others, own_tier
from upsell_cli.stages.subscriptions.purchases import bought_so_far

STATUSES = ("active", "trialing", "past_due", "paused", "ended", "none")
ACTIVE, TRIALING, PAST_DUE, PAUSED, ENDED, NONE = range(len(STATUSES))
UNKNOWN = -1
TOLD_ASIDE = ("tier", "plan", "seats", "renewal_date")
"""What a file that is not about billing may say of it."""
HELD, OPEN, PAYS, OTHERS = (ACCOUNTS.family(name) for name in ("held", "open", "pays", "others"))


class PurchaseFile(NamedTuple):
    """A file that says what accounts have bought, its lines, and the main line of each account."""

    name: str
    lines: Lines
    bought: Bools
    main: Ints


def subscribe(accounts: Accounts, tables: Tables, book: TierBook, as_of: date) -> Accounts:
    """Add what each account has bought, from billing or, without it, from what a usage file says.

    Several open subscriptions are legal: amounts and seats add up, and the tier is the highest of those
    that are not trials. Where billing names no tier we know, the usage file and then the accounts file
    are asked, but not for an account whose subscriptions have all ended.
    """
    sources = [_source(name, read_lines(accounts, f, book, as_of)) for name, f in _files(tables)]
    first, billed = sources[0].lines, tables.billing is not None
    status = _status(first, billed=billed)
    origin = _origin(sources, status)
    main = [np.where(origin == place, source.main, -1) for place, source in enumerate(sources)]
    standing = _standing(sources, main, book, ended=status == ENDED)
    money = add_up(first, standing, book)
    counted = _one_line_each(first, standing)
    by_year = taken(first.by_year, sources[0].main)
    held, ids = _held(first, book, billed=billed), [add_on.id for add_on in book.add_ons]
    facts = {
        "tier_id": picked(book.tier_ids, _places(standing.rank)),
        "tier_rank": standing.rank,
        "tier_source": picked([source.name for source in sources], origin),
        "plan": _plan(sources, main),
        "plan_index": standing.plan,
        "grandfathered": _grandfathered(book, standing),
        "subscriptions": np.where(billed, first.rows.count(counted), np.nan),
        "seats": standing.seats,
        "add_ons": known_where(listed((held > 0).astype(np.float64), ids), ~np.isnan(held.sum(axis=1))),
        "status": picked(STATUSES, status),
        "paid": np.where(status == NONE, np.nan, money.paid),
        "currency": picked(money.currencies, money.currency),
        "interval": picked(INTERVALS, _places(by_year)),
        "priced_by": picked(INTERVALS, standing.by_year.astype(np.int64)),
        "arr_now_minor": money.yearly,
        "arr_basis": picked(("billed", "list"), np.where(np.isnan(money.yearly), UNKNOWN, money.from_list)),
        **own_tier(first, sources[0].main, standing, money),
        **_dates(accounts, sources, blocks.day_of(as_of)),
    }
    running, pays = _by_tier(first, standing, money, counted, len(book.tiers))
    opened = np.where(billed, running, np.nan)
    others = listed_others(first, sources[0].main, standing, book)
    families = (
        (OPEN, book.tier_ids, opened),
        (PAYS, book.tier_ids, pays),
        (OTHERS, book.tier_ids, others),
        (HELD, ids, held),
    )
    return Accounts(blocks.add(accounts, ACCOUNTS, facts, *families))


def _files(tables: Tables) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the files that tell what was bought, the one that tells of amounts first.

    The others are read only if they say anything.
    """
    if tables.billing is not None:
        yield "billing", tables.billing
    if tables.billing is None or _tells(tables.profile):
        yield "usage", tables.profile
    if tables.accounts is not None and _tells(tables.accounts):
        yield "accounts", tables.accounts


def _tells(table: pd.DataFrame) -> bool:
    return any(name in table.columns and table[name].notna().any() for name in TOLD_ASIDE)


def _source(name: str, lines: Lines) -> PurchaseFile:
    return PurchaseFile(name, lines, lines.bought(), lines.main())


def _status(lines: Lines, *, billed: bool) -> Ints:
    """Give the place in STATUSES; without billing, only where the line itself says something of it."""
    rows = lines.rows
    count, bought = rows.count(lines.running), lines.subscribed()
    late = rows.any(lines.running & lines.status.among(*LATE))
    on_trial = (count > 0) & (rows.count(bought & lines.trial) == rows.count(bought))
    paused = (count > 0) & (rows.count(lines.running & lines.status.among("paused")) == count)
    ended = (count == 0) & rows.any(lines.over)
    says = rows.any((lines.status.codes >= 0) | lines.trial | lines.over) | billed
    status = np.select(
        [~says, ended, count == 0, late, paused, on_trial],
        [UNKNOWN, ENDED, NONE if billed else UNKNOWN, PAST_DUE, PAUSED, TRIALING],
        ACTIVE,
    )
    return status.astype(np.int64)


def _origin(sources: list[PurchaseFile], status: Ints) -> Ints:
    """Give which source says the tier; -1 where none does."""
    origin = np.full(len(status), UNKNOWN, dtype=np.int64)
    for place, source in enumerate(sources):
        says = ~np.isnan(taken(source.lines.rank, source.main)) & (status != ENDED)
        origin = np.where((origin == UNKNOWN) & says, place, origin)
    return origin


def _standing(sources: list[PurchaseFile], main: list[Ints], book: TierBook, *, ended: Bools) -> Standing:
    """Give what is known before the money; how an account pays is told by the main line of the first file."""
    rank = first_known(*(taken(s.lines.rank, at) for s, at in zip(sources, main, strict=True)))
    plan = first_known(*(taken(s.lines.plan, at) for s, at in zip(sources, main, strict=True)))
    seats = first_known(*(_seats(source) for source in sources))
    lines, chief = sources[0].lines, sources[0].main
    by_year, billed, own = (taken(known, chief) for known in (lines.by_year, lines.billed, lines.seats))
    yearly = paid_by_year(book, rank, plan, np.where(chief < 0, seats, own), by_year, billed)
    return Standing(rank, plan, seats, yearly, ended)


def _seats(source: PurchaseFile) -> Floats:
    rows, known = source.lines.rows, source.bought & ~np.isnan(source.lines.seats)
    paid_for = rows.total(np.nan_to_num(source.lines.seats).astype(np.int64), known)
    return np.where(rows.any(known), paid_for, np.nan)


def _held(lines: Lines, book: TierBook, *, billed: bool) -> Floats:
    """Give pieces of each add-on, accounts x add-ons; its line's quantity counts if it is repeatable.

    Without billing, only an account whose own line says something of add-ons is known to hold any.
    """
    rows = lines.rows
    alone = lines.bills_add_on & lines.subscribed()
    pieces = np.where(np.isnan(lines.seats) | alone, 1, np.fmax(lines.seats, 1)).astype(np.int64)
    held = np.zeros((rows.accounts, len(book.add_ons)))
    for place, add_on in enumerate(book.add_ons):
        chosen = lines.running & (lines.add_on == place)
        held[:, place] = rows.total(pieces, chosen) if add_on.repeatable else rows.any(chosen)
    if not billed:
        held[~rows.any(lines.bills_add_on)] = np.nan
    return held


def _by_tier(
    lines: Lines, standing: Standing, money: Amounts, counted: Bools, tiers: int
) -> tuple[Ints, Ints]:
    """Give open subscriptions and what is paid for each tier a year, accounts x tiers.

    Each line counts under its own tier; an add-on, and an account whose amount is no line's, under the
    account's. Where it is not known what an account pays in all, none of it is put under a tier.
    """
    rows = lines.rows
    rank = first_known(lines.rank, standing.rank[rows.whose])
    known = ~np.isnan(money.yearly)[rows.whose]
    amount = np.where(known, np.nan_to_num(money.by_line), 0).astype(np.int64)
    running = np.stack([rows.count(counted & (rank == tier)) for tier in range(tiers)], axis=1)
    pays = np.stack([rows.total(amount, lines.running & (rank == tier)) for tier in range(tiers)], axis=1)
    alone = ~rows.any(lines.running) & ~np.isnan(standing.rank)
    pays[alone, _places(standing.rank)[alone]] = np.nan_to_num(money.yearly[alone]).astype(np.int64)
    return running, pays


def _plan(sources: list[PurchaseFile], main: list[Ints]) -> pd.Series:
    """Give the name on the line that says the tier: its plan, else its tier as written."""
    names = pd.Series(pd.NA, index=range(len(main[0])), dtype="string")
    for source, at in zip(sources, main, strict=True):
        for column in ("plan", "tier"):
            words = source.lines.rows.words(column)
            names = names.fillna(
                pd.Series(picked(words.words, _places(taken(words.codes.astype(np.float64), at))))
            )
    return names


def _grandfathered(book: TierBook, standing: Standing) -> Floats:
    kept = np.array([*(plan.grandfathered for plan in book.catalogue.plans), False], dtype=np.float64)
    return np.where(np.isnan(standing.rank), np.nan, kept[_places(standing.plan)])


def _one_line_each(lines: Lines, standing: Standing) -> Bools:
    """Give one line of each running subscription, its highest tier; lines with the same id are one."""
    rank = first_known(lines.rank, standing.rank[lines.rows.whose], np.full(len(lines.rank), -1.0))
    ids = lines.rows.words("subscription_id").codes
    open_lines = pd.DataFrame({"at": lines.rows.whose, "id": ids, "rank": rank})[lines.subscribed()]
    highest_first = open_lines.sort_values("rank", ascending=False, kind="stable")
    again = highest_first.duplicated(["at", "id"]) & (highest_first["id"] >= 0)
    counted = np.zeros(len(rank), dtype=bool)
    counted[highest_first.index[~again]] = True
    return counted


def _dates(accounts: Accounts, sources: list[PurchaseFile], today: int) -> dict[str, object]:
    first = sources[0]
    rows, main = first.lines.rows, first.main
    ahead = [s.lines.rows.smallest(s.lines.renewal, s.bought & (s.lines.renewal >= today)) for s in sources]
    past = [s.lines.rows.largest(s.lines.renewal, s.bought & (s.lines.renewal < today)) for s in sources]
    renewal = first_known(*ahead, *past)
    noticed = first.bought & ~np.isnan(first.lines.notice)
    leaves = (rows.count(noticed) > 0) & (rows.count(noticed) == rows.count(first.bought))
    cancel = np.where(leaves, rows.largest(first.lines.notice, noticed), np.nan)
    return {
        "tenure_weeks": np.maximum((today - blocks.days(accounts, "customer_since")) / DAYS_A_WEEK, 0),
        "term_start": blocks.as_dates(taken(rows.days("term_start"), main)),
        "term_end": blocks.as_dates(taken(rows.days("term_end"), main)),
        "renewal_date": blocks.as_dates(renewal),
        "days_to_renewal": np.where(renewal >= today, renewal - today, np.nan),
        "cancel_on": blocks.as_dates(cancel),
        **bought_so_far(first.lines, today),
    }


def _places(numbers: Floats) -> Ints:
    return np.where(np.isnan(numbers), UNKNOWN, numbers).astype(np.int64)
