"""JSON and JSON lines: numbers as exact decimals, unknown as null, keys in the order of the columns."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import TextIO

from upsell_cli.render.drawing.text import number
from upsell_cli.render.formats.formats import Table

Json = (
    str | bool | int | float | Decimal | date | None | Sequence["Json"] | Mapping[str, "Json"]
    | Callable[[], str]
)  # fmt: skip
"""What can be written; what takes long to find out is asked for then."""

INVISIBLE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Written as escapes, so that what a person sees is what there is."""

PLAIN = json.JSONEncoder(ensure_ascii=False)
PLACES = 6


def write_json(
    stream: TextIO,
    thing: str,
    meta: Mapping[str, Json],
    rows: Sequence[str],
    beside: Mapping[str, str] | None = None,
) -> None:
    """Write the envelope that every JSON result has; `rows` are JSON objects, one a line.

    `beside` are further members, each as JSON.
    """
    stream.write(f'{{"schema": {literal(f"upsell.{thing}/1")},\n"meta": {literal(meta)},\n"rows": [')
    stream.writelines(f"{',' if place else ''}\n{row}" for place, row in enumerate(rows))
    more = "".join(f",\n{literal(name)}: {value}" for name, value in (beside or {}).items())
    stream.write(f"\n]{more}}}\n" if rows else f"]{more}}}\n")


def write_document(stream: TextIO, document: Mapping[str, Json]) -> None:
    """Write a document of its own kind, indented for people."""
    stream.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def write_jsonl(stream: TextIO, rows: Sequence[str]) -> None:
    """Write JSON objects, one a line and nothing else."""
    stream.writelines(f"{row}\n" for row in rows)


def objects(table: Table) -> list[str]:
    """Give every row of a table as a JSON object."""
    keys = [f"{literal(field.name)}: " for field in table.fields]
    columns = [
        ["null" if text is None else text if field.is_number else literal(text) for text in column]
        for field, column in zip(table.fields, table.columns, strict=True)
    ]
    return [f"{{{', '.join(map(str.__add__, keys, values))}}}" for values in zip(*columns, strict=True)]


def literal(value: Json) -> str:
    r"""Give a value as JSON: a decimal as it stands, a float to six decimals, infinity as null.

    >>> from decimal import Decimal
    >>> literal({"arr": Decimal("15000.00"), "share": 0.1 + 0.2, "on": date(2026, 3, 31)})
    '{"arr": 15000.00, "share": 0.3, "on": "2026-03-31"}'
    >>> literal([float("inf"), None, True])
    '[null, null, true]'
    >>> literal("Zoë \u202e x")
    '"Zoë \\u202e x"'
    """
    match value:
        case str():
            written = PLAIN.encode(value)
            if not (value.isascii() and value.isprintable()):
                written = INVISIBLE.sub(_escaped, written)
        case Decimal():
            written = f"{value:f}"
        case date():
            written = f'"{value.isoformat()}"'
        case float():
            written = number(value, PLACES) if isfinite(value) else "null"
        case bool() | int() | None:
            written = json.dumps(value)
        case Callable():
            written = literal(value())
        case Mapping():
            members = (f"{literal(key)}: {literal(item)}" for key, item in value.items())
            written = f"{{{', '.join(members)}}}"
        case _:
            written = f"[{', '.join(map(literal, value))}]"
    return written


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
