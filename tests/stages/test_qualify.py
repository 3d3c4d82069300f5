"""The gates, one by one: when each holds, what it hides, when it lifts; and the state that follows."""

from datetime import date
from typing import Any

import pytest

from tests.stages.judged import Facts, drawing, nobody, verdicts
from tests.tables import AS_OF, policy, seen
from upsell_cli.frames.tables import Grain
from upsell_cli.frames.verdicts import GATE, GATES, RELEASE, Verdicts
from upsell_cli.stages.qualify import qualify

POLICY = policy()

# An account of which everything is known and nothing stands against a pitch.
READY: Facts = {
    "cancel_notice": "no", "do_not_contact": "no", "lifecycle": "active", "status": "active",
    "open_deal": "", "move_pending": "no", "payment_failed": "no", "payment_overdue": "no",
    "escalation_open": "no", "usage_age_days": 0, "usage_missing": "no",
    "nps": 9, "csat": 5, "survey_on": "2026-06-01",
    "active_share": 0.8, "depth": 0.8, "utilisation": 0.85, "binding_meter": "users",
    "limits_known": "yes", "contacts_lately": 0, "contacts_counted": 0, "tenure_weeks": 52,
    "revenue_stage": "revenue", "budget": "yes", "evidence_share": 0.9, "need_count": 1, "rate": 1.0,
    "currency": "USD", "pitch_id": "tier_upgrade:two", "pitch_quote": "no",
    "pitch_delta_spend_minor": 1200,
}  # fmt: skip


def judged(*accounts: Facts, grain: Grain = "weekly"):
    table = drawing(*({**READY, **facts} for facts in accounts))
    return qualify(verdicts(table, before="qualify"), POLICY, AS_OF, grain)


def states(*accounts: Facts) -> list[str]:
    return list(seen(judged(*accounts), "state").values())


def gates(name: str, *accounts: Facts, grain: Grain = "weekly") -> list[bool | None]:
    return list(seen(judged(*accounts, grain=grain), GATE.column(name)).values())


def test_a_starting_price_needs_a_rate_though_the_last_word_is_a_quote():
    foreign = {"rate": "?", "currency": "JPY", "pitch_quote": "yes", "pitch_delta_spend_minor": "?"}
    assert states({**foreign, "pitch_price_basis": "list"}, {**foreign, "pitch_price_basis": "quote"}) == [
        "no_rate",
        "qualified",
    ]


def test_an_account_that_nothing_holds_back_is_qualified():
    result = judged({})
    assert seen(result, "state", "gates_hit", "gates_unknown", "release_on") == {
        "0": ("qualified", "", "", None)
    }


HOLDS: dict[str, list[Facts]] = {
    "blocked": [
        {"cancel_notice": "yes"},
        {"cancel_on": "2026-12-31"},
        {"do_not_contact": "yes"},
        {"lifecycle": "churned"},
        {"lifecycle": "prospect"},
        {"lifecycle": "lead"},
        {"status": "ended"},
    ],
    "in_progress": [
        {"open_deal": "Scale for Acme"},
        {"move_pending": "yes"},
    ],
    "hold": [
        {"payment_failed": "yes"},
        {"payment_overdue": "yes"},
        {"escalation_open": "yes"},
        {"usage_age_days": 36},
        {"usage_age_days": "?", "usage_missing": "yes"},
    ],
    "fix_relationship": [
        {"nps": 6},
        {"csat": 3.9},
    ],
    "fix_adoption_first": [
        {"active_share": 0.39},
        {"depth": 0.25},
    ],
    "cool_down": [
        {"last_contact_on": "2026-05-31", "contacts_counted": 1},
        {"last_contact_on": "2026-05-01", "contacts_counted": 2},
        {"last_no_on": "2026-01-01"},
        {"last_upgrade_on": "2026-04-01"},
    ],
    "nurture": [
        {"tenure_weeks": 7.9},
        {"revenue_stage": "pre_revenue"},
        {"budget": "no"},
        {"budget": "false"},
    ],
    "needs_data": [
        {"evidence_share": 0.29, "limits_known": "no", "need_count": 0, "pitch_delta_spend_minor": "?"},
    ],
    "no_rate": [
        {"rate": "?", "currency": "EUR"},
    ],
    "no_need": [
        {"need_count": 0},
        {"pitch_id": "?", "pitch_delta_spend_minor": "?"},
    ],
}

