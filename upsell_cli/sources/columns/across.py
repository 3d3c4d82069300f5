"""Reports with a column for each day, as product-analytics tools export them: the days are in the header."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime

from upsell_cli.sources.dates import names_no_day, strptime_format

DAYS = "dates"
"""In a mapping, in the place of a header: the columns that are headed by days hold this meter."""

FEWEST = 2
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})([T ]\d\d:00(:00(\.0+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?)?")
"""A day begins on a full hour of some time zone; other times are those of something that happened."""
MONTH = re.compile(
    r"(?P<year>\d{4})(?:[-/]|-?M)(?P<month>\d{2})|(?P<first>0?[1-9]|1[0-2])[-/](?P<last>20\d{2})"
)
SHORT_MONTH = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?[ -]?'?(?P<year>\d{2})")
"""Jan-26, as spreadsheets show a month: a day of no year would be no day at all."""

WEEK = re.compile(r"(\d{4})[- ]?W(\d{1,2})")
QUARTER = re.compile(r"(?P<before>\d{4})?[- ]?Q(?P<quarter>[1-4])[- ]?(?P<behind>\d{4})?")
MONTHS_A_QUARTER = 3
NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
NAMED = ("%b %d, %Y", "%b %d %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%d %B %Y", "%a %b %d %Y")
NAMED_MONTHS = ("%b %Y", "%B %Y", "%b-%Y")
LAST_MONTH = 12


def days_across(headers: Sequence[str], date_format: str | None = None) -> dict[int, date]:
    """Give the columns that are headed by a day, or by a week, month or quarter: then by its last day.

    Fewer than two are no report; 01/02/2024 counts only where another header shows what comes first.

    >>> days_across(["account", "2024-01-31", "2024-02"])
    {1: datetime.date(2024, 1, 31), 2: datetime.date(2024, 2, 29)}
    >>> days_across(["account", "1/2/2024", "13/2/2024"])
    {1: datetime.date(2024, 2, 1), 2: datetime.date(2024, 2, 13)}
    >>> days_across(["account", "1/2/2024", "2/2/2024"])
    {}
    >>> days_across(["account", "Jan-26", "Feb-26"]), days_across(["account", "Jan-26", "Jan-27"])
    ({1: datetime.date(2026, 1, 31), 2: datetime.date(2026, 2, 28)}, {})
    """
    asked = strptime_format(date_format) if date_format else _order(headers)
    found = {i: day for i, header in enumerate(headers) if (day := _day(header.strip(), asked))}
    found |= _short_months(headers) if not found else {}
    return found if len(found) >= FEWEST and len(set(found.values())) == len(found) else {}


def _day(header: str, asked: str | None) -> date | None:
    if not any(character.isdigit() for character in header):
        return None
    if iso := ISO.fullmatch(header):
        return _real(int(iso[1]), int(iso[2]), int(iso[3]))
    if (period := _end_of_period(header)) is not None:
        return period
    text = NUMBERED.sub(r"\1/\2/\3", header)
    for layout in (*([asked] if asked else []), *NAMED, *NAMED_MONTHS):
        try:
            day = datetime.strptime(text, layout).date()  # noqa: DTZ007  a day as written
        except ValueError:
            continue
        return _end_of_month(day.year, day.month) if names_no_day(layout) else day
    return None


def _short_months(headers: Sequence[str]) -> dict[int, date]:
    """Give the columns headed by months of a year in two digits; of one month alone they are its days."""
    written = {
        i: short for i, header in enumerate(headers) if (short := SHORT_MONTH.fullmatch(header.strip()))
    }
    if len({short["month"].casefold() for short in written.values()}) < FEWEST:
        return {}
    days = {i: _day(f"{short['month']} 20{short['year']}", None) for i, short in written.items()}
    return {i: day for i, day in days.items() if day}


def _order(headers: Sequence[str]) -> str | None:
    """Give the layout of numbered days that the headers prove."""
    numbered = [found for header in headers if (found := NUMBERED.fullmatch(header.strip()))]
    day_first = any(int(found[1]) > LAST_MONTH for found in numbered)
    month_first = any(int(found[2]) > LAST_MONTH for found in numbered)
    if day_first == month_first:
        return None
    return "%d/%m/%Y" if day_first else "%m/%d/%Y"


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_period(header: str) -> date | None:
    """Give the last day of a month, a week or a quarter that is written in numbers."""
    if month := MONTH.fullmatch(header):
        return _end_of_month(int(month["year"] or month["last"]), int(month["month"] or month["first"]))
    if week := WEEK.fullmatch(header):
        return _end_of_week(int(week[1]), int(week[2]))
    quarter = QUARTER.fullmatch(header)
    if quarter and (quarter["before"] is None) != (quarter["behind"] is None):
        year = int(quarter["before"] or quarter["behind"])
        return _end_of_month(year, MONTHS_A_QUARTER * int(quarter["quarter"]))
    return None


def _end_of_week(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= LAST_MONTH and year else None
