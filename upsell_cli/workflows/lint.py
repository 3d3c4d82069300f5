"""What is odd about a catalogue: by itself and, with exports at hand, against what customers do."""

from upsell_cli import __version__
from upsell_cli.config.book import TierBook
from upsell_cli.config.opening import Draft, open_draft
from upsell_cli.config.settings import Settings
from upsell_cli.config.wording import wording_problems
from upsell_cli.frames.documents.lint import Lint, TierUse
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Place, Problem
from upsell_cli.sources import Progress, read, refuse_apart
from upsell_cli.stages.lint.against import find_against, tier_use
from upsell_cli.stages.lint.catalogue import find_odd
from upsell_cli.stages.lint.codes import CODES
from upsell_cli.stages.strangers import unknown_owners
from upsell_cli.stages.subscriptions import unknown_plans
from upsell_cli.workflows.assess import know
from upsell_cli.workflows.scan import request_of


def lint(
    tiers: str,
    policy: str | None = None,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> Lint:
    """Look at a catalogue from all sides; with `settings` against the exports these name.

    Raises UpsellError when the file has not the form of a catalogue, or an export cannot be trusted.
    """
    draft = open_draft(tiers, policy)
    findings: tuple[Problem, ...] = (*draft.flaws, *draft.problems)
    use: tuple[TierUse, ...] = ()
    inputs: Inputs | None = None
    if draft.book is not None:
        findings = (*findings, *find_odd(draft.book, draft.policy, draft.place, draft.policy_place))
        findings = (*findings, *wording_problems(draft.book.catalogue.playbook, draft.policy, draft.place))
    if settings is not None and (draft.flaws or draft.book is None):
        kind = CODES["data-not-read"]
        findings = (*findings, kind.problem(kind.meaning, Place(tiers)))
    elif settings is not None and draft.book is not None:
        inputs = read(request_of(settings, draft.opened(draft.book)), progress=progress)
        refuse_apart(inputs)
        met, use = _against(inputs, draft, draft.book)
        findings = (*findings, *met)
    names = tuple(map(draft.book.tier_name, range(len(draft.book.tiers)))) if draft.book else ()
    return Lint(tiers, tuple(sorted(findings, key=_position)), names, __version__, use, inputs)


def _against(inputs: Inputs, draft: Draft, book: TierBook) -> tuple[tuple[Problem, ...], tuple[TierUse, ...]]:
    tables, policy = inputs.tables, draft.policy
    accounts = know(tables, book, policy, inputs.as_of, inputs.grain)
    met = find_against(accounts, tables, book, policy, draft.place)
    met = (*met, *unknown_owners(accounts, policy, draft.policy_place))
    return (*unknown_plans(tables, book), *met), tier_use(accounts, book, policy)


def _position(problem: Problem) -> tuple[str, int, str, str]:
    place = problem.place
    return (place.file if place else "", place.line or 0 if place else 0, problem.code, problem.message)
