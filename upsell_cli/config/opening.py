"""Opening the configuration of a run: catalogue, policy laid over the defaults, names of columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from upsell_cli.config.book import TierBook, open_book
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.header_map import HeaderMap
from upsell_cli.config.loading import fitted, load_model, overlaid
from upsell_cli.config.policy import Policy
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.problems import Problem

POLICY = "policy.yaml"


@dataclass(frozen=True, slots=True)
class Opened:
    """A configuration ready for use, with the digest of its files and what is worth a note about them."""

    book: TierBook
    policy: Policy
    sha256: str
    problems: tuple[Problem, ...] = ()


def open_catalogue(tiers: str, policy: str | None = None) -> Opened:
    """Open a catalogue and its policy: our defaults, `policy:` of the catalogue, then the file `policy`.

    Raises UpsellError with everything that is wrong with either file.
    """
    loaded = load_model(Path(tiers), Catalogue)
    book = open_book(loaded.model, loaded.document.place)
    own = fitted(loaded.document, Policy, at=("policy",), defaults=default_policy())
    problems, files = loaded.problems, [loaded.document.source.text]
    chosen = own.model
    if policy is not None:
        under = overlaid(loaded.model.policy, dict(default_policy()))
        over = load_model(Path(policy), Policy, defaults=under if isinstance(under, dict) else {})
        chosen, problems = over.model, (*problems, *over.problems)
        files.append(over.document.source.text)
    digest = sha256("\0".join(files).encode()).hexdigest()
    return Opened(book, chosen, digest, problems)


def open_header_map(path: str | None) -> Mapping[str, Mapping[str, str]]:
    """Give the analyst's own names of columns by table; empty without a file."""
    return load_model(Path(path), HeaderMap).model.by_table if path else {}


@cache
def default_policy() -> Mapping[str, Any]:
    """Give the policy that holds where the analyst says nothing."""
    text = resources.files("upsell_cli.config.defaults").joinpath(POLICY).read_bytes()
    return read_document(text, POLICY).value
