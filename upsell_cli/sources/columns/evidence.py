"""What the cells of a column prove about how it is written: decimal mark, day or month first.

Looked at only when a file is not plainly written. What nothing proves is refused, never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from upsell_cli.frames.inputs import Kind
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.cells.values import (
    AROUND,
    NO_MISSING_WORDS,
    Manner,
    Mark,
    matches,
    says_missing,
)
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.dates import NUMBERED_DATE, DayOrder, strptime_format
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.request import Request

NUMERIC = frozenset({Kind.NUMBER, Kind.COUNT, Kind.MONEY})

DAY_FIRST = r"(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-].*"
MONTH_FIRST = r"\d{1,2}[/.-](1[3-9]|2\d|3[01])[/.-].*"
EITHER_FIRST = r"(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-].*"
BEFORE = r"(?:[^.,]|\pL\.)*"
"""What may stand before the mark in question: no other mark but the full stop of an abbreviation."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Where in a column something was seen: how often, first on which line, and as what."""

    count: int = 0
    line: int | None = None
    text: str | None = None


def doubtful(fields: Sequence[Field], dialect: Dialect, request: Request) -> bool:
    """Tell whether plain-looking cells may mean something else: 1.234 in a semicolon file, dates to order."""
    kinds = {field.column.kind for field in fields}
    other_marks = dialect.delimiter != "," or request.decimal == ","
    return bool((other_marks and kinds & NUMERIC) or (request.date_format and Kind.DATE in kinds))


def manners(
    engine: Engine,
    relation: str,
    place: Place,
    fields: Sequence[Field],
    sides: frozenset[str],
    dialect: Dialect,
    request: Request,
) -> tuple[dict[str, Manner], list[Problem]]:
    """Give how each column of a relation of text is written, with notes on words for no value.

    Raises UpsellError when a column stays open to doubt, unless it is one of the `sides`, without which
    a file is as good.
    """
    sights = _sights(engine, relation, fields)
    marks = {_proven(sights[f.key]) for f in fields if f.column.kind in NUMERIC} - {None}
    file_mark = marks.pop() if len(marks) == 1 else None
    asked = strptime_format(request.date_format) if request.date_format else None
    found: dict[str, Manner] = {}
    notes: list[Problem] = []
    doubts: list[Problem] = []
    for field in fields:
        seen, at = sights[field.key], Place(place.file, None, field.header)
        doubt: Problem | None = None
        manner = Manner()
        if field.column.kind in NUMERIC:
            mark, doubt = _mark(seen, at, dialect, request, file_mark)
            told = request.decimal is not None or seen[f"finer {mark}"].count > 0
            manner = Manner(mark=mark, thirds=told or field.column.kind is not Kind.MONEY)
        elif field.column.kind is Kind.DATE:
            order, doubt = (None, None) if asked else _order(seen, at)
            manner = Manner(order=order, date_format=asked)
        found[field.key] = manner
        notes += _missing_note(seen["missing"], at)
        doubts += [doubt] if doubt and field.key not in sides else []
    if doubts:
        raise UpsellError(*doubts)
    return found, notes


def _sights(engine: Engine, relation: str, fields: Sequence[Field]) -> dict[str, dict[str, Sight]]:
    """Look at every column once, for everything that could prove or trouble something."""
    wanted = [
        (field.key, f"c{i}", what, test)
        for i, field in enumerate(fields)
        for what, test in _tests(field.column.kind, f"c{i}").items()
    ]
    columns = ", ".join(
        f"count(*) FILTER ({test}), min(line) FILTER ({test}), arg_min({text}, line) FILTER ({test})"
        for _, text, _, test in wanted
    )
    values = engine.execute(f"SELECT {columns or 'NULL'} FROM {quoted(relation)}").fetchone() or ()
    sights = {field.key: {"missing": Sight()} for field in fields}
    for i, (key, _, what, _) in enumerate(wanted):
        sights[key][what] = Sight(*values[3 * i : 3 * i + 3])
    return sights


def _tests(kind: Kind, text: str) -> dict[str, str]:
    """Give what is looked for in a column of a kind, as SQL over one cell."""
    tests = {} if kind in NO_MISSING_WORDS else {"missing": says_missing(text)}
    if kind in NUMERIC:
        tests |= {
            "dot": matches(text, _proof(r"\.", ",")),
            "comma": matches(text, _proof(",", r"\.", whole=kind is Kind.COUNT)),
            "either dot": matches(text, _threes(r"\.")),
            "either comma": matches(text, _threes(",")),
            "finer .": matches(text, _finer(r"\.")),
            "finer ,": matches(text, _finer(",")),
        }
    if kind is Kind.DATE:
        numbered = matches(text, NUMBERED_DATE)
        same = f"regexp_extract({text}, '^0?(\\d+)', 1) = regexp_extract({text}, '^\\d+[/.-]0?(\\d+)', 1)"
        tests |= {
            "day": f"{numbered} AND {matches(text, DAY_FIRST)}",
            "month": f"{numbered} AND {matches(text, MONTH_FIRST)}",
            "either": f"{numbered} AND {matches(text, EITHER_FIRST)} AND NOT {same}",
        }
    return tests


