"""Who leads, when, how, and what to do next."""

from datetime import date

import pytest

from tests.stages.judged import Facts, drawing, nobody, verdicts
from tests.tables import AS_OF, book, policy, seen
from upsell_cli.stages.route import route

BOOK = book("""
    tiers:
      - {id: solo, price: 10, motion: self_serve}
      - {id: team, price: 20, motion: cs_led}
      - {id: firm, price: 90}
    """)
QUALIFIED = {
    "state": "qualified", "offer_id": "tier_upgrade:team", "to_rank": 1, "quote": "no",
    "delta_arr_base_minor": "100,000", "scenario": "outgrowing", "need[limit]": "yes",
}  # fmt: skip


def routed(name: str, *accounts: Facts, rules=None):
    table = drawing(*({**QUALIFIED, **facts} for facts in accounts))
    result = route(verdicts(table, before="route"), BOOK, rules or policy(), AS_OF)
    return list(seen(result, name).values())


def test_the_first_rule_that_applies_says_who_leads():
    assert routed(
        "owner_role",
        {},
        {"to_rank": 0, "delta_arr_base_minor": "9,000,000"},
        {"delta_arr_base_minor": "5,000,000"},
        {"delta_arr_base_minor": "4,999,999"},
        {"delta_arr_base_minor": "?", "quote": "yes"},
        {"stakeholders": 3},
        {"stakeholders": 2},
        {"stakeholders": 3, "csm": "Ana"},
        {"csm": "Ana"},
        {"state": "right_size", "stakeholders": 3},
        {"state": "fix_relationship", "quote": "yes"},
        {"state": "no_need", "offer_id": "?"},
    ) == ["cs", "product", "sales", "cs", "sales", "sales", "cs", "hybrid", "cs", "cs", "cs", None]


def test_who_leads_is_named_the_success_manager_for_success_and_else_the_owner():
    both = {"csm": "Ana", "owner": "Bo"}
    assert routed(
        "lead_name", both, {"owner": "Bo"}, both | {"quote": "yes"}, {"csm": "Ana", "to_rank": 0}
    ) == [
        "Ana",
        "Bo",
        "Bo",
        None,
    ]


def test_the_size_of_a_deal_may_be_what_is_paid_after_it():
    rules = policy(ownership={"measure": "arr_after"})
    sizes = ({"arr_after_minor": amount, "rate": 1.25} for amount in ("4,000,000", "3,999,999"))
    assert routed("owner_role", *sizes, rules=rules) == ["sales", "cs"]


DAYS: dict[str, tuple[Facts, date | None]] = {
    "no date calls today": ({}, date(2026, 6, 30)),
    "a limit that is met in September leaves a month": ({"breach_earliest": "2026-09-15"}, date(2026, 8, 16)),
    "sales need a quarter": ({"breach_earliest": "2026-10-15", "quote": "yes"}, date(2026, 7, 17)),
    "what is late is due today": ({"breach_earliest": "2026-07-05"}, date(2026, 6, 30)),
    "a full limit is due today": ({"breach_earliest": "2026-09-15", "utilisation": 1.0}, date(2026, 6, 30)),
    "so is a wall": ({"days_to_renewal": 100, "at_wall": "yes"}, date(2026, 6, 30)),
    "a near renewal is the moment": ({"days_to_renewal": 100}, date(2026, 8, 9)),
    "a far one is not": ({"days_to_renewal": 121}, date(2026, 6, 30)),
    "a past one is not": ({"days_to_renewal": -1}, date(2026, 6, 30)),
    "the earlier of limit and renewal": (
        {"days_to_renewal": 100, "breach_earliest": "2026-09-01"}, date(2026, 8, 2),
    ),
    "never before it is free": (
        {"state": "cool_down", "release_on": "2026-08-20", "breach_earliest": "2026-09-15"},
        date(2026, 8, 20),
    ),
    "a limit that is not the reason dates nothing": (
        {"need[limit]": "no", "need[feature]": "yes", "breach_earliest": "2026-09-15"}, date(2026, 6, 30),
    ),
    "a limit that is near dates the talk": (
        {"need[limit]": "no", "need[reach]": "yes", "breach_earliest": "2026-09-15"}, date(2026, 8, 16),
    ),
    "seats for a growing team are talked of before they are taken": (
        {"need[limit]": "no", "need[team]": "yes", "breach_earliest": "2026-09-15"}, date(2026, 8, 16),
    ),
    "what saves money waits for no limit": (
        {"state": "saves_money", "breach_earliest": "2026-09-15", "days_to_renewal": 100}, date(2026, 6, 30),
    ),
    "nor does a smaller plan": (
        {"state": "right_size", "breach_earliest": "2026-09-15"}, date(2026, 6, 30),
    ),
    "not while it is held": ({"state": "hold"}, None),
    "not while it is blocked": ({"state": "blocked"}, None),
    "a service call is due today": (
        {"state": "fix_relationship", "release_on": "2026-08-20"}, date(2026, 6, 30),
    ),
    "so is help with adoption": ({"state": "fix_adoption_first"}, date(2026, 6, 30)),
}  # fmt: skip


