"""What is found odd about a catalogue: every kind of finding beside the few lines that bring it about."""

import pytest

from tests.tables import accounts, book, policy, tables
from upsell_cli.problems import Place
from upsell_cli.stages.lint import CODES, find_against, find_odd, tier_use
from upsell_cli.stages.lint.codes import AGAINST, ALONE

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


LADDER = book("""
currency: USD
features:
  core: {used_by: feature_used}
  sso: {used_by: feature_used, demand: {terms: [sso]}}
tiers:
  - id: low
    price: 50
    limits: {users: 10, storage_gb: {included: 100, enforcement: soft}}
    features: [core]
  - {id: high, price: 150, limits: {users: 50, storage_gb: 900}, features: [core, sso]}
add_ons: [{id: pack, price: 5, extends_limits: {users: 5}}]
plans: [{match: "low-*", tier: low}, {match: "old-*", tier: low, grandfathered: true}]
""")
RULES = policy(lint={"least_accounts": 4, "owners_asking": 2})
FACTS = (
    "status", "lifecycle", "tier_rank", "utilisation", "util[users]", "util[storage_gb]", "grandfathered",
    "nps", "csat", "payment_overdue", "held[pack]", "currency", "rate", "arr_now_minor", "arr_basis",
    "interval", "seats", "subscriptions", "add_ons", "depth", "features_unused",
)  # fmt: skip


def company(util_users, **facts):
    """Accounts of the lower tier with such use, and whatever else is said of all of them."""
    usual = {"status": "active", "tier_rank": "0", "rate": "1", "currency": "USD", **facts}
    rows = [
        [f"a{at}", *(str(use) if name == "util[users]" else usual.get(name, "?") for name in FACTS)]
        for at, use in enumerate(util_users)
    ]
    return accounts("\n".join(" | ".join(row) for row in [["account_id", *FACTS], *rows]))


def met(live, given=None):
    problems = find_against(live, given or tables(), LADDER, RULES, place)
    return {(problem.code, str(problem.place)): problem.message for problem in problems}


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ((0.1, 0.2, 0.3, 0.49), "limit-far"),
        ((1.0, 1.0, 1.2, 0.4), "limit-everyone-over"),
        ((0.2, 0.3, 0.4, 0.5, 0.6, 0.95, 0.97, 0.99), "limit-cuts-off"),
        ((0.5, 0.6, 0.7, 0.8, 0.9), None),
        ((0.1, 0.2, 0.3), None),
    ],
)
def test_a_limit_is_judged_by_those_who_live_under_it(use, code):
    limits = {key for key in met(company(use)) if key[0].startswith("limit-")}
    assert limits == ({(code, "tiers/0/limits/users")} if code else set())


def test_a_soft_limit_cuts_nobody_off_and_old_plans_have_limits_of_their_own():
    crowd = ("0.2", "0.3", "0.4", "0.95", "0.97", "0.99")
    assert ("limit-cuts-off", "tiers/0/limits/users") in met(company(crowd))
    assert ("limit-cuts-off", "tiers/0/limits/users") not in met(company(crowd, grandfathered="yes"))


def test_the_unhappy_do_not_make_a_wall_artificial():
    everybody = company((1.0, 1.0, 1.0, 1.0), nps="3")
    assert not [key for key in met(everybody) if key[0] == "limit-everyone-over"]


def test_a_tier_without_accounts_is_told_of_and_those_who_left_do_not_count():
    assert ("tier-without-accounts", "tiers/1") in met(company((0.5, 0.6)))
    gone = met(company((0.5, 0.6), status="ended"))
    assert ("tier-without-accounts", "tiers/0") in gone


@pytest.mark.parametrize(
    ("facts", "code", "where"),
    [
        ({"held[pack]": "1"}, "add-on-held-by-most", "add_ons/0"),
        ({"currency": "CHF", "rate": "?"}, "currency-mixed", "currency"),
        ({"arr_now_minor": "40000", "arr_basis": "billed"}, "billed-off-list", "tiers/0/price"),
        ({"depth": "0", "features_unused": "core;sso"}, "feature-idle", "features/core/used_by"),
    ],
)
def test_what_most_accounts_have_in_common_is_told_of(facts, code, where):
    assert (code, where) in met(company((0.5, 0.6, 0.7, 0.8), **facts))
    assert code not in {key[0] for key in met(company((0.5, 0.6, 0.7, 0.8)))}


def test_plans_and_spellings_are_compared_with_what_is_billed():
    billed = tables(
        billing="""
            account_id | plan
            a          | low-year
            b          | low-year
            c          | Low_Year
        """
    )
    told = met(company((0.5,)), billed)
    assert told["plan-never-seen", "plans/1/match"] == 'no row is billed under the grandfathered plan "old-*"'
    assert told["spellings", "billing.csv:4:plan"] == '"Low_Year" (1 rows) is also written "low-year"'
    assert ("plan-never-seen", "plans/0/match") not in told


def test_a_wish_for_what_one_has_is_a_matter_of_documentation():
    asked = """
        account_id | date       | type            | text
        a0         | 2026-06-01 | feature_request | Will SSO come?
        a1         | 2026-06-02 | feature_request | sso please
    """
    rich = company((0.5, 0.6, 0.7, 0.8), tier_rank="1")
    told = met(rich, tables(events=asked))
    assert told["asked-by-owners", "features/sso"] == "2 accounts asked for sso although their tier has it"
    assert "asked-by-owners" not in {key[0] for key in met(company((0.5, 0.6)), tables(events=asked))}


def test_words_that_nobody_uses_are_told_of():
    events = """
        account_id | date       | type   | text
        a0         | 2026-06-01 | ticket | crossover
    """
    assert ("terms-silent", "features/sso/demand") in met(company((0.5, 0.6)), tables(events=events))
    heard = events.replace("crossover", "where is SSO?")
    assert "terms-silent" not in {key[0] for key in met(company((0.5, 0.6)), tables(events=heard))}


def test_the_accounts_of_a_tier_are_counted_by_how_full_they_are():
    drawn = accounts("""
        account_id | status | lifecycle | tier_rank | utilisation
        a          | active | ?         |         0 |        0.85
        b          | active | ?         |         0 |         1.1
        c          | ended  | ?         |         0 |         1.1
        d          | ?      | active    |         1 |           ?
    """)
    assert [(u.tier, u.accounts, u.near, u.over) for u in tier_use(drawn, LADDER, policy())] == [
        ("low", 2, 1, 1), ("high", 1, 0, 0),
    ]  # fmt: skip


def test_every_kind_says_what_it_means_and_what_to_do():
    assert [code for code in CODES.values() if not (code.meaning and code.fix)] == []
    assert len(CODES) == len(ALONE) + len(AGAINST)
