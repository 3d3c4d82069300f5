"""What holds for every book of accounts, whatever is known of them."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.whole_book import BOOK, POLICY, Given, books, verdicts_of
from tests.stages.judged import drawing, verdicts
from tests.tables import AS_OF
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.vectors.blocks import block, vector
from upsell_cli.frames.verdicts import FACTORS, GATE, GATES, POINTS, STATES, Verdicts
from upsell_cli.stages.allot import allot
from upsell_cli.stages.calibrate import calibrate
from upsell_cli.stages.convert import convert
from upsell_cli.stages.objections import object_
from upsell_cli.stages.pair import pair
from upsell_cli.stages.qualify import qualify
from upsell_cli.stages.rank import rank
from upsell_cli.stages.recall import recall
from upsell_cli.stages.route import route
from upsell_cli.stages.score import score
from upsell_cli.stages.settle import settle
from upsell_cli.stages.totals import total
from upsell_cli.stages.words import put_in_words

FEW = settings(max_examples=5)
PEERS = Peers(base_rate=0.05, base_rate_origin="prior", intercept=-4.0, judged=30)


def only(case: Given, ids: pd.Series) -> Given:
    """The part of a book that is about some accounts."""
    of_accounts, of_offers = (frame["account_id"].isin(ids) for frame in (case.accounts, case.offers))
    return Given(
        Accounts(case.accounts[of_accounts].reset_index(drop=True)),
        Valued(case.offers[of_offers].reset_index(drop=True)),
    )


def shuffled(case: Given, seed: int) -> Given:
    """The same book in another order of rows."""
    accounts, offers = (
        frame.sample(frac=1, random_state=seed).reset_index(drop=True)
        for frame in (case.accounts, case.offers)
    )
    return Given(Accounts(accounts), Valued(offers))


def by_id(verdicts: pd.DataFrame) -> pd.DataFrame:
    return verdicts.sort_values("account_id").reset_index(drop=True)


@given(case=books(), half=st.integers(0, 30))
@FEW
def test_a_batch_at_a_time_equals_all_at_once(case, half):
    ids = case.accounts["account_id"]
    whole, peers = verdicts_of(case)
    parts = [verdicts_of(only(case, part), peers)[0] for part in (ids.iloc[:half], ids.iloc[half:])]
    assert pd.concat(parts, ignore_index=True).equals(whole)


@given(case=books(), seed=st.integers(0, 1000))
@FEW
def test_the_order_of_the_rows_changes_nothing(case, seed):
    (verdicts, peers), (again, peers_again) = verdicts_of(case), verdicts_of(shuffled(case, seed))
    assert peers == peers_again
    assert by_id(verdicts).equals(by_id(again))
    assert rank(verdicts).equals(rank(again))


def as_ranked(verdicts: Verdicts) -> Verdicts:
    """Give verdicts with a rank each, in the order in which they stand."""
    return Verdicts(verdicts.assign(rank=pd.array(range(1, len(verdicts) + 1), dtype="Int64")))


STAGES: dict[str, Callable[[Verdicts, Given], Verdicts]] = {
    "score": lambda verdicts, _: score(verdicts, BOOK, POLICY, AS_OF),
    "recall": lambda verdicts, _: recall(verdicts, POLICY),
    "qualify": lambda verdicts, _: qualify(verdicts, POLICY, AS_OF, "monthly"),
    "settle": lambda verdicts, case: settle(verdicts, case.offers),
    "convert": lambda verdicts, _: convert(verdicts),
    "route": lambda verdicts, _: route(verdicts, BOOK, POLICY, AS_OF),
    "object": lambda verdicts, _: object_(verdicts, POLICY, AS_OF),
    "calibrate": lambda verdicts, _: calibrate(verdicts, PEERS, BOOK, POLICY),
    "allot": lambda verdicts, _: allot(as_ranked(verdicts), POLICY),
    "words": lambda verdicts, _: put_in_words(verdicts, BOOK, POLICY, AS_OF, rows="all"),
}


@given(case=books())
@FEW
def test_a_stage_only_adds(case):
    verdicts = pair(case.accounts, case.offers)
    assert verdicts[case.accounts.columns].equals(case.accounts)
    for stage in STAGES.values():
        after = stage(verdicts, case)
        assert after[verdicts.columns].equals(verdicts)
        assert len(after.columns) > len(verdicts.columns)
        verdicts = after


@given(case=books())
@FEW
def test_points_sum_to_the_total_and_the_score_is_between_its_ends(case):
    verdicts, _ = verdicts_of(case)
    assert np.nansum(block(verdicts, POINTS, FACTORS), axis=1) == pytest.approx(vector(verdicts, "points"))
    assert verdicts["score"].between(0, 100).all()
    assert verdicts["chance"].between(0, 1).all()
    assert verdicts["evidence_share"].between(0, 1).all()


INPUTS = {
    "use": ("utilisation", "binding_meter", "limits_known", "second_utilisation", "second_meter",
            "breach_p_13w", "growth_13w", "at_wall", "units_left"),
    "history": ("breach_p_13w", "growth_13w"),
    "requests": ("asked_days", "need[feature]"),
    "blocked": ("blocked_attempts", "need[blocked]"),
    "prices": ("pricing_views",),
    "arrived": ("need[arrived]",),
    "questions": ("higher_tier_questions", "tier_asked", "need[tier]"),
    "seats": ("active_share",),
    "features": ("depth",),
    "answers": ("nps", "csat", "survey_on"),
    "renewal": ("days_to_renewal",),
    "budget": ("budget_signal", "budget"),
    "deadline": ("compliance_deadline",),
    "answering": ("need[support]",),
    "employees": ("employees",),
    "payments": ("payment_failed", "payment_overdue"),
    "contacts": ("contacts_counted", "last_contact_on", "last_no_on"),
    "deals": ("open_deal",),
    "tenure": ("tenure_weeks",),
}  # fmt: skip


@given(case=books(), unknown=st.sampled_from(sorted(INPUTS)))
@settings(max_examples=15)
def test_an_input_made_unknown_adds_no_points_for_it_no_evidence_and_no_gate(unknown, case):
    before, _ = verdicts_of(case, PEERS)
    facts = {name: case.accounts[name].mask(case.accounts[name].notna()) for name in INPUTS[unknown]}
    after, _ = verdicts_of(Given(Accounts(case.accounts.assign(**facts)), case.offers), PEERS)
    for_it_before, for_it_after = (
        np.nan_to_num(block(verdicts, POINTS, FACTORS)).clip(min=0) for verdicts in (before, after)
    )
    assert (for_it_after <= for_it_before).all()
    assert (vector(after, "evidence_share") <= vector(before, "evidence_share") + 1e-12).all()
    closed_before, closed_after = (block(verdicts, GATE, GATES) == 1 for verdicts in (before, after))
    newly_closed = pd.DataFrame(closed_after & ~closed_before, columns=GATES)
    newly_closed["cool_down"] &= vector(before, "news_since_contact") != 1  # without the news, none
    assert not newly_closed.drop(columns="needs_data").to_numpy().any()


@given(case=books(), more=st.floats(1, 3))
@FEW
def test_more_use_never_lowers_a_wall(case, more):
    limited = case.accounts.assign(**{"need[limit]": pd.array([True] * len(case.accounts), dtype="boolean")})
    before, _ = verdicts_of(Given(Accounts(limited), case.offers), PEERS)
    fuller = limited.assign(utilisation=limited["utilisation"] * more)
    after, _ = verdicts_of(Given(Accounts(fuller), case.offers), PEERS)
    assert (vector(after, "points[limit]") >= vector(before, "points[limit]"))[
        ~np.isnan(vector(before, "points[limit]"))
    ].all()


@given(use=st.lists(st.floats(0.8, 1.4), min_size=2, max_size=8), reach=st.floats(0, 1))
@settings(max_examples=15)
def test_more_use_of_the_binding_meter_never_lowers_the_points(use, reach):
    """From 98 % on, use that lasts stands at the wall, where nothing is left to be reached."""
    fuller = sorted(use)
    drawn = drawing(
        *(
            {
                "binding_meter": "storage_gb",
                "limits_known": "yes",
                "need_count": 1,
                "need[limit]": "yes",
                "utilisation": share,
                "breach_p_13w": reach,
                "at_wall": "yes" if share >= POLICY.signals.limit_wall else "no",
                "wall[storage_gb]": 4 if share >= POLICY.signals.limit_wall else 0,
            }
            for share in fuller
        )
    )
    points = vector(score(verdicts(drawn, before="score"), BOOK, POLICY, AS_OF), "points")
    assert (np.diff(points) >= 0).all()


@given(case=books())
@FEW
def test_nobody_is_pitched_against_a_gate_that_hides_the_pitch(case):
    verdicts, _ = verdicts_of(case)
    closed = pd.DataFrame(block(verdicts, GATE, GATES) == 1, columns=GATES)
    state = verdicts["state"]
    assert set(state) <= set(STATES)
    assert not closed[(state == "qualified").to_numpy()].to_numpy().any()
    saves = closed[(state == "saves_money").to_numpy()].drop(columns="hold")
    assert not saves.to_numpy().any()
    hiding_all = closed[(state == "right_size").to_numpy()][["blocked", "in_progress", "fix_relationship"]]
    assert not hiding_all.to_numpy().any()
    gated = state.isin(GATES).to_numpy()
    names = state[gated].to_numpy()
    assert all(closed.loc[row, name] for row, name in zip(np.flatnonzero(gated), names, strict=True))


@given(case=books())
@FEW
def test_who_is_blocked_is_offered_nothing(case):
    verdicts, _ = verdicts_of(case)
    blocked = verdicts[verdicts["state"] == "blocked"]
    assert blocked[["offer_id", "delta_arr_minor", "fingerprint", "contact_on"]].isna().to_numpy().all()


@given(case=books())
@FEW
def test_every_account_has_one_place_and_the_qualified_a_rank(case):
    ranked = rank(verdicts_of(case)[0])
    qualified = ranked["state"] == "qualified"
    assert sorted(ranked["account_id"]) == sorted(case.accounts["account_id"])
    assert ranked["rank"][qualified].tolist() == list(range(1, int(qualified.sum()) + 1))
    assert ranked["rank"][~qualified].isna().all()
    assert qualified.iloc[: int(qualified.sum())].all()


@given(case=books())
@FEW
def test_the_totals_are_those_of_the_rows(case):
    ranked = rank(verdicts_of(case)[0])
    figures = total(ranked, POLICY)
    assert sum(figures.by_state.values()) == figures.accounts == len(ranked)
    assert sum(part.delta_arr_minor for part in figures.by_type.values()) == figures.qualified.delta_arr_minor
    assert sum(part.expected_minor for part in figures.by_type.values()) == figures.qualified.expected_minor
