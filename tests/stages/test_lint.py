"""What is found odd about a catalogue: every kind of finding beside the few lines that bring it about."""

import pytest

from tests.tables import book, policy, with_objections
from upsell_cli.problems import Place
from upsell_cli.stages.lint.catalogue import find_odd
from upsell_cli.stages.lint.codes import AGAINST, ALONE, CODES

SOUND = """
tiers:
  - {id: low, price: 50, limits: {users: 5}, graduation: When a sixth person comes.}
  - {id: high, price: 150, limits: {users: 25}}
"""

ODD: dict[str, tuple[str, str]] = {
    "feature-lost": ("tiers/1/features", """
        tiers:
          - {id: low, price: 50, features: [sso]}
          - {id: high, price: 150}
        """),
    "promise-lost": ("tiers/1/support/response_hours", """
        tiers:
          - {id: low, price: 50, support: {response_hours: 4}}
          - {id: high, price: 150, support: {response_hours: 24}}
        """),
    "limit-not-said": ("tiers/1/limits", """
        tiers:
          - {id: low, price: 50, limits: {users: 5}}
          - {id: high, price: 150}
        """),
    "limit-jump": ("tiers/1/limits/users", """
        tiers:
          - {id: low, price: 50, limits: {users: 5}}
          - {id: high, price: 150, limits: {users: 101}}
        """),
    "price-not-above": ("tiers/1/price", """
        tiers:
          - {id: low, price: {monthly: 50, included_seats: 5}, limits: {users: 5}}
          - {id: high, price: {per_seat_monthly: 9}, limits: {users: 25}}
        """),
    "price-jump": ("tiers/1/price", """
        tiers:
          - {id: low, price: 50, limits: {users: 5}}
          - {id: high, price: 251, limits: {users: 25}}
        """),
    "seat-price-rises": ("tiers/1/price", """
        tiers:
          - {id: low, price: {monthly: 50, per_seat_monthly: 5, included_seats: 5}}
          - {id: high, price: {monthly: 150, per_seat_monthly: 6, included_seats: 25}}
        """),
    "annual-dearer": ("tiers/0/price/annual", """
        tiers:
          - {id: low, price: {monthly: 50, annual: 601}}
        """),
    "seats-beyond-limit": ("tiers/0/price/included_seats", """
        tiers:
          - {id: low, price: {monthly: 50, included_seats: 10}, limits: {users: 5}}
        """),
    "overage-undercuts": ("tiers/0/limits/api_calls", """
        tiers:
          - {id: low, price: 50, limits: {api_calls: {included: 1000, overage: {per: 1000, price: 1}}}}
          - {id: high, price: 150, limits: {api_calls: 101000}}
        """),
    "overage-rises": ("tiers/1/limits/api_calls/overage", """
        tiers:
          - {id: low, price: 50, limits: {api_calls: {included: 1000, overage: {per: 1000, price: 10}}}}
          - {id: high, price: 90, limits: {api_calls: {included: 9000, overage: {per: 100, price: 2}}}}
        """),
    "tier-dominated": ("tiers/0", """
        tiers:
          - {id: low, price: 50, limits: {users: 5}}
          - {id: high, price: 50, limits: {users: 25}}
        """),
    "tier-unreachable": ("tiers/1", """
        tiers:
          - {id: low, price: 50, upgrade_to: high}
          - {id: side, price: 70, upgrade_to: high, features: [sso]}
          - {id: high, price: 150, features: [sso]}
        """),
    "no-graduation": ("tiers/0", """
        tiers:
          - {id: low, price: 50}
          - {id: high, price: 150}
        """),
    "feature-nobody-has": ("features/sso", """
        features: {sso: {impact: One sign-in for all.}}
        tiers:
          - {id: low, price: 50}
        """),
    "feature-undescribed": ("tiers/0/features/0", """
        features: {audit_log: {}}
        tiers:
          - {id: low, price: 50, features: [audit_logs]}
        """),
    "feature-everywhere": ("tiers/0/features", """
        tiers:
          - {id: low, price: 50, features: [core]}
          - {id: high, price: 150, features: [core]}
        """),
    "feature-without-impact": ("features/sso", """
        features: {sso: {}}
        tiers:
          - {id: low, price: 50}
          - {id: high, price: 150, features: [sso]}
        """),
    "names-alike": ("tiers/1", """
        tiers:
          - {id: pro-1, price: 50}
          - {id: top, name: Pro 1, price: 150}
        """),
    "terms-collide": ("features/reports/demand/terms/0", """
        features:
          reports: {demand: {terms: [Report]}}
          scheduling: {demand: {terms: [scheduled report]}}
        tiers:
          - {id: low, price: 50, features: [reports, scheduling]}
        """),
    "term-too-short": ("features/ai/demand/terms/0", """
        features: {ai: {demand: {terms: [ai]}}}
        tiers:
          - {id: low, price: 50, features: [ai]}
        """),
    "add-on-dearer": ("add_ons/0/price", """
        tiers:
          - {id: low, price: 500}
          - {id: high, price: 600, features: [sso]}
        add_ons:
          - {id: sso_pack, price: 100, provides: [sso], available_for: [low]}
        """),
    "add-on-too-dear": ("add_ons/0/price", """
        tiers:
          - {id: low, price: 50}
        add_ons:
          - {id: sso_pack, price: 16, provides: [sso]}
        """),
    "add-on-included": ("add_ons/0/available_for/1", """
        tiers:
          - {id: low, price: 50}
          - {id: high, price: 150, features: [sso]}
        add_ons:
          - {id: sso_pack, price: 9, provides: [sso], available_for: [low, high]}
        """),
    "add-on-unusable": ("add_ons/0/available_for/0", """
        tiers:
          - {id: low, price: 50}
        add_ons:
          - {id: pack, price: 9, provides: [sso], available_for: [low], requires_features: [roles]}
        """),
    "add-on-empty": ("add_ons/0", """
        tiers:
          - {id: low, price: 50}
        add_ons:
          - {id: pack, price: 9}
        """),
    "plan-shadowed": ("plans/1/match", """
        tiers:
          - {id: low, price: 50}
        plans:
          - {match: "low*", tier: low}
          - {match: "low-2023*", tier: low}
        """),
    "flow-without-window": ("meters/exports", """
        meters: {exports: {kind: flow}}
        tiers:
          - {id: low, price: 50, limits: {exports: 9}}
        """),
    "unknown-fact": ("tiers/0/target_profile/0/fact", """
        tiers:
          - {id: low, price: 50, target_profile: [{fact: employess, at_least: 50}]}
        """),
    "meter-limits-nothing": ("meters/exports", """
        meters: {exports: {kind: level}}
        tiers:
          - {id: low, price: 50}
        """),
}  # fmt: skip


