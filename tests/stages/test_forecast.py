from datetime import date

import pytest

from tests.tables import AS_OF, accounts, book, policy, readings, seen
from upsell_cli.frames.tables import Grain
from upsell_cli.stages.forecast import forecast, histories, paces_of
from upsell_cli.stages.forecast.reach import seats_last
from upsell_cli.stages.usage import measure

BOOK = book("""
    meters:
      storage_gb: {kind: level}
      calls: {kind: flow, window: month}
    tiers: [{id: starter, price: 50, limits: {users: 100}}]
""")
LIMITED = """
    account_id | tier_rank | limit[users] | limit[storage_gb] | limit[calls] | soft[users] | soft[calls]
    acme       |         0 |          100 |               100 |         1000 | no          | yes
"""
REACHED = ("reach[users]", "breach_p_13w", "breach_meter", "breach_earliest", "breach_latest")
NOT_JUDGED = (None,) * 5


def foreseen(bins: str, meter: str = "users", known: str = LIMITED, grain: Grain = "weekly"):
    gap = 30 if grain == "monthly" else 7
    read = readings(f"account_id | meter | bins\n acme | {meter} | {bins}", gap=gap)
    return looked_ahead(known, read, grain)


def looked_ahead(known: str, read, grain: Grain = "weekly"):
    measured = measure(accounts(known), read, BOOK, policy(), AS_OF, grain)
    past = histories(measured, read, BOOK, policy(), grain)
    return forecast(measured, past, paces_of([past], policy(), grain), BOOK, policy(), AS_OF, grain)


def weekly(start: float, step: float, weeks: int) -> str:
    return " ".join(f"{start + step * week:.3f}" for week in range(weeks))


def chance(facts) -> float:
    return float(facts["breach_p_13w"].iloc[0])


class TestReach:
    def test_is_very_likely_when_steady_growth_leads_there(self):
        facts = foreseen(weekly(60, 2, 13))
        probability, *told = seen(facts, *REACHED[1:])["acme"]
        assert probability > 0.8
        assert told == ["users", date(2026, 8, 18), date(2026, 10, 13)]

    def test_is_never_certain_weeks_ahead_however_straight_the_past(self):
        assert chance(foreseen(weekly(72, 1, 13))) < 0.9

    def test_is_unlikely_when_use_stands_still_far_from_the_limit(self):
        assert chance(foreseen("60 61 60 59 60 61 60 59 60 60 61 60 60")) < 0.01

    def test_is_likelier_the_faster_use_grows(self):
        slow, middle, fast = (chance(foreseen(weekly(70, step, 13))) for step in (0.3, 0.8, 1.2))
        assert slow < middle < fast

    def test_is_not_moved_by_one_odd_week(self):
        plain, odd = foreseen(weekly(60, 1, 13)), foreseen("60 61 62 63 64 95 66 67 68 69 70 71 72")
        assert seen(plain, "growth_13w") == pytest.approx(seen(odd, "growth_13w"), rel=0.02)

    @pytest.mark.parametrize(
        ("bins", "why"),
        [
            ("20 22 24 26 28 30 32 34", "below half"),
            ("60 70 80", "too few readings"),
            ("90 95 99 100 99 100", "at the wall"),
            ("80 90 100 110 120 130 140 150", "over already"),
            ("60 62 64 66 68 . . . . .", "nothing lately"),
        ],
    )
    def test_is_not_foreseen(self, bins, why):
        assert seen(foreseen(bins), *REACHED) == {"acme": NOT_JUDGED}, why

    def test_without_a_limit_is_not_foreseen(self):
        known = "account_id | tier_rank | limit[users]\n acme | 0 | inf"
        assert seen(foreseen(weekly(60, 2, 13), known=known), *REACHED) == {"acme": NOT_JUDGED}

    def test_below_eight_readings_gets_no_dates_and_no_use_in_half_a_year(self):
        columns = ("breach_earliest", "breach_latest", "upper[users]", "use[users]")
        *dates, upper, use = seen(foreseen(weekly(74, 2, 7)), *columns)["acme"]
        assert (dates, upper) == ([None, None], use)
        *dates, upper, use = seen(foreseen(weekly(74, 2, 8)), *columns)["acme"]
        assert None not in dates
        assert upper > use

    def test_may_not_come_within_26_weeks(self):
        facts = foreseen("70 72 69 73 70 74 71 73 72 75 71 74 72")
        assert seen(facts, "breach_latest") == {"acme": None}

    def test_of_a_flow_is_foreseen_in_months(self):
        facts = foreseen(weekly(140, 4, 13), "calls")
        assert seen(facts, "breach_meter") == {"acme": "calls"}
        assert chance(facts) > 0.5

    def test_of_monthly_data_counts_months(self):
        by_month = foreseen(weekly(60, 4, 9), "storage_gb", grain="monthly")
        by_week = foreseen(weekly(60, 4, 9), "storage_gb")
        months, weeks = (seen(f, "breach_earliest")["acme"] - AS_OF for f in (by_month, by_week))
        assert weeks.days <= 14 < months.days < 60

    def test_the_meter_most_likely_to_be_full_is_named(self):
        read = readings(f"""
            account_id | meter      | bins
            acme       | users      | {weekly(60, 1, 13)}
            acme       | storage_gb | {weekly(60, 2.5, 13)}
        """)
        facts = looked_ahead(LIMITED, read)
        assert seen(facts, "breach_meter", "breach_p_13w") == {
            "acme": ("storage_gb", facts["reach[storage_gb]"].iloc[0])
        }


