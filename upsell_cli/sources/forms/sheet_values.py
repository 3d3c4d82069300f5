"""What the cells of a workbook hold, as the text a person would see: numbers, dates, shared texts."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import IO, NamedTuple

from upsell_cli.sources.forms.sheet_xml import events

SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""A spreadsheet keeps fifteen digits; what follows them is noise of binary fractions."""

DAY_SECONDS = 86_400
NO_SUCH_DAY = 60
"""29 February 1900, which spreadsheets count though it never was."""

LAST_DAY = 2_958_465
DAY_ZERO_1904 = date(1904, 1, 1)
DAY_ZERO, DAY_ZERO_BEFORE_MARCH = date(1899, 12, 30), date(1899, 12, 31)
DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""Numbers of the built-in formats that show a date."""

NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DATE_PARTS = re.compile(r"[dy]", re.IGNORECASE)
PLAIN = re.compile(r"-?\d+\.\d+")
ZEROS = re.compile(r"0{2,}")
ESCAPED = re.compile(r"_x(?!D[89A-F])([0-9A-Fa-f]{4})_")


class Formats(NamedTuple):
    """How numbers are shown, by the style of a cell: "date", zeros to fill up to, or "" for plainly."""

    by_style: Sequence[str]
    from_1904: bool

    def text(self, number: str, style: str | None) -> str:
        """Give the text of a number as it is shown, though in full."""
        how = self.by_style[int(style)] if style and int(style) < len(self.by_style) else ""
        if how == "date":
            return day_text(number, from_1904=self.from_1904) or number_text(number)
        shown = number_text(number)
        return shown.zfill(len(how)) if how and shown.isdecimal() else shown


def number_text(stored: str) -> str:
    """Give a number without the noise of binary fractions; whole numbers keep every digit that is stored.

    >>> [number_text(n) for n in ("9007199254740993", "0.30000000000000004", "5.0", "1E-3", "1.5E+17")]
    ['9007199254740993', '0.3', '5', '0.001', '1.5E+17']
    """
    if stored.removeprefix("-").isdecimal():
        return stored
    if len(stored) <= SIGNIFICANT.prec and PLAIN.fullmatch(stored):
        return stored.rstrip("0").rstrip(".")
    try:
        number = SIGNIFICANT.create_decimal(Decimal(stored)).normalize(SIGNIFICANT)
    except InvalidOperation:
        return stored
    if not number.is_finite() or number.adjusted() >= SIGNIFICANT.prec:
        return str(number)
    return f"{number:f}"


def day_text(stored: str, *, from_1904: bool) -> str | None:
    """Give the date that a day number stands for, with the time of day if it has one; None if for none.

    >>> [day_text(number, from_1904=False) for number in ("45657", "45657.5", "60")]
    ['2024-12-31', '2024-12-31T12:00:00', None]
    """
    try:
        days, seconds = divmod(round(float(stored) * DAY_SECONDS), DAY_SECONDS)
    except (ValueError, OverflowError):
        return None
    if (not from_1904 and (days < 1 or days == NO_SUCH_DAY)) or not 0 <= days <= LAST_DAY:
        return None
    zero = DAY_ZERO_1904 if from_1904 else DAY_ZERO if days > NO_SUCH_DAY else DAY_ZERO_BEFORE_MARCH
    try:
        day = zero + timedelta(days=days)
    except OverflowError:
        return None
    if not seconds:
        return day.isoformat()
    return (datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)).isoformat()  # noqa: DTZ001


def read_formats(stream: IO[bytes], *, from_1904: bool) -> Formats:
    """Give the formats of a workbook from its styles."""
    codes: dict[str, str] = {}
    by_style: list[str] = []
    in_cells = False
    for _, tag, found in events(stream):
        if tag == "cellXfs":
            in_cells = found is not None
        elif tag == "numFmt" and found:
            codes[found["numFmtId"]] = found["formatCode"]
        elif tag == "xf" and found and in_cells:
            number = found.get("numFmtId", "0")
            by_style.append(_how(int(number), codes.get(number)))
    return Formats(by_style, from_1904)


def shared_strings(stream: IO[bytes]) -> Iterator[str]:
    """Give the texts that cells refer to by number, without the parts that say how to read them aloud."""
    parts: list[str] = []
    aloud = False
    for text, tag, found in events(stream):
        if tag == "rPh":
            aloud = found is not None
        elif tag == "t" and found is None and not aloud:
            parts.append(text)
        elif tag == "si" and found is None:
            yield unescaped("".join(parts))
            parts.clear()


def unescaped(text: str) -> str:
    r"""Give a text with the characters that XML cannot hold, which workbooks write as numbers.

    >>> unescaped("a_x000D_b_x005F_x000D_")
    'a\rb_x000D_'
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _how(number: int, code: str | None) -> str:
    """Give how a format shows numbers.

    >>> _how(14, None), _how(164, 'dd/mm/yy;@'), _how(165, '00000'), _how(166, '#,##0.00 "days"')
    ('date', 'date', '00000', '')
    """
    if code is None:
        return "date" if number in DATE_FORMATS else ""
    first = code.split(";")[0]
    if ZEROS.fullmatch(first):
        return first
    return "date" if DATE_PARTS.search(NOT_SHOWN.sub("", first)) else ""
