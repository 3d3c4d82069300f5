"""Why a document is refused: everything that is wrong with it at once, in the order of the file."""

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from upsell_cli.config.fitting.complaints import MOST_TOLD, Reading
from upsell_cli.config.fitting.salvage import Salvage, salvaged
from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.config.yaml_reader.document import Document
from upsell_cli.problems import Place, Problem, UpsellError

M = TypeVar("M", bound=BaseModel)

Further: TypeAlias = Callable[[M, Document], Iterable[Problem]]
"""Finds what is wrong with a model that fits, told by its document."""


def unfit(
    document: Document,
    model: type[M],
    value: Value,
    error: ValidationError,
    *,
    at: tuple[str, ...],
    further: Further[M] | None,
) -> UpsellError:
    """Give the refusal of a value under the keys `at` that does not fit its model, and what else is wrong."""
    complaints = Reading(document, model, value, at).complaints(error)
    more = _further(document, salvaged(model, value, error), further)
    return UpsellError(*_in_order(document, (*complaints, *more)))


def faulty(document: Document, fitting: M, further: Further[M] | None) -> UpsellError:
    """Give the refusal of a document that fits its model but has faulty values."""
    return UpsellError(*_in_order(document, _further(document, Salvage(fitting, frozenset()), further)))


def _further(document: Document, found: Salvage[M] | None, further: Further[M] | None) -> Iterable[Problem]:
    """Give what is wrong with the sound parts, save references to what the unsound ones may have named."""
    if found is None or further is None:
        return ()
    return tuple(problem for problem in further(found.model, document) if problem.value not in found.lost)


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
