"""Points of each factor, step by step; what they come to; how much is known; the reasons in order."""

import pytest

from tests.stages.judged import Facts, drawing, nobody, verdicts
from tests.tables import AS_OF, book, policy, seen
from upsell_cli.frames.verdicts import FACTORS, POINTS
from upsell_cli.stages.score import score

BOOK = book("""
    features: {sso: {used_by: feature_used}}
    tiers:
      - {id: one, price: 10, limits: {users: 5, storage_gb: 10}, support: {response_hours: 48}}
      - id: two
        price: 20
        limits: {users: 25, storage_gb: 100}
        features: [sso]
        target_profile: [{fact: employees, at_least: 10}, {fact: integrations, at_least: 2}]
    """)
POLICY = policy()


def scored(table: str):
    return score(verdicts(table, before="score"), BOOK, POLICY, AS_OF)


def points(factor: str, *accounts: Facts) -> list[float | None]:
    """The points of one factor for accounts of which only these facts are known."""
    return list(seen(scored(drawing(*accounts)), POINTS.column(factor)).values())


LIMITED: Facts = {"binding_meter": "storage_gb", "limits_known": "yes", "need_count": 1, "need[limit]": "yes"}


def test_the_nearer_the_limit_the_more_it_counts():
    steps = {
        "inf": 23, 1.3: 23, 1.0: 23, 0.999: 16, 0.9: 16, 0.8999: 7, 0.8: 7, 0.799: 0, 0.7: 0,
        0.699: -7, 0.5: -7, 0.499: -13, 0.0: -13, "?": None,
    }  # fmt: skip
    found = points("limit", *({**LIMITED, "utilisation": used} for used in steps))
    assert dict(zip(steps, found, strict=True)) == steps


def test_one_unit_left_is_near_the_limit_where_units_are_whole():
    one_left = {**LIMITED, "utilisation": 0.67, "units_left": 1}
    unused = {**LIMITED, "binding_meter": "users", "utilisation": 0.0, "units_left": 1}
    assert points("limit", {**one_left, "binding_meter": "users"}, one_left, unused) == [7, -7, -13]


PASSABLE = book("""
    tiers:
      - {id: one, price: 10, limits: {users: 5, api_calls: {included: 1000, overage: {per: 100, price: 1}}}}
      - {id: two, price: 90, limits: {users: 25, api_calls: unlimited}}
    """)


def test_a_limit_that_may_be_passed_at_a_price_counts_as_no_wall():
    passable = {**LIMITED, "tier_rank": 0, "binding_meter": "api_calls", "need_count": 0}
    used = {"?": None, 1.5: 7, 1.0: 7, 0.999: 0, 0.8: 0, 0.7: 0, 0.6: -7, 0.3: -13}
    drawn = drawing(*({**passable, "utilisation": share} for share in used))
    found = score(verdicts(drawn, before="score"), PASSABLE, POLICY, AS_OF)
    assert list(seen(found, "points[limit]").values()) == list(used.values())


def test_neither_does_a_second_one():
    second = {"tier_rank": 0, "second_utilisation": 1.5}
    drawn = drawing({**second, "second_meter": "users"}, {**second, "second_meter": "api_calls"})
    found = score(verdicts(drawn, before="score"), PASSABLE, POLICY, AS_OF)
    assert list(seen(found, "points[second_limit]").values()) == [5, 0]


def test_low_use_does_not_cheapen_a_need_that_is_no_limit():
    use = {"utilisation": 0.2, "binding_meter": "users", "limits_known": "yes"}
    assert points(
        "limit",
        {**use, "need_count": 0},
        {**use, "need_count": 1, "need[reach]": "yes"},
        {**use, "need_count": 1, "need[compliance]": "yes"},
        {**use, "need_count": 2, "need[compliance]": "yes", "need[limit]": "yes"},
    ) == [-13, -13, 0, -13]


def test_no_finite_limit_is_known_to_be_no_pressure():
    for factor in ("limit", "second_limit", "reach"):
        assert points(factor, {"limits_known": "yes"}, {"limits_known": "no"}) == [0, None]


