"""What contacts leave behind: how many there were, which one fills a quota, what they were about."""

from datetime import date

from tests.tables import AS_OF, accounts, policy, seen, tables
from upsell_cli.stages.remember import remember

ACME = "account_id | budget\n acme | ?"


def remembered(drawing: str | None, name: str, **contact: object):
    given = {} if drawing is None else {"contacts": drawing}
    facts = remember(accounts(ACME), tables(**given), policy(contact=contact), AS_OF)
    return seen(facts, name)["acme"]


THREE = """
    account_id | date       | purpose | fingerprint
    acme       | 2026-06-20 | upsell  | tier_upgrade:two/limit/95
    acme       | 2026-05-20 | ?       | tier_upgrade:two/limit/80
    acme       | 2026-04-20 | upsell  | tier_upgrade:two/limit/80
    acme       | 2026-06-25 | review  | ?
    acme       | 2026-03-31 | upsell  | add_on:one:sms//0
    acme       | 2026-07-01 | upsell  | seat_expansion:one//0
    """


def test_the_quota_is_filled_by_the_second_newest_pitch_of_90_days():
    assert remembered(THREE, "filling_contact_on") == date(2026, 5, 20)


def test_what_was_said_in_90_days_is_known_each_once():
    assert remembered(THREE, "told_before") == "tier_upgrade:two/limit/80;tier_upgrade:two/limit/95"


def test_a_newest_contact_without_a_note_leaves_unknown_what_was_said():
    silent = THREE + "acme | 2026-06-29 | upsell | ?"
    assert remembered(silent, "told_before") is None


def test_without_contacts_nothing_is_known_of_them():
    assert remembered(None, "told_before") is None
    assert remembered(None, "contacts_any") is None
    assert remembered("account_id | date", "contacts_any") == 0


def test_contacts_of_any_kind_count_towards_a_cap_of_them():
    assert remembered(THREE, "contacts_any", most_days=30) == 2
    assert remembered(THREE, "crowding_contact_on", most=2, most_days=30) == date(2026, 6, 20)
    assert remembered(THREE, "crowding_contact_on", most=3, most_days=30) is None
