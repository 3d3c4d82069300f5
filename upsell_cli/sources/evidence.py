"""What the cells of a column prove about how it is written: decimal mark, day or month first.

Looked at only when a file is not plainly written. What nothing proves is refused, never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from upsell_cli.frames.inputs import Kind
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.codes import problem
from upsell_cli.sources.dialect import Dialect
from upsell_cli.sources.engine import Engine
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.request import Request
from upsell_cli.sources.values import (
    NO_MISSING_WORDS,
    NUMBERED_DATE,
    DayOrder,
    Manner,
    Mark,
    matches,
    says_missing,
    strptime_format,
)

NUMERIC = frozenset({Kind.NUMBER, Kind.COUNT, Kind.MONEY})

_AROUND = r"[^\d.,]*"


def _threes(mark: str) -> str:
    return rf"{_AROUND}[1-9]\d{{0,2}}{mark}\d{{3}}{_AROUND}"


def _proof(point: str, group: str) -> str:
    """Give the pattern of numbers in which `point` can only mark decimals, or `group` only thousands."""
    odd_fraction = rf"[^.,]*\d{point}(\d{{1,2}}|\d{{4,}}){_AROUND}"
    long_whole = rf"{_AROUND}(0|[^.,]*\d{{4,}}){point}\d+{_AROUND}"
    both = rf"[^.,]*\d({group}\d{{2,3}})+{point}\d*{_AROUND}"
    many_groups = rf"[^.,]*\d({group}\d{{3}}){{2,}}{_AROUND}"
    return f"{odd_fraction}|{long_whole}|{both}|{many_groups}"


_DAY_FIRST = r"(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-].*"
_MONTH_FIRST = r"\d{1,2}[/.-](1[3-9]|2\d|3[01])[/.-].*"
_EITHER = r"(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-].*"


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
    texts: Mapping[str, str],
    dialect: Dialect,
    request: Request,
) -> tuple[dict[str, Manner], list[Problem]]:
    """Give how each column is written, with notes; refuse the file when a column stays open to doubt.

    `texts` is SQL for the trimmed cell of each column.
    """
    looked_at = [field for field in fields if field.column.kind not in NO_MISSING_WORDS]
    sights = _sights(engine, relation, looked_at, texts)
    marks = {_proven(sights[field.name]) for field in looked_at if field.column.kind in NUMERIC} - {None}
    file_mark = marks.pop() if len(marks) == 1 else None
    asked = strptime_format(request.date_format) if request.date_format else None
    found: dict[str, Manner] = {field.name: Manner(date_format=asked) for field in fields}
    doubts: list[Problem | None] = []
    for field in looked_at:
        seen, at = sights[field.name], Place(place.file, None, field.header)
        if field.column.kind in NUMERIC:
            mark, doubt = _mark(seen, at, dialect, request, file_mark)
            found[field.name] = Manner(mark=mark)
        elif field.column.kind is Kind.DATE:
            order, doubt = _order(seen, at, request)
            found[field.name] = Manner(order=order, date_format=asked)
        else:
            doubt = None
        doubts.append(doubt)
    if any(doubts):
        raise UpsellError(*filter(None, doubts))
    return found, [
        _missing_note(sights[f.name]["missing"], place, f)
        for f in looked_at
        if sights[f.name]["missing"].count
    ]


def _sights(
    engine: Engine, relation: str, fields: Sequence[Field], texts: Mapping[str, str]
) -> dict[str, dict[str, Sight]]:
    wanted = [
        (field.name, what, test)
        for field in fields
        for what, test in _tests(field.column.kind, texts[field.name]).items()
    ]
    columns = ", ".join(
        f"count(*) FILTER ({test}), min(line) FILTER ({test}), arg_min({texts[name]}, line) FILTER ({test})"
        for name, _, test in wanted
    )
    values = engine.execute(f"SELECT {columns} FROM {relation}").fetchone() or ()
    sights: dict[str, dict[str, Sight]] = {field.name: {} for field in fields}
    for i, (name, what, _) in enumerate(wanted):
        sights[name][what] = Sight(*values[3 * i : 3 * i + 3])
    return sights


def _tests(kind: Kind, text: str) -> dict[str, str]:
    tests = {"missing": says_missing(text)}
    if kind in NUMERIC:
        tests |= {
            "dot": matches(text, _proof(r"\.", ",")),
            "comma": matches(text, _proof(",", r"\.")),
            "either dot": matches(text, _threes(r"\.")),
            "either comma": matches(text, _threes(",")),
        }
    if kind is Kind.DATE:
        numbered = matches(text, NUMBERED_DATE)
        same = f"regexp_extract({text}, '^0?(\\d+)', 1) = regexp_extract({text}, '^\\d+[/.-]0?(\\d+)', 1)"
        tests |= {
            "day": f"{numbered} AND {matches(text, _DAY_FIRST)}",
            "month": f"{numbered} AND {matches(text, _MONTH_FIRST)}",
            "either": f"{numbered} AND {matches(text, _EITHER)} AND NOT {same}",
        }
    return tests


def _proven(seen: Mapping[str, Sight]) -> Mark | None:
    """Give the decimal mark that a column proves; both at once prove nothing but the dot's reading."""
    if seen["dot"].count:
        return "."
    return "," if seen["comma"].count else None


def _missing_note(sight: Sight, place: Place, field: Field) -> Problem:
    many = "1 cell says" if sight.count == 1 else f"{sight.count:,} cells say"
    message = f'{many} "no value", such as "{sight.text}": missing, not 0'
    return problem("missing-word", message, Place(place.file, sight.line, field.header), value=sight.text)


def _mark(
    seen: Mapping[str, Sight], at: Place, dialect: Dialect, request: Request, file_mark: Mark | None
) -> tuple[Mark, Problem | None]:
    proven = request.decimal or _proven(seen)
    open_cell = next((seen[what] for what in ("either dot", "either comma") if seen[what].count), None)
    if proven or open_cell is None:
        return proven or ".", None
    if dialect.delimiter == ",":
        return ".", None
    if file_mark:
        return file_mark, None
    mark = "." if seen["either dot"].count else ","
    message = (
        f'"{open_cell.text}" is ambiguous: "{mark}" may mark decimals or thousands, and nothing proves which'
    )
    return ".", problem("ambiguous-number", message, replace(at, line=open_cell.line), value=open_cell.text)


def _order(seen: Mapping[str, Sight], at: Place, request: Request) -> tuple[DayOrder | None, Problem | None]:
    if request.date_format:
        return None, None
    day, month, either = seen["day"], seen["month"], seen["either"]
    if day.count and month.count:
        first, second = sorted((day, month), key=lambda sight: sight.line or 0)
        message = (
            f'the dates contradict each other: "{first.text}" and, on line {second.line}, "{second.text}" '
            "cannot both be read with the day or the month first"
        )
        place = replace(at, line=first.line)
        return None, problem("contradictory-dates", message, place, value=first.text)
    if either.count and not day.count and not month.count:
        message = (
            f'"{either.text}" is ambiguous: no date of the column shows whether the day or the month is first'
        )
        return None, problem("ambiguous-date", message, replace(at, line=either.line), value=either.text)
    return ("month" if month.count else "day"), None
