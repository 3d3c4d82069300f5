"""What is found when a catalogue is held against use, billing and wishes."""

import pytest

from tests.tables import accounts, book, policy, tables
from upsell_cli.problems import Place
from upsell_cli.stages.lint.against import find_against, tier_use

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


def place(loc):
    return Place("/".join(map(str, loc)))


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


def test_words_of_profiles_and_stories_that_no_account_has_are_told_of_where_any_has_one():
    ladder = book("""
        tiers:
          - {id: low, price: 50, target_profile: [{fact: industry, one_of: [Retail, Energy]}]}
        playbook: {stories: [{text: It went well., industry: Retial}]}
        """)
    live = company((0.5, 0.6)).assign(industry=["retail", "Care"])
    told = {
        str(p.place): p.message
        for p in find_against(live, tables(), ladder, RULES, place)
        if p.code == "word-unmet"
    }
    assert told == {
        "tiers/0/target_profile/0/one_of/1": 'no account has "Energy" as its industry',
        "playbook/stories/0/industry": 'no account has "Retial" as its industry; retail is',
    }
    silent = find_against(company((0.5, 0.6)), tables(), ladder, RULES, place)
    assert "word-unmet" not in {p.code for p in silent}