def test_the_day_follows_from_the_limit_the_renewal_and_the_release():
    found = routed("contact_on", *(facts for facts, _ in DAYS.values()))
    assert dict(zip(DAYS, found, strict=True)) == {name: day for name, (_, day) in DAYS.items()}


REVIEWS: dict[str, tuple[Facts, tuple[str | None, date | None]]] = {
    "none planned": ({}, ("call", date(2026, 6, 30))),
    "one that is past": ({"next_review": "2026-06-29"}, ("call", date(2026, 6, 30))),
    "a near one is worth the wait": ({"next_review": "2026-07-30"}, ("review meeting", date(2026, 7, 30))),
    "a later one is not": ({"next_review": "2026-07-31"}, ("call", date(2026, 6, 30))),
    "before a near renewal any will do": (
        {"next_review": "2026-10-01", "days_to_renewal": 100}, ("review meeting", date(2026, 10, 1)),
    ),
    "after the renewal it is too late": (
        {"next_review": "2026-10-08", "days_to_renewal": 100}, ("call", date(2026, 8, 9)),
    ),
    "a limit that may be met before does not wait": (
        {"next_review": "2026-10-01", "days_to_renewal": 100, "breach_earliest": "2026-09-20"},
        ("call", date(2026, 8, 9)),
    ),
    "nor one that is met": ({"next_review": "2026-07-20", "utilisation": 1.2}, ("call", date(2026, 6, 30))),
    "unless the talk is not about it": (
        {"next_review": "2026-07-20", "utilisation": 1.2, "need[limit]": "no"},
        ("review meeting", date(2026, 7, 20)),
    ),
    "one before the account is free is none": (
        {"next_review": "2026-07-20", "state": "cool_down", "release_on": "2026-07-25"},
        ("call", date(2026, 7, 25)),
    ),
    "the product needs no meeting": (
        {"next_review": "2026-07-20", "to_rank": 0}, ("in-app", date(2026, 6, 30)),
    ),
    "who is unhappy is called today": (
        {"next_review": "2026-07-20", "state": "fix_relationship"}, ("call", date(2026, 6, 30)),
    ),
    "who is left alone is not called": ({"next_review": "2026-07-20", "state": "blocked"}, (None, None)),
}  # fmt: skip


def test_a_talk_waits_for_a_planned_review_if_that_does_no_harm():
    facts = [facts for facts, _ in REVIEWS.values()]
    found = zip(routed("channel", *facts), routed("contact_on", *facts), strict=True)
    assert dict(zip(REVIEWS, found, strict=True)) == {
        name: expected for name, (_, expected) in REVIEWS.items()
    }


def test_quiet_days_put_a_talk_off_but_not_a_service_call():
    quiet = [
        {"first": "2026-07-04", "last": "2026-07-10"},
        {"first": "2026-06-30", "last": "2026-07-03", "because": "inventory"},
    ]
    accounts: list[Facts] = [{}, {"days_to_renewal": 100}, {"state": "fix_relationship"}]
    days = [date(2026, 7, 11), date(2026, 8, 9), date(2026, 6, 30)]
    assert routed("contact_on", *accounts, rules=policy(contact={"quiet": quiet})) == days


def test_the_hours_to_call_are_those_of_the_account():
    assert routed(
        "contact_window",
        {"timezone": "Europe/Berlin"},
        {},
        {"to_rank": 0},
        {"state": "blocked"},
    ) == ["Tue-Thu, 10:00-16:00 Europe/Berlin", "Tue-Thu, 10:00-16:00 in their time", None, None]


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"state": "hold", "payment_failed": "yes"}, "get the open payment settled first"),
        ({"state": "hold", "payment_overdue": "yes"}, "get the open payment settled first"),
        ({"state": "hold", "escalation_open": "yes"}, "close the open escalation first"),
        ({"state": "hold"}, "find out why no usage comes in"),
        ({"state": "fix_relationship", "need[support]": "yes"}, "service call about slow answers"),
        ({"state": "fix_relationship"}, "service call about what hurts"),
        ({"state": "right_size"}, "suggest the smaller plan"),
        ({"state": "blocked"}, "leave alone"),
        ({"to_rank": 0}, "show the upgrade in the product"),
        ({"stakeholders": 4, "csm": "Ana"}, "qualify, then introduce sales"),
        ({"quote": "yes"}, "agree what a quote must cover"),
        ({}, "show when the limit is met and what follows"),
        ({"scenario": "feature_need"}, "show the feature they asked for"),
    ],
)
def test_the_next_step_fits_the_state_the_owner_and_the_reason(facts, step):
    assert routed("next_step", facts) == [step]


def test_every_state_has_a_next_step():
    from upsell_cli.frames.verdicts import STATES

    assert None not in routed("next_step", *({"state": state} for state in STATES))


def test_nobody_is_routed_without_a_word():
    assert len(route(nobody(before="route"), BOOK, policy(), AS_OF)) == 0
