"""From a YAML file to a model: every problem told at once, each with its line."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.config.yaml_reader.decoding import MOST_BYTES
from upsell_cli.config.yaml_reader.document import Document, read_document
from upsell_cli.problems import Place, Problem, UpsellError, nearest

if TYPE_CHECKING:
    from upsell_cli.config.fitting.refusing import Further

M = TypeVar("M", bound=BaseModel)

OWN_KEY = "x-"


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
    further: "Further[M] | None" = None,
) -> Loaded[M]:
    """Give the model that a document describes, or the mapping under the keys `at`; as in `load_model`.

    Keys of the top level that begin with `x-` are the writer's own: a home for values with anchors. Where
    something is wrong, `further` finds what else is, in what is sound.
    """
    value = overlaid(_under(document, at), dict(defaults or {}))
    try:
        whole = model.model_validate(value)
    except ValidationError as error:
        from upsell_cli.config.fitting.refusing import unfit  # noqa: PLC0415  few files wait for it

        raise unfit(document, model, value, error, at=at, further=further) from None
    if any(problem.severity == "error" for problem in document.problems):
        from upsell_cli.config.fitting.refusing import faulty  # noqa: PLC0415  few files wait for it

        raise faulty(document, whole, further)
    return Loaded(whole, document, document.problems)


def overlaid(over: Value, under: Value) -> Value:
    """Give `over` with what it leaves out taken from `under`: mappings are merged, all else is replaced.

    >>> overlaid({"bands": {"high": 9}, "tags": ("a",)}, {"bands": {"high": 8, "low": 2}, "tags": ("b", "c")})
    {'bands': {'high': 9, 'low': 2}, 'tags': ('a',)}
    """
    if not isinstance(over, dict) or not isinstance(under, dict):
        return over
    return {**under, **{key: overlaid(value, under.get(key)) for key, value in over.items()}}


def _under(document: Document, at: tuple[str, ...]) -> Value:
    value: Value = {key: item for key, item in document.value.items() if not key.startswith(OWN_KEY)}
    for key in at:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    return value


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
