"""What is wrong with a cell that did not fit its column, said so that a person can mend it."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from upsell_cli.frames.inputs import InputColumn, Kind
from upsell_cli.problems import Place, Problem, nearest, shortened
from upsell_cli.sources.cells.signs import NO_SIGN, meant_by
from upsell_cli.sources.cells.values import MINUS, SPREADSHEET_ERROR, Mark, number_pattern
from upsell_cli.sources.codes import problem

SPREADSHEET_EPOCH = date(1899, 12, 30)
SERIAL_DAY = re.compile(r"[1-7]\d{4}(\.\d+)?")
EITHER_ORDER = re.compile(r"(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-]\d{4}")
EPOCH_TIME = re.compile(r"\d{10}(\.\d+)?|\d{13}|\d{16}")
MONTH_AND_NUMBER = re.compile(r"[A-Za-z]{3,9}[- ']\d{1,2}")
SHORT_YEAR = re.compile(r"\d{1,2}([/.-])(\d{1,2}|[A-Za-z]{3})\1\d{2}")
EITHER_AMOUNT = re.compile(r"([^\d.,]|[^\W\d_]\.)*[1-9]\d{0,2}[.,]\d{3}([^\d.,]|(?<=[^\W\d_])\.)*")
THOUSANDS_AND_MORE = frozenset({"k", "m", "mio", "b", "bn", "tsd"})


def verdict(column: InputColumn, place: Place, text: str, mark: Mark, currency: str) -> Problem:
    """Give the problem with the trimmed text of a cell; `currency` is the row's."""
    shown = f'"{shortened(text)}"'
    if not text:
        return problem("missing-value", f"{column.name} is blank", place, value=text)
    if column.kind is not Kind.ID and re.fullmatch(SPREADSHEET_ERROR, text):
        code = {Kind.DATE: "bad-date", Kind.CODE: "unknown-code", Kind.FLAG: "bad-flag"}.get(column.kind)
        message = f"{shown} is a spreadsheet error"
        return problem(code or "bad-number", message, place, value=text, fix="Correct the formula.")
    match column.kind:
        case Kind.ID if text.startswith(("{", "[")):
            found = _nested_id(shown, text, place)
        case Kind.ID:
            message = f"{shown} is no id but what a spreadsheet made of one"
            found = problem("mangled-id", message, place, value=text)
        case Kind.DATE:
            found = _date(shown, text, place)
        case Kind.FLAG:
            found = problem("bad-flag", f"{shown} is neither yes nor no", place, value=text)
        case Kind.CODE:
            found = _code(column, shown, text, place)
        case Kind.MONEY:
            found = _amount(column, shown, text, place, currency)
        case _:
            found = _number(column, shown, text, place, mark)
    return found


def _nested_id(shown: str, text: str, place: Place) -> Problem:
    """Give the problem with JSON in the place of an id, with the keys under which the id may be."""
    keys = re.findall(r'[{,]\s*"((?:id|code|key|uuid|external_id|name)|\w*_id)"\s*:', text) or ["id"]
    what, keys = ("an object", keys) if text.startswith("{") else ("a list", ["0"])
    paths = [f"{place.column}.{key}" for key in dict.fromkeys(keys)]
    fix = (
        f"Say where in it the id is: `account_id: {paths[0]}` for this kind of file in your mapping (`--map`)"
        f"{''.join(f', or {path}' for path in paths[1:])}; of usage also `--account-from {paths[0]}`."
    )
    return problem("mangled-id", f"{shown} is {what}, no id", place, value=text, fix=fix)


def _date(shown: str, text: str, place: Place) -> Problem:
    if SERIAL_DAY.fullmatch(text):
        day = SPREADSHEET_EPOCH + timedelta(days=int(float(text)))
        message = f"{shown} is a spreadsheet's day number (perhaps {day.isoformat()}), not a date"
        return problem("spreadsheet-date", message, place, value=text)
    if EPOCH_TIME.fullmatch(text):
        fix = "If it counts from 1970, say so: `--date-format unix`."
        return problem("bad-date", f"{shown} is a count of seconds, not a date", place, value=text, fix=fix)
    if MONTH_AND_NUMBER.fullmatch(text):
        message = f"{shown} may be a month of a year or a day of a month"
        fix = "Write it as 2024-12, or say how to read it: `--date-format %b-%y`."
        return problem("ambiguous-date", message, place, value=text, fix=fix)
    if SHORT_YEAR.fullmatch(text):
        message = f"{shown} has a year of two digits"
        fix = "Write four, or say how to read it: `--date-format DD/MM/YY` (or `%d-%b-%y` for 31-Dec-24)."
        return problem("bad-date", message, place, value=text, fix=fix)
    if EITHER_ORDER.match(text):
        return problem("ambiguous-date", f"{shown} may have the day or the month first", place, value=text)
    what = "is not a real date" if any(map(str.isdigit, text)) else "is not a date"
    return problem("bad-date", f"{shown} {what}", place, value=text)


