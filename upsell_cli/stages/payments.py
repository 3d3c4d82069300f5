"""What invoices say: the charges beyond the plan in a year, and whether something is left unpaid."""

from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints
from upsell_cli.frames.vectors.gather import Gathered, gathered, words

DAYS_A_YEAR = 365
NOT_CHARGED = ("void", "draft")


def check_payments(accounts: Accounts, tables: Tables, policy: Policy, as_of: date) -> Accounts:
    """Add what is charged beyond the plan, and what is unpaid: not known without invoices of anybody."""
    today = blocks.day_of(as_of)
    late = words(accounts, "status").among("past_due")
    stated = words(accounts, "status").codes >= 0
    if tables.invoices is None:
        overage = since = np.full(len(accounts), np.nan)
        overdue = np.where(late, 1.0, np.where(stated, 0.0, np.nan))
    else:
        invoices = gathered(accounts, tables.invoices)
        overage = _overage(invoices, accounts, today)
        since = _unpaid_since(invoices, today - policy.gates.overdue_days, today)
        overdue = (late | ~np.isnan(since)).astype(np.float64)
    facts = {
        "overage_minor": overage,
        "payment_overdue": overdue,
        "payment_overdue_on": blocks.as_dates(since),
    }
    return Accounts(blocks.add(accounts, ACCOUNTS, facts))


def _overage(invoices: Gathered, accounts: Accounts, today: int) -> Floats:
    """Give what the last 12 months of invoices charged beyond the plan, scaled to a year by their months.

    Not known for an account whose invoices have no such figure, or are in another currency.
    """
    issued = invoices.days("invoice_date")
    recent = (issued > today - DAYS_A_YEAR) & (issued <= today)
    counted = recent & ~invoices.words("status").among(*NOT_CHARGED)
    amounts = invoices.vector("overage_amount_minor")
    charged = invoices.total(np.nan_to_num(amounts).astype(np.int64), counted)
    yearly = _scaled(charged, _months(invoices, counted)).astype(np.float64)
    silent = invoices.any(counted) & ~invoices.any(counted & ~np.isnan(amounts))
    home = accounts["currency"].to_numpy(dtype=object, na_value="")[invoices.whose]
    currency = invoices.rows["currency"].to_numpy(dtype=object, na_value="")
    foreign = invoices.any(counted & (currency != "") & (currency != home))
    return np.where(silent | foreign, np.nan, yearly)


def _scaled(amounts: Ints, months: Ints) -> Ints:
    """Give amounts of so many months as amounts of a year, halves away from zero.

    >>> _scaled(np.array([5, -5, 100]), np.array([8, 8, 12])).tolist()
    [8, -8, 100]
    """
    twice = 2 * MONTHS_A_YEAR * np.abs(amounts) + months
    scaled: Ints = np.sign(amounts) * (twice // (2 * months))
    return scaled


def _months(invoices: Gathered, counted: Bools) -> Ints:
    """Give how many months an account's invoices bill: 1 to 12, each month once, a longer period whole."""
    start = np.where(
        np.isnan(invoices.days("period_start")), invoices.days("invoice_date"), invoices.days("period_start")
    )
    length = np.round((invoices.days("period_end") - start) / DAYS_A_MONTH)
    month = blocks.as_dates(start).astype("datetime64[M]").astype(np.int64)
    billed = pd.DataFrame({"at": invoices.whose, "month": month, "length": np.fmax(length, 1)})[counted]
    longest = billed.groupby(["at", "month"], as_index=False)["length"].max()
    months = np.bincount(longest["at"], weights=longest["length"], minlength=invoices.accounts)
    return np.clip(months, 1, MONTHS_A_YEAR).astype(np.int64)


def _unpaid_since(invoices: Gathered, due_before: int, today: int) -> Floats:
    """Give the day the oldest unpaid invoice was due, or issued where no such day counts; NaN: all are paid.

    Of one that is said to be late and not since when, it is the day it was issued, as of a failed payment.
    """
    status = invoices.words("status")
    issued, due = invoices.days("invoice_date"), invoices.days("due_date")
    late = status.among("open", "past_due") & (due < due_before)
    undated = status.among("past_due") & np.isnan(due)
    unpaid = (issued <= today) & (status.among("failed") | late | undated)
    return invoices.smallest(np.where(late, due, issued), unpaid)
