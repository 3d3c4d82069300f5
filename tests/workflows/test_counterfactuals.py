"""What would change a verdict: each change, made in the inputs of the whole book, does what it says."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

import pandas as pd
import pytest

from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.settings import Settings
from upsell_cli.frames.documents.explanation import Counterfactual
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.verdicts import POINTS
from upsell_cli.stages.rank import rank
from upsell_cli.workflows.explain.facts import Case
from upsell_cli.workflows.explain.whatif import counterfactuals
from upsell_cli.workflows.explain.whatif.counterfactuals import alike, levers_of
from upsell_cli.workflows.explain.whatif.twins import OF_ACCOUNTS, own_tables, twins
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


@pytest.fixture(scope="module")
def found():
    return scan(SETTINGS)


@pytest.fixture(scope="module")
def cases(found):
    """An account of each state."""
    opened = open_catalogue(SETTINGS.tiers, SETTINGS.policy)
    chosen = found.verdicts.groupby("state").head(1).index
    return [
        Case(found.verdicts.loc[[row]], opened.book, opened.policy, found.inputs.as_of, found.inputs.grain)
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
    return replace(tables, **frames)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_each_change_made_in_the_inputs_does_what_it_says(found, cases, told, turn):
    picked = {}
    for case in cases:
        changes = told[case["account_id"]]
        if changes:
            own = changes[turn * len(changes) // ROUNDS]
            [lever] = [e for e in levers_of(case) if (e.fact, e.words) == (own.fact, own.change)]
            picked[case["account_id"]] = (own, lever.change)
    tables = reduce(lambda t, item: changed(t, item[0], item[1][1]), picked.items(), found.inputs.tables)
    judged = alike(tables, cases[0], found).set_index("account_id")
    then = {account: judged.loc[account] for account in picked}
    assert {a: (row["state"], row["gates_hit"], row["points"]) for a, row in then.items()} == {
        a: (own.state, own.gates, own.total_points) for a, (own, _) in picked.items()
    }
    facts = [then[a][own.fact] for a, (own, _) in picked.items()]
    assert [None if pd.isna(fact) else fact for fact in facts] == [
        pd.Timestamp(own.then) if hasattr(own.then, "year") else own.then for own, _ in picked.values()
    ]


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
