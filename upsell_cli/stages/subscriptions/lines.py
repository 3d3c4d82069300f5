"""The lines of a billing export: what each stands for, whether it runs on the day, what it bills a year."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from upsell_cli.calendar import LONGEST_MONTH, MONTHS_A_YEAR
from upsell_cli.config.book import TierBook
from upsell_cli.config.names import add_on_called, meaning_of_plan, meaning_of_tier
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, first_known, or_nan
from upsell_cli.frames.vectors.gather import Gathered, Words, gathered
from upsell_cli.stages.subscriptions.by_amount import with_plans_by_amount

PERIODS_A_YEAR = {
    **dict.fromkeys(("month", "monthly"), 12),
    **dict.fromkeys(("quarter", "quarterly"), 4),
    "half_year": 2,
    **dict.fromkeys(("year", "annual", "yearly", "annually"), 1),
    **dict.fromkeys(("week", "weekly"), 52),
    **dict.fromkeys(("day", "daily"), 365),
}
OVER = ("canceled", "cancelled", "expired", "ended", "incomplete_expired")
NOTICED = ("non_renewing", *OVER)
TRIAL = ("trialing", "trial", "in_trial")
LATE = ("past_due", "unpaid")


class Lines(NamedTuple):
    """Billing lines, one array an idea.

    `rank`, `plan` and `add_on` are places in the book, NaN where the line names none we know; `billed`
    is minor units a year, NaN where the line has no amount; `renewal` is the day the term ends and
    `notice` the day from which a line that was given notice no longer runs.
    """

    rows: Gathered
    rank: Floats
    plan: Floats
    add_on: Floats
    bills_add_on: Bools
    running: Bools
    over: Bools
    status: Words
    trial: Bools
    free: Bools
    by_year: Floats
    seats: Floats
    billed: Floats
    renewal: Floats
    notice: Floats

    def subscribed(self) -> Bools:
        """Give the running lines that are a subscription, not an add-on to one.

        Where an account has no other, an add-on that says which tier it is added to stands for it.
        """
        plain = self.running & ~self.bills_add_on
        alone = self.running & ~np.isnan(self.rank) & ~self.rows.any(plain)[self.rows.whose]
        return plain | alone

    def bought(self) -> Bools:
        """Give the subscriptions that say what the account has: trials only where there is nothing else."""
        subscribed = self.subscribed()
        settled = subscribed & ~self.trial
        return settled | (subscribed & ~self.rows.any(settled)[self.rows.whose])

    def main(self) -> Ints:
        """Give the place of each account's main line: the highest tier, then the largest amount; -1: none."""
        names = self.rows.words("plan").order(), self.rows.words("subscription_id").order()
        return self.rows.first(self.bought(), -self.rank, -self.billed, -self.seats, *names)


def read_lines(accounts: Accounts, billing: pd.DataFrame, book: TierBook, as_of: date) -> Lines:
    """Give the billing lines of these accounts, read with the names of the book, as of a day."""
    rows = gathered(accounts, billing)
    status, interval = rows.words("status"), rows.words("interval")
    rank, plan, add_on = _stands_for(rows, book)
    begun, ended = _course(rows, status, blocks.day_of(as_of))
    periods = interval.numbers([PERIODS_A_YEAR.get(word.casefold(), np.nan) for word in interval.words])
    return Lines(
        rows=rows,
        rank=rank,
        plan=plan,
        add_on=add_on,
        bills_add_on=~np.isnan(add_on) | (rows.words("add_on").codes >= 0),
        running=begun & ~ended,
        over=begun & ended,
        status=status,
        trial=status.among(*TRIAL) | (rows.vector("is_trial") == 1),
        free=status.among("free", "paused"),
        by_year=np.where(np.isnan(periods), np.nan, periods == 1),
        seats=rows.vector("seats"),
        billed=_billed(rows, periods),
        renewal=first_known(rows.days("renewal_date"), _end_of_term(rows, periods)),
        notice=_notice(rows, status),
    )


def _stands_for(rows: Gathered, book: TierBook) -> tuple[Floats, Floats, Floats]:
    """Give rank, row of `plans` and add-on of each line.

    A tier called by its id or name is believed before the plan beside it, which then counts only if it
    is of the same tier.
    """
    tiers, plans, add_ons = rows.words("tier"), rows.words("plan"), rows.words("add_on")
    by_tier = [meaning_of_tier(book, word) for word in tiers.words]
    by_plan = [meaning_of_plan(book, word) for word in plans.words]
    named = tiers.numbers([or_nan(book.rank_of.get(word.casefold())) for word in tiers.words])
    planned = plans.numbers([or_nan(meaning.rank) for meaning in by_plan])
    rank = first_known(named, planned, tiers.numbers([or_nan(meaning.rank) for meaning in by_tier]))
    plan = first_known(
        plans.numbers([or_nan(meaning.plan) for meaning in by_plan]),
        tiers.numbers([or_nan(meaning.plan) for meaning in by_tier]),
    )
    add_on = first_known(
        add_ons.numbers([or_nan(add_on_called(book, word)) for word in add_ons.words]),
        plans.numbers([or_nan(meaning.add_on) for meaning in by_plan]),
        tiers.numbers([or_nan(meaning.add_on) for meaning in by_tier]),
    )
    contradicted = ~np.isnan(planned) & (planned != rank)
    plan = np.where(contradicted, np.nan, plan)
    unnamed = (tiers.codes < 0) & (plans.codes < 0) & (add_ons.codes < 0)
    return with_plans_by_amount(rows, unnamed, book, rank, plan, add_on)


def _course(rows: Gathered, status: Words, today: int) -> tuple[Bools, Bools]:
    """Give whether each line has begun, and whether it has ended.

    Dates are believed before the status, which is of the day of the export: a cancelled line with an
    end to come still runs. A line that is cancelled without saying when has ended.
    """
    start = np.fmax(rows.days("started_at"), rows.days("valid_from"))
    end = np.fmin(rows.days("ended_at"), rows.days("valid_to"))
    over = status.among(*OVER)
    end = np.where(over & np.isnan(end), rows.days("cancel_at"), end)
    begun = np.where(np.isnan(start), ~status.among("future"), start <= today) & ~status.among("incomplete")
    ended = np.where(np.isnan(end), over, end <= today)
    return begun.astype(bool), ended.astype(bool)


def _billed(rows: Gathered, periods: Floats) -> Floats:
    return first_known(
        rows.vector("arr_minor"), 12 * rows.vector("mrr_minor"), periods * rows.vector("amount_minor")
    )


def _end_of_term(rows: Gathered, periods: Floats) -> Floats:
    """Give the day on which a contract is up; a term of a month merely goes on."""
    start, end = rows.days("term_start"), rows.days("term_end")
    rolling = (periods >= MONTHS_A_YEAR) | (end - start <= LONGEST_MONTH)
    return np.where(rolling, np.nan, end)


def _notice(rows: Gathered, status: Words) -> Floats:
    """Give the day of a noticed end: as it is said, or that of the term where it ends with it."""
    noticed = status.among(*NOTICED) | (rows.vector("ends_with_term") == 1)
    end = first_known(*(rows.days(name) for name in ("ended_at", "valid_to", "term_end", "renewal_date")))
    return first_known(rows.days("cancel_at"), np.where(noticed, end, np.nan))
