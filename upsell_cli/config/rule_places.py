"""Where a rule of the policy stands: in one's policy file, else in the catalogue, else in our defaults."""

from collections.abc import Callable, Sequence
from importlib import resources

from upsell_cli.config.opening import POLICY
from upsell_cli.config.yaml_reader.composing import Value
from upsell_cli.config.yaml_reader.document import Document, read_document
from upsell_cli.problems import Place

DEFAULT = f"default {POLICY}"
"""What our own file is called, for it is none of the analyst's."""

Keys = tuple[str, ...]


def rule_places(files: Sequence[tuple[str, str]]) -> Callable[[Keys], Place]:
    """Give the way from the keys of a rule to its place; `files` are the catalogue and the policy, if any.

    A file of which a part is laid over another is the place of that part alone.
    """
    (name, text), *over = files
    ours = resources.files("upsell_cli.config.defaults").joinpath(POLICY).read_bytes()
    written: list[tuple[Document, Keys]] = [
        *((read_document(own, called), ()) for called, own in over),
        (read_document(text, name), ("policy",)),
        (read_document(ours, DEFAULT), ()),
    ]

    def place(keys: Keys) -> Place:
        document, under = next(each for each in written if _says(each[0].value, (*each[1], *keys)))
        return document.place((*under, *keys), "key")

    return place


def _says(value: Value, keys: Keys) -> bool:
    """Tell whether there is something under these keys, one within the other."""
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True
