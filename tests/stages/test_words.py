"""Whole sentences, as a person reads them."""

# ruff: noqa: RUF001  a range of days takes an en dash

import re

import pytest

from tests.stages.judged import Facts, drawing, nobody, verdicts
from tests.tables import AS_OF, book, policy, seen
from upsell_cli.frames.verdicts import STATES
from upsell_cli.stages.words import put_in_words
from upsell_cli.stages.words.evidence import CLAUSES

BOOK = book("""
    features: {sso: {name: SSO}, audit_log: {name: Audit log}, webhooks: {}}
    tiers:
      - {id: starter, price: 10, limits: {users: 5, storage_gb: 100, api_calls: 10000}}
      - {id: growth, price: 20, limits: {users: 25, storage_gb: 1000, api_calls: 100000}}
    add_ons:
      - {id: extra_storage, name: Extra storage, price: 5}
    """)


def worded(name: str, *accounts: Facts) -> list[str | None]:
    always = {"state": "qualified", "right_size_saving_minor": "60,000"}
    table = drawing(*({**always, **facts} for facts in accounts))
    result = put_in_words(verdicts(table, before="words"), BOOK, policy(), AS_OF, rows="all")
    return list(seen(result, name).values())


API = {"binding_meter": "api_calls", "utilisation": 0.985, "limit[api_calls]": 10000, "reasons": "limit_90"}
SOON = {
    "breach_meter": "api_calls",
    "breach_p_13w": 0.9,
    "breach_earliest": "2026-07-03",
    "breach_latest": "2026-07-24",
}

