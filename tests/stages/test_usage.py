import math
from datetime import date

import pytest

from tests.tables import AS_OF, accounts, book, policy, readings, seen
from upsell_cli.frames.tables import Grain
from upsell_cli.stages.usage import measure

BOOK = book("""
    meters:
      storage_gb: {kind: level}
      calls: {kind: flow, window: month}
    tiers: [{id: starter, price: 50, limits: {users: 10}}]
""")
MONTH = 30.4375 / 28


def measured(
    read: str, known: str = "account_id | tier_rank\n acme | 0", grain: Grain = "weekly", gap: int = 7
):
    return measure(accounts(known), readings(read, gap=gap), BOOK, policy(), AS_OF, grain)


class TestTypicalUse:
    def test_of_a_level_is_the_median_of_the_last_five_readings_with_the_peak_beside_it(self):
        facts = measured("account_id | meter | bins\n acme | users | 40 8 8 20 9 8")
        assert seen(facts, "use[users]", "peak[users]", "active_users") == {"acme": (8, 20, 8)}

    def test_of_a_level_leaves_out_bins_without_a_reading_and_is_not_known_without_any_of_the_last_five(self):
        facts = measured(
            """
            account_id | meter      | bins
            acme       | users      | 7 . 9 . .
            acme       | storage_gb | 7 . . . . .
            """
        )
        assert seen(facts, "use[users]", "use[storage_gb]") == {"acme": (8, None)}

    def test_of_a_level_told_by_the_month_is_the_newest_month_there_is_with_the_peak_beside_it(self):
        drawing = "account_id | meter | bins\n grows | users | 5 6 7 8 9\n late | users | 5 6 9 8 ."
        facts = measured(drawing, "account_id\n grows\n late", "monthly", gap=31)
        assert seen(facts, "use[users]", "peak[users]") == {"grows": (9, 9), "late": (8, 9)}

    def test_of_a_flow_is_the_last_28_days_as_a_month(self):
        facts = measured("account_id | meter | bins\n acme | calls | 900 10 20 30 40")
        assert seen(facts, "use[calls]") == {"acme": pytest.approx(100 * MONTH)}

    @pytest.mark.parametrize(("days", "use"), [(13, None), (14, 100 * MONTH)])
    def test_of_a_flow_needs_two_weeks_that_readings_cover(self, days, use):
        facts = measured(f"account_id | meter | bins | recent_days\n acme | calls | 100 | {days}")
        assert seen(facts, "use[calls]") == {"acme": use and pytest.approx(use)}

    def test_of_a_flow_has_its_largest_month_as_peak(self):
        facts = measured("account_id | meter | bins\n acme | calls | 0 100 100 100 100 0 0 0 0")
        assert seen(facts, "use[calls]", "peak[calls]") == {"acme": (0, pytest.approx(400 * MONTH))}

    @pytest.mark.parametrize("grain", ["monthly", "snapshot"])
    def test_of_a_flow_told_by_the_month_is_the_newest_period_as_it_is(self, grain):
        facts = measured(
            "account_id | meter | bins\n acme | calls | 9800",
            "account_id | limit[calls]\n acme | 10000",
            grain,
        )
        assert seen(facts, "use[calls]", "utilisation") == {"acme": (9800, 0.98)}


