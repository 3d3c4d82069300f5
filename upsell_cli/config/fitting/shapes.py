"""Which keys a model has room for at a place of the file."""

from collections.abc import Iterator, Mapping
from types import EllipsisType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from upsell_cli.problems import Loc


def fields_at(model: type[BaseModel], loc: Loc) -> dict[str, FieldInfo]:
    """Give the keys that may stand in the mapping at `loc` of a file that `model` describes.

    Where several models are possible, the keys of all of them; where keys are free, none.
    """
    kinds: list[Any] = [model]
    for step in loc:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return {key: field for kind in kinds for key, field in _fields(kind)}


def _inside(kind: Any, step: str | int) -> Iterator[Any]:  # noqa: ANN401  an annotation is any object
    """Give the kinds of value that may stand one step inside a value of some kind."""
    for key, field in _fields(kind):
        if key == step:
            yield from _alternatives(field.annotation)
    origin, arguments = get_origin(kind), get_args(kind)
    if not isinstance(origin, type) or not arguments:
        return
    if not issubclass(origin, Mapping):
        inner = arguments if isinstance(step, int) else ()
    else:
        inner = arguments[1:] if isinstance(step, str) else ()
    for argument in inner:
        yield from _alternatives(argument)


def _fields(kind: Any) -> Iterator[tuple[str, FieldInfo]]:  # noqa: ANN401
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield field.alias or name, field


def _alternatives(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the members of a union, or the annotation itself, without what is said about it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for member in get_args(annotation):
            yield from _alternatives(member)
    elif not isinstance(annotation, EllipsisType):
        yield annotation
