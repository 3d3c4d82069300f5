"""The likeliest objection, by the signs the policy names."""

from datetime import timedelta

from tests.stages.judged import drawing, nobody, verdicts
from tests.tables import AS_OF, policy, seen, with_objections
from upsell_cli.stages.objections import object_

OFFERED = {
    "offer_id": "tier_upgrade:two",
    "delta_spend_minor": 100,
    "arr_now_minor": 1000,
    "return_multiple": 5,
}
QUIET = {"budget_signal": "yes", "asked_days": 3, "utilisation": 0.99, "depth": 0.9, "active_share": 0.9}


def objections(*accounts, rules=None):
    table = drawing(*({**OFFERED, **QUIET, **facts} for facts in accounts))
    judged = object_(verdicts(table, before="objections"), rules or policy(), AS_OF)
    return list(seen(judged, "objection").values())


def test_each_objection_shows_by_its_signs():
    assert objections(
        {},
        {"return_multiple": 1.5, "stakeholders": 3},
        {"days_to_renewal": 200},
        {"asked_days": 0, "utilisation": 0.5},
        {"stakeholders": 3},
        {"competitor_mentions": 1, "days_to_renewal": 200},
        {"delta_spend_minor": 1500},
        {"last_rise_on": AS_OF - timedelta(days=365)},
        {"last_rise_on": AS_OF - timedelta(days=366)},
    ) == [
        "expensive", "expensive", "wait", "not_needed", "approval", "other_tools", "expensive",
        "price_rises", "expensive",
    ]  # fmt: skip


def test_nobody_objects_to_a_saving_or_to_no_offer():
    assert objections({"delta_spend_minor": -100}, {"delta_spend_minor": 0}, {"offer_id": "?"}) == [None] * 3


def test_a_quote_may_be_objected_to():
    assert objections({"delta_spend_minor": "?", "quote": "yes", "stakeholders": 3}) == ["approval"]


def test_a_sign_is_a_bound_a_word_or_not_knowing():
    own = with_objections(
        {"id": "industry", "signs": [{"fact": "industry", "one_of": ["Public"], "points": 3}]},
        {"id": "mystery", "signs": [{"fact": "nps", "unknown": True, "points": 2}]},
        {"id": "large", "signs": [{"fact": "spend_rise", "at_least": 0.1, "at_most": 0.2, "points": 1}]},
    )
    found = objections({"industry": "Public"}, {}, {"nps": 9}, {"nps": 9, "arr_now_minor": 0}, rules=own)
    assert found == ["industry", "mystery", "large", None]


def test_of_equally_likely_ones_the_first_in_the_policy_is_told():
    one = {"points": 1}
    assert objections({}, rules=with_objections({"id": "b", **one}, {"id": "a", **one})) == ["b"]


def test_without_any_objection_none_is_told():
    assert objections({}, rules=with_objections()) == [None]
    assert len(object_(nobody(before="objections"), policy(), AS_OF)) == 0


def test_a_sign_may_be_a_word_and_one_of_a_fact_nobody_has_is_never_seen():
    signs = [
        {"fact": "industry", "one_of": ["Retail"], "points": 2},
        {"fact": "industri", "one_of": ["Retail"], "points": 2},
    ]
    own = with_objections({"id": "shops", "signs": signs[:1]}, {"id": "slip", "signs": signs[1:]})
    assert objections({"industry": "retail"}, {"industry": "Energy"}, rules=own) == ["shops", None]