EVIDENCE: list[tuple[Facts, str]] = [
    (
        {**API, **SOON, "reasons": "limit_90;asked_3;reach;renewal", "asked_features": "sso", "asked_days": 3,
         "days_to_renewal": 41},
        "api at 98 % of 10,000 calls, full by 3–24 Jul; asked for SSO on 3 days; renews in 41 days",
    ),
    ({**API, **SOON, "breach_latest": "2027-01-09"},
     "api at 98 % of 10,000 calls, full by 3 Jul – 9 Jan 2027"),
    ({**API, **SOON, "breach_latest": "2026-07-03"}, "api at 98 % of 10,000 calls, full by 3 Jul"),
    ({**API, **SOON, "breach_latest": "?"}, "api at 98 % of 10,000 calls, full on 3 Jul at the earliest"),
    ({**API, **SOON, "utilisation": 1.127}, "api at 112 % of 10,000 calls"),
    ({**API, "utilisation": "inf"}, "uses api, which the plan does not include"),
    ({**API, "binding_meter": "users", "use[users]": 4, "limit[users]": 5, "utilisation": 0.8},
     "users at 4 of 5"),
    ({**API, "binding_meter": "users", "use[users]": 184, "limit[users]": 200, "utilisation": 0.92},
     "users at 92 % of 200"),
    ({"reasons": "second_limit", "second_meter": "storage_gb", "second_utilisation": 0.91,
      "limit[storage_gb]": 100},
     "storage at 91 % of 100 GB"),
    ({**API, "limit[api_calls]": "?"}, "api at 98 %"),
    ({**SOON, "reasons": "reach", "breach_meter": "storage_gb"}, "storage full by 3–24 Jul"),
    ({"reasons": "reach", "breach_meter": "storage_gb", "breach_p_13w": 0.62},
     "storage full within 13 weeks with 62 % probability"),
    ({"reasons": "asked_1", "asked_features": "sso;audit_log", "asked_days": 1},
     "asked for SSO and audit log once"),
    ({"reasons": "asked_3", "asked_features": "sso;audit_log;webhooks", "asked_days": 4},
     "asked for SSO and 2 more on 4 days"),
    ({"reasons": "asked_2", "asked_days": 2}, "asked twice for something missing"),
    ({"reasons": "blocked", "blocked_attempts": 4}, "stopped 4 times in 6 weeks"),
    ({"reasons": "compliance", "compliance_deadline": "2026-09-03"}, "compliance date 3 Sep"),
    ({"reasons": "compliance", "compliance_request": "yes"}, "asked about compliance"),
    ({"reasons": "support_strain", "reply_hours": 30.4}, "first answers take 30 hours"),
    ({"reasons": "support_strain", "reply_hours": 30.4, "support_hours_promised": 24},
     "first answers take 30 hours where 24 are promised"),
    ({"reasons": "renewal;team", "users_growth_13w": 0.249, "days_to_renewal": 1},
     "users up 24 % in 13 weeks; renews in 1 day"),
    ({"reasons": "team", "users_growth_13w": 0.0, "hiring": "yes"}, "they are hiring"),
    ({"reasons": "team;growth_up;nps_high", "users_growth_13w": 0.44, "growth_13w": 0.441, "nps": 9},
     "users up 44 % in 13 weeks; NPS 9"),
    ({"reasons": "team;growth_up", "users_growth_13w": 0.44, "growth_13w": 0.2},
     "users up 44 % in 13 weeks; use up 20 % in 13 weeks"),
    ({"reasons": "renewal", "days_to_renewal": 0}, "renews today"),
    ({"reasons": "budget;growth_up;pricing_views", "growth_13w": 0.18, "pricing_views": 3},
     "signs of budget; use up 18 % in 13 weeks; looked at prices 3 times"),
    ({"reasons": "active_high;depth_high;nps_high", "active_share": 0.82, "depth": 0.7, "nps": 9},
     "82 % of seats in use; 70 % of features in use; NPS 9"),
    ({**API, "reasons": "limit_90;return_below_floor", "pitch_return_multiple": 0.64},
     "api at 98 % of 10,000 calls; gives back 0.6x of what it costs"),
    ({**API, "state": "saves_money", "delta_spend_minor": "-302,099"},
     "saves $3,020 a year; api at 98 % of 10,000 calls"),
    ({"state": "saves_money", "delta_spend_minor": 0}, "costs nothing more"),
    ({"state": "right_size", "delta_spend_minor": "-60,000", "active_users": 12, "seats": 40, "quantity": -20,
      "reasons": "budget"}, "saves $600 a year; 12 of 40 seats in use"),
    ({"state": "right_size", "delta_spend_minor": "-60,000", "utilisation": 0.34},
     "saves $600 a year; at most 34 % of any limit in use"),
    ({"reasons": ""}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "line"), EVIDENCE)
def test_the_evidence_is_one_line_of_what_this_account_does(facts, line):
    assert worded("evidence", facts) == [line]


def test_a_reason_whose_figures_are_not_known_says_nothing():
    silent = [code for code in CLAUSES if code != "budget"]
    assert worded("evidence", *({"reasons": code} for code in silent)) == [""] * len(silent)


def test_the_line_stays_short_and_keeps_what_is_strongest():
    everything = {
        **API, "asked_features": "sso", "asked_days": 3, "blocked_attempts": 4, "days_to_renewal": 41,
        "reply_hours": 30, "nps": 9, "reasons": "limit_90;asked_3;renewal;blocked;support_strain;nps_high",
    }  # fmt: skip
    (line,) = worded("evidence", everything)
    assert line == "api at 98 % of 10,000 calls; asked for SSO on 3 days; stopped 4 times in 6 weeks; NPS 9"
    assert len(line) <= 90


