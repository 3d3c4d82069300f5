"""What the text of headers and cells looks like: words of a name, dates, numbers, ids, flags."""

import re
from collections.abc import Callable, Sequence

from upsell_cli.calendar import MONTHS_A_YEAR

MOSTLY = 0.95
"""Share of the different values that must look alike; a few cells of an export are always odd."""

ENOUGH = 1_000
"""Different values that tell what a column looks like."""

FLAGS = frozenset("0 1 true false yes no y n t f".split())
LONGEST_ID = 64

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_CLOCK = r"([T ]\d{1,2}:\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"((?:19|20)\d{{2}})[-/](\d{{1,2}})(?:[-/](\d{{1,2}}))?{_CLOCK}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_CLOCK}")
_NAMED = re.compile(r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4}|[A-Za-z]{3,9} \d{1,2},? \d{4}")
_NUMBER = re.compile(r"[-+]?\d[\d.,' \u00a0\u202f]*")
_AMOUNT = re.compile(r"[-(]?\s?(?:[A-Z]{3}|[$€£¥₹])?\s?\d[\d.,' \u00a0\u202f]*\s?(?:[A-Z]{3}|[$€£¥₹])?\)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+")


def words(name: str) -> tuple[str, ...]:
    """Give the words of a header or a plan name, without case.

    >>> words("AccountID (CRM)"), words("monthly_active-users"), words("growth-2023")
    (('account', 'id', 'crm'), ('monthly', 'active', 'users'), ('growth', '2023'))
    """
    return tuple(word.casefold() for word in spelled_words(name))


def spelled_words(name: str) -> tuple[str, ...]:
    """Give the words of a name as they are written.

    >>> spelled_words("SMB_annual"), spelled_words("Größe XL")
    (('SMB', 'annual'), ('Größe', 'XL'))
    """
    return tuple(_WORD.findall(_HUMP.sub(" ", name)))


def known(values: Sequence[str]) -> list[str]:
    """Give the values that are there."""
    return [value for value in values if value]


def look_like_dates(values: Sequence[str]) -> bool:
    """Tell whether a column holds days.

    >>> look_like_dates(["2026-03-31", ""]), look_like_dates(["31.03.2026 10:00"]), look_like_dates(["4812"])
    (True, True, False)
    """
    forms = (_YEAR_FIRST, _COMPACT, _YEAR_LAST, _NAMED)
    return _mostly(values, lambda text: any(form.fullmatch(text) for form in forms))


def look_like_numbers(values: Sequence[str]) -> bool:
    """Tell whether a column holds numbers, and not days written in digits.

    >>> look_like_numbers(["4,812", "17.5"]), look_like_numbers(["A-17"]), look_like_numbers(["20260331"])
    (True, False, False)
    """
    return _mostly(values, lambda text: bool(_NUMBER.fullmatch(text))) and not look_like_dates(values)


def look_like_amounts(values: Sequence[str]) -> bool:
    """Tell whether a column holds money, with or without its sign.

    >>> look_like_amounts(["$1,199.00", "(49.00)"]), look_like_amounts(["pro"])
    (True, False)
    """
    return _mostly(values, lambda text: bool(_AMOUNT.fullmatch(text))) and not look_like_dates(values)


def look_like_flags(values: Sequence[str]) -> bool:
    """Tell whether a column says yes or no.

    >>> look_like_flags(["TRUE", "FALSE"]), look_like_flags(["1", "2"])
    (True, False)
    """
    return _mostly(values, lambda text: text.casefold() in FLAGS)


def look_like_ids(values: Sequence[str]) -> bool:
    """Tell whether a column may hold ids: short, never blank, no days, no fractions, no flags.

    >>> look_like_ids(["A-17", "A-18"]), look_like_ids(["17", "18"]), look_like_ids(["1.5"])
    (True, True, False)
    """
    there = known(values)
    if len(there) < MOSTLY * len(values) or not there or max(map(len, there)) > LONGEST_ID:
        return False
    fractions = look_like_numbers(values) and any("." in text or "," in text for text in there)
    return not fractions and not look_like_flags(values) and not look_like_dates(values)


def number(text: str) -> float | None:
    """Give a number for comparing with others, however it is grouped.

    >>> number("4,812"), number("4.812,5"), number("17.5"), number("n/a")
    (4812.0, 4812.5, 17.5, None)
    """
    bare = re.sub(r"['\s\u00a0\u202f]", "", text)
    if not bare or not _NUMBER.fullmatch(bare):
        return None
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif bare.rfind(",") > bare.rfind("."):
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    try:
        return float(bare)
    except ValueError:
        return None


def days(values: Sequence[str]) -> list[tuple[int, int, int] | None]:
    """Give days as (year, month, day), to put rows in order.

    Where the year stands last, the day is taken to be first unless a second part above 12 shows otherwise.

    >>> days(["2026-03-31", "2026-03"]), days(["03/31/2026", "x"])
    ([(2026, 3, 31), (2026, 3, 0)], [(2026, 3, 31), None])
    """
    month_first = any(int(found[2]) > MONTHS_A_YEAR for found in map(_YEAR_LAST.fullmatch, values) if found)
    return [_day(value, month_first=month_first) for value in values]


def _mostly(values: Sequence[str], fits: Callable[[str], bool]) -> bool:
    there = sorted(set(known(values)))
    some = there[:: len(there) // ENOUGH + 1]
    return bool(some) and sum(map(fits, some)) >= MOSTLY * len(some)


def _day(text: str, *, month_first: bool) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3] or 0)
    if found := _COMPACT.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        return (year, one, two) if month_first else (year, two, one)
    return None
