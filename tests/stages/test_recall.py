"""What would be said now, and whether it was said before."""

import pytest

from tests.stages.judged import Facts, drawing, verdicts
from tests.tables import policy, seen
from upsell_cli.stages.recall import recall

NOW: Facts = {"pitch_id": "tier_upgrade:two", "needs": "limit;blocked", "utilisation": 0.97}


def recalled(name: str, *accounts: Facts):
    table = drawing(*({**NOW, **facts} for facts in accounts))
    return list(seen(recall(verdicts(table, before="recall"), policy()), name).values())


def test_a_fingerprint_is_the_offer_the_needs_and_the_highest_mark_of_use_passed():
    assert recalled(
        "pitch_fingerprint",
        {},
        {"utilisation": 0.79},
        {"utilisation": 1.1},
        {"utilisation": "?", "needs": ""},
        {"pitch_id": "?"},
    ) == [
        "tier_upgrade:two/blocked+limit/95",
        "tier_upgrade:two/blocked+limit/0",
        "tier_upgrade:two/blocked+limit/110",
        "tier_upgrade:two//0",
        None,
    ]


@pytest.mark.parametrize(
    ("told", "news"),
    [
        ("tier_upgrade:two/blocked+limit/95", False),
        ("tier_upgrade:two/blocked+limit+team/100", False),
        ("tier_upgrade:three/blocked+limit/95", True),
        ("tier_upgrade:two/limit/95", True),
        ("tier_upgrade:two/blocked+limit/80", True),
        ("seat_expansion:one/limit/80;tier_upgrade:two/blocked+limit/95", False),
        ("the big one", None),
        ("?", None),
    ],
)
def test_news_is_what_no_contact_has_said(told, news):
    assert recalled("news_since_contact", {"told_before": told}) == [news]
