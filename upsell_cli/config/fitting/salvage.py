"""What a document comes to without its wrong parts, so that what else is wrong can be told at once."""

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from upsell_cli.config.fitting.verdicts import inside, verdicts
from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.problems import Loc

M = TypeVar("M", bound=BaseModel)

STAND_INS: Mapping[str, Value] = {"price": {"quote": True}, "version": 1}
"""What stands in for a key that may not be left out."""

MOST_ROUNDS = 8
"""Leaving out a part may leave another without what it needs; what has not come right by then will not."""


class Salvage(NamedTuple, Generic[M]):
    """A model of the sound parts of a document, and every word of the parts that were left out."""

    model: M
    lost: frozenset[str]


def salvaged(model: type[M], value: Value, error: ValidationError) -> Salvage[M] | None:
    """Give what the sound parts of a value make; None if they make no such model."""
    lost: set[str] = set()
    for _ in range(MOST_ROUNDS):
        ways = dict.fromkeys(_entry(value, verdict.loc) for verdict in verdicts(error, value))
        if () in ways:
            return None
        for way in ways:
            if _has(value, way[:-1]):
                lost.update((str(way[-1]), *_words(inside(value, way) if _has(value, way) else None)))
                value = _without(value, way)
        try:
            return Salvage(model.model_validate(value), frozenset(lost))
        except ValidationError as more:
            error = more
    return None


def _entry(value: Value, loc: Loc) -> Loc:
    """Give the way to the innermost entry of a mapping around a place: items of lists keep their positions.

    >>> tiers = {"tiers": ({"id": "a", "limits": {"users": 1}, "features": ("x", None)},)}
    >>> _entry(tiers, ("tiers", 0, "limits", "users")), _entry(tiers, ("tiers", 0, "features", 1))
    (('tiers', 0, 'limits', 'users'), ('tiers', 0, 'features'))
    >>> _entry(tiers, ("tiers", 0, "price"))
    ('tiers', 0, 'price')
    """
    if loc and loc[-1] in STAND_INS and _has(value, loc[:-1]):
        return loc
    ways = (loc[:depth] for depth in range(len(loc), 0, -1))
    return next((way for way in ways if isinstance(way[-1], str) and _has(value, way)), ())


def _has(value: Value, way: Loc) -> bool:
    for step in way:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return True


def _without(value: Value, way: Loc) -> Value:
    """Give a value without the entry at the end of a way, or with what stands in for it.

    >>> _without({"tiers": ({"id": "a", "price": "much", "limit": 5},)}, ("tiers", 0, "limit"))
    {'tiers': ({'id': 'a', 'price': 'much'},)}
    >>> _without({"tiers": ({"id": "a", "price": "much"},)}, ("tiers", 0, "price"))
    {'tiers': ({'id': 'a', 'price': {'quote': True}},)}
    """
    step, *rest = way
    if isinstance(value, tuple) and isinstance(step, int):
        return (*value[:step], _without(value[step], tuple(rest)), *value[step + 1 :])
    if not isinstance(value, dict):
        return value
    key = str(step)
    if rest:
        return {**value, key: _without(value[key], tuple(rest))}
    others = {name: item for name, item in value.items() if name != key}
    return {**others, key: STAND_INS[key]} if key in STAND_INS else others


def _words(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _words(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif value is not None:
        yield str(value)