STEPS: dict[str, list[tuple[Facts, float | None]]] = {
    "second_limit": [
        ({"second_utilisation": 0.8}, 5),
        ({"second_utilisation": 0.79}, 0),
        ({"limits_known": "yes", "limit[users]": 5, "limit[storage_gb]": "inf"}, 0),
        ({"limits_known": "yes", "limit[users]": 5, "limit[storage_gb]": 10}, None),
    ],
    "reach": [
        ({"breach_p_13w": 0.5, "utilisation": 0.9, "at_wall": "no"}, 6),
        ({"breach_p_13w": 0.5, "utilisation": 0.9, "at_wall": "?"}, None),
        ({"breach_p_13w": 0.5, "utilisation": "?", "at_wall": "no"}, None),
        ({"breach_p_13w": 0.49, "utilisation": 0.9}, 0),
        ({"breach_p_13w": 0.9, "utilisation": 1.0}, 0),
        ({"breach_p_13w": 0.9, "utilisation": 0.99, "at_wall": "yes"}, 0),
        ({"utilisation": 0.99, "at_wall": "yes"}, 0),
        ({"utilisation": 0.4, "growth_13w": 0.0}, 0),
        ({"utilisation": 0.4}, None),
        ({"utilisation": 0.9}, None),
    ],
    "growth": [
        ({"growth_13w": 0.11, "at_wall": "no"}, 4),
        ({"growth_13w": 0.1, "at_wall": "no"}, 0),
        ({"growth_13w": -0.1, "at_wall": "no"}, 0),
        ({"growth_13w": -0.11, "at_wall": "no"}, -7),
        ({"growth_13w": -0.11, "at_wall": "yes"}, 0),
        ({"growth_13w": -0.11, "at_wall": "?"}, None),
        ({"growth_13w": "?", "at_wall": "yes"}, 0),
        ({"growth_13w": "?", "at_wall": "no"}, None),
    ],
    "blocked": [
        ({"blocked_attempts": 1}, 5),
        ({"blocked_attempts": 0}, 0),
        ({"blocked_attempts": "?"}, None),
    ],
    "asked": [
        ({"asked_days": 0}, 0),
        ({"asked_days": 1}, 5),
        ({"asked_days": 2}, 8),
        ({"asked_days": 3}, 11),
        ({"asked_days": 9}, 11),
        ({"asked_days": "?"}, None),
    ],
    "pricing": [
        ({"pricing_views": 2}, 4),
        ({"pricing_views": 1}, 0),
        ({"pricing_views": "?"}, None),
    ],
    "active": [
        ({"active_share": 0.7}, 4),
        ({"active_share": 0.69}, 0),
        ({"active_share": 0.4}, 0),
        ({"active_share": 0.39}, -10),
        ({"active_share": "?"}, None),
    ],
    "depth": [
        ({"depth": 0.6}, 3),
        ({"depth": 0.59}, 0),
        ({"depth": 0.26}, 0),
        ({"depth": 0.25}, -5),
        ({"depth": "?"}, None),
    ],
    "nps": [
        ({"nps": 9}, 3),
        ({"nps": 8}, 0),
        ({"nps": 7}, 0),
        ({"nps": 6}, -7),
        ({"nps": "?"}, None),
    ],
    "renewal": [
        ({"days_to_renewal": 0}, 6),
        ({"days_to_renewal": 63}, 6),
        ({"days_to_renewal": 64}, 0),
        ({"days_to_renewal": -1}, 0),
        ({"days_to_renewal": "?"}, None),
    ],
    "budget": [
        ({"budget_signal": "yes"}, 5),
        ({"budget_signal": "no"}, 0),
        ({"budget_signal": "?"}, None),
    ],
    "compliance": [
        ({"compliance_deadline": "2026-06-30"}, 6),
        ({"compliance_deadline": "2026-12-29"}, 6),
        ({"compliance_deadline": "2026-12-30"}, 0),
        ({"compliance_deadline": "2026-06-29"}, 0),
        ({"compliance_deadline": "?"}, None),
    ],
    "support": [
        ({"need[support]": "yes"}, 4),
        ({"need[support]": "no"}, 0),
        ({"need[support]": "?"}, None),
    ],
}


@pytest.mark.parametrize("factor", STEPS)
def test_each_factor_steps_where_the_policy_says(factor):
    accounts, expected = zip(*STEPS[factor], strict=True)
    assert points(factor, *accounts) == list(expected)


def test_fit_is_told_only_when_no_unknown_condition_could_change_it():
    told = {
        (2, 2, 2): 3, (1, 2, 2): 0, (0, 2, 2): -5, (0, 0, 0): 0, (1, 2, 3): 0,
        (1, 1, 2): None, (0, 1, 2): None, (0, 0, 2): None, ("?", "?", "?"): None,
    }  # fmt: skip
    names = ("pitch_fit_met", "pitch_fit_known", "pitch_fit_of")
    found = points("fit", *(dict(zip(names, counts, strict=True)) for counts in told))
    assert dict(zip(told, found, strict=True)) == told


