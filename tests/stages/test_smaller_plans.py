"""Which smaller plans are offered: lower tiers and fewer seats, and what each would lose."""

import pytest

from tests.stages.ladder import BOOK, LADDER, by_offer, offered
from tests.tables import AS_OF, book, policy

POLICY = policy()


def made(drawing: str, *names: str, tiers=BOOK) -> dict[str, object]:
    return by_offer(offered(drawing, POLICY, tiers), *names)


class TestSmallerPlans:
    QUIET = "use[users] | use[storage_gb] | use[api_calls] | peak[users] | peak[storage_gb] | peak[api_calls]"

    def smaller(self, drawing: str, *names: str, tiers=BOOK) -> dict[str, object]:
        return {k: v for k, v in made(drawing, *names, tiers=tiers).items() if "right_size" in k}

    def quiet(self, **more: str) -> str:
        columns = {
            "tier_id": "growth",
            "seats": "25",
            "history_weeks": "20",
            "features_unused": "reports",
            **more,
        }
        head = f"account_id | {self.QUIET} | {' | '.join(columns)}"
        return f"{head}\nacme | 3 | 5 | 900 | 4 | 6 | 1000 | {' | '.join(columns.values())}"

    def test_what_may_be_wanted_again_within_half_a_year_is_not_given_back(self):
        seats = self.quiet(seats="60", **{"upper[users]": "40", "limit[users]": "60"})
        assert "acme right_size:growth:40" in self.smaller(seats, "meets")
        assert not self.smaller(self.quiet(**{"upper[users]": "26"}), "meets")

    def test_a_lower_tier_that_holds_what_is_used_is_offered_with_what_it_would_lose(self):
        assert self.smaller(self.quiet(), "to_tier", "meets", "loses") == {
            "acme right_size:starter": ("starter", True, "reports")
        }

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"history_weeks": "7"}, id="too short a history"),
            pytest.param({"features_unused": ""}, id="a feature in use"),
            pytest.param({"features_unused": "?"}, id="a feature that may be in use"),
            pytest.param({"grandfathered": "yes"}, id="an old plan"),
            pytest.param({"paid": "no"}, id="nothing paid"),
            pytest.param({"paid": "?"}, id="not known to be paid"),
        ],
    )
    def test_no_smaller_plan_is_offered_with(self, more):
        assert self.smaller(self.quiet(**more), "meets") == {}

    @pytest.mark.parametrize(
        ("since", "offered_ids"), [("2026-09-01", ["acme right_size:starter"]), ("2026-01-01", [])]
    )
    def test_a_feature_that_is_still_to_come_keeps_no_tier(self, since, offered_ids):
        tiers = book(LADDER.replace("reports: {", f"reports: {{since: {since}, ")).on(AS_OF)
        found = offered(self.quiet(features_unused=""), POLICY, tiers)
        assert list(by_offer(found[found["offer_type"] == "right_size"], "meets")) == offered_ids

    def test_what_is_used_must_fit_with_room_to_spare(self):
        fits = self.quiet().replace("4 | 6 | 1000", "4.5 | 9 | 9000")
        assert self.smaller(fits, "meets") == {"acme right_size:starter": True}
        assert self.smaller(fits.replace("4.5", "4.6"), "meets") == {}

    def test_where_use_of_a_limit_that_shrinks_is_not_known_neither_is_the_fit(self):
        unknown = self.quiet().replace("4 | 6 | 1000", "4 | ? | 1000")
        assert self.smaller(unknown, "meets") == {"acme right_size:starter": None}

    def test_a_feature_whose_use_cannot_be_seen_does_not_keep_a_tier_but_is_named_as_lost(self):
        scale = self.quiet(tier_id="scale", seats="?", features_unused="sso;reports")
        offers = self.smaller(scale, "loses")
        assert offers["acme right_size:growth"] == "audit_log;sso;webhooks"

    def test_where_nobody_counts_the_users_a_lower_tier_is_offered_with_the_seats_that_are_paid_for(self):
        by_seat = """
            currency: USD
            tiers:
              - {id: starter, price: {per_seat_monthly: 15}, limits: {api_calls: 5000}}
              - {id: growth, price: {per_seat_monthly: 29}, limits: {api_calls: 50000}}
            """
        drawing = """
            account_id | tier_id | seats | limit[users] | use[api_calls] | peak[api_calls] | history_weeks
            acme       | growth  | 8     | 8            | 900            | 1000            | 20
            unbilled   | growth  | ?     | ?            | 900            | 1000            | 20
            """
        assert self.smaller(drawing, "seats_after", "meets", tiers=book(by_seat)) == {
            "acme right_size:starter": (8, True),
            "unbilled right_size:starter": (None, None),
        }

    def test_fewer_seats_are_offered_down_to_those_that_are_paid_for_anyway(self):
        assert self.smaller(
            self.quiet(seats="40", features_unused="?"), "seats_after", "quantity", "allows[users]"
        ) == {"acme right_size:growth:25": (25, -15, 25)}
        assert self.smaller(self.quiet(seats="24", features_unused="?"), "meets") == {}
