"""A YAML file in hand: its values, and where each of them stands.

Read strictly, so that what a person sees in the file is what the program gets: the core types of YAML 1.2,
unique keys, one document, no tags that build objects, nothing that unfolds beyond a bounded size.
"""

from typing import Literal, NamedTuple, TypeAlias, cast

from upsell_cli.config.yaml_reader.composing import Entry, Fault, Value, composed
from upsell_cli.config.yaml_reader.decoding import decoded
from upsell_cli.config.yaml_reader.expansion import bounded
from upsell_cli.config.yaml_reader.marks import Mark, SourceText
from upsell_cli.config.yaml_reader.syntax import tokens
from upsell_cli.problems import Loc, Place, Problem, Severity, UpsellError, shortened

Side: TypeAlias = Literal["key", "value"]

NAMING_KEYS = ("id", "name")
SHAPE = "`key: value` lines, such as `version: 1`"


class Document(NamedTuple):
    """The values of a YAML file, with the way back to the file.

    `faults` are what is wrong with single values (the tree has their text in their place), and notes.
    """

    source: SourceText
    root: Entry
    faults: tuple[Fault, ...] = ()

    @property
    def value(self) -> dict[str, Value]:
        """The file as plain values: dict, tuple, str, int, Decimal, bool and None."""
        return cast("dict[str, Value]", self.root.node.value)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults, told in the order of the file."""
        return tuple(self._told(fault) for fault in sorted(self.faults, key=lambda fault: fault.mark))

    def mark(self, loc: Loc, side: Side = "value") -> Mark:
        """Give where a value or its key begins; for a value that is not in the file, the key above it."""
        path = self._path(loc)
        return path[-1].begin if self.has(loc) and side == "value" else path[-1].key

    def place(self, loc: Loc, side: Side = "value") -> Place:
        """Give where a value or its key begins, as a place of the file."""
        mark = self.mark(loc, side)
        return Place(self.source.name, mark.line, mark.column)

    def problem(
        self,
        code: str,
        message: str,
        loc: Loc,
        *,
        side: Side = "value",
        fix: str = "",
        severity: Severity = "error",
    ) -> Problem:
        """Give a problem about the value at `loc`, or its key: with its name, its place and its line."""
        return self._told(Fault(code, loc, self.mark(loc, side), message, fix, severity))

    def named(self, loc: Loc) -> str:
        """Give the name of a value as a person would say it: `tiers[growth].price`.

        An item of a list is called by its id or name, or else by its position from 0.
        """
        name = ""
        for depth, step in enumerate(loc):
            if isinstance(step, int):
                called = (self.word((*loc[: depth + 1], key)) for key in NAMING_KEYS)
                name += f"[{shortened(next(filter(None, called), str(step)))}]"
            else:
                name += f".{shortened(step)}" if name else shortened(step)
        return name

    def word(self, loc: Loc) -> str | None:
        """Give the word a value is written as; None for a list, a mapping or what is not in the file."""
        return self._path(loc)[-1].node.word if self.has(loc) else None

    def has(self, loc: Loc) -> bool:
        """Tell whether the file has anything at `loc`."""
        return len(self._path(loc)) > len(loc)

    def sound(self, loc: Loc) -> bool:
        """Tell whether a value, and what it is part of, are what they say as far as YAML goes."""
        return all(entry.node.sound for entry in self._path(loc))

    def _told(self, fault: Fault) -> Problem:
        name = self.named(fault.loc)
        message = f"{name}: {fault.message}" if name else fault.message
        value = self.word(fault.loc)
        shown = None if value is None else shortened(value)
        return self.source.problem(
            fault.code, message, fault.mark, fix=fault.fix, value=shown, severity=fault.severity
        )

    def _path(self, loc: Loc) -> list[Entry]:
        """Give the entries on the way to `loc`, from the root as far as the file goes."""
        path = [self.root]
        for step in loc:
            entry = path[-1].node.entries.get(step)
            if entry is None:
                break
            path.append(entry)
        return path


def read_document(data: bytes | str, name: str) -> Document:
    """Give the document in a YAML file known as `name`; its problems are what is wrong with single values.

    Raises UpsellError when there is no document to speak of: a syntax error, no mapping, a limit exceeded.
    """
    source = decoded(data, name)
    everything = tuple(bounded(tokens(source), source))
    root, faults = composed(everything)
    if root is None or (root.node.value is None and root.node.word == ""):
        empty = Problem("yaml-empty", "the file is empty", Place(name), f"Write {SHAPE} in it.")
        raise UpsellError(empty)
    document = Document(source, root, faults)
    if not isinstance(root.node.value, dict):
        message = f"expected a mapping, found {quoted(root.node.value)}"
        shapeless = document.problem("yaml-not-a-mapping", message, (), fix=f"Begin with {SHAPE}.")
        raise UpsellError(*document.problems, shapeless)
    return document


def quoted(value: Value) -> str:
    """Give a value as a message shows it.

    >>> quoted("abc"), quoted(49), quoted(None), quoted(True), quoted(("a", "b"))
    ('"abc"', '49', 'nothing', 'true', 'a list')
    """
    if isinstance(value, str):
        return f'"{shortened(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    return "nothing" if value is None else str(value)
