"""Figures and names as they stand in a sentence."""

from collections.abc import Sequence
from datetime import date

from upsell_cli.calendar import DAYS_A_WEEK, MONTHS, spoken
from upsell_cli.shown import shown_percent

TEN = 10
TO = "\N{EN DASH}"


def figure(value: float) -> str:
    """Give a number with thousands separators, a decimal only below ten, and no trailing zero.

    >>> figure(10000.0), figure(35.8), figure(2.5), figure(0.04)
    ('10,000', '36', '2.5', '0')
    """
    return f"{value:,.{0 if value >= TEN else 1}f}".removesuffix(".0")


def percent(share: float) -> str:
    """Give a share in whole percent, never rounded up: what is not full does not read as full.

    >>> percent(0.996), percent(1.127), percent(0.29)
    ('99 %', '112 %', '29 %')
    """
    return f"{shown_percent(share):,} %"


def times(count: int) -> str:
    """Give how often.

    >>> times(1), times(2), times(4)
    ('once', 'twice', '4 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def counted(count: float, one: str) -> str:
    """Give a count with its noun.

    >>> counted(1, "day"), counted(1200, "seat")
    ('1 day', '1,200 seats')
    """
    return f"{figure(count)} {one}{'' if count == 1 else 's'}"


def span(first: date, last: date, today: date) -> str:
    """Give a range of days, as short as it stays clear.

    >>> span(date(2026, 12, 3), date(2026, 12, 24), date(2026, 11, 2)).replace(TO, "-")
    '3-24 Dec'
    >>> span(date(2026, 12, 3), date(2027, 1, 9), date(2026, 11, 2)).replace(TO, "-")
    '3 Dec - 9 Jan 2027'
    >>> span(date(2027, 1, 17), date(2027, 2, 21), date(2026, 11, 2)).replace(TO, "-")
    '17 Jan - 21 Feb 2027'
    """
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return spoken(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{TO}{spoken(last, today)}"
    start = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else spoken(first, today)
    return f"{start} {TO} {spoken(last, today)}"


def full(first: date, last: date | None, today: date) -> str:
    """Give when a limit is met; without a late end it may well be later.

    >>> full(date(2026, 12, 3), None, date(2026, 11, 2))
    'full on 3 Dec at the earliest'
    """
    if last is None:
        return f"full on {spoken(first, today)} at the earliest"
    return f"full by {span(first, last, today)}"


def lasting(days: int) -> str:
    """Give a length of time, in weeks where it is whole weeks.

    >>> lasting(42), lasting(90)
    ('6 weeks', '90 days')
    """
    weeks, rest = divmod(days, DAYS_A_WEEK)
    return counted(days, "day") if rest else counted(weeks, "week")


def within(name: str) -> str:
    """Give a name as it stands within a sentence; abbreviations keep their capitals.

    >>> within("Single sign-on"), within("API calls"), within("SSO"), within("A month")
    ('single sign-on', 'API calls', 'SSO', 'a month')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def begun(name: str) -> str:
    """Give a name as it begins a line.

    >>> begun("exports"), begun("API calls")
    ('Exports', 'API calls')
    """
    return name[:1].upper() + name[1:]


def listed(names: Sequence[str]) -> str:
    """Give one or two names, or the first and how many more.

    >>> listed(["SSO"]), listed(["SSO", "audit log"]), listed(["SSO", "audit log", "webhooks"])
    ('SSO', 'SSO and audit log', 'SSO and 2 more')
    """
    if len(names) > 2:  # noqa: PLR2004  three names no longer read at a glance
        return f"{names[0]} and {len(names) - 1} more"
    return " and ".join(names)