HELD: list[tuple[Facts, str]] = [
    ({"state": "blocked", "cancel_on": "2026-12-31"}, "cancelled, ends on 31 Dec"),
    ({"state": "blocked", "cancel_notice": "yes"}, "gave notice"),
    ({"state": "blocked", "do_not_contact": "yes"}, "asked not to be contacted"),
    ({"state": "blocked", "lifecycle": "lead"}, "not a customer yet"),
    ({"state": "blocked", "lifecycle": "churned"}, "no longer a customer"),
    ({"state": "in_progress", "open_deal": "D-17"}, "deal under way: D-17"),
    ({"state": "in_progress", "move_pending": "yes"}, "a change of plan is under way"),
    ({"state": "hold", "payment_failed": "yes"}, "a payment failed"),
    ({"state": "hold", "payment_overdue": "yes"}, "a payment is overdue"),
    ({"state": "hold", "escalation_open": "yes", "escalation_on": "2026-06-02"},
     "escalation open since 2 Jun"),
    ({"state": "hold", "last_usage_on": "2026-05-01"}, "no usage since 1 May"),
    ({"state": "fix_relationship", "nps": 4, "survey_on": "2026-05-02"},
     "NPS 4 on 2 May: fix what hurts first"),
    ({"state": "fix_relationship", "nps": 9, "csat": 2, "survey_on": "2025-12-31"},
     "support rated 2 of 5 on 31 Dec 2025: fix what hurts first"),
    ({"state": "fix_adoption_first", "active_share": 0.31}, "31 % of seats in use: adoption first"),
    ({"state": "fix_adoption_first", "active_share": 0.9, "depth": 0.2},
     "20 % of features in use: adoption first"),
    ({"state": "cool_down", "last_contact_on": "2026-06-20", "contacts_counted": 1,
      "release_on": "2026-07-20"},
     "upsell contact on 20 Jun; free from 20 Jul"),
    ({"state": "cool_down", "last_contact_on": "2026-05-01", "contacts_counted": 2,
      "release_on": "2026-07-30"},
     "2 upsell contacts in 90 days; free from 30 Jul"),
    ({"state": "cool_down", "last_no_on": "2026-06-02", "release_on": "2026-11-29"},
     "said no on 2 Jun; free from 29 Nov"),
    ({"state": "cool_down", "last_upgrade_on": "2026-06-02", "release_on": "2026-08-31"},
     "upgraded on 2 Jun; free from 31 Aug"),
    ({"state": "nurture", "tenure_weeks": 5.4, "release_on": "2026-07-18"},
     "customer for 5 weeks; free from 18 Jul"),
    ({"state": "nurture", "budget": "no"}, "no budget on record"),
    ({"state": "nurture", "revenue_stage": "pre_revenue"}, "earns no money yet"),
    ({"state": "needs_data", "evidence_share": 0.17, "tier_id": "growth"},
     "only 17 % of the evidence is known"),
    ({"state": "needs_data", "evidence_share": 0.17}, "which tier they have is not known"),
    ({"state": "no_rate", "currency": "CHF"}, "no exchange rate from CHF to USD"),
    ({"state": "no_need", "need_count": 0, "limits_known": "no"},
     "no usage of a limit was given, and nothing else asks for more"),
    ({**API, "state": "no_need", "need_count": 1, "need[overage]": "yes", "utilisation": 1.5,
      "stay_overage_minor": 6000},
     "api at 150 %: $60 a year as used is less than any offer"),
    ({"state": "no_need", "need_count": 1, "need[overage]": "yes"},
     "use beyond the plan is charged, and no offer is better than to pay for it"),
    ({"state": "hold", "usage_missing": "yes"}, "no usage row at all, though others have some"),
    ({"state": "no_need", "need_count": 0}, "nothing asks for more"),
    ({"state": "no_need", "need_count": 1, "top_of_path": "yes"},
     "on the top tier, and nothing else meets the need"),
    ({"state": "no_need", "need_count": 1, "top_of_path": "no"}, "nothing on offer meets the need"),
    ({"state": "right_size", "right_size_saving_minor": "60,000"}, "pays $600 a year more than it needs to"),
    ({"state": "right_size", "right_size_saving_minor": "?"}, "pays for more than it uses"),
    (
        {"state": "right_size", "right_size_saving_minor": "60,000", "right_size_loses": "sso;audit_log"},
        "pays $600 a year too much, unless it uses SSO or audit log",
    ),
    (
        {
            "state": "right_size",
            "right_size_saving_minor": "60,000",
            "right_size_loses": "sso",
            "features_unused": "sso",
        },
        "pays $600 a year more than it needs to",
    ),
    ({"state": "qualified"}, ""),
    ({"state": "saves_money"}, ""),
]  # fmt: skip