class TestUtilisation:
    KNOWN = """
        account_id | tier_rank | limit[users] | limit[storage_gb] | limit[calls] | soft[users]
        acme       |         0 |           10 |               100 |          inf | no
    """

    def test_binds_where_most_of_a_finite_limit_is_used(self):
        facts = measured(
            """
            account_id | meter      | bins
            acme       | users      | 8 8 9
            acme       | storage_gb | 90 90 90
            acme       | calls      | 999 999 999
            """,
            self.KNOWN,
        )
        columns = ("binding_meter", "utilisation", "second_meter", "second_utilisation", "units_left")
        assert seen(facts, *columns) == {"acme": ("storage_gb", 0.9, "users", 0.8, 10)}
        assert seen(facts, "peak_utilisation", "util[calls]", "limits_known") == {"acme": (0.9, 0, True)}

    def test_ties_go_by_the_order_of_the_catalogue(self):
        facts = measured("account_id | meter | bins\n acme | users | 5\n acme | storage_gb | 50", self.KNOWN)
        assert seen(facts, "binding_meter", "second_meter") == {"acme": ("storage_gb", "users")}

    @pytest.mark.parametrize(
        ("used", "utilisation", "meter", "at_wall"),
        [(1, math.inf, "users", True), (0, None, None, False)],
        ids=["any use is over it", "no use is nothing"],
    )
    def test_of_a_limit_of_nothing(self, used, utilisation, meter, at_wall):
        facts = measured(
            f"account_id | meter | bins\n acme | users | {used}",
            "account_id | tier_rank | limit[users] | soft[users]\n acme | 0 | 0 | no",
        )
        assert seen(facts, "utilisation", "binding_meter", "at_wall") == {
            "acme": (utilisation, meter, at_wall)
        }

    @pytest.mark.parametrize(
        ("known", "limits_known"),
        [
            ("0 | 10 | 10", True),
            ("0 | ? | 10", False),
            ("? | ? | ?", False),
            ("0 | inf | ?", True),
            ("0 | ? | ?", True),
            ("0 | inf | 10", False),
        ],
        ids=[
            "use of a finite limit",
            "only of another",
            "no tier",
            "unlimited",
            "nothing said",
            "the finite one is not measured",
        ],
    )
    def test_can_be_judged_when_a_finite_limit_is_measured_or_there_is_none(self, known, limits_known):
        facts = measured(
            "account_id | meter | bins\n acme | users | 9",
            f"account_id | tier_rank | limit[users] | limit[storage_gb]\n acme | {known}",
        )
        assert seen(facts, "limits_known") == {"acme": limits_known}

    def test_without_readings_is_not_known_and_never_zero(self):
        facts = measured("account_id | meter | bins", self.KNOWN)
        columns = ("use[users]", "util[users]", "utilisation", "at_wall", "active_weeks", "usage_age_days")
        assert seen(facts, *columns) == {"acme": (None,) * 6}


class TestWall:
    @pytest.mark.parametrize(
        ("bins", "soft", "count", "at_wall"),
        [
            ("50 98 100 60 50", "no", 2, True),
            ("50 60 60 60 100", "no", 1, False),
            ("100", "no", 1, False),
            ("100 50 50 50 50", "no", 0, False),
            ("100 100 100 100", "yes", 0, False),
        ],
        ids=["twice of four", "once", "a single reading", "five readings ago", "soft"],
    )
    def test_is_use_at_a_hard_limit_in_two_of_the_last_four_readings(self, bins, soft, count, at_wall):
        facts = measured(
            f"account_id | meter | bins\n acme | storage_gb | {bins}",
            f"account_id | tier_rank | limit[storage_gb] | soft[storage_gb]\n acme | 0 | 100 | {soft}",
        )
        assert seen(facts, "wall[storage_gb]", "wall_bins", "at_wall") == {"acme": (count, count, at_wall)}

    def test_of_a_flow_is_met_by_the_month_that_has_passed(self):
        facts = measured(
            "account_id | meter | bins\n acme | calls | 250 250 250 250 250",
            "account_id | tier_rank | limit[calls] | soft[calls]\n acme | 0 | 1000 | no",
        )
        assert seen(facts, "wall[calls]", "at_wall") == {"acme": (2, True)}

    def test_more_readings_at_the_wall_may_be_asked_for(self):
        facts = measure(
            accounts("account_id | tier_rank | limit[users] | soft[users]\n acme | 0 | 10 | no"),
            readings("account_id | meter | bins\n acme | users | 9 10 10"),
            BOOK,
            policy(signals={"wall_bins": 3}),
            AS_OF,
            "weekly",
        )
        assert seen(facts, "wall_bins", "at_wall") == {"acme": (2, False)}

    @pytest.mark.parametrize(("of", "count"), [(2, 0), (4, 1), (6, 3), (50, 4)])
    def test_and_looked_for_among_more_of_them_or_fewer(self, of, count):
        facts = measure(
            accounts("account_id | tier_rank | limit[users] | soft[users]\n acme | 0 | 10 | no"),
            readings("account_id | meter | bins\n acme | users | 10 5 10 10 5 10 5 5"),
            BOOK,
            policy(signals={"wall_of": of}),
            AS_OF,
            "weekly",
        )
        assert seen(facts, "wall_bins") == {"acme": count}