def _code(column: InputColumn, shown: str, text: str, place: Place) -> Problem:
    if not column.values:
        message = f"{shown} is no currency code of three letters"
        return problem("unknown-code", message, place, value=text, fix="Write it as USD.")
    near = nearest(text, [*column.values, *column.words])
    fix = f'Did you mean "{near}"?' if near else f"Use one of {', '.join(column.values)}."
    return problem("unknown-code", f"{shown} is no {column.name} we know", place, value=text, fix=fix)


def _amount(column: InputColumn, shown: str, text: str, place: Place, currency: str) -> Problem:
    if column.least == 0 and re.match(r"[-(]\s*\d", text.replace(MINUS, "-")):
        return problem("negative-number", f"{shown} is below zero", place, value=text)
    meant = meant_by(NO_SIGN.sub("", text.replace(MINUS, "-")))
    digits = re.search(r"\d", text) is not None
    if digits and meant and currency not in meant:
        message = f"{shown} contradicts {currency}, the currency of the row"
        return problem("other-currency", message, place, value=text)
    if re.fullmatch(r"[+-]?[\d.]+[eE][+-]?\d+", text):
        message = f"{shown} has an exponent, so digits of the amount are lost"
        return problem("bad-amount", message, place, value=text, fix="Export the column as a plain number.")
    if EITHER_AMOUNT.fullmatch(text):
        message = f"{shown} is ambiguous: it has more decimals than {currency}, or its mark groups thousands"
        fix = "Write it without the mark if it groups thousands; if not, round it."
        return problem("ambiguous-number", message, place, value=text, fix=fix)
    if re.fullmatch(r"[\d.,\s\u00a0\u202f'\u2019()+-]+", text) or (digits and meant):
        message = f"{shown} marks decimals or thousands otherwise than the column does"
        fix = "Write the amount as the others; `--decimal ,` if the comma marks decimals in all of them."
        return problem("bad-amount", message, place, value=text, fix=fix)
    return problem("bad-amount", f"{shown} is not an amount of money", place, value=text)


def _number(column: InputColumn, shown: str, text: str, place: Place, mark: Mark) -> Problem:
    number = _decimal(text.replace(MINUS, "-"), mark)
    other: Mark = "," if mark == "." else "."
    if _written_with(other, text) and not _written_with(mark, text):
        message = f'{shown} is a number only if its decimal mark is the "{other}"'
        fix = "Write it as the others, or say which mark they all have: `--decimal .` or `--decimal ,`."
        return problem("bad-number", message, place, value=text, fix=fix)
    if number is None:
        return _no_number(column, shown, text, place, mark)
    if number < 0 and column.least == 0:
        return problem("negative-number", f"{shown} is below zero", place, value=text)
    below = column.least is not None and number < Decimal(str(column.least))
    above = column.most is not None and number > Decimal(str(column.most))
    if below or above:
        bounds = (
            f"{column.least:g} to {column.most:g}"
            if column.most is not None
            else f"at least {column.least:g}"
        )
        return problem(
            "out-of-range", f"{shown} is outside {bounds}", place, value=text, fix=f"Give {bounds}."
        )
    if column.kind is Kind.COUNT and number != number.to_integral_value():
        return problem(
            "not-whole", f"{shown} is a fraction of something counted in whole units", place, value=text
        )
    return problem(
        "bad-number", f"{shown} is too large a number, or its thousands are grouped oddly", place, value=text
    )


def _no_number(column: InputColumn, shown: str, text: str, place: Place, mark: Mark) -> Problem:
    """Give the problem with text that is no number, by what stands around the one in it."""
    figure = re.match(r"[+-]?[\d.,]*\d", text)
    behind = text[figure.end() :].strip() if figure and _decimal(figure[0], mark) is not None else ""
    what, fix = "not a number", ""
    if behind == "%":
        what = "a percentage, and this column is not a share"
    elif behind.casefold() in THOUSANDS_AND_MORE:
        what, fix = "a number with its zeros cut off", "Write all of its digits."
    elif behind.isalpha():
        what, fix = f'a number of "{shortened(behind)}"', "Write the number alone, of the unit of its column."
    elif column.words:
        word = min(filter(column.words.get, column.words), key=column.words.__getitem__)
        what, fix = (
            "neither a number nor a word for one",
            f'Write a number, or a word such as "{word}".',
        )
    return problem("bad-number", f"{shown} is {what}", place, value=text, fix=fix)


def _written_with(mark: Mark, text: str) -> bool:
    return re.fullmatch(rf"[+-]?{number_pattern(mark)}", text, re.ASCII) is not None


def _decimal(text: str, mark: Mark) -> Decimal | None:
    bare = re.sub(r"(?<=\d)[ \u00a0\u202f\u2009'\u2019](?=\d{3})", "", text)
    bare = bare.replace(".", "").replace(",", ".") if mark == "," else bare.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", bare, re.ASCII):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None
