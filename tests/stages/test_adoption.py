import pytest

from tests.tables import AS_OF, accounts, book, policy, readings, seen, tables
from upsell_cli.stages.adoption import adopt

BOOK = book("""
    meters:
      calls: {kind: flow, window: month}
    features:
      board: {used_by: board_views}
      api: {used_by: calls}
      sso: {name: Single sign-on, used_by: feature_used}
      alerts: {used_by: feature_used}
      later: {used_by: board_views, since: 2026-07-01}
      plain: {}
    tiers:
      - {id: starter, price: 50, features: [board, api, plain, later]}
      - {id: growth, price: 90, features: [board, api, sso, alerts]}
    add_ons: [{id: sso_pack, price: 20, provides: [sso]}]
""").on(AS_OF)


def adopted(
    known: str, read: str = "account_id | meter | bins", *, metrics: tuple[str, ...] = (), **given: str
):
    drawn = tables(readings(read), **given)._replace(metrics=metrics)
    return adopt(accounts(known), drawn, BOOK, policy(), AS_OF, "weekly")


class TestDepth:
    def test_is_the_share_of_the_tier_s_features_that_metrics_show_in_use(self):
        facts = adopted(
            "account_id | tier_rank\n both | 0\n one | 0\n none | 0\n unread | 0",
            """
            account_id | meter       | bins
            both       | board_views | 0 0 3 0
            both       | calls       | 9 9 9
            one        | board_views | 0 0 0
            one        | calls       | 9 9 9
            none       | storage_gb  | 5
            """,
        )
        assert seen(facts, "depth", "features_unused") == {
            "both": (1.0, ""),
            "one": (0.5, "board"),
            "none": (0.0, "api;board"),
            "unread": (None, None),
        }

    def test_looks_back_a_quarter(self):
        facts = adopted(
            "account_id | tier_rank\n acme | 0",
            f"account_id | meter | bins\n acme | calls | 9 {'0 ' * 13}",
            metrics=("calls",),
        )
        assert seen(facts, "depth") == {"acme": 0.0}

    def test_leaves_out_a_metric_that_no_file_carries(self):
        read = "account_id | meter | bins\n acme | calls | 9"
        known = "account_id | tier_rank\n acme | 0"
        assert seen(adopted(known, read), "depth") == {"acme": 1.0}
        assert seen(adopted(known, read, metrics=("calls", "board_views")), "depth") == {"acme": 0.5}

    def test_is_shown_by_events_for_an_account_that_has_some(self):
        facts = adopted(
            "account_id | tier_rank\n acme | 1\n quiet | 1\n long_ago | 1",
            events="""
                account_id | date       | type         | feature
                acme       | 2026-06-01 | feature_used | Single Sign-On
                long_ago   | 2026-03-31 | feature_used | sso
                quiet      | 2026-07-01 | feature_used | sso
            """,
        )
        assert seen(facts, "depth", "features_unused") == {
            "acme": (0.5, "alerts"),
            "quiet": (None, None),
            "long_ago": (None, None),
        }

    def test_counts_what_add_ons_bring_and_not_what_is_unknown(self):
        facts = adopted(
            """
            account_id | tier_rank | held[sso_pack]
            acme       |         0 |              1
            unknown    |         ? |              ?
            """,
            events="account_id | date | type | feature\n acme | 2026-06-30 | feature_used | sso",
        )
        assert seen(facts, "depth") == {"acme": 1.0, "unknown": None}


@pytest.mark.parametrize(
    ("users", "seats", "share"),
    [(7, 10, 0.7), (12, 10, 1.2), (7, "?", None), ("?", 10, None), (7, 0, None)],
)
def test_active_share_is_of_the_seats_billed(users, seats, share):
    facts = adopted(f"account_id | tier_rank | active_users | seats\n acme | 0 | {users} | {seats}")
    assert seen(facts, "active_share") == {"acme": share}


def test_no_account_passes_through():
    assert len(adopted("account_id | tier_rank", events="account_id | date | type")) == 0
