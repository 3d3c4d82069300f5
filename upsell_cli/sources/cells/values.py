"""How the text of a cell becomes a value: one SQL expression a kind, NULL where the text does not fit.

The engine's own casts are too kind (1_000 becomes 1000, 24.5 becomes 25), so the text is matched against
a pattern first. What a cell that does not fit is guilty of is told in `verdicts.py`.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from upsell_cli.frames.inputs import InputColumn, Kind
from upsell_cli.money import OTHER_DIGITS, USUAL_DIGITS
from upsell_cli.sources.cells.signs import ABBREVIATED, FOLDED_SIGNS, NO_SIGN, SIGN
from upsell_cli.sources.dates import DayOrder, day_of
from upsell_cli.sources.engine import literal

Mark = Literal[".", ","]

MINUS = "\u2212"
EXACT = "DECIMAL(38, 9)"
NO_DAYS = tuple(
    f"{day}{time}"
    for day in ("0000-00-00", "0001-01-01", "1900-01-01", "1970-01-01", "9999-12-31")
    for time in ("", " 00:00:00", " 23:59:59", "t00:00:00", "t00:00:00z", "t00:00:00.000z")
)
"""What databases and programs store for no day at all, and for no end; in small letters."""

MISSING_WORDS = (
    *("nan", "n/a", "#n/a", "na", "n.a.", "null", "none", "nil", "-", "--", "\u2013", "\u2014"),
    *NO_DAYS,
)
NO_MISSING_WORDS = frozenset({Kind.ID, Kind.TEXT})

PLAIN_NUMBER = r"\d+(\.\d+)?"
PLAIN_COUNT = r"\d+"
PLAIN_AMOUNT = r"(\d+(\.(\d{1,2}|\d{4,}))?|(0|\d{4,})\.\d{3})"
PLAIN_DATE = r"(197[1-9]|19[89]\d|2[01]\d\d)-\d\d-\d\d"
_GAPS = " \u00a0\u202f\u2007\u2009"
_SPACES = f"{_GAPS}'\u2019"
_NESTED = r"\{.*\}|\[([\x22\d].*|null)?\]"
SPREADSHEET_ERROR = (
    r"#(REF!|N/A|VALUE!|NAME\?|NUM!|DIV/0!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!"
    r"|GETTING_DATA|#+)"
)
"""What spreadsheets show in the place of a value; signs alone are a column too narrow for its numbers."""

MANGLED_ID = rf"\d([.,]\d+)?[eE]\+\d+|\d[.,]\d+[eE]\d+|{SPREADSHEET_ERROR}|{_NESTED}"
CURRENCY = r"[A-Za-z]{3}"
AROUND = r"(?:[^\d.,]|\pL\.)*"
"""What may stand before and behind a number: no digit, nor a mark but the full stop of an abbreviation."""

YES, NO = ("yes", "y", "true", "t", "1"), ("no", "n", "false", "f", "0")
THOUSAND = 1000
OWN_WORDS = frozenset(
    {("events", "type"), ("events", "status"), ("contacts", "purpose"), ("contacts", "outcome")}
)
"""Columns of codes that people extend with words of their own."""


class Manner(NamedTuple):
    """How one column of one file is written, as its cells prove.

    Without `thirds` 1.199 is no amount of dollars: it may well be 1,199.
    """

    mark: Mark = "."
    thirds: bool = True
    order: DayOrder | None = None
    date_format: str | None = None


class Money(NamedTuple):
    """What amounts of a file are in: its currency column (SQL), else the catalogue's; the unit they have."""

    currency: str
    minor: bool = False