HOLDS_NOT: dict[str, list[Facts]] = {
    "blocked": [
        {"lifecycle": "at_risk"},
        {"status": "past_due"},
    ],
    "hold": [
        {"usage_age_days": 35},
    ],
    "fix_relationship": [
        {"nps": 7},
        {"csat": 4.0},
    ],
    "fix_adoption_first": [
        {"active_share": 0.4},
        {"depth": 0.26},
        {"active_share": 0.1, "utilisation": 0.9},
        {"active_share": 0.1, "utilisation": "inf"},
    ],
    "cool_down": [
        {"last_contact_on": "2026-05-30", "contacts_counted": 1},
        {"last_no_on": "2025-12-31"},
        {"last_upgrade_on": "2026-03-31"},
    ],
    "nurture": [
        {"tenure_weeks": 8},
    ],
    "needs_data": [
        {"evidence_share": 0.30, "limits_known": "no", "need_count": 0},
        {"evidence_share": 0.10, "limits_known": "yes", "need_count": 0},
        {"evidence_share": 0.10, "limits_known": "no", "need_count": 1},
        {"evidence_share": 0.10, "limits_known": "no", "limits_measured": "no", "need_count": 0},
    ],
    "no_rate": [
        {"rate": 1.08, "currency": "EUR"},
        {"rate": "?", "currency": "EUR", "pitch_quote": "yes", "pitch_price_basis": "quote"},
    ],
    "no_need": [
        {"need_count": 0, "pitch_delta_spend_minor": -100},
    ],
}

OPEN_QUESTIONS: dict[str, list[Facts]] = {
    "blocked": [
        {"cancel_notice": "?"},
        {"lifecycle": "?"},
        {"do_not_contact": "?"},
        {"status": "?"},
    ],
    "in_progress": [
        {"open_deal": "?"},
        {"move_pending": "?"},
    ],
    "hold": [
        {"payment_failed": "?", "payment_overdue": "?"},
        {"escalation_open": "?"},
        {"usage_age_days": "?"},
    ],
    "fix_relationship": [
        {"nps": "?", "csat": "?"},
    ],
    "fix_adoption_first": [
        {"active_share": "?", "depth": "?"},
        {"active_share": 0.1, "utilisation": "?", "limits_known": "no"},
    ],
    "cool_down": [
        {"contacts_counted": "?"},
    ],
    "nurture": [
        {"tenure_weeks": "?"},
        {"revenue_stage": "?"},
        {"budget": "?"},
        {"budget": "unknown"},
    ],
}

ONE_PLAIN_NO: dict[str, list[Facts]] = {
    "fix_relationship": [
        {"nps": "?"},
        {"csat": "?"},
    ],
    "fix_adoption_first": [
        {"active_share": "?"},
        {"depth": "?"},
        {"utilisation": "?", "limits_known": "no"},
    ],
    "hold": [
        {"payment_failed": "?"},
        {"payment_overdue": "?"},
    ],
}


@pytest.mark.parametrize("name", HOLDS)
def test_a_gate_holds_and_is_the_state(name):
    assert gates(name, *HOLDS[name]) == [True] * len(HOLDS[name])
    assert states(*HOLDS[name]) == [name] * len(HOLDS[name])


@pytest.mark.parametrize("name", HOLDS_NOT)
def test_a_gate_stays_open_just_beside_its_edge(name):
    assert gates(name, *HOLDS_NOT[name]) == [False] * len(HOLDS_NOT[name])


@pytest.mark.parametrize("name", OPEN_QUESTIONS)
def test_what_is_not_known_is_neither_yes_nor_no_and_holds_nothing_back(name):
    result = judged(*OPEN_QUESTIONS[name])
    assert set(seen(result, GATE.column(name), "state").values()) == {(None, "qualified")}
    assert all(name in unknown.split(";") for unknown in seen(result, "gates_unknown").values())


@pytest.mark.parametrize("name", ONE_PLAIN_NO)
def test_one_plain_answer_settles_a_question_that_has_two(name):
    assert gates(name, *ONE_PLAIN_NO[name]) == [False] * len(ONE_PLAIN_NO[name])


@pytest.mark.parametrize("name", HOLDS)
def test_a_gate_that_holds_does_so_whatever_else_is_unknown(name):
    unknown = dict.fromkeys(READY, "?") | {"pitch_id": "tier_upgrade:two", "pitch_quote": "no"}
    kept = {key: READY[key] for key in ("limits_known", "utilisation", "need_count", "evidence_share")}
    assert gates(name, *({**unknown, **kept, **facts} for facts in HOLDS[name])) == [True] * len(HOLDS[name])


