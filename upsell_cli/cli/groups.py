"""Options that several commands share travel as one dataclass: each is declared once, in one place."""

import inspect
from collections.abc import Callable, Collection, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, get_type_hints


def with_groups(command: Callable[..., Any], *, without: Collection[str] = ()) -> Callable[..., Any]:
    """Give a command whose parameters that are dataclasses of options are spread out for Typer.

    A field of such a dataclass is an option: its annotation carries what Typer has to know. Those the command
    goes `without` keep their defaults.
    """
    parameters = inspect.signature(command).parameters.values()
    hints = get_type_hints(command, include_extras=True)
    groups = {p.name: hints[p.name] for p in parameters if is_dataclass(hints[p.name])}

    def spread(**given: Any) -> Any:  # noqa: ANN401  what the command line holds
        for name, group in groups.items():
            given[name] = group(**{f.name: given.pop(f.name) for f in fields(group) if f.name not in without})
        return command(**given)

    own = [p.replace(annotation=hints[p.name]) for p in parameters if p.name not in groups]
    shared = [option for group in groups.values() for option in _options(group) if option.name not in without]
    spread.__name__, spread.__doc__ = command.__name__, command.__doc__
    signature = inspect.Signature([_by_keyword(p) for p in (*own, *shared)])
    spread.__signature__ = signature  # type: ignore[attr-defined]
    spread.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return spread


def _options(group: type[Any]) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        yield inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default(field),
            annotation=hints[field.name],
        )


def _default(field: Field[Any]) -> Any:  # noqa: ANN401
    return inspect.Parameter.empty if field.default is MISSING else field.default


def _by_keyword(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
