"""The smallest changes that cross a gate or a band, each judged by the stages that made the verdict."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.explanation import Counterfactual
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.growing import whole
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.verdicts import FACTORS, POINTS, VERDICTS, Verdicts
from upsell_cli.stages.forecast import histories, paces_of
from upsell_cli.stages.rank import rank
from upsell_cli.workflows.assess import assess
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif.hindrances import (
    of_cancellations,
    of_contacts,
    of_open_things,
    of_payments,
    of_records,
)
from upsell_cli.workflows.explain.whatif.lever import NOISE, Lever
from upsell_cli.workflows.explain.whatif.pace import of_growth
from upsell_cli.workflows.explain.whatif.profile import of_profile
from upsell_cli.workflows.explain.whatif.signals import of_answers, of_dates, of_events, of_wishes
from upsell_cli.workflows.explain.whatif.support import of_support
from upsell_cli.workflows.explain.whatif.twins import own_tables, twins
from upsell_cli.workflows.explain.whatif.use import of_features, of_use

KINDS = (
    of_use, of_features, of_answers, of_events, of_wishes, of_dates, of_payments, of_cancellations,
    of_open_things, of_records, of_contacts, of_growth, of_support, of_profile,
)  # fmt: skip

POINTS_OF = {factor: POINTS.column(factor) for factor in FACTORS}
RANKED_BY = ("account_id", *(c.name for c in VERDICTS if c.stage not in ("pair", "rank", "allot", "words")))


def counterfactuals(case: Judged, found: ScanResult) -> tuple[Counterfactual, ...]:
    """Give the changes that would alter the verdict, the smallest first: of each fact the nearest that do."""
    account_id = str(case["account_id"])
    levers = levers_of(case)
    tables = twins(own_tables(found.inputs.tables, account_id), [each.change for each in levers])
    judged = alike(tables, case, found)
    asked = judged[list(dict.fromkeys((*RANKED_BY, *POINTS_OF.values(), *(lever.fact for lever in levers))))]
    cases = [replace(case, verdict=Verdicts(asked.iloc[[place]])) for place in range(1, len(asked))]
    nearest = _nearest(case, zip(levers, cases, strict=True))
    others = found.verdicts[found.verdicts["account_id"] != account_id][list(RANKED_BY)]
    return tuple(_told(case, lever, then, _place(others, then, account_id)) for lever, then in nearest)


def alike(tables: Tables, case: Judged, found: ScanResult) -> Verdicts:
    """Give the verdicts on other accounts, judged as if they stood in the book that was scanned."""
    everybody = Accounts(found.verdicts.sort_values("account_id", ignore_index=True))
    past = histories(everybody, found.inputs.tables.readings, case.book, case.policy, case.grain)
    paces = paces_of([past], case.policy, case.grain)
    judged = assess(tables, case.book, case.policy, case.as_of, case.grain, peers=found.peers, paces=paces)
    return whole(judged.verdicts)


def levers_of(case: Judged) -> list[Lever]:
    """Give everything that is known of the account and could be otherwise."""
    return [lever for kind in KINDS for lever in kind(case)]


def _nearest(case: Judged, pulled: Iterable[tuple[Lever, Judged]]) -> list[tuple[Lever, Judged]]:
    """Give for each fact, each way, the smallest change of anything and the smallest of the state."""
    kept: dict[tuple[object, ...], tuple[Lever, Judged]] = {}
    for lever, then in sorted(pulled, key=lambda pair: (pair[0].size, pair[0].fact, pair[0].words)):
        if _effect(then) == _effect(case):
            continue
        way = _rises(case.number(lever.fact), then.number(lever.fact))
        first = kept.setdefault((lever.fact, way), (lever, then))
        if then["state"] not in (case["state"], first[1]["state"]):
            kept.setdefault((lever.fact, way, then["state"]), (lever, then))
    return list(kept.values())


def _effect(case: Judged) -> tuple[object, ...]:
    return case["state"], case["gates_hit"], round(case.number("points") or 0.0, 6)


def _offered(case: Judged) -> tuple[object, ...]:
    return case["offer_type"], case["to_tier"]


def _rises(now: float | None, then: float | None) -> bool | None:
    return None if now is None or then is None else then > now


def _place(others: pd.DataFrame, then: Judged, account_id: str) -> int | None:
    """Give the place that a twin would have among the others, instead of the account."""
    if then["state"] != "qualified":
        return None
    twin = then.verdict[others.columns].assign(account_id=account_id).astype({"account_id": "string"})
    ranked = rank(Verdicts(pd.concat([others, twin], ignore_index=True)))
    place = ranked.loc[ranked["account_id"] == account_id, "rank"].iloc[0]
    return None if place is pd.NA else int(place)


def _told(case: Judged, lever: Lever, then: Judged, place: int | None) -> Counterfactual:
    """Give a change with what comes of it; the points of a factor that was not known count from zero."""
    moved = {
        factor: (then.number(column) or 0.0) - (case.number(column) or 0.0)
        for factor, column in POINTS_OF.items()
    }
    return Counterfactual(
        fact=lever.fact,
        now=case[lever.fact],
        then=then[lever.fact],
        size=lever.size,
        change=lever.words,
        points={factor: points for factor, points in moved.items() if abs(points) > NOISE},
        total_points=then.number("points") or 0.0,
        state=str(then["state"]),
        gates=str(then["gates_hit"]),
        offer_id=None if then["offer_id"] is None else str(then["offer_id"]),
        other_offer=_offered(then) != _offered(case),
        rank=place,
    )