def test_use_without_any_limit_is_no_reason_to_overlook_idle_seats():
    no_limit = {"utilisation": "?", "binding_meter": "?", "limits_known": "yes"}
    assert states({**no_limit, "active_share": 0.1}) == ["fix_adoption_first"]


def test_monthly_data_is_stale_only_after_two_missing_months():
    ages = [{"usage_age_days": age} for age in (35, 36, 60, 61)]
    assert gates("hold", *ages, grain="weekly") == [False, True, True, True]
    assert gates("hold", *ages, grain="monthly") == [False, False, False, True]


@pytest.mark.parametrize(
    ("name", "facts", "day"),
    [
        ("fix_relationship", {"nps": 4, "survey_on": "2026-06-01"}, date(2026, 11, 29)),
        ("cool_down", {"last_contact_on": "2026-06-20", "contacts_counted": 1}, date(2026, 7, 21)),
        (
            "cool_down",
            {"last_contact_on": "2026-05-31", "filling_contact_on": "2026-05-01", "contacts_counted": 2},
            date(2026, 7, 31),
        ),
        ("cool_down", {"last_no_on": "2026-06-20"}, date(2026, 12, 18)),
        ("cool_down", {"last_upgrade_on": "2026-06-20"}, date(2026, 9, 19)),
        ("nurture", {"tenure_weeks": 36 / 7}, date(2026, 7, 20)),
        ("nurture", {"tenure_weeks": 36 / 7, "budget": "no"}, None),
        ("hold", {"payment_failed": "yes"}, None),
        ("blocked", {"do_not_contact": "yes"}, None),
    ],
)  # fmt: skip
def test_a_state_says_when_it_lifts_by_itself_if_it_does(name, facts, day):
    assert seen(judged(facts), RELEASE.column(name), "release_on") == {"0": (day, day)}


def test_a_day_of_release_is_the_first_day_it_no_longer_holds():
    facts = {**READY, "last_contact_on": "2026-06-20", "contacts_counted": 1}
    drawn = verdicts(drawing(facts), before="qualify")
    on = {day: qualify(drawn, POLICY, date(2026, 7, day), "weekly") for day in (20, 21)}
    assert [seen(on[day], GATE.column("cool_down"))["0"] for day in (20, 21)] == [True, False]


def test_several_gates_are_told_in_order_and_the_state_lifts_with_the_last():
    result = judged({"last_contact_on": "2026-06-20", "contacts_counted": 1, "tenure_weeks": 1})
    assert seen(result, "state", "gates_hit", "release_on") == {
        "0": ("cool_down", "cool_down;nurture", date(2026, 8, 18))
    }


def test_a_state_that_does_not_lift_by_itself_has_no_day_whatever_lifts_behind_it():
    result = judged({"payment_failed": "yes", "last_contact_on": "2026-06-20", "contacts_counted": 1})
    assert seen(result, "state", "release_on") == {"0": ("hold", None)}


SAVES: dict[str, Any] = {"pitch_delta_spend_minor": -1200}
SMALLER: dict[str, Any] = {"right_size_id": "right_size:one"}
NO_PITCH: dict[str, Any] = {"pitch_id": "?", "pitch_delta_spend_minor": "?", "pitch_quote": "?"}
HELD_BY: dict[str, dict[str, Any]] = {
    "blocked": {"do_not_contact": "yes"},
    "in_progress": {"open_deal": "Scale"},
    "hold": {"payment_failed": "yes"},
    "fix_relationship": {"nps": 3},
    "fix_adoption_first": {"active_share": 0.1},
    "cool_down": {"last_contact_on": "2026-06-20", "contacts_counted": 1},
    "nurture": {"budget": "no"},
    "no_rate": {"rate": "?"},
}