def plain_value(column: InputColumn, table: str, text: str, money: Money) -> str:
    """Give SQL for the value of text written the plain way (12.5, 2024-12-31, one of the words); else NULL.

    Most files are plain throughout, and this is the cheap way to find out.
    """
    sign = "" if column.least is not None and column.least >= 0 else "-?"
    match column.kind:
        case Kind.NUMBER:
            number = f"CASE WHEN {matches(text, sign + PLAIN_NUMBER)} THEN TRY_CAST({text} AS {EXACT}) END"
            return _at_most(number, column)
        case Kind.COUNT:
            return f"CASE WHEN {matches(text, sign + PLAIN_COUNT)} THEN TRY_CAST({text} AS BIGINT) END"
        case Kind.MONEY:
            amount = f"round(TRY_CAST({text} AS {EXACT}) * {_minor_units(money)})"
            return f"CASE WHEN {matches(text, sign + PLAIN_AMOUNT)} THEN TRY_CAST({amount} AS BIGINT) END"
        case Kind.DATE:
            return f"CASE WHEN {matches(text, PLAIN_DATE)} THEN TRY_CAST({text} AS DATE) END"
        case Kind.CODE if column.values and (table, column.name) not in OWN_WORDS:
            return f"CASE WHEN {text} IN ({_words(column.values)}) THEN {text} END"
        case _:
            return any_value(column, table, text, Manner(), money)


def any_value(column: InputColumn, table: str, text: str, manner: Manner, money: Money) -> str:
    """Give SQL for the value of text in any way of writing we know; NULL when it does not fit."""
    match column.kind:
        case Kind.ID:
            value = f"CASE WHEN NOT {matches(text, MANGLED_ID)} THEN nullif(nfc_normalize({text}), '') END"
        case Kind.TEXT:
            value = f"nullif({text}, '')"
        case Kind.CODE:
            value = _code(column, table, text)
        case Kind.FLAG:
            word = f"lower({text})"
            value = (
                f"CASE WHEN {word} IN ({_words(YES)}) THEN true WHEN {word} IN ({_words(NO)}) THEN false END"
            )
        case Kind.DATE:
            value = day_of(text, manner.order, manner.date_format)
        case Kind.NUMBER:
            value = _bounded(_number(_hyphened(text), manner.mark), column)
        case Kind.COUNT:
            value = _bounded(_whole(_number(_hyphened(text), manner.mark)), column)
        case Kind.MONEY:
            value = _bounded(_amount(_hyphened(text), manner, money), column)
    return value


def matches(text: str, pattern: str) -> str:
    """Give SQL that tells whether the whole text fits a pattern."""
    return f"regexp_full_match({text}, {literal(pattern)})"


def says_missing(text: str) -> str:
    """Give SQL that tells whether trimmed text is a word for no value."""
    return f"lower({text}) IN ({_words(MISSING_WORDS)})"


def number_pattern(mark: Mark) -> str:
    """Give the pattern of a number whose decimals follow `mark`; thousands may be grouped."""
    group = r"\." if mark == "," else ","
    point = "," if mark == "," else r"\."
    whole = (
        rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+|[1-9]\d{{0,2}}(?:[{_SPACES}]\d{{3}})+"
        rf"|[1-9]\d?(?:{group}\d{{2}})+{group}\d{{3}}|\d+"
    )
    return rf"(?:(?:{whole})(?:{point}\d*)?|{point}\d+)"


def _words(words: Iterable[str]) -> str:
    return ", ".join(map(literal, words))


def _hyphened(text: str) -> str:
    """Give SQL for text with the hyphen of keyboards in the place of a true minus sign."""
    return f"replace({text}, {literal(MINUS)}, '-')"


def _whole(number: str) -> str:
    return f"CASE WHEN {number} = trunc({number}) THEN TRY_CAST({number} AS BIGINT) END"


def _number(text: str, mark: Mark) -> str:
    pattern = rf"[+-]?{number_pattern(mark)}(?:[eE][+-]?\d{{1,2}})?"
    return f"CASE WHEN {matches(text, pattern)} THEN TRY_CAST({_digits(text, mark)} AS {EXACT}) END"


def _digits(text: str, mark: Mark) -> str:
    return (
        f"translate({text}, {literal(mark + ',.' + _SPACES)}, '.')" if mark == "," else _without_groups(text)
    )


