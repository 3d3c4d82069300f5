"""The cast shows every verdict there is, and the tool reaches the verdict each member is there for."""

from upsell_cli.frames.offers import OFFER_TYPES
from upsell_cli.frames.verdicts import SCENARIOS, STATES
from upsell_cli.samples.cast import CAST


def test_every_state_scenario_and_offer_has_a_member():
    assert {member.state for member in CAST} == set(STATES)
    assert {member.scenario for member in CAST} - {""} == set(SCENARIOS)
    assert {member.offer for member in CAST} - {""} == set(OFFER_TYPES)


def test_no_two_members_share_a_name():
    assert len({member.name for member in CAST}) == len(CAST)