@pytest.mark.parametrize(
    ("name", "of_a_saving", "of_a_smaller_plan"),
    [
        ("blocked", "blocked", "blocked"),
        ("in_progress", "in_progress", "in_progress"),
        ("hold", "saves_money", "right_size"),
        ("fix_relationship", "fix_relationship", "fix_relationship"),
        ("fix_adoption_first", "fix_adoption_first", "right_size"),
        ("cool_down", "cool_down", "right_size"),
        ("nurture", "nurture", "right_size"),
        ("no_rate", "no_rate", "right_size"),
    ],
)
def test_a_gate_hides_only_the_offers_it_is_about(name, of_a_saving, of_a_smaller_plan):
    held = HELD_BY[name]
    found = states(held, held | SAVES, held | SMALLER, held | NO_PITCH | SMALLER)
    assert found == [name, of_a_saving, of_a_smaller_plan, of_a_smaller_plan]


@pytest.mark.parametrize(
    ("news", "contact", "state"),
    [
        ("yes", {"last_contact_on": "2026-06-20", "contacts_counted": 1}, "qualified"),
        ("no", {"last_contact_on": "2026-06-20", "contacts_counted": 1}, "cool_down"),
        ("?", {"last_contact_on": "2026-06-20", "contacts_counted": 1}, "cool_down"),
        ("yes", {"last_contact_on": "2026-05-01", "contacts_counted": 2}, "qualified"),
        ("yes", {"last_no_on": "2026-06-20"}, "cool_down"),
        ("yes", {"last_upgrade_on": "2026-06-20"}, "cool_down"),
        ("yes", {"do_not_contact": "yes"}, "blocked"),
    ],
)
def test_news_cuts_a_cool_down_short_but_neither_a_no_nor_an_upgrade(news, contact, state):
    assert states({**contact, "news_since_contact": news}) == [state]


def test_a_cap_on_contacts_of_any_kind_holds_until_one_of_them_is_old():
    crowded = {"contacts_any": 4, "crowding_contact_on": "2026-06-10"}
    drawn = verdicts(drawing({**READY, **crowded}), before="qualify")
    free = {most: qualify(drawn, policy(contact={"most": most}), AS_OF, "weekly") for most in (4, 5)}
    assert {most: seen(found, "state", "release_on")["0"] for most, found in free.items()} == {
        4: ("cool_down", date(2026, 7, 11)),
        5: ("qualified", None),
    }


def test_a_share_is_held_out_whoever_else_is_there_but_not_from_what_saves_them_money():
    rules = policy(contact={"hold_out": {"share": 0.5, "salt": "spring"}})
    drawn = verdicts(drawing(*[READY] * 8, *[{**READY, **SAVES}] * 8), before="qualify")
    whole = seen(qualify(drawn, rules, AS_OF, "weekly"), "state")
    alone = seen(qualify(Verdicts(drawn.iloc[3:4]), rules, AS_OF, "weekly"), "state")
    assert {state for n, state in whole.items() if int(n) < 8} == {"qualified", "hold_out"}
    assert {state for n, state in whole.items() if int(n) >= 8} == {"saves_money"}
    assert alone["3"] == whole["3"]


def test_after_a_no_not_even_a_smaller_plan_is_shown():
    assert states({"last_no_on": "2026-06-20", **SMALLER}) == ["cool_down"]


def test_a_pitch_that_passes_comes_before_a_smaller_plan():
    assert states(SMALLER) == ["qualified"]


def test_without_a_need_a_smaller_plan_is_shown():
    assert states({"need_count": 0, **SMALLER}) == ["right_size"]


def test_what_costs_nothing_more_saves_money():
    found = states(*({"pitch_delta_spend_minor": spend} for spend in (-1, 0, 1, "?")))
    assert found == ["saves_money", "saves_money", "qualified", "qualified"]


def test_nobody_is_judged_without_a_word():
    result = qualify(nobody(before="qualify"), POLICY, AS_OF, "weekly")
    assert (len(result), GATE.members(result)) == (0, list(GATES))


def test_seats_just_bought_hold_back_an_offer_of_more_seats_and_of_nothing_else():
    bought = {"last_seats_on": "2026-06-20"}
    seats = {"pitch_type": "seat_expansion"}
    long_ago = {"last_seats_on": "2026-05-18"}
    pack, both = {"pitch_type": "add_on"}, {"pitch_type": "add_on", "pitch_seats_added": 3}
    found = judged(
        bought | seats, bought | both, bought | pack, bought | {"pitch_type": "tier_upgrade"},
        long_ago | seats, long_ago | both, seats,
    )  # fmt: skip
    held = ("cool_down", date(2026, 8, 2))
    free = ("qualified", None)
    told = list(seen(found, "state", RELEASE.column("cool_down")).values())
    assert told == [held, held, free, free, free, free, free]
