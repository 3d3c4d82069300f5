"""Days and terms: half-open spans [start, end) of real days, and text for dates."""

from datetime import date

MINUTES_AN_HOUR = 60
DAYS_A_WEEK = 7
WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12
DAYS_A_MONTH = 30.4375
LONGEST_MONTH = 31
WEEKS_A_QUARTER = 13
MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def days_between(start: date, end: date) -> int:
    """Give the days from `start` up to, not including, `end`.

    >>> days_between(date(2026, 7, 1), date(2027, 1, 1))
    184
    """
    return (end - start).days


def spoken(day: date, today: date | None = None) -> str:
    """Give a date as a person reads it, whatever the machine's language; the year of `today` goes unsaid.

    >>> spoken(date(2027, 5, 27)), spoken(date(2027, 5, 27), today=date(2027, 1, 9))
    ('27 May 2027', '27 May')
    """
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if today and today.year == day.year else f"{text} {day.year}"
