"""The decision, told by cases an analyst can read; and what is said when a file of them is wrong."""

from typing import get_args

import pytest

from tests.house.tree import ROOT
from upsell_cli.config.cases.document import Gate, Offer, Scenario, State
from upsell_cli.frames.offers import OFFER_TYPES
from upsell_cli.frames.verdicts import GATES, SCENARIOS, STATES
from upsell_cli.problems import Place, UpsellError
from upsell_cli.workflows.cases import judge_cases

FILES = [ROOT / "docs" / "cases.yaml", *sorted((ROOT / "tests" / "cases").glob("*.yaml"))]
FILES = [path for path in FILES if ".tiers" not in path.name]
TIERS = """\
version: 1
currency: USD
tiers:
  - {id: low, price: 50, limits: {users: 10}}
  - {id: high, price: 150, limits: {users: 50}, features: [sso]}
"""


@pytest.fixture
def judged(tmp_path):
    """Judge a text as a file of cases, beside a small catalogue."""
    (tmp_path / "tiers.yaml").write_text(TIERS)

    def judge(text):
        (tmp_path / "cases.yaml").write_text(f"version: 1\ntiers: tiers.yaml\nas_of: 2026-06-30\n{text}")
        return judge_cases(str(tmp_path / "cases.yaml"))

    return judge


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_cases_are_decided_as_they_say_and_say_why(path):
    found = judge_cases(str(path))
    assert [f"{t.place}: {t.case}: {t.what}: {t.expected}, not {t.found}" for t in found.failed] == []
    assert set(found.cases) == set(found.because)


def test_what_differs_is_told_with_its_line(judged):
    found = judged("""\
cases:
  - {id: other, tier: low, usage: {users: 10}}
  - id: full
    tier: low
    usage: {users: 9}
    expect:
      state: no_need
      offer: none
      to_tier: low
      reasons: [limit_90, asked_1]
      not_reasons: [limit_90, limit_80]
      gates: [hold]
      listed: false
      above: [other]
      delta_arr: 1200.01
      delta_spend: 1200
      score: {at_least: 99}
      scenario: compliance
""")
    assert [(trial.place.line, trial.what, trial.expected, trial.found) for trial in found.failed[:-2]] == [
        (10, "state", "no_need", "qualified"),
        (11, "offer", "none", "tier_upgrade"),
        (12, "to_tier", "low", "high"),
        (21, "scenario", "compliance", "outgrowing"),
        (13, "reasons", "asked_1", "limit_90"),
        (14, "not_reasons", "not limit_90", "limit_90"),
        (15, "gates", "hold", "none"),
        (18, "delta_arr", "1200.01", "1200.00"),
        (20, "score", "at least 99", found.failed[8].found),
    ]
    listed, above = found.failed[-2:]
    assert (listed.expected, listed.found) == ("not listed", "listed")
    assert (above.expected, above.found) == ("above other", "rank 2; other rank 1")
    assert {trial.case for trial in found.trials} == {"full"}


def test_a_case_that_is_decided_as_expected_holds(judged):
    found = judged("cases: [{id: a, tier: low, usage: {users: 9}, expect: {state: qualified}}]")
    assert (found.failed, len(found.trials)) == ((), 1)


def test_a_list_of_readings_ends_on_the_day_judged_on(judged):
    falling = "cases: [{id: a, tier: low, usage: {users: [9, 9, 9, 1, 1, 1, 1, 1]}, expect: {listed: false}}]"
    assert judged(falling).failed == ()


@pytest.mark.parametrize(
    ("case", "code", "line", "hint"),
    [
        ("usage: {user: 9}", "unknown-column", 5, "Did you mean `users`"),
        ("usage: {users: {a: 1}}", "bad-cell", 5, "one value"),
        ("usage: {users: nine}", "bad-number", 5, ""),
        ("usage: {users: 9}, billing: {mmr: 5}", "unknown-column", 5, "mrr"),
        ("usage: {users: 9}, events: [{date: 2026-06-01, typ: nps}]", "unknown-column", 5, "`type`"),
        ("usage: {users: 9}, contacts: {date: yesterday}", "bad-date", 5, ""),
        ("usage: {users: 9}, expect: {reasons: [limit_95]}", "unknown-word", 5, "Did you mean `limit_90`"),
        ("usage: {users: 9}, expect: {above: [nobody]}", "unknown-word", 5, "Known: none"),
        ("usage: {users: 9}, expect: {to_tier: hihg}", "unknown-word", 5, "Did you mean `high`"),
        ("usage: {users: 9}, expect: {stat: hold}", "unknown-key", 5, "state"),
        ("usage: {users: 9}, expect: {state: hodl}", "wrong-kind", 5, 'Did you mean "hold"'),
        ("usage: {users: 9}, expect: {state: hold, add_on: packs}", "unknown-word", 5, "Known: none"),
        ("account: {employees: 5}", "no-usage", None, "Give one case a usage"),
    ],
)
def test_a_slip_is_told_with_its_place_and_what_was_probably_meant(judged, case, code, line, hint):
    with pytest.raises(UpsellError) as refusal:
        judged(f"cases:\n  - {{id: a, tier: low, {case}}}\n")
    problem = refusal.value.problems[0]
    place = problem.place or Place("")
    assert (problem.code, place.line, place.file.endswith("cases.yaml")) == (code, line, True)
    assert hint in f"{problem.message} {problem.fix}"


def test_a_tier_nobody_sells_is_refused(judged):
    with pytest.raises(UpsellError, match='no tier is called "lwo"'):
        judged("cases: [{id: a, tier: lwo, usage: {users: 1}}]")


def test_two_cases_with_one_id_are_refused(judged):
    with pytest.raises(UpsellError, match='two cases have the id "a"'):
        judged("cases: [{id: a, usage: {users: 1}}, {id: a, usage: {users: 2}}]")


def test_the_words_of_a_file_of_cases_are_those_of_the_verdicts():
    assert get_args(State) == STATES
    assert get_args(Gate) == GATES
    assert get_args(Offer) == ("none", *OFFER_TYPES)
    assert get_args(Scenario) == ("none", *SCENARIOS)
