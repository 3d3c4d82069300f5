"""JSON Lines: an object a line becomes a row of text; numbers keep their digits, nested values their JSON."""

import json
from collections.abc import Iterator, Sequence
from typing import TextIO

from upsell_cli.problems import Place
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.forms.records import LONGEST_LINE, Flaw, Record, all_blank, checked

BLANK = " \t\r\n"
WORDS: dict[object, str] = {True: "true", False: "false", None: ""}

Line = tuple[int, str]


def looks_like_json(text: str, place: Place) -> bool:
    """Tell whether a text is objects, one a line; refuse JSON of another layout."""
    start = text.lstrip("\ufeff" + BLANK)
    in_a_list = start.startswith("[") and start[1:].lstrip(BLANK).startswith("{")
    if not in_a_list and not start.startswith("{"):
        return False
    lines = [line for line in start.splitlines() if line.strip()]
    if in_a_list or not any(_object(line) for line in lines):
        message = "this is JSON, but not one object a line (JSON Lines)"
        fix = "Write one object a line: `jq -c '.[]' FILE > FILE.jsonl`, or `jq -c .` for objects in a row."
        raise refusal("not-a-table", message, place, fix=fix)
    return True


def keys(text: TextIO) -> tuple[str, ...]:
    """Give the keys of all objects of an open text, in the order in which they first appear."""
    found: dict[str, None] = {}
    for _, line in _lines(text):
        found |= dict.fromkeys(_object(line) or ())
    return tuple(found)


def json_records(text: TextIO, names: Sequence[str]) -> Iterator[Record | Flaw]:
    r"""Give the values of each object under these keys, as text; one that is absent or null is blank.

    >>> import io
    >>> list(json_records(io.StringIO('{"a": 1.10, "b": {"c": [1]}}\n{"a": "x"}'), ["a", "b"]))
    [Record(line=1, fields=['1.10', '{"c": [1]}']), Record(line=2, fields=['x', ''])]
    """
    for number, line in _lines(text):
        if len(line) >= LONGEST_LINE:
            yield Flaw(number, "long-line", "the line is longer than 1 MiB")
            continue
        try:
            cells = _cells(line)
        except (ValueError, RecursionError) as error:
            yield Flaw(number, "bad-json", f"the line is not an object of JSON ({error})", line.strip())
            continue
        if not all_blank(tuple(cells.values())):
            yield checked(Record(number, [cells.get(name, "") for name in names]))


def _lines(text: TextIO) -> Iterator[Line]:
    """Give the lines that are not blank; of one that is too long, the start."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(("\n", "\r")):
            rest = text.readline(LONGEST_LINE)
        if line.strip():
            yield number, line


def _object(line: str) -> dict[str, object] | None:
    try:
        return _parsed(line)
    except (ValueError, RecursionError):
        return None


def _parsed(line: str) -> dict[str, object]:
    """Give the object on a line, with the text of its numbers."""
    found = json.loads(
        line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_without_repeats
    )
    if not isinstance(found, dict):
        raise ValueError("it is another kind of value")  # noqa: TRY004 - wrong is the file, not the code
    if "\\u" in line:
        json.dumps(found, ensure_ascii=False).encode()
    return found


def _cells(line: str) -> dict[str, str]:
    """Give the text of each value of the object on a line."""
    found = _parsed(line)
    nested = any(isinstance(value, dict | list) for value in found.values())
    cells = _nested(line) if nested else {}
    for key, value in found.items():
        if key not in cells:
            cells[key] = value if isinstance(value, str) else WORDS[value]
    return cells


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("it has a key twice")
    return found


def _nested(line: str) -> dict[str, str]:
    r"""Give the text of the nested values of an object that is sound, exactly as it stands there.

    >>> _nested('{"a": {"b": 1.10}, "c": 2, "d" : [ ]}')
    {'a': '{"b": 1.10}', 'd': '[ ]'}
    """
    decoder = json.JSONDecoder()
    found: dict[str, str] = {}
    at = _past_blanks(line, line.index("{") + 1)
    while line[at] != "}":
        key, at = decoder.raw_decode(line, _past_blanks(line, at))
        start = _past_blanks(line, line.index(":", at) + 1)
        value, at = decoder.raw_decode(line, start)
        if isinstance(value, dict | list):
            found[key] = line[start:at]
        at = _past_blanks(line, at)
        at = _past_blanks(line, at + 1) if line[at] == "," else at
    return found


def _past_blanks(line: str, at: int) -> int:
    while line[at] in BLANK:
        at += 1
    return at