def test_points_add_up_and_ten_of_them_double_the_odds():
    result = scored("""
        account_id | asked_days | days_to_renewal | active_share | budget_signal | nps
        for_it     |          2 |              10 |          0.2 | yes           |   9
        against_it |          0 |             200 |          0.2 | no            |   8
        """)
    assert seen(result, "points") == {"for_it": 8 + 6 - 10 + 5 + 3, "against_it": -10}
    assert seen(result, "score")["against_it"] == pytest.approx(100 / 3)
    total = result[[POINTS.column(factor) for factor in FACTORS]].sum(axis=1)
    assert total.tolist() == result["points"].tolist()


def test_on_how_many_days_a_wish_counts_more_is_said_by_the_policy():
    rules = policy(bands={"asked_2": 3, "asked_3": 5})
    asked = verdicts(drawing(*({"asked_days": days} for days in (1, 2, 3, 4, 5))), before="score")
    steps = score(asked, BOOK, rules, AS_OF)[POINTS.column("asked")]
    assert steps.tolist() == [5, 5, 8, 8, 11]


def test_nothing_known_is_no_evidence_either_way():
    result = scored("account_id\nacme")
    assert seen(result, "points", "score", "evidence_share", "reasons") == {"acme": (0, 50, 0, "")}


def test_usage_and_tier_alone_are_above_the_floor_and_graded():
    usage = (
        "utilisation",
        "binding_meter",
        "limits_known",
        "second_utilisation",
        "breach_p_13w",
        "growth_13w",
    )
    facts = {name: KNOWN[name] for name in usage} | {"usage_age_days": 0, "history_weeks": 26}
    result = scored(drawing(facts))
    judgeable = 23 + 5 + 6 + 7 + 5 + 11 + 5 + 4 + 10 + 5 + 7 + 6 + 5 + 6 + 4 + 5
    assert seen(result, "evidence_share")["0"] == pytest.approx((23 + 5 + 6 + 7) / judgeable)
    assert seen(result, "confidence") == {"0": "C"}


def test_what_the_catalogue_cannot_tell_of_anybody_does_not_count_as_missing():
    bare = book("tiers: [{id: one, price: 10, limits: {users: 5}}, {id: two, price: 20, limits: {users: 9}}]")
    account = verdicts(
        "account_id | utilisation | binding_meter | limits_known\nacme | 0.9 | users | yes", before="score"
    )
    judgeable = 23 + 6 + 7 + 5 + 11 + 5 + 4 + 10 + 7 + 6 + 5 + 6
    share = seen(score(account, bare, POLICY, AS_OF), "evidence_share")["acme"]
    assert share == pytest.approx(23 / judgeable)


KNOWN: Facts = {
    "utilisation": "0.5", "binding_meter": "users", "limits_known": "yes", "second_utilisation": "0.1",
    "breach_p_13w": "0", "growth_13w": "0", "at_wall": "no", "blocked_attempts": "0", "asked_days": "0",
    "higher_tier_questions": "0",
    "pricing_views": "0", "active_share": "0.5", "depth": "0.5", "nps": "8", "days_to_renewal": "100",
    "budget_signal": "no", "compliance_deadline": "2028-01-01", "need[support]": "no", "employees": "5",
    "integrations": "1",
}  # fmt: skip


def test_an_offer_many_times_dearer_than_today_is_less_likely_the_dearer_it_is():
    steps = {399: 0, 400: -4, 799: -4, 800: -12, 1600: -22, 3199: -22, 3200: -34, "?": None}
    found = points("leap", *({"arr_now_minor": 100, "pitch_delta_spend_minor": more} for more in steps))
    assert dict(zip(steps, found, strict=True)) == steps
    assert points("leap", {"arr_now_minor": 0, "pitch_delta_spend_minor": 400}) == [None]


def test_passing_over_a_tier_is_less_likely_than_the_next_step():
    tiers = book("tiers: [{id: one, price: 1}, {id: two, price: 2}, {id: three, price: 3}]")
    table = """
        account_id | tier_rank | pitch_to_rank
        next       |         0 | 1
        over_one   |         0 | 2
        same       |         2 | 2
        unknown    |         ? | 2
        nothing    |         0 | ?
        """
    found = score(verdicts(table, before="score"), tiers, POLICY, AS_OF)
    told = {"next": 0, "over_one": -18, "same": 0, "unknown": None, "nothing": None}
    assert seen(found, POINTS.column("skip")) == told


