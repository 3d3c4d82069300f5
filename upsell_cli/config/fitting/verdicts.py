"""What pydantic finds wrong, once for each value.

A value that fits no member of a union is reported by pydantic once for each member. Here that becomes one
verdict: what the member that came nearest has to say, or what all of them together expected.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.problems import Loc

NUMBER, WHOLE_NUMBER, TEXT, TRUTH = "a number", "a whole number", "text", "true or false"
LIST, MAPPING, DATE = "a list", "a mapping", "a date"

KINDS = {
    "bool_type": TRUTH,
    "bool_parsing": TRUTH,
    "int_type": WHOLE_NUMBER,
    "int_parsing": WHOLE_NUMBER,
    "int_parsing_size": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "decimal_type": NUMBER,
    "decimal_parsing": NUMBER,
    "string_type": TEXT,
    "date_type": DATE,
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": DATE,
    "list_type": LIST,
    "tuple_type": LIST,
    "set_type": LIST,
    "frozen_set_type": LIST,
    "dict_type": MAPPING,
    "mapping_type": MAPPING,
    "model_type": MAPPING,
}
"""pydantic's word for a value of the wrong kind -> the kind it expected."""

CHOICES = ("literal_error", "enum")
MISSING = "missing"
TOO_FEW = "too_short"
UNKNOWN = "extra_forbidden"

_Complaint: TypeAlias = tuple[Loc, ErrorDetails]
"""What is left of the way to a value, as pydantic gives it, and what pydantic says about that value."""


class Verdict(NamedTuple):
    """What is wrong with the value at `loc`: one error, or the wrong kinds that members of a union saw."""

    loc: Loc
    errors: tuple[ErrorDetails, ...]

    @property
    def type(self) -> str:
        """What pydantic calls the error, or the first of several."""
        return self.errors[0]["type"]


def verdicts(error: ValidationError, value: Value) -> list[Verdict]:
    """Give what is wrong with each part of `value`, which is what pydantic was given.

    A list has too few items for pydantic where these are there, and are wrong one by one.
    """
    found = list(_settled([(each["loc"], each) for each in error.errors(include_url=False)], value, ()))
    wrong_inside = {verdict.loc[:depth] for verdict in found for depth in range(len(verdict.loc))}
    return [verdict for verdict in found if verdict.type != TOO_FEW or verdict.loc not in wrong_inside]


def wrong_kind(error: ErrorDetails) -> bool:
    """Tell whether an error says that something else altogether was expected."""
    return error["type"] in KINDS or error["type"] in CHOICES


def inside(value: Value, way: Loc) -> Value:
    """Give what stands at the end of a way that `value` has.

    >>> inside({"tiers": ({"id": "growth"},)}, ("tiers", 0, "id"))
    'growth'
    """
    for step in way:
        value = value[step]  # type: ignore[index]  # the caller knows that it is there
    return value


def _settled(complaints: Iterable[_Complaint], value: Value, at: Loc) -> Iterator[Verdict]:
    """Walk each complaint down `value`; a step that `value` does not have names a member of a union."""
    unions: dict[Loc, dict[str | int, list[_Complaint]]] = {}
    for loc, error in complaints:
        way, rest = _walked(value, loc)
        if not rest or (error["type"] == MISSING and len(rest) == 1):
            yield Verdict((*at, *way, *rest), (error,))
        else:
            unions.setdefault(way, {}).setdefault(rest[0], []).append((rest[1:], error))
    for way, members in unions.items():
        near = [member for member in members.values() if not _refused_at_sight(member)]
        if near:
            nearest: list[_Complaint] = min(near, key=len)
            yield from _settled(nearest, inside(value, way), (*at, *way))
        else:
            yield Verdict((*at, *way), tuple(error for member in members.values() for _, error in member))


def _refused_at_sight(member: list[_Complaint]) -> bool:
    return all(not rest and wrong_kind(error) for rest, error in member)


def _walked(value: Value, loc: Loc) -> tuple[Loc, Loc]:
    """Split a way into the steps that `value` has and the rest."""
    for depth, step in enumerate(loc):
        if not _has(value, step):
            return loc[:depth], loc[depth:]
        value = inside(value, (step,))
    return loc, ()


def _has(value: Value, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, tuple) and isinstance(step, int) and step < len(value)
