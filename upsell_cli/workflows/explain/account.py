"""From an account to its explanation: the whole scan, that account's verdict, and its rows in the files."""

from dataclasses import replace

import pandas as pd

from upsell_cli.config.opening import Opened, open_catalogue
from upsell_cli.config.rule_places import rule_places
from upsell_cli.config.settings import Settings
from upsell_cli.frames.documents.explanation import Counterfactual, Explanation, SourceRow, Sum
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.verdicts import TALKED_TO, VERDICTS, Verdicts
from upsell_cli.sources.trace import trace
from upsell_cli.stages.words import TEXTS, put_in_words
from upsell_cli.workflows.explain.facts import Judged, told_facts
from upsell_cli.workflows.explain.gates import told_gates
from upsell_cli.workflows.explain.offers import OFFERED_NOTHING, WAITS, told_offers
from upsell_cli.workflows.explain.points import told_points
from upsell_cli.workflows.explain.sums import told_sums
from upsell_cli.workflows.explain.value import told_value
from upsell_cli.workflows.explain.whatif import counterfactuals
from upsell_cli.workflows.finding import place_of
from upsell_cli.workflows.saved import Kept
from upsell_cli.workflows.scan import request_of, scan


def explain(settings: Settings, account: str) -> Explanation:
    """Judge everybody, as a scan does, and tell what the verdict about one account rests on.

    `account` is an id, also one that a crosswalk leads to it, a name, a domain or a part of one. Raises
    UpsellError unless exactly one is meant.
    """
    found = scan(settings, asked=account)
    opened = open_catalogue(settings.tiers, settings.policy).on(found.inputs.as_of)
    place = place_of(found, account)
    verdict = _in_words(found.verdicts.iloc[[place]].reset_index(drop=True), opened, found)
    case = Judged(verdict, opened.book, opened.policy, found.inputs.as_of, found.inputs.grain)
    rows = trace(request_of(settings, opened), str(case["account_id"]))
    sums = told_value(Kept(found, opened), place)
    return _explanation(case, found, sums, rows, counterfactuals(case, found))


def explain_kept(kept: Kept, account: str) -> Explanation:
    """Explain an account of a kept run: without source rows and counterfactuals, which need the exports."""
    found, opened = kept.found, kept.opened
    place = place_of(found, account)
    verdict = _in_words(found.verdicts.iloc[[place]].reset_index(drop=True), opened, found)
    case = Judged(verdict, opened.book, opened.policy, found.inputs.as_of, found.inputs.grain)
    return replace(_explanation(case, found, told_value(kept, place), (), ()), kept=True)


def _in_words(verdict: pd.DataFrame, opened: Opened, found: ScanResult) -> Verdicts:
    """Give a verdict with its sentences, which a scan only writes for those it shows."""
    bare = Verdicts(verdict.drop(columns=list(TEXTS)))
    return put_in_words(bare, opened.book, opened.policy, found.inputs.as_of, rows="all")


def _explanation(
    case: Judged,
    found: ScanResult,
    value: tuple[Sum, ...],
    rows: tuple[SourceRow, ...],
    changes: tuple[Counterfactual, ...],
) -> Explanation:
    account_id = str(case["account_id"])
    return Explanation(
        account_id=account_id,
        account_name=str(case["account_name"] or account_id),
        as_of=found.inputs.as_of,
        currency=str(case["currency"] or found.currency),
        verdict={column.name: case[column.name] for column in VERDICTS},
        facts=told_facts(case, rows),
        gates=told_gates(case),
        points=told_points(case, rule_places(found.configuration)),
        total_points=float(case.number("points") or 0.0),
        offers=told_offers(found.offers, account_id, _made(case), _waits(case)),
        sums=(*told_sums(case, found.peers, found.currency), *value),
        rows=rows,
        names={**{feature: case.book.feature_name(feature) for feature in case.book.features}, **found.names},
        inputs=found.inputs,
        counterfactuals=changes,
    )


def _made(case: Judged) -> str | None:
    """Give the offer that is made; none is to an account that is held back."""
    return str(case["offer_id"]) if case["state"] in TALKED_TO and case["offer_id"] else None


def _waits(case: Judged) -> str:
    return OFFERED_NOTHING if case["state"] == "blocked" else WAITS
