"""What would change a verdict: each change, made in the inputs of the whole book, does what it says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.settings import Settings
from upsell_cli.frames.documents.explanation import Counterfactual
from upsell_cli.frames.parts import OF_ACCOUNTS
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.verdicts import POINTS
from upsell_cli.stages.rank import rank
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import counterfactuals
from upsell_cli.workflows.explain.whatif.counterfactuals import alike, levers_of
from upsell_cli.workflows.explain.whatif.twins import own_tables, twins
from upsell_cli.workflows.scan import scan

FILES = ("accounts", "events", "contacts", "deals", "invoices", "people", "value", "rates")
GIVEN: dict[str, Any] = {name: (f"samples/{name}.csv",) for name in FILES}
SETTINGS = Settings(
    usage=("samples/usage.csv",),
    tiers="tiers.example.yaml",
    billing=("samples/billing_history.csv",),
    **GIVEN,
)
ROUNDS = 2
HINDRANCES = {
    "payment_failed": "payment_failed",
    "escalation_open": "escalation_open",
    "open_deal": "state == 'in_progress'",
    "cancel_notice": "cancel_notice",
    "cancel_on": "cancel_on.notna() and not cancel_notice",
    "do_not_contact": "do_not_contact",
    "lifecycle": "lifecycle in ('churned', 'prospect', 'lead')",
    "budget": "budget == 'no'",
    "revenue_stage": "revenue_stage == 'pre_revenue' and budget != 'no'",
    "tenure_weeks": "tenure_weeks < 8 and state == 'nurture' and revenue_stage != 'pre_revenue'",
    "last_no_on": "state == 'cool_down' and last_no_on.notna()",
    "last_contact_on": "state == 'cool_down' and last_no_on.isna() and last_rise_on.isna()",
}
"""What holds an account back, and whom of the sample company."""


@pytest.fixture(scope="module")
def found():
    return scan(SETTINGS)


@pytest.fixture(scope="module")
def cases(found):
    """An account of each state."""
    opened = open_catalogue(SETTINGS.tiers, SETTINGS.policy)
    chosen = found.verdicts.groupby("state").head(1).index
    return [
        Judged(found.verdicts.loc[[row]], opened.book, opened.policy, found.inputs.as_of, found.inputs.grain)
        for row in chosen
    ]


@pytest.fixture(scope="module")
def told(found, cases) -> dict[str, tuple[Counterfactual, ...]]:
    return {case["account_id"]: counterfactuals(case, found) for case in cases}


def changed(tables: Tables, account_id: str, change: Callable[[Tables], Tables]) -> Tables:
    """The tables of the whole book with one account's rows replaced by what they would be."""
    then = change(own_tables(tables, account_id))

    def replaced(name: str) -> Any:
        rows = getattr(tables, name)
        if rows is None:
            return None
        theirs = getattr(then, name).assign(account_id=account_id).astype({"account_id": "string"})
        return pd.concat([rows[rows["account_id"] != account_id], theirs], ignore_index=True)

    frames: dict[str, Any] = {name: replaced(name) for name in OF_ACCOUNTS}
    return tables._replace(**frames)


def hold_in_the_book(found, cases, promised):
    """Each change, of another account, made in the inputs of all at once, does what was promised of it."""
    tables = found.inputs.tables
    for case, own in zip(cases, promised, strict=True):
        [lever] = [e for e in levers_of(case) if (e.fact, e.words) == (own.fact, own.change)]
        tables = changed(tables, case["account_id"], lever.change)
    judged = alike(tables, cases[0], found).set_index("account_id")
    then = [judged.loc[case["account_id"]] for case in cases]
    assert [(row["state"], row["gates_hit"], row["points"]) for row in then] == [
        (own.state, own.gates, own.total_points) for own in promised
    ]
    facts = [row[own.fact] for row, own in zip(then, promised, strict=True)]
    assert [None if pd.isna(fact) else fact for fact in facts] == [
        pd.Timestamp(own.then) if hasattr(own.then, "year") else own.then for own in promised
    ]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_each_change_made_in_the_inputs_does_what_it_says(found, cases, told, turn):
    open_ones = [case for case in cases if told[case["account_id"]]]
    changes = [told[case["account_id"]] for case in open_ones]
    hold_in_the_book(found, open_ones, [own[turn * len(own) // ROUNDS] for own in changes])


def test_what_holds_an_account_back_taken_away_does_what_it_says(found, cases):
    verdicts = found.verdicts.astype({"lifecycle": object, "budget": object, "revenue_stage": object})
    held = [
        replace(cases[0], verdict=found.verdicts.loc[own.index[:1]])
        for own in map(verdicts.query, HINDRANCES.values())
    ]
    promised = [
        next(change for change in counterfactuals(case, found) if change.fact == fact)
        for fact, case in zip(HINDRANCES, held, strict=True)
    ]
    hold_in_the_book(found, held, promised)


def test_the_place_told_is_the_place_in_the_list_made_anew(found, cases, told):
    account, own = next(
        (case["account_id"], change)
        for case in cases
        for change in told[case["account_id"]]
        if change.rank is not None and change.rank != case["rank"]
    )
    case = next(case for case in cases if case["account_id"] == account)
    [lever] = [e for e in levers_of(case) if (e.fact, e.words) == (own.fact, own.change)]
    tables = changed(found.inputs.tables, account, lever.change)
    assert rank(alike(tables, case, found)).set_index("account_id").loc[account, "rank"] == own.rank


def test_every_change_alters_something_and_the_smallest_come_first(cases, told):
    for case in cases:
        changes = told[case["account_id"]]
        assert [change.size for change in changes] == sorted(change.size for change in changes)
        for change in changes:
            before = (case["state"], case["gates_hit"], case["points"])
            assert (change.state, change.gates, change.total_points) != before
            assert change.now != change.then


def test_the_points_moved_are_those_of_the_factors(cases, told):
    for case in cases:
        for change in told[case["account_id"]]:
            moved = change.total_points - case["points"]
            assert sum(change.points.values()) == pytest.approx(moved, abs=1e-9)
            assert all(case.verdict.columns.__contains__(POINTS.column(factor)) for factor in change.points)


def test_an_account_held_by_a_complaint_is_told_which_answer_would_lift_it(found, cases):
    unhappy = found.verdicts[(found.verdicts["nps"] <= 6) & (found.verdicts["csat"] >= 4)].head(1)
    changes = counterfactuals(replace(cases[0], verdict=unhappy), found)
    [answer] = [change for change in changes if change.fact == "nps" and change.then == 7]
    assert "fix_relationship" in unhappy["gates_hit"].iloc[0].split(";")
    assert "fix_relationship" not in answer.gates.split(";")


def test_an_account_unchanged_is_judged_alone_as_in_the_book(found, cases):
    for case in cases[::5]:
        own = twins(own_tables(found.inputs.tables, case["account_id"]), [])
        alone = alike(own, case, found)
        same = [c for c in alone.columns if c in case.verdict.columns and c != "account_id"]
        pd.testing.assert_frame_equal(
            alone[same], case.verdict[same].reset_index(drop=True), check_dtype=False
        )
