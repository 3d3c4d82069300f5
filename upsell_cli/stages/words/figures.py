"""Figures and names as they stand in a sentence."""

import math
from collections.abc import Sequence
from datetime import date

from upsell_cli.calendar import MONTHS

TO = "\N{EN DASH}"


def figure(value: float) -> str:
    """Give a number with thousands separators, one decimal at most, and no trailing zero.

    >>> figure(10000.0), figure(12.5), figure(0.04)
    ('10,000', '12.5', '0')
    """
    text = f"{value:,.1f}"
    return text.removesuffix(".0")


def percent(share: float) -> str:
    """Give a share in whole percent, never rounded up: what is not full does not read as full.

    >>> percent(0.996), percent(1.127), percent(0.29)
    ('99 %', '112 %', '29 %')
    """
    return f"{math.floor(share * 100 + 1e-9):,} %"


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


def day(when: date, today: date) -> str:
    """Give a date, with its year only if that is another one.

    >>> day(date(2026, 12, 3), date(2026, 11, 2)), day(date(2027, 1, 9), date(2026, 11, 2))
    ('3 Dec', '9 Jan 2027')
    """
    text = f"{when.day} {MONTHS[when.month - 1]}"
    return text if when.year == today.year else f"{text} {when.year}"


def span(first: date, last: date | None, today: date) -> str:
    """Give a range of days, as short as it stays clear.

    >>> span(date(2026, 12, 3), date(2026, 12, 24), date(2026, 11, 2)).replace(TO, "-")
    '3-24 Dec'
    >>> span(date(2026, 12, 3), date(2027, 1, 9), date(2026, 11, 2)).replace(TO, "-")
    '3 Dec - 9 Jan 2027'
    >>> span(date(2026, 12, 3), None, date(2026, 11, 2))
    '3 Dec at the earliest'
    """
    if last is None:
        return f"{day(first, today)} at the earliest"
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{TO}{day(last, today)}"
    return f"{day(first, today)} {TO} {day(last, today)}"


def within(name: str) -> str:
    """Give a name as it stands within a sentence; abbreviations keep their capitals.

    >>> within("Single sign-on"), within("API calls"), within("SSO")
    ('single sign-on', 'API calls', 'SSO')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def listed(names: Sequence[str]) -> str:
    """Give one or two names, or the first and how many more.

    >>> listed(["SSO"]), listed(["SSO", "audit log"]), listed(["SSO", "audit log", "webhooks"])
    ('SSO', 'SSO and audit log', 'SSO and 2 more')
    """
    if len(names) > 2:  # noqa: PLR2004  three names no longer read at a glance
        return f"{names[0]} and {len(names) - 1} more"
    return " and ".join(names)