def place(loc):
    return Place("/".join(map(str, loc)))


def found(catalogue, chosen=None):
    return find_odd(book(catalogue), chosen or policy(), place, place)


def codes(catalogue):
    return {problem.code for problem in found(catalogue)}


@pytest.mark.parametrize("code", ODD)
def test_a_catalogue_that_is_odd_is_told_of_where_it_is(code):
    where, catalogue = ODD[code]
    assert (code, where) in [(problem.code, problem.place.file) for problem in found(catalogue)]


def test_every_kind_of_finding_about_a_catalogue_alone_is_shown_above():
    assert set(ODD) | {"steps-out-of-order"} == {code.code for code in ALONE}


def test_nothing_is_said_of_a_sound_one():
    assert found(SOUND) == ()


@pytest.mark.parametrize(
    ("code", "sound"),
    [
        ("limit-jump", "tiers: [{id: a, price: 9, limits: {users: 5}}, {id: b, price: 9, limits: {users: 100}}]"),  # noqa: E501
        ("limit-jump", "tiers: [{id: a, price: 9, limits: {seats: 5}}, {id: b, price: 9, limits: {seats: unlimited}}]"),  # noqa: E501
        ("price-jump", "tiers: [{id: a, price: 50}, {id: b, price: 250}]"),
        ("price-jump", "tiers: [{id: a, price: 0}, {id: b, price: 250}]"),
        ("price-not-above", "tiers: [{id: a, price: 50}, {id: b, price: {quote: true}}]"),
        ("annual-dearer", "tiers: [{id: a, price: {monthly: 50, annual: 600}}]"),
        ("seat-price-rises", "tiers: [{id: a, price: {per_seat_monthly: 7}}, {id: b, price: {per_seat_monthly: 9}}]"),  # noqa: E501
        ("feature-undescribed", "tiers: [{id: a, price: 50, features: [core]}]"),
        ("plan-shadowed", "{tiers: [{id: a, price: 5}], plans: [{match: a-x, tier: a}, {match: a-*, tier: a}]}"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_is_just_within_the_bounds_is_let_be(code, sound):
    assert code not in codes(sound)


@pytest.mark.parametrize(
    "own",
    [
        "features: [sso]",
        "limits: {users: 6}",
        "support: {response_hours: 1}",
        "integrations: [crm]",
        "security: [keys]",
    ],
)
def test_anything_of_its_own_saves_a_tier_from_being_dominated(own):
    alike = """
        tiers:
          - {id: a, price: 50, upgrade_to: c, %s}
          - {id: b, price: 50, limits: {users: 5}}
          - {id: c, price: 90}
        """
    assert "tier-dominated" in codes(alike % "limits: {users: 5}")
    assert [p.value for p in found(alike % own) if p.code == "tier-dominated"] != ["a"]


def test_a_tier_that_is_cheaper_for_some_number_of_seats_is_not_dominated():
    by_seat = """
        tiers:
          - {id: a, price: {per_seat_monthly: 10, minimum_seats: 3}}
          - {id: b, price: {monthly: 30, per_seat_monthly: 5, included_seats: 3}, features: [sso]}
        """
    assert "tier-dominated" in codes(by_seat)
    assert "tier-dominated" not in codes(by_seat.replace("monthly: 30", "monthly: 31"))


def test_the_seats_from_which_the_higher_tier_is_the_dearer_are_named():
    message = next(
        p.message
        for p in found("""
        tiers:
          - {id: flat, price: 100}
          - {id: seats, price: {per_seat_monthly: 10}, features: [sso]}
        """)
        if p.code == "price-not-above"
    )
    assert message == (
        "at 1 seat Seats costs $120 a year, Flat $1,200; it is the dearer one from 11 seats on"
    )


def test_overage_that_costs_a_cent_more_than_the_next_tier_leads_there():
    catalogue = """
        tiers:
          - {id: low, price: 50, limits: {api_calls: {included: 1000, overage: {per: 1000, price: %s}}}}
          - {id: high, price: 150, limits: {api_calls: 101000}}
        """
    assert "overage-undercuts" in codes(catalogue % "1.00")
    assert "overage-undercuts" not in codes(catalogue % "1.01")


def test_steps_of_the_policy_that_fall_are_told_of():
    weights: dict[str, object] = {"limit_90": {"points": 30, "because": "a slip"}}
    [problem] = [p for p in found(SOUND, policy(weights=weights)) if p.code == "steps-out-of-order"]
    assert problem.place.file == "weights/limit_100"
    assert problem.message == "weights.limit_100 is 23, and weights.limit_90 before it 30"


def test_a_sign_of_an_objection_that_looks_at_no_fact_is_told_of_with_the_nearest():
    signs = [
        {"fact": fact, "at_least": 1, "points": 1} for fact in ("spend_rise", "use[users]", "utilisatoin")
    ]
    odd = found(SOUND, with_objections({"id": "wait", "signs": signs}))
    assert [(problem.code, problem.place.file) for problem in odd] == [
        ("unknown-fact", "objections/0/signs/2/fact")
    ]
    assert odd[0].message == '"utilisatoin" is no fact of an account; utilisation is'


def test_every_kind_says_what_it_means_and_what_to_do():
    assert [code for code in CODES.values() if not (code.meaning and code.fix)] == []
    assert len(CODES) == len(ALONE) + len(AGAINST)
