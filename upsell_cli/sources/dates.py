"""How the text of a cell becomes a day: one SQL expression, NULL where the text is no day or may be two.

A week, a month or a quarter is its last day. The time behind a day is passed over: the day as written counts.
"""

import re
from typing import Literal

from upsell_cli.sources.engine import literal

DayOrder = Literal["day", "month"]

SERIAL, SERIAL_1904, EPOCH = "excel", "excel-1904", "unix"
"""In the place of a date format: days are counted as spreadsheets do, or seconds as computers do."""

FIRST_DAYS = {SERIAL: "1899-12-30", SERIAL_1904: "1904-01-01"}
SERIAL_DAY = r"[1-7]\d{4}([.,]\d+)?"
UNITS_A_SECOND = {r"\d{9,10}(\.\d+)?": 1, r"\d{12,13}": 10**3, r"\d{15,16}": 10**6}
"""How many digits a count of seconds since 1970 has, and its thousandths and millionths."""

CLOCK = r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?"
ZONE = r"( ?(z|[A-Z]{1,5}|[A-Z][a-z]+/[A-Za-z_/]+))?( ?[+-]\d{1,2}(:?\d{2})?)?( \([\w ]+\))?"
TIME = rf"(T|,? (at )?){CLOCK}{ZONE}"
ISO_DATE = rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\.?({TIME})?"
EASTERN_DATE = rf"\d{{4}}(\x{{5e74}}|\. )\d{{1,2}}(\x{{6708}}|\. )\d{{1,2}}(\x{{65e5}}|\.)({TIME})?"
"""2026年3月31日, and 2026. 3. 31. as Korea writes it."""

NUMBERED_DATE = rf"\d{{1,2}}([/.-])\d{{1,2}}[/.-]\d{{4}}({TIME})?"
COMPACT_DATE = r"(19|20)\d{6}(T\d{4}(\d{2})?Z?|\d{6})?"
MONTH = r"(19|20)\d{2}[-/]\d{2}|(0?[1-9]|1[0-2])[-/](19|20)\d{2}|20(1[3-9]|[2-9]\d)(0[1-9]|1[0-2])"
"""2026-03, 2026/03, 03/2026, 202603; of six digits only those that cannot be a day of two-digit parts."""

YEAR_OF_MONTH = r"^(19|20)\d\d[-/]?|[-/](19|20)\d\d$"
WEEK = r"(19|20)\d{2}[- ]?W(0?[1-9]|[1-4]\d|5[0-3])"
WEEK_DAY = r"(19|20)\d{2}-W\d{2}-[1-7]"
QUARTER = r"(19|20)\d{2}[-/ ]?Q[1-4]|Q[1-4][-/ ]?(19|20)\d{2}"
HALF = r"(19|20)\d{2}[-/ ]?H[12]|H[12][-/ ]?(19|20)\d{2}"
WEEKDAY = r"((Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?"
DAY_NAMED = r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9}),?[ -](\d{4})"
NAMED_DAY = r"([A-Za-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
NAMED_MONTH = r"[A-Za-z]{3,9}[ -](19|20)\d{2}"
DAYS_NAMED, MONTHS_NAMED = ("%d %b %Y", "%d %B %Y"), ("%b %Y", "%B %Y")
OLDEST, NEWEST = "DATE '1900-01-02'", "DATE '2200-12-31'"
FIRST_OF_COMPUTERS = "DATE '1970-01-01'"
"""Where their seconds start: what they make of no day at all, as spreadsheets do of 1900-01-01."""


