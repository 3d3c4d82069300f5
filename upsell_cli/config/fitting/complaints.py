"""What is wrong with a file as a model sees it, in words that say what to do."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from upsell_cli.config.fitting.shapes import fields_at
from upsell_cli.config.fitting.verdicts import (
    CHOICES,
    DATE,
    KINDS,
    LIST,
    MAPPING,
    MISSING,
    NUMBER,
    TEXT,
    TRUTH,
    UNKNOWN,
    WHOLE_NUMBER,
    Verdict,
    inside,
    verdicts,
    wrong_kind,
)
from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.config.yaml_reader.document import Document, Side, quoted
from upsell_cli.problems import Loc, Problem, first_few, nearest, shortened

BOUNDS = {
    "greater_than": "must be above {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be below {lt}",
    "less_than_equal": "must be at most {le}",
    "multiple_of": "must be a multiple of {multiple_of}",
    "decimal_max_places": "must have at most {decimal_places} decimal places",
    "string_too_short": "must have {min_length} or more characters",
    "string_too_long": "must have {max_length} or fewer characters",
    "string_pattern_mismatch": "does not have the form {pattern}",
    "too_short": "must have {min_length} or more items",
    "too_long": "must have {max_length} or fewer items",
}
"""pydantic's word for a value of the right kind that is out of bounds -> what is asked of it."""

FIXES = {
    NUMBER: "Write digits, with a point before decimals, such as 1990 or 19.90.",
    WHOLE_NUMBER: "Write digits alone, such as 1500.",
    TRUTH: "Write true or false, without quotes.",
    TEXT: "Write text, in quotes if in doubt.",
    DATE: "Write year, month and day, such as 2026-07-31.",
    LIST: "Write the items in brackets, such as [a, b].",
    MAPPING: "Write `key: value` lines under it.",
}
FIXES_BY_ERROR = {
    "not_a_number": FIXES[NUMBER],
    "not_text": FIXES[TEXT],
    "not_a_list": FIXES[LIST],
    "bad_limit": "Write digits, or the word unlimited.",
}
"""Errors of our own that leave open what to write."""

OF_KEYS = frozenset({"unknown_column"})
"""Errors of our own that are about a key, not about what stands under it."""

MOST_KEYS_SHOWN = 20
MOST_TOLD = 100


