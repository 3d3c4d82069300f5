from datetime import date

import pytest

from tests.tables import AS_OF, accounts, book, policy, seen, tables
from upsell_cli.stages.demand import hear_requests

BOOK = book("""
    features:
      sso: {name: Single sign-on, demand: {terms: [saml, identity provider], events: [compliance_request]}}
      audit_log: {demand: {terms: [audit trail]}}
      board: {}
    tiers:
      - {id: starter, price: 50, features: [board]}
      - {id: growth, price: 90, features: [board, audit_log]}
      - {id: scale, price: 190, features: [board, audit_log, sso]}
    add_ons: [{id: sso_pack, price: 20, provides: [sso]}]
""")
STARTER = "account_id | tier_rank\n acme | 0"


def heard(events: str, known: str = STARTER):
    header = "account_id | date | type | feature | text"
    return hear_requests(accounts(known), tables(events=f"{header}\n{events}"), BOOK, policy(), AS_OF)


class TestAskedFor:
    @pytest.mark.parametrize(
        "event",
        [
            "feature_request | sso | ?",
            "feature_request | Single Sign-On | ?",
            "blocked | SSO | ?",
            "higher_tier_question | sso | ?",
            "feature_request | ? | When will single sign-on come?",
            "feature_request | ? | SSO please",
            "ticket | ? | Our SAML set-up",
            "note | ? | wants an identity  provider",
            "workaround | ? | saml via proxy",
            "compliance_request | ? | ?",
        ],
    )
    def test_by_name_by_its_terms_or_by_its_events(self, event):
        facts = heard(f"acme | 2026-06-01 | {event}")
        assert seen(facts, "asked_features", "asked[sso]", "asked_days") == {"acme": ("sso", 1, 1)}

    @pytest.mark.parametrize(
        "event",
        [
            "feature_used | sso | ?",
            "ticket | ? | samlesque",
            "ticket | ? | single sign-on page is slow",
            "pricing_view | ? | saml",
            "feature_request | dark mode | ?",
            "feature_request | ? | ?",
        ],
    )
    def test_not_by_what_only_looks_like_it(self, event):
        facts = heard(f"acme | 2026-06-01 | {event}")
        assert seen(facts, "asked_features", "asked_days", "last_asked_on") == {"acme": ("", 0, None)}

    @pytest.mark.parametrize(
        ("known", "features"),
        [
            ("0 | 0", "audit_log;sso"),
            ("0 | 1", "audit_log"),
            ("1 | 0", "sso"),
            ("2 | 0", ""),
            ("? | ?", None),
        ],
        ids=["both lacking", "one as an add-on", "one in the tier", "both in the tier", "tier not known"],
    )
    def test_only_while_the_account_lacks_it(self, known, features):
        facts = heard(
            """
            acme | 2026-06-01 | ticket | ? | saml
            acme | 2026-06-01 | ticket | ? | audit trail
            """,
            f"account_id | tier_rank | held[sso_pack]\n acme | {known}",
        )
        days = None if features is None else int(bool(features))
        assert seen(facts, "asked_features", "asked_days") == {"acme": (features, days)}


class TestDays:
    EVENTS = """
        acme | 2026-06-29 | ticket | ?         | saml
        acme | 2026-06-29 | note   | ?         | saml again
        acme | 2026-05-16 | ticket | ?         | saml and audit trail
        acme | 2026-05-17 | ticket | ?         | audit trail
        acme | 2026-04-01 | ticket | audit_log | ?
        acme | 2026-03-31 | ticket | ?         | too long ago: saml
        acme | 2026-07-01 | ticket | ?         | not yet: saml
    """

    def test_are_distinct_within_the_window(self):
        facts = heard(self.EVENTS)
        columns = ("asked[sso]", "asked[audit_log]", "asked[board]", "asked_days", "last_asked_on")
        assert seen(facts, *columns) == {"acme": (2, 3, 0, 4, date(2026, 6, 29))}

    def test_rank_the_features(self):
        assert seen(heard(self.EVENTS), "asked_features") == {"acme": "audit_log;sso"}

    def test_weigh_half_after_the_half_life(self):
        facts = heard("acme | 2026-06-30 | ticket | ? | saml\n acme | 2026-05-16 | ticket | ? | saml")
        assert seen(facts, "asked_weight") == {"acme": pytest.approx(1.5)}


class TestWithoutEvents:
    @pytest.mark.parametrize(("counted", "days"), [(2, 2), (9, 3), (0, 0), ("?", None)])
    def test_a_bare_count_is_demand_without_a_name(self, counted, days):
        known = accounts(f"account_id | tier_rank | feature_requests\n acme | 0 | {counted}")
        facts = hear_requests(known, tables(), BOOK, policy(), AS_OF)
        assert seen(facts, "asked_days", "asked_features", "asked[sso]") == {"acme": (days, None, None)}


def test_what_answers_to_surveys_say_nothing_of_is_not_known():
    assert seen(heard("acme | 2026-06-01 | nps | ? | ?"), "asked_days") == {"acme": None}


def test_no_account_no_event_and_no_feature_pass_through():
    assert len(heard("", "account_id | tier_rank")) == 0
    assert seen(heard("other | 2026-06-01 | ticket | ? | ?"), "asked_days") == {"acme": 0}
    plain = book("tiers: [{id: starter, price: 50}]")
    given = tables(events="account_id | date | type\n acme | 2026-06-01 | ticket")
    facts = hear_requests(accounts(STARTER), given, plain, policy(), AS_OF)
    assert seen(facts, "asked_days", "asked_features") == {"acme": (0, "")}


def test_a_count_in_usage_speaks_where_events_cannot():
    rows = "account_id | tier_rank | feature_requests\n acme | 0 | 2"
    assert seen(heard("acme | 2026-06-01 | nps | ? | ?", rows), "asked_days") == {"acme": 2}
