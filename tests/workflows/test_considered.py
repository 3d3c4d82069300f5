"""Why an offer that was considered is not the one made."""

import pytest

from upsell_cli.frames.documents.explanation import Considered
from upsell_cli.workflows.explain.offers import told_in_order

BARE = dict.fromkeys((*Considered.__dataclass_fields__, "refused", "overage_now_minor"))


@pytest.mark.parametrize(
    ("unmet", "allows", "why"),
    [
        ("projects_open", 20.0, "does not meet projects open"),
        ("projects_open", None, "its limit of projects open is not known"),
        ("projects_open;sso", None, "does not meet sso; its limit of projects open is not known"),
        ("sso;compliance", 20.0, "does not meet sso, compliance"),
    ],
)
def test_a_limit_that_a_tier_does_not_state_is_not_known_rather_than_too_small(unmet, allows, why):
    offer = {**BARE, "offer_id": "tier_upgrade:growth", "unmet": unmet, "allows[projects_open]": allows}
    made = {**BARE, "offer_id": "tier_upgrade:scale", "recommended": True}
    assert [told.why_not for told in told_in_order([offer, made], "tier_upgrade:scale")] == ["", why]