def _without_groups(text: str) -> str:
    return f"translate({text}, {literal(',' + _SPACES)}, '')"


def _bounded(number: str, column: InputColumn) -> str:
    limits = [f"{number} >= {column.least:f}"] if column.least is not None else []
    limits += [f"{number} <= {column.most:f}"] if column.most is not None else []
    return f"CASE WHEN {' AND '.join(limits)} THEN {number} END" if limits else number


def _at_most(number: str, column: InputColumn) -> str:
    return number if column.most is None else f"CASE WHEN {number} <= {column.most:f} THEN {number} END"


def _minor_units(money: Money) -> str:
    """Give SQL for how many minor units one unit of the text is."""
    if money.minor:
        return "1"
    few = {
        n: [c for c, digits in OTHER_DIGITS.items() if digits == n]
        for n in sorted(set(OTHER_DIGITS.values()))
    }
    cases = " ".join(f"WHEN {money.currency} IN ({_words(few[n])}) THEN {10**n}" for n in few)
    return f"CASE {cases} ELSE {10**USUAL_DIGITS} END"


def _amount(text: str, manner: Manner, money: Money) -> str:
    factor, mark = _minor_units(money), manner.mark
    number = number_pattern(mark)
    space, unit = rf"[{_GAPS}]?", rf"(?:{SIGN}|{CURRENCY})"
    both = rf"{SIGN}{space}{number}{space}{CURRENCY}|{CURRENCY}{space}{SIGN}{space}{number}"
    body = rf"(?:(?:{unit}{space})?{number}|{number}{space}{unit}|{both})"
    below_zero = (
        rf"{unit}{space}-{number}|{number}-{space}{unit}|{body}-|\({body}\)|{unit}{space}\({number}\)"
    )
    shape = rf"[+-]?{body}|{below_zero}"
    units = f"lower(regexp_replace({text}, {literal(NO_SIGN.pattern)}, '', 'g'))"
    sign = f"replace({units}, lower({money.currency}), '')"
    signs = " ".join(
        f"WHEN {literal(folded)} THEN {money.currency} IN ({_words(currencies)})"
        for folded, currencies in FOLDED_SIGNS.items()
    )
    agrees = f"CASE {sign} WHEN '' THEN true {signs} ELSE false END"
    unmarked = f"regexp_replace({text}, {literal(ABBREVIATED)}, '', 'g')"
    bare = _digits(f"regexp_replace({unmarked}, '[^0-9.,]', '', 'g')", mark)
    negative = f"CASE WHEN {text} LIKE '%-%' OR {text} LIKE '%(%' THEN -1 ELSE 1 END"
    amount = f"TRY_CAST(round(TRY_CAST({bare} AS {EXACT}) * {negative} * {factor}) AS BIGINT)"
    fits = f"{matches(text, shape)} AND {agrees}"
    if not manner.thirds and not money.minor:
        fits += f" AND NOT ({factor} < {THOUSAND} AND {matches(text, _three_decimals(mark))})"
    return f"CASE WHEN {fits} THEN {amount} END"


def _three_decimals(mark: Mark) -> str:
    return rf"{AROUND}[1-9]\d{{0,2}}[{mark}]\d{{3}}{AROUND}"


def _code(column: InputColumn, table: str, text: str) -> str:
    if not column.values:
        return f"CASE WHEN {matches(text, CURRENCY)} THEN upper({text}) END"
    word = f"regexp_replace(lower({text}), '[\\s-]+', '_', 'g')"
    renamed = " ".join(f"WHEN {literal(own)} THEN {literal(ours)}" for own, ours in column.words.items())
    if (table, column.name) in OWN_WORDS:
        return f"nullif({word}, '')"
    own = f"CASE WHEN {word} IN ({_words(column.values)}) THEN {word} END"
    return f"CASE {word} {renamed} ELSE {own} END" if renamed else own