def strptime_format(asked: str) -> str:
    """Give the format of dates as the engine writes it, from either common notation.

    >>> strptime_format("DD/MM/YYYY"), strptime_format("%d.%m.%Y"), strptime_format("excel")
    ('%d/%m/%Y', '%d.%m.%Y', 'excel')
    """
    if "%" in asked or asked in {*FIRST_DAYS, EPOCH}:
        return asked
    for letters, code in (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d")):
        asked = asked.replace(letters, code).replace(letters.lower(), code)
    return asked


def names_no_day(date_format: str) -> bool:
    """Tell whether dates of a format are months, of which the last day counts.

    >>> names_no_day("%b-%y"), names_no_day("%d-%b-%y")
    (True, False)
    """
    return re.search("%-?[bBm]", date_format) is not None and re.search("%-?[dej]", date_format) is None


def day_of(text: str, order: DayOrder | None, date_format: str | None) -> str:
    """Give SQL for the day that trimmed text says; `date_format` goes before what dates look like."""
    found = f"CASE {' '.join(f'WHEN {_is(text, shape)} THEN {day}' for shape, day in _ways(text, order))} END"
    if date_format:
        found = f"coalesce({_as_asked(text, date_format)}, {found})"
    some_day = f"{found} BETWEEN {OLDEST} AND {NEWEST} AND {found} <> {FIRST_OF_COMPUTERS}"
    return f"CASE WHEN {some_day} THEN {found} END"


def _ways(text: str, order: DayOrder | None) -> list[tuple[str, str]]:
    """Give how days are written, as patterns, with the SQL for the day."""
    parts = f"rtrim(translate(regexp_extract({text}, '^[^T, ]+'), '/.', '--'), '-')"
    eastern = f"regexp_replace({text}, '^(\\d+)\\D+(\\d+)\\D+(\\d+).*$', '\\1-\\2-\\3')"
    year = f"regexp_extract({text}, '(19|20)\\d\\d')"
    month = f"regexp_replace({text}, {literal(YEAR_OF_MONTH)}, '')"
    week = f"regexp_extract({text}, 'W(\\d+)', 1)"
    sunday = _parsed(f"{year} || '-W' || {week} || '-7'", "%G-W%V-%u")
    ways = [
        (ISO_DATE, f"TRY_CAST({parts} AS DATE)"),
        (EASTERN_DATE, f"TRY_CAST({eastern} AS DATE)"),
        (COMPACT_DATE, _parsed(f"{text}[:8]", "%Y%m%d")),
        (MONTH, f"last_day(TRY_CAST({year} || '-' || lpad({month}, 2, '0') || '-01' AS DATE))"),
        (WEEK, _in_week(sunday, week)),
        (WEEK_DAY, _in_week(_parsed(text, "%G-W%V-%u"), week)),
        (HALF, f"last_day(make_date({year}::INT, 6 * regexp_extract({text}, 'H(\\d)', 1)::INT, 1))"),
        (QUARTER, f"last_day(make_date({year}::INT, 3 * regexp_extract({text}, 'Q(\\d)', 1)::INT, 1))"),
    ]
    if order:
        ways.append((NUMBERED_DATE, _parsed(parts, "%d-%m-%Y" if order == "day" else "%m-%d-%Y")))
    for shape, named in ((DAY_NAMED, (1, 2, 3)), (NAMED_DAY, (2, 1, 3))):
        core = " || ' ' || ".join(f"regexp_extract({text}, {literal(shape)}, {group})" for group in named)
        core = f"regexp_replace({core}, '(?i) sept ', ' Sep ')"
        ways.append((f"{WEEKDAY}{shape}({TIME})?", _parsed(core, *DAYS_NAMED)))
    named_month = _parsed(f"replace({text}, '-', ' ')", *MONTHS_NAMED)
    return [*ways, (NAMED_MONTH, f"last_day({named_month})")]


def _in_week(day: str, week: str) -> str:
    """Give SQL for a day if it is in a week; few years have a 53rd, and the engine goes on counting."""
    return f"CASE WHEN strftime({day}, '%V')::INT = {week}::INT THEN {day} END"


def _as_asked(text: str, date_format: str) -> str:
    if date_format in FIRST_DAYS:
        days = f"CAST(trunc(CAST(replace({text}, ',', '.') AS DOUBLE)) AS INT)"
        return f"CASE WHEN {_is(text, SERIAL_DAY)} THEN DATE '{FIRST_DAYS[date_format]}' + {days} END"
    if date_format == EPOCH:
        micro = f"CAST(trunc(CAST({text} AS DOUBLE) * %d) AS BIGINT)"
        cases = " ".join(
            f"WHEN {_is(text, shape)} THEN CAST(make_timestamp({micro % (10**6 // unit)}) AS DATE)"
            for shape, unit in UNITS_A_SECOND.items()
        )
        return f"CASE {cases} END"
    day = _parsed(text, date_format)
    return f"last_day({day})" if names_no_day(date_format) else day


def _parsed(text: str, *formats: str) -> str:
    return f"TRY_CAST(try_strptime({text}, [{', '.join(map(literal, formats))}]) AS DATE)"


def _is(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"
