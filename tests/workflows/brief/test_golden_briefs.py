"""Whole briefs of the sample company, one for each scenario and state; a change is read like code."""

import io

import pytest

from upsell_cli.render.brief.markdown import write_brief_markdown
from upsell_cli.workflows.brief import briefs

SCENARIOS = (
    "outgrowing", "feature_need", "team_growth", "support_need", "compliance", "cheaper_on_target"
)  # fmt: skip
HELD = (
    "right_size", "in_progress", "blocked", "hold", "fix_relationship", "fix_adoption_first", "cool_down",
    "nurture", "needs_data", "no_rate", "no_need",
)  # fmt: skip


def first(kept, **wanted):
    """The place of the first account, by id, of which this holds."""
    verdicts = kept.found.verdicts
    chosen = verdicts
    for name, value in wanted.items():
        chosen = chosen[chosen[name].isin(value).fillna(value=False)]
    return int(chosen.sort_values("account_id").index[0])


def markdown(kept, place, kind="rep"):
    stream = io.StringIO()
    write_brief_markdown(stream, list(briefs(kept, [place], kind)))
    return stream.getvalue()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_brief_of_each_scenario(sample_run, snapshot, scenario):
    states = ("qualified", "saves_money")
    assert markdown(sample_run, first(sample_run, state=states, scenario=(scenario,))) == snapshot


def test_a_brief_of_a_move_up_that_costs_less(sample_run, snapshot):
    chosen = first(sample_run, state=("saves_money",), offer_type=("tier_upgrade",))
    assert markdown(sample_run, chosen) == snapshot


@pytest.mark.parametrize("state", HELD)
def test_a_brief_of_each_state_that_is_not_simply_qualified(sample_run, snapshot, state):
    assert markdown(sample_run, first(sample_run, state=(state,))) == snapshot


@pytest.mark.parametrize("kind", ["call", "message", "handoff", "approval"])
def test_every_kind_for_one_account(sample_run, snapshot, kind):
    assert markdown(sample_run, first(sample_run, account_id=("A1002",)), kind) == snapshot
