"""Opening the configuration of a run: catalogue, policy laid over the defaults, names of columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from upsell_cli.config.book import Loc, TierBook, drafted
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.header_map import HeaderMap
from upsell_cli.config.loading import fitted, load_model, overlaid
from upsell_cli.config.playbook import Playbook, default_playbook
from upsell_cli.config.policy import Policy
from upsell_cli.config.wording import wording_problems
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.problems import Place, Problem, UpsellError

POLICY = "policy.yaml"

PlaceOf = Callable[[Loc], Place]
"""Tells where a part of a configuration stands in its file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A configuration ready for use, with the digest of its files and what is worth a note about them.

    `place` tells where a part of the catalogue stands.
    """

    book: TierBook
    policy: Policy
    sha256: str
    place: PlaceOf
    problems: tuple[Problem, ...] = ()

    def playbook(self) -> Playbook:
        """Give the words of a brief: one's own over ours.

        Raises UpsellError with everything that is wrong with one's own.
        """
        own = self.book.catalogue.playbook
        problems = wording_problems(own, self.policy, self.place)
        if problems:
            raise UpsellError(*problems)
        return own.over(default_playbook())


@dataclass(frozen=True, slots=True)
class Draft:
    """A configuration that may still have flaws, with the way back to its files.

    Without a book the flaws leave nothing to resolve. `place` and `policy_place` tell where a part of the
    catalogue and of the policy stands.
    """

    book: TierBook | None
    policy: Policy
    sha256: str
    flaws: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    place: PlaceOf
    policy_place: PlaceOf


def open_catalogue(tiers: str, policy: str | None = None) -> Opened:
    """Open a catalogue and its policy: our defaults, `policy:` of the catalogue, then the file `policy`.

    Raises UpsellError with everything that is wrong with either file.
    """
    draft = open_draft(tiers, policy)
    if draft.book is None or draft.flaws:
        raise UpsellError(*draft.flaws)
    return Opened(draft.book, draft.policy, draft.sha256, draft.place, draft.problems)


def open_draft(tiers: str, policy: str | None = None) -> Draft:
    """Open the same, flaws in what the catalogue says and all.

    Raises UpsellError where a file has not the form of one.
    """
    loaded = load_model(Path(tiers), Catalogue)
    own = fitted(loaded.document, Policy, at=("policy",), defaults=default_policy())
    book, flaws = drafted(loaded.model, loaded.document.place)
    problems, files = loaded.problems, [loaded.document.source.text]
    chosen, policy_place = own.model, _below(loaded.document.place, "policy")
    if policy is not None:
        under = overlaid(loaded.model.policy, dict(default_policy()))
        over = load_model(Path(policy), Policy, defaults=under if isinstance(under, dict) else {})
        chosen, problems, policy_place = over.model, (*problems, *over.problems), over.document.place
        files.append(over.document.source.text)
    digest = sha256("\0".join(files).encode()).hexdigest()
    return Draft(book, chosen, digest, tuple(flaws), problems, loaded.document.place, policy_place)


def _below(place: PlaceOf, *keys: str) -> PlaceOf:
    return lambda loc: place((*keys, *loc))


def open_header_map(path: str | None) -> Mapping[str, Mapping[str, str]]:
    """Give the analyst's own names of columns by table; empty without a file."""
    return load_model(Path(path), HeaderMap).model.by_table if path else {}


@cache
def default_policy() -> Mapping[str, Any]:
    """Give the policy that holds where the analyst says nothing."""
    text = resources.files("upsell_cli.config.defaults").joinpath(POLICY).read_bytes()
    return read_document(text, POLICY).value