def test_fresh_data_and_a_long_history_earn_the_better_grades():
    grades = {
        (14, 13): "A", (15, 13): "B", (14, 12): "B", (21, 8): "B",
        (22, 8): "C", (14, 7): "C", ("?", "?"): "C",
    }  # fmt: skip
    accounts = ({**KNOWN, "usage_age_days": age, "history_weeks": weeks} for age, weeks in grades)
    found = seen(scored(drawing(*accounts)), "confidence").values()
    assert dict(zip(grades, found, strict=True)) == grades


def test_the_profile_counts_as_known_when_every_fact_it_asks_for_is():
    shares = seen(scored(drawing(KNOWN, {**KNOWN, "integrations": "?"})), "evidence_share")
    assert shares == {"0": 1, "1": pytest.approx(1 - 5 / 114)}


def test_little_evidence_is_graded_d():
    assert seen(scored("account_id | nps\nacme | 9"), "confidence") == {"acme": "D"}


def test_reasons_are_the_weights_that_speak_for_it_strongest_first():
    result = scored("""
        account_id | need[limit] | utilisation | asked_days | days_to_renewal | nps | budget_signal
        acme       | yes         |        0.95 |          4 |              41 |   4 | yes
        """)
    assert seen(result, "reasons") == {"acme": "limit_90;asked_3;renewal;budget"}


def test_a_limit_that_is_no_need_is_told_behind_the_needs():
    result = scored("""
        account_id | need[limit] | need[feature] | need[team] | utilisation | asked_days
        acme       | no          | yes           | yes        |        1.08 |          4
        """)
    assert seen(result, "reasons") == {"acme": "asked_3;team;limit_100"}


def test_a_need_that_carries_no_points_is_a_reason_too():
    result = scored("""
        account_id | need[team] | need[compliance] | need[feature] | asked_days
        acme       | yes        | yes              | yes           | 1
        """)
    assert seen(result, "reasons") == {"acme": "asked_1;compliance;team"}


def test_a_known_return_below_the_floor_is_told_unless_the_need_is_a_wall():
    result = scored("""
        account_id | pitch_return_multiple | utilisation | at_wall
        low        |                   0.9 | ?           | ?
        near       |                   0.9 | 0.99        | no
        enough     |                   1.0 | ?           | ?
        unknown    |                     ? | ?           | ?
        full       |                   0.9 | 1.0         | no
        stuck      |                   0.9 | 0.98        | yes
        """)
    low = {account for account, told in seen(result, "return_low").items() if told}
    named = {account for account, codes in seen(result, "reasons").items() if "return_below_floor" in codes}
    assert low == named == {"low", "near"}


def test_the_scenario_is_that_of_the_need_with_the_most_points():
    result = scored("""
        account_id | utilisation | asked_days | need[limit] | need[feature] | need[team] | need[support]
        limit      |        0.95 |          2 | yes         | yes           | no         | no
        feature    |        0.85 |          2 | yes         | yes           | no         | no
        team       |         0.2 |          0 | no          | no            | yes        | no
        support    |         0.2 |          0 | no          | no            | yes        | yes
        nothing    |         0.2 |          0 | no          | no            | no         | no
        """)
    assert seen(result, "scenario") == {
        "limit": "outgrowing",
        "feature": "feature_need",
        "team": "team_growth",
        "support": "support_need",
        "nothing": None,
    }
    assert seen(scored("account_id | need[compliance]\nacme | yes"), "scenario") == {"acme": "compliance"}


def test_an_offer_that_saves_money_is_told_as_that():
    result = scored("""
        account_id | utilisation | need[limit] | pitch_delta_spend_minor | right_size_id
        cheaper    |        0.95 | yes         |                    -100 | ?
        same_price |        0.95 | yes         |                       0 | ?
        dearer     |        0.95 | yes         |                     100 | ?
        smaller    |         0.1 | no          |                       ? | right_size:one
        """)
    assert seen(result, "scenario") == {
        "cheaper": "cheaper_on_target",
        "same_price": "cheaper_on_target",
        "dearer": "outgrowing",
        "smaller": "cheaper_on_target",
    }


def test_the_top_of_the_path_is_a_tier_that_nothing_comes_after():
    result = scored("account_id | tier_rank\nlow | 0\nhigh | 1\nunknown | ?")
    assert seen(result, "top_of_path") == {"low": False, "high": True, "unknown": None}


def test_nobody_is_scored_without_a_word():
    assert len(score(nobody(before="score"), BOOK, POLICY, AS_OF)) == 0
