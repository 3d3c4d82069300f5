"""The cast shows every verdict there is, and the tool reaches the verdict each member is there for."""

from pathlib import Path
from typing import Any

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.frames.offers import OFFER_TYPES
from upsell_cli.frames.verdicts import SCENARIOS, STATES
from upsell_cli.samples.cast import CAST
from upsell_cli.samples.company import account_id
from upsell_cli.workflows.scan import scan

ROOT = Path(__file__).parents[2]
MADE_BY_POLICY = {"hold_out"}
"""States that no data leads to, only a wish of whoever runs the tool."""

TABLES = ("accounts", "events", "invoices", "contacts", "deals", "people", "value", "rates")


@pytest.fixture(scope="module", params=["billing", "billing_history"])
def verdicts(request):
    files: dict[str, Any] = {table: (str(ROOT / "samples" / f"{table}.csv"),) for table in (*TABLES, "usage")}
    billing = (str(ROOT / "samples" / f"{request.param}.csv"),)
    result = scan(Settings(tiers=str(ROOT / "tiers.example.yaml"), billing=billing, **files))
    return result.verdicts.set_index("account_id")


def test_every_state_scenario_and_offer_has_a_member():
    assert {member.state for member in CAST} == set(STATES) - MADE_BY_POLICY
    assert {member.scenario for member in CAST} - {""} == set(SCENARIOS)
    assert {member.offer for member in CAST} - {""} == set(OFFER_TYPES)


def test_no_two_members_share_a_name():
    assert len({member.name for member in CAST}) == len(CAST)


def test_every_member_gets_the_verdict_it_is_there_for(verdicts):
    wanted, found = {}, {}
    for number, member in enumerate(CAST):
        verdict = verdicts.loc[account_id(number)]
        wanted[member.name] = (member.state, member.scenario, member.offer)
        found[member.name] = (
            verdict["state"],
            verdict["scenario"] if member.scenario else "",
            verdict["offer_type"] if member.offer else "",
        )
    assert found == wanted
