"""From a YAML file to a model: every problem told at once, each with its line."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from upsell_cli.config.fitting.complaints import MOST_TOLD, Reading
from upsell_cli.config.fitting.salvage import Salvage, salvaged
from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.config.yaml_reader.decoding import MOST_BYTES
from upsell_cli.config.yaml_reader.document import Document, read_document
from upsell_cli.problems import Place, Problem, UpsellError, nearest

M = TypeVar("M", bound=BaseModel)

OWN_KEY = "x-"

Further: TypeAlias = Callable[[M, Document], Iterable[Problem]]
"""Finds what is wrong with a model that fits, told by its document."""


class Loaded(NamedTuple, Generic[M]):
    """A model, the document it was read from, and what is worth a note about that."""

    model: M
    document: Document
    problems: tuple[Problem, ...] = ()


def load_model(path: Path, model: type[M], *, defaults: Mapping[str, Any] | None = None) -> Loaded[M]:
    """Give the model that a YAML file describes, with `defaults` where the file says nothing.

    Raises UpsellError with everything that is wrong with the file.
    """
    return fitted(load_document(path), model, defaults=defaults)


def load_document(path: Path) -> Document:
    """Give the document in a YAML file."""
    return read_document(_content(path), str(path))


def read_model(
    text: str | bytes, name: str, model: type[M], *, defaults: Mapping[str, Any] | None = None
) -> Loaded[M]:
    """Give the model that a YAML text known as `name` describes; the rest is as in `load_model`."""
    return fitted(read_document(text, name), model, defaults=defaults)


def fitted(
    document: Document,
    model: type[M],
    *,
    at: tuple[str, ...] = (),
    defaults: Mapping[str, Any] | None = None,
    further: Further[M] | None = None,
) -> Loaded[M]:
    """Give the model that a document describes, or the mapping under the keys `at`; as in `load_model`.

    Keys of the top level that begin with `x-` are the writer's own: a home for values with anchors. Where
    something is wrong, `further` finds what else is, in what is sound.
    """
    value = overlaid(_under(document, at), dict(defaults or {}))
    try:
        whole = model.model_validate(value)
    except ValidationError as error:
        complaints = Reading(document, model, value, at).complaints(error)
        more = _further(document, salvaged(model, value, error), further)
        raise UpsellError(*_in_order(document, (*complaints, *more))) from None
    if any(problem.severity == "error" for problem in document.problems):
        raise UpsellError(*_in_order(document, _further(document, Salvage(whole, frozenset()), further)))
    return Loaded(whole, document, document.problems)


def overlaid(over: Value, under: Value) -> Value:
    """Give `over` with what it leaves out taken from `under`: mappings are merged, all else is replaced.

    >>> overlaid({"bands": {"high": 9}, "tags": ("a",)}, {"bands": {"high": 8, "low": 2}, "tags": ("b", "c")})
    {'bands': {'high': 9, 'low': 2}, 'tags': ('a',)}
    """
    if not isinstance(over, dict) or not isinstance(under, dict):
        return over
    return {**under, **{key: overlaid(value, under.get(key)) for key, value in over.items()}}


def _further(document: Document, found: Salvage[M] | None, further: Further[M] | None) -> Iterable[Problem]:
    """Give what is wrong with the sound parts of a document, but for what the other parts may have named."""
    if found is None or further is None:
        return ()
    return tuple(problem for problem in further(found.model, document) if problem.value not in found.lost)


def _under(document: Document, at: tuple[str, ...]) -> Value:
    value: Value = {key: item for key, item in document.value.items() if not key.startswith(OWN_KEY)}
    for key in at:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    return value


def _in_order(document: Document, complaints: Iterable[Problem] = ()) -> list[Problem]:
    """Give all problems in the order of the file; of very many, the first."""
    problems = sorted((*document.problems, *complaints), key=_position)
    if len(problems) <= MOST_TOLD:
        return problems
    more = f"there are more problems than these {MOST_TOLD}"
    rest = Problem("more-problems", more, Place(document.source.name), "Mend these, then run it again.")
    return [*problems[:MOST_TOLD], rest]


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place
    line, column = (place.line, place.column) if place else (None, None)
    return line or 0, column if isinstance(column, int) else 0


def _content(path: Path) -> bytes:
    """Give the bytes of a file, and no more of them than a configuration may have."""
    try:
        if path.is_char_device() or path.is_block_device():
            raise UpsellError(_unreadable(path, "is a device, not a file", "Give the path of a YAML file."))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UpsellError(_unreadable(path, "there is no such file", _neighbour(path))) from None
    except IsADirectoryError:
        fix = "Give the path of the YAML file in it."
        raise UpsellError(_unreadable(path, "is a folder, not a file", fix)) from None
    except PermissionError:
        fix = "Ask for the right to read it, or copy it to where you may."
        raise UpsellError(_unreadable(path, "may not be read by you", fix)) from None
    except OSError as error:
        raise UpsellError(_unreadable(path, f"cannot be read: {error.strerror}", "Check the path.")) from None


def _unreadable(path: Path, message: str, fix: str) -> Problem:
    return Problem("unreadable-file", message, Place(str(path)), fix)


def _neighbour(path: Path) -> str:
    """Name the YAML file beside it that was probably meant."""
    beside = sorted(file.name for file in path.parent.glob("*.y*ml"))
    meant = nearest(path.name, beside)
    return f'Did you mean "{path.with_name(meant)}"?' if meant else "Check the path."
