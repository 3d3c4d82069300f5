"""Opening the configuration of a run: catalogue, policy laid over the defaults, names of columns."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from upsell_cli.config.book import TierBook, drafted, reference_problems
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.loading import Loaded, fitted, load_document, load_model, overlaid, read_model
from upsell_cli.config.playbook import Playbook, default_playbook
from upsell_cli.config.policy import Policy
from upsell_cli.config.yaml_reader.document import Document, read_document
from upsell_cli.problems import PlaceOf, Problem, UpsellError

T = TypeVar("T")

POLICY = "policy.yaml"


class Opened(NamedTuple):
    """A configuration ready for use, with the digest of its files and what is worth a note about them.

    `place` and `policy_place` tell where a part of the catalogue and of the policy stands; `files` holds the
    name and text of each file.
    """

    book: TierBook
    policy: Policy
    sha256: str
    place: PlaceOf
    policy_place: PlaceOf
    problems: tuple[Problem, ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    def on(self, day: date) -> "Opened":
        """Give the configuration with what is sold on a day."""
        return self._replace(book=self.book.on(day))

    def playbook(self) -> Playbook:
        """Give the words of a brief: one's own over ours.

        Raises UpsellError with everything that is wrong with one's own.
        """
        from upsell_cli.config.wording import wording_problems  # noqa: PLC0415  only words of briefs wait for it

        own = self.book.catalogue.playbook
        problems = wording_problems(own, self.policy, self.place)
        if problems:
            raise UpsellError(*problems)
        return own.over(default_playbook())


class Draft(NamedTuple):
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
    files: tuple[tuple[str, str], ...] = ()

    def opened(self, book: TierBook) -> Opened:
        """Give the draft as a configuration ready for use, with the book it resolves to."""
        return Opened(
            book, self.policy, self.sha256, self.place, self.policy_place, self.problems, self.files
        )


def open_catalogue(tiers: str, policy: str | None = None) -> Opened:
    """Open a catalogue and its policy: our defaults, `policy:` of the catalogue, then the file `policy`.

    Raises UpsellError with everything that is wrong with either file.
    """
    return _sound(open_draft(tiers, policy))


def reopened(files: Sequence[tuple[str, str]]) -> Opened:
    """Open a configuration from the names and texts of its files, as a kept run holds them."""
    (name, text), *over = files
    loaded = read_model(text, name, Catalogue)
    under = _under(loaded)
    policies = [read_model(own, called, Policy, defaults=under) for called, own in over]
    return _sound(_draft(loaded, _own_policy(loaded.document), policies[0] if policies else None))


def _sound(draft: Draft) -> Opened:
    if draft.book is None or draft.flaws:
        raise UpsellError(*draft.flaws)
    return draft.opened(draft.book)


def open_draft(tiers: str, policy: str | None = None) -> Draft:
    """Open a catalogue and its policy, even if what the catalogue says has flaws.

    Raises UpsellError with everything that is wrong where a file has not the form of one.
    """
    document = load_document(Path(tiers))
    wrong: list[Problem] = []
    loaded = _kept(wrong, lambda: fitted(document, Catalogue, further=reference_problems))
    own = _kept(wrong, lambda: _own_policy(document))
    under = _under(loaded) if loaded and own else default_policy()
    over = _kept(wrong, lambda: load_model(Path(policy), Policy, defaults=under)) if policy else None
    if loaded is None or own is None or wrong:
        raise UpsellError(*dict.fromkeys(wrong), *(_flaws(loaded) if loaded else ()))
    return _draft(loaded, own, over)


def _kept(wrong: list[Problem], load: Callable[[], T]) -> T | None:
    """Give what is loaded; where it is refused, keep what is wrong and give None."""
    try:
        return load()
    except UpsellError as error:
        wrong += error.problems
        return None


def _own_policy(document: Document) -> Policy:
    return fitted(document, Policy, at=("policy",), defaults=default_policy()).model


def _under(loaded: Loaded[Catalogue]) -> dict[str, Any]:
    """Give the policy that a policy file is laid over: our defaults and the catalogue's own."""
    under = overlaid(loaded.model.policy, dict(default_policy()))
    return under if isinstance(under, dict) else {}


def _flaws(loaded: Loaded[Catalogue]) -> list[Problem]:
    return drafted(loaded.model, loaded.document)[1]


def _draft(loaded: Loaded[Catalogue], own: Policy, over: Loaded[Policy] | None) -> Draft:
    book, flaws = drafted(loaded.model, loaded.document)
    problems, sources = loaded.problems, [loaded.document.source]
    chosen, policy_place = own, _below(loaded.document.place, "policy")
    if over is not None:
        chosen, problems, policy_place = over.model, (*problems, *over.problems), over.document.place
        sources.append(over.document.source)
    digest = sha256("\0".join(source.text for source in sources).encode()).hexdigest()
    files = tuple((source.name, source.text) for source in sources)
    return Draft(book, chosen, digest, tuple(flaws), problems, loaded.document.place, policy_place, files)


def _below(place: PlaceOf, *keys: str) -> PlaceOf:
    return lambda loc: place((*keys, *loc))


def open_header_map(path: str | None) -> Mapping[str, Mapping[str, str]]:
    """Give the analyst's own names of columns by table; empty without a file."""
    if path is None:
        return {}
    from upsell_cli.config.header_map import HeaderMap  # noqa: PLC0415  only one's own names wait for it

    return load_model(Path(path), HeaderMap).model.by_table


@cache
def default_policy() -> Mapping[str, Any]:
    """Give the policy that holds where the analyst says nothing."""
    text = resources.files("upsell_cli.config.defaults").joinpath(POLICY).read_bytes()
    return read_document(text, POLICY).value


def default_rules() -> Policy:
    """Give the default policy as rules to judge by."""
    return Policy.model_validate(default_policy())
