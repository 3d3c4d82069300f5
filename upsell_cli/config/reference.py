"""Reference pages of the files an analyst writes, in Markdown: every key, what it may be, what it is for."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from upsell_cli.config.schema import Schema

KINDS = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "mapping"}
"""JSON Schema's word for a kind of value -> ours, where they differ."""

BOUNDS = {"minimum": ">= {}", "exclusiveMinimum": "> {}", "maximum": "<= {}", "exclusiveMaximum": "< {}"}
HEADER = "| key | what it may be | default | meaning |\n|---|---|---|---|"


def reference(schema: Schema, defaults: Mapping[str, Any] | None = None) -> str:
    """Give a table of the keys a document may have, and one for each of its parts.

    `defaults` are values that hold where the document says nothing, beside those in the schema.
    """
    pages = _Pages(schema, Counter(_references(schema)))
    pages.waiting.append(("", schema, defaults or {}))
    return "\n".join(pages.lines())


@dataclass(slots=True)
class _Pages:
    """The parts of a document, told in the order in which they are met; `ways` says where each first was.

    Of a part with one use the defaults are in its own table; of one with several, where it is used.
    """

    schema: Schema
    uses: Mapping[str, int]
    ways: dict[str, str] = field(default_factory=dict)
    waiting: list[tuple[str, Schema, Mapping[str, Any]]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        while self.waiting:
            way, part, values = self.waiting.pop(0)
            if way:
                yield f"### `{way}`\n\n{part.get('description', '')}\n"
            yield HEADER
            for key, about in part["properties"].items():
                kind = self._kind(about, f"{way}.{key}".lstrip("."), values.get(key))
                needed = key in part.get("required", ())
                default = "" if self._tells_alone(about) else _default(about, values.get(key), needed=needed)
                yield f"| `{key}` | {_cell(kind)} | {_cell(default)} | {_cell(self._meaning(about))} |"
            yield ""

    def _kind(self, about: Schema, way: str, value: object = None) -> str:
        if "$ref" in about:
            return self._part(_name(about), way, value)
        if "anyOf" in about:
            members = (self._kind(each, way, value) for each in about["anyOf"] if each.get("type") != "null")
            return " or ".join(dict.fromkeys(members))
        if "enum" in about or "const" in about:
            return ", ".join(f"`{choice}`" for choice in about.get("enum", [about.get("const")]))
        if "items" in about:
            return f"list of {self._kind(about['items'], f'{way}[]')}"
        if isinstance(about.get("additionalProperties"), dict):
            return f"names, each with {self._kind(about['additionalProperties'], f'{way}.<name>')}"
        kind = about.get("format") or KINDS.get(about.get("type", ""), about.get("type", "any value"))
        bounds = [form.format(about[bound]) for bound, form in BOUNDS.items() if bound in about]
        return f"{kind} {', '.join(bounds)}".strip()

    def _part(self, name: str, way: str, value: object) -> str:
        part = self.schema["$defs"][name]
        forms = part.get("anyOf", [part])
        full = next(form for form in forms if "properties" in form)
        if name not in self.ways:
            self.ways[name] = way
            known = value if isinstance(value, dict) and self.uses[name] == 1 else {}
            self.waiting.append((way, full, known))
        short = [self._kind(form, way) for form in forms if "properties" not in form]
        return " or ".join([*dict.fromkeys(short), f"mapping (`{self.ways[name]}`)"])

    def _tells_alone(self, about: Schema) -> bool:
        return "$ref" in about and self.uses[_name(about)] == 1

    def _meaning(self, about: Schema) -> str:
        part = self.schema["$defs"][_name(about)] if "$ref" in about else {}
        return str(about.get("description") or part.get("description", ""))


def _references(part: object) -> Iterator[str]:
    """Give the name of a part for every time a schema refers to it."""
    if isinstance(part, dict):
        if "$ref" in part:
            yield _name(part)
        part = list(part.values())
    if isinstance(part, list):
        for item in part:
            yield from _references(item)


def _name(about: Schema) -> str:
    return str(about["$ref"]).rpartition("/")[2]


def _default(about: Schema, value: object, *, needed: bool) -> str:
    """Give the default as it would be written; nothing for what is absent, or a list of whole mappings."""
    known = about.get("default") if value is None else value
    if known is None:
        return "needed" if needed else ""
    of_mappings = isinstance(known, list | tuple) and any(isinstance(each, Mapping) for each in known)
    return "" if of_mappings or known in ({}, [], ()) else f"`{_written(known)}`"


def _written(value: object) -> str:
    """Give a value as YAML on one line.

    >>> _written({"points": 16, "because": "A limit hurts."}), _written((1, True)), _written("a")
    ('{points: 16, because: "A limit hurts."}', '[1, true]', 'a')
    """
    match value:
        case str():
            return value if value.isidentifier() else json.dumps(value, ensure_ascii=False)
        case Mapping():
            return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(_written, value))}]"
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