class Reading(NamedTuple):
    """A model reading a part of a document: `value` is what stands at `at`, with any defaults under it."""

    document: Document
    model: type[BaseModel]
    value: Value
    at: Loc = ()

    def complaints(self, error: ValidationError) -> Iterator[Problem]:
        """Give a problem for each wrong value that is sound YAML; of very many, a few more than are told."""
        sound = (v for v in verdicts(error, self.value) if self.document.sound((*self.at, *v.loc)))
        found = list(islice(sound, MOST_TOLD + 1))
        meant = {v.loc: self._meant(v.loc) for v in found if v.type == UNKNOWN}
        mistyped = {(*loc[:-1], key) for loc, key in meant.items()}
        for verdict in found:
            if verdict.type == UNKNOWN:
                yield self._unknown(verdict.loc, meant[verdict.loc])
            elif verdict.type != MISSING:
                yield self._wrong(verdict)
            elif verdict.loc not in mistyped:
                yield self._missing(verdict.loc)

    def _meant(self, loc: Loc) -> str | None:
        """Give the key that was probably meant by the unknown one at `loc`, among those not given."""
        free = (key for key in fields_at(self.model, loc[:-1]) if not self._given((*loc[:-1], key)))
        return nearest(str(loc[-1]), list(free))

    def _given(self, loc: Loc) -> bool:
        """Tell whether the document itself has a value at `loc`, where the defaults may have one, too."""
        return self.document.has((*self.at, *loc))

    def _unknown(self, loc: Loc, meant: str | None) -> Problem:
        keys = list(fields_at(self.model, loc[:-1]))
        hint = f'Did you mean "{meant}"? ' if meant else ""
        message, fix = f'unknown key "{shortened(str(loc[-1]))}"', f"{hint}Known here: {_first(keys)}."
        return self._problem("unknown-key", message, loc, fix, "key")

    def _missing(self, loc: Loc) -> Problem:
        *above, key = loc
        field = fields_at(self.model, tuple(above)).get(str(key))
        told = f" ({field.description.rstrip('.')})" if field and field.description else ""
        message, fix = f'"{key}" is missing', f"Add `{key}:`{told}."
        return self._problem("missing-key", message, tuple(above), fix, "key")

    def _wrong(self, verdict: Verdict) -> Problem:
        error = verdict.errors[0]
        context = error.get("ctx", {})
        if wrong_kind(error):
            return self._wrong_kind(verdict)
        if verdict.type in BOUNDS:
            message = f"{quoted(inside(self.value, verdict.loc))} {BOUNDS[verdict.type].format_map(context)}"
            return self._problem("out-of-bounds", message, verdict.loc, self._meaning(verdict.loc))
        if "error" in context:
            return self._problem("bad-value", str(context["error"]), verdict.loc)
        side: Side = "key" if verdict.type in OF_KEYS else "value"
        fix = FIXES_BY_ERROR.get(verdict.type, "")
        return self._problem(verdict.type.replace("_", "-"), error["msg"], verdict.loc, fix, side)

    def _meaning(self, loc: Loc) -> str:
        """Give what a value is for; nothing for an item of a list."""
        field = fields_at(self.model, loc[:-1]).get(str(loc[-1])) if loc else None
        return field.description or "" if field else ""

    def _wrong_kind(self, verdict: Verdict) -> Problem:
        value = inside(self.value, verdict.loc)
        expected = dict.fromkeys(self._expected(error, verdict.loc) for error in verdict.errors)
        *most, last = expected
        wanted = f"{', '.join(most)} or {last}" if most else last
        if value is None:
            message, fix = f"left blank; expected {wanted}", "Write the value, or remove the key."
            return self._problem("left-blank", message, verdict.loc, fix)
        message = f"{quoted(value)} is not {wanted}"
        if isinstance(value, dict | tuple):
            message = f"expected {wanted}, found {quoted(value)}"
        return self._problem("wrong-kind", message, verdict.loc, self._mended(verdict, value))

    def _expected(self, error: ErrorDetails, loc: Loc) -> str:
        if error["type"] in CHOICES:
            return str(error["ctx"]["expected"]).replace("'", '"')
        keys = list(fields_at(self.model, loc)) if KINDS[error["type"]] == MAPPING else []
        return f"{MAPPING} with {_first(keys)}" if keys else KINDS[error["type"]]

    def _mended(self, verdict: Verdict, value: Value) -> str:
        """Give what to write in place of a value of the wrong kind."""
        choices = [str(e["ctx"]["expected"]) for e in verdict.errors if e["type"] in CHOICES]
        kinds = [KINDS[e["type"]] for e in verdict.errors if e["type"] in KINDS]
        meant = nearest(str(value), re.findall("'([^']*)'", " ".join(choices)))
        if meant:
            return f'Did you mean "{meant}"?'
        word = self.document.word((*self.at, *verdict.loc))
        if TEXT in kinds and word is not None:
            return f'Write "{shortened(word)}", in quotes.'
        return FIXES[kinds[0]] if kinds else f"Write {self._expected(verdict.errors[0], verdict.loc)}."

    def _problem(self, code: str, message: str, loc: Loc, fix: str = "", side: Side = "value") -> Problem:
        return self.document.problem(code, message, (*self.at, *loc), side=side, fix=fix)


def _first(keys: list[str]) -> str:
    """Give the first keys of a list, and whether there are more."""
    return first_few(keys, len(keys), most=MOST_KEYS_SHOWN)