class TestUpper:
    def test_is_beyond_the_line_half_a_year_on(self):
        assert seen(foreseen(weekly(60, 1, 13)), "upper[users]")["acme"] > 72 + 26

    @pytest.mark.parametrize("bins", ["20 22 24 26 28 30 32 34", "90 95 99 100 99 100", "60 70 80"])
    def test_is_the_use_of_today_where_nothing_is_foreseen(self, bins):
        facts = foreseen(bins)
        assert seen(facts, "upper[users]") == seen(facts, "use[users]")

    def test_is_never_below_the_use_of_today(self):
        facts = foreseen(weekly(90, -2, 13))
        assert seen(facts, "upper[users]")["acme"] >= seen(facts, "use[users]")["acme"]

    def test_beyond_a_soft_limit_is_foreseen_still(self):
        facts = foreseen(weekly(300, 10, 13), "calls")
        assert seen(facts, "upper[calls]")["acme"] > seen(facts, "use[calls]")["acme"] > 1000


class TestGrowth:
    @pytest.mark.parametrize(
        ("bins", "growth"),
        [
            (weekly(61, 3, 14), 39 / 61),
            (weekly(40, 0, 13), 0),
            (weekly(80, -2, 14), -26 / 80),
            (weekly(1, 3, 14), 39 / 4),
            ("0 0 0 0 0 0 0 0", 0),
            ("60 62 64 66 68 70 72", None),
            ("90 95 99 100 99 100 100 100", 0.1327),
        ],
        ids=["up", "level", "down", "from next to nothing", "nothing", "too short", "the least at the wall"],
    )
    def test_is_along_the_line_over_a_quarter(self, bins, growth):
        facts = foreseen(bins)
        expected = growth if growth is None else pytest.approx(growth, rel=0.01)
        assert seen(facts, "growth_13w", "users_growth_13w") == {"acme": (expected, expected)}

    def test_is_of_the_binding_meter_and_of_users(self):
        read = readings(f"""
            account_id | meter      | bins
            acme       | users      | {weekly(20, 1, 14)}
            acme       | storage_gb | {weekly(80, 0, 14)}
        """)
        facts = looked_ahead(LIMITED, read)
        assert seen(facts, "growth_13w", "users_growth_13w") == {"acme": (0, pytest.approx(13 / 20))}


def test_seats_should_last_until_they_would_buy_again():
    drawn = accounts("""
        account_id | seat_gap_days | days_to_renewal
        own_pace   | 49            | 100
        slow       | 300           | ?
        renews     | ?             | 140
        soon       | ?             | 20
        next_year  | ?             | 300
    """)
    assert seats_last(drawn, policy()).tolist() == [7, 26, 20, 13, 13]


def test_no_account_and_a_snapshot_pass_through():
    assert seen(foreseen("60", grain="snapshot"), *REACHED) == {"acme": NOT_JUDGED}
    assert len(looked_ahead("account_id | tier_rank", readings(), "daily")) == 0