class TestFreshness:
    def test_counts_days_since_the_newest_and_weeks_since_the_oldest_reading(self):
        facts = measured(
            """
            account_id | meter | bins
            acme       | users | 1 2 3 4 .
            acme       | calls | 1 2 . .
            """
        )
        assert seen(facts, "last_usage_on", "usage_age_days", "history_weeks") == {
            "acme": (date(2026, 6, 23), 7, 4)
        }

    @pytest.mark.parametrize(
        ("grain", "gap", "weeks"), [("daily", 7, 3), ("monthly", 30, 12), ("snapshot", 7, 3)]
    )
    def test_counts_the_period_of_the_oldest_reading_as_history(self, grain, gap, weeks):
        facts = measured("account_id | meter | bins\n acme | users | 1 2 3", grain=grain, gap=gap)
        assert seen(facts, "history_weeks") == {"acme": weeks}

    def test_usage_of_others_without_any_of_an_account_is_none_and_no_usage_at_all_is_not_known(self):
        known = "account_id | tier_rank\n acme | 0\n bolt | 0"
        facts = measured("account_id | meter | bins\n acme | users | 1", known)
        assert seen(facts, "usage_missing") == {"acme": False, "bolt": True}
        assert seen(measured("account_id | meter | bins", known), "usage_missing") == {
            "acme": None,
            "bolt": None,
        }

    @pytest.mark.parametrize(("since", "before"), [("2026-06-20", True), ("2026-06-16", False), ("?", None)])
    def test_tells_use_before_the_first_paid_day(self, since, before):
        facts = measured(
            "account_id | meter | bins\n acme | users | 1 2 3",
            f"account_id | tier_rank | customer_since\n acme | 0 | {since}",
        )
        assert seen(facts, "usage_before_start") == {"acme": before}

    def test_counts_active_weeks_by_what_moves_not_by_what_stands(self):
        facts = measured(
            """
            account_id | meter      | bins
            acme       | users      | 5 0 0 0 2
            acme       | exports    | 5 0 3 0 0
            bolt       | storage_gb | 5 5 5 5 5
            """,
            "account_id | tier_rank\n acme | 0\n bolt | 0",
        )
        assert seen(facts, "active_weeks") == {"acme": 2, "bolt": None}


def test_no_account_passes_through():
    empty = measured("account_id | meter | bins", "account_id | tier_rank")
    assert len(empty) == 0
    assert "util[users]" in empty


def test_a_limit_that_stops_people_binds_before_one_that_may_be_passed_at_a_price():
    ladder = book("""
        meters: {calls: {kind: level}}
        tiers:
          - id: starter
            price: 50
            limits: {users: 10, calls: {included: 100, overage: {per: 10, price: 1}}}
        """)
    known = "account_id | tier_rank | limit[users] | limit[calls]\n" + "\n".join(
        f"{name} | 0 | 10 | 100" for name in ("near", "roomy")
    )
    read = """
        account_id | meter | bins
        near       | users | 9
        near       | calls | 130
        roomy      | users | 7
        roomy      | calls | 130
        """
    facts = measure(accounts(known), readings(read), ladder, policy(), AS_OF, "weekly")
    assert seen(facts, "binding_meter", "second_meter", "utilisation") == {
        "near": ("users", "calls", 0.9),
        "roomy": ("calls", "users", 1.3),
    }
