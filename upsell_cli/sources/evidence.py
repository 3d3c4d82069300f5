"""What the cells of a column prove about how it is written: decimal mark, day or month first.

One look at all rows tells which columns are plainly written; only the others are looked at again. What
nothing proves is refused, never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from upsell_cli.frames.inputs import Kind
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.codes import problem
from upsell_cli.sources.dialect import Dialect
from upsell_cli.sources.engine import Engine, literal
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.request import Request
from upsell_cli.sources.values import (
    NO_MISSING_WORDS,
    NUMBERED_DATE,
    PLAIN_DATE,
    PLAIN_NUMBER,
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all rows of a file say: how many there are, the last of them, and what is not plainly written."""

    rows: int
    last_line: int | None
    last_id: str | None
    odd: frozenset[str]


def look(engine: Engine, relation: str, fields: Sequence[Field], texts: Mapping[str, str], first: str) -> Evidence:
    """Give the evidence of a relation; `texts` is SQL for the trimmed cell of each column."""
    seen = [f"count(*) FILTER ({_odd(field, texts[field.name])})" for field in fields]
    columns = ", ".join(["count(*)", "max(line)", f"arg_max({texts[first]}, line)", *seen])
    rows, last_line, last_id, *counts = engine.execute(f"SELECT {columns} FROM {relation}").fetchone() or ()
    odd = frozenset(field.name for field, count in zip(fields, counts, strict=True) if count)
    return Evidence(rows, last_line, last_id, odd)


def manners(
    engine: Engine,
    relation: str,
    file: str,
    fields: Sequence[Field],
    texts: Mapping[str, str],
    odd: frozenset[str],
    dialect: Dialect,
    request: Request,
) -> tuple[dict[str, Manner], list[Problem]]:
    """Give how each column is written, with notes; refuse the file when a column stays open to doubt."""
    found = {field.name: Manner() for field in fields}
    doubtful = NUMERIC if dialect.delimiter != "," or request.decimal == "," else frozenset()
    doubtful |= {Kind.DATE} if request.date_format else set()
    looked_at = [field for field in fields if field.name in odd or field.column.kind in doubtful]
    if not looked_at:
        return found, []
    sights = _sights(engine, relation, looked_at, texts)
    marks = [_proven(sights[field.name]) for field in looked_at if field.column.kind in NUMERIC]
    common = set(filter(None, marks))
    file_mark = common.pop() if len(common) == 1 else None
    notes, doubts = [], []
    for field in looked_at:
        seen = sights[field.name]
        where = Place(file, seen["missing"].line, field.header)
        if field.column.kind in NUMERIC:
            mark, doubt = _mark(field, seen, file, dialect, request, file_mark)
            found[field.name] = Manner(plain=field.name not in odd and mark == ".", mark=mark)
        elif field.column.kind is Kind.DATE:
            order, doubt = _order(field, seen, file, request)
            asked = strptime_format(request.date_format) if request.date_format else None
            found[field.name] = Manner(plain=False, order=order, date_format=asked)
        else:
            doubt = None
        doubts += [doubt] if doubt else []
        if seen["missing"].count:
            many = "1 cell says" if seen["missing"].count == 1 else f"{seen['missing'].count:,} cells say"
            message = f'{many} "no value", such as "{seen["missing"].text}": missing, not 0'
            notes.append(problem("missing-word", message, where, value=seen["missing"].text))
    if doubts:
        raise UpsellError(*doubts)
    return found, notes


def _odd(field: Field, text: str) -> str:
    kind = field.column.kind
    if kind in NUMERIC:
        return f"{text} <> '' AND NOT {matches(text, PLAIN_NUMBER)}"
    if kind is Kind.DATE:
        return f"{text} <> '' AND NOT {matches(text, PLAIN_DATE)}"
    return "false" if kind in NO_MISSING_WORDS else says_missing(text)


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


def _mark(
    field: Field, seen: Mapping[str, Sight], file: str, dialect: Dialect, request: Request, file_mark: Mark | None
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
    message = f'"{open_cell.text}" is ambiguous: "{mark}" may mark decimals or thousands, and nothing proves which'
    return ".", problem(
        "ambiguous-number", message, Place(file, open_cell.line, field.header), value=open_cell.text
    )


def _order(
    field: Field, seen: Mapping[str, Sight], file: str, request: Request
) -> tuple[DayOrder | None, Problem | None]:
    if request.date_format:
        return None, None
    day, month, either = seen["day"], seen["month"], seen["either"]
    if day.count and month.count:
        first, second = sorted((day, month), key=lambda sight: sight.line or 0)
        message = (
            f'the dates contradict each other: "{first.text}" and, on line {second.line}, "{second.text}" '
            "cannot both be read with the day or the month first"
        )
        place = Place(file, first.line, field.header)
        return None, problem("contradictory-dates", message, place, value=first.text)
    if either.count and not day.count and not month.count:
        message = f'"{either.text}" is ambiguous: no date of the column shows whether the day or the month is first'
        return None, problem("ambiguous-date", message, Place(file, either.line, field.header), value=either.text)
    return ("month" if month.count else "day"), None