def _threes(mark: str) -> str:
    """Give the pattern of 1.234: three digits behind one mark, so that it may mean either thing."""
    return rf"{AROUND}[1-9]\d{{0,2}}{mark}\d{{3}}{AROUND}"


def _finer(mark: str) -> str:
    """Give the pattern of numbers that can only have three decimals or more behind `mark`."""
    return rf"{AROUND}\d+{mark}\d{{4,}}{AROUND}|{AROUND}(0|\d{{4,}}){mark}\d{{3}}{AROUND}"


def _proof(point: str, group: str, *, whole: bool = False) -> str:
    """Give the pattern of numbers in which `point` can only mark decimals, or `group` only thousands.

    Of `whole` numbers 1,0000 proves nothing: it may be ten thousand, as some count.
    """
    decimals = r"\d{1,2}" if whole else r"\d{1,2}|\d{4,}"
    odd_fraction = rf"{BEFORE}\d{point}({decimals}){AROUND}"
    long_whole = rf"{AROUND}(0|{BEFORE}\d{{4,}}){point}\d+{AROUND}"
    both = rf"{BEFORE}\d({group}\d{{2,3}})+{point}\d*{AROUND}"
    many_groups = rf"{BEFORE}\d({group}\d{{3}}){{2,}}{AROUND}"
    return f"{odd_fraction}|{long_whole}|{both}|{many_groups}"


def _proven(seen: Mapping[str, Sight]) -> Mark | None:
    """Give the decimal mark that a column proves; where cells contradict each other, the dot."""
    if seen["dot"].count:
        return "."
    return "," if seen["comma"].count else None


def _mark(
    seen: Mapping[str, Sight], at: Place, dialect: Dialect, request: Request, file_mark: Mark | None
) -> tuple[Mark, Problem | None]:
    """Give the decimal mark of a column, or the doubt about it.

    A file delimited by commas is by someone for whom a comma does not mark decimals. What was told is for
    all files, some of which may be by others: a column that can only be read otherwise is.
    """
    if request.decimal and _only_otherwise(seen, request.decimal):
        return _proven(seen) or ".", None
    doubt = next((seen[what] for what in ("either dot", "either comma") if seen[what].count), None)
    known = request.decimal or _proven(seen) or (file_mark if doubt else None)
    if known or doubt is None or dialect.delimiter == ",":
        return known or ".", None
    sign = "." if seen["either dot"].count else ","
    message = (
        f'"{doubt.text}" is ambiguous: "{sign}" may mark decimals or thousands, and nothing proves which'
    )
    return ".", problem("ambiguous-number", message, at._replace(line=doubt.line), value=doubt.text)


def _only_otherwise(seen: Mapping[str, Sight], told: Mark) -> bool:
    """Tell whether no number of a column has the decimal mark that was told, and some prove the other."""
    own, other, open_ = ("dot", "comma", "either comma") if told == "." else ("comma", "dot", "either dot")
    return seen[other].count > 0 and not seen[own].count and not seen[open_].count


def _order(seen: Mapping[str, Sight], at: Place) -> tuple[DayOrder | None, Problem | None]:
    """Give whether the day or the month comes first in a column, or the doubt about it."""
    day, month, either = seen["day"], seen["month"], seen["either"]
    if day.count and month.count:
        first, second = sorted((day, month), key=lambda sight: sight.line or 0)
        message = (
            f'the dates contradict each other: "{first.text}" and, on line {second.line}, "{second.text}" '
            "cannot both have the day, or both the month, first"
        )
        return None, problem("contradictory-dates", message, at._replace(line=first.line), value=first.text)
    if either.count and not day.count and not month.count:
        message = f'"{either.text}" is ambiguous: nothing in the column shows whether day or month is first'
        return None, problem("ambiguous-date", message, at._replace(line=either.line), value=either.text)
    return ("month" if month.count else "day"), None


def _missing_note(sight: Sight, at: Place) -> list[Problem]:
    if not sight.count:
        return []
    many = "1 cell has" if sight.count == 1 else f"{sight.count:,} cells have"
    message = f'{many} a word for no value, such as "{sight.text}": missing, never 0'
    return [problem("missing-word", message, at._replace(line=sight.line), value=sight.text)]