def test_a_held_account_says_why_and_until_when():
    assert worded("held_reason", *(facts for facts, _ in HELD)) == [reason for _, reason in HELD]


TIER = {"offer_id": "tier_upgrade:growth"}
CHEAPER = {
    **TIER, "cheapest_id": "add_on:extra_storage", "cheapest_type": "add_on",
    "cheapest_add_on": "extra_storage",
    "cheapest_delta_spend_minor": "60,000",
}  # fmt: skip

OPTIONS: list[tuple[Facts, str]] = [
    (CHEAPER, "add-on Extra storage, +$600 a year"),
    ({**CHEAPER, "currency": "CHF"}, "add-on Extra storage, +CHF 600 a year"),
    ({**CHEAPER, "cheapest_add_on": "extra_storage+extra_storage"}, "2 x add-on Extra storage, +$600 a year"),
    ({**CHEAPER, "seats": 5, "cheapest_seats_after": 8},
     "add-on Extra storage and 3 more seats, +$600 a year"),
    ({**TIER, "cheapest_id": "s", "cheapest_type": "seat_expansion", "seats": 5, "cheapest_seats_after": 6,
      "cheapest_delta_spend_minor": "12,050"}, "1 more seat, +$120.50 a year"),
    ({**CHEAPER, "cheapest_id": "t", "cheapest_type": "tier_upgrade", "cheapest_to_tier": "growth",
      "cheapest_delta_spend_minor": "-1,000"}, "Growth, -$10 a year"),
    ({**CHEAPER, "cheapest_quote": "yes"}, "add-on Extra storage, from +$600 a year"),
    ({**CHEAPER, "cheapest_quote": "yes", "cheapest_delta_spend_minor": "?"},
     "add-on Extra storage, price on request"),
    ({**CHEAPER, "cheapest_delta_spend_minor": "?"}, "add-on Extra storage"),
    ({**CHEAPER, "offer_id": "add_on:extra_storage"}, ""),
    ({**CHEAPER, "state": "right_size", "right_size_saving_minor": 1}, ""),
    (TIER, ""),
]  # fmt: skip


def test_the_cheapest_way_is_told_with_its_price_unless_it_is_the_offer():
    assert worded("cheapest_option", *(facts for facts, _ in OPTIONS)) == [option for _, option in OPTIONS]


def test_only_what_is_shown_is_put_in_words_unless_all_is_asked_for():
    drawn = verdicts(
        drawing(*({"state": state, "right_size_saving_minor": 1} for state in STATES)), before="words"
    )
    for name in ("evidence", "held_reason", "cheapest_option"):
        told = seen(put_in_words(drawn, BOOK, policy(), AS_OF), name)
        assert [STATES[int(n)] for n, text in told.items() if text is not None] == [
            "qualified",
            "saves_money",
            "right_size",
        ]


def test_an_account_of_which_little_is_known_is_told_without_a_made_up_word():
    known = {"evidence_share": 0, "currency": "CHF", "depth": 0.1, "csat": 1, "tenure_weeks": 1}
    dates = {"release_on": "2026-07-30", "last_usage_on": "2026-05-01", "last_upgrade_on": "2026-06-01"}
    for name in ("evidence", "held_reason", "cheapest_option"):
        texts = worded(name, *({"state": state, **known, **dates} for state in STATES))
        assert None not in texts
        assert not re.search(r"\b(nan|none|na|nat|null)\b", " ".join(map(str, texts)).casefold())


def test_nobody_is_told_of_without_a_word():
    assert len(put_in_words(nobody(before="words"), BOOK, policy(), AS_OF)) == 0
