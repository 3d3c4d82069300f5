"""What offers cost: list and billed prices, seats, add-ons, overage, currencies, the rest of a term."""

from datetime import date

import numpy as np
import pytest

from tests.stages.ladder import BOOK, LADDER, by_offer, standing
from tests.tables import AS_OF, book, policy
from upsell_cli.frames.vectors.blocks import day_of
from upsell_cli.stages.needs import find_needs
from upsell_cli.stages.offers import make_offers
from upsell_cli.stages.pricing import price
from upsell_cli.stages.pricing.term import pro_rata

POLICY = policy()
DELTAS = ("arr_after_minor", "delta_arr_minor", "delta_spend_minor")


def priced(drawing: str, *names: str, tiers=BOOK, as_of=AS_OF, rules=POLICY) -> dict[str, object]:
    accounts = find_needs(standing(drawing), tiers, POLICY, as_of)
    return by_offer(price(make_offers(accounts, tiers, POLICY), accounts, tiers, rules, as_of), *names)


class TestUpgrades:
    @pytest.mark.parametrize(("interval", "after"), [("month", 2400_00), ("year", 2000_00)])
    def test_the_list_price_is_that_of_how_they_pay(self, interval, after):
        drawing = f"""
            account_id | tier_id | priced_by  | arr_now_minor | use[users]
            acme       | starter | {interval} | 60000         | 5
        """
        offers = priced(drawing, "arr_after_minor", "delta_arr_minor")
        assert offers["acme tier_upgrade:growth"] == (after, after - 600_00)

    def test_seats_beyond_the_included_ones_are_paid_for(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[users] | blocked_attempts
            acme       | starter | year     | 50000         | 30         | 1
        """
        offers = priced(drawing, "arr_after_minor", "seats_after")
        assert offers["acme tier_upgrade:growth"] == (2000_00 + 8 * 120_00, 33)

    def test_a_price_agreed_case_by_case_is_not_known_and_never_zero(self):
        drawing = "account_id | tier_id | arr_now_minor | use[users]\nacme | scale | 1080000 | 99"
        offers = priced(drawing, "quote", "price_basis", *DELTAS)
        assert offers["acme tier_upgrade:enterprise"] == (True, "quote", None, None, None)

    def test_a_quote_that_names_an_amount_is_priced_too(self):
        named = book(LADDER.replace("{quote: true, floor_annual: 36000}", "{quote: true, annual: 40000}"))
        drawing = (
            "account_id | tier_id | priced_by | arr_now_minor | use[users]\nacme | scale | year | 900000 | 99"
        )
        offers = priced(drawing, "quote", "price_basis", "delta_arr_minor", tiers=named)
        assert offers["acme tier_upgrade:enterprise"] == (True, "list", 31_000_00)

    def test_a_price_that_was_worked_out_from_the_other_interval_says_so(self):
        monthly = book(LADDER.replace("{monthly: 900, annual: 9000}", "{monthly: 900}"))
        drawing = "account_id | tier_id | priced_by | use[storage_gb]\nacme | growth | year | 99"
        offers = priced(drawing, "arr_after_minor", "price_basis", tiers=monthly)
        assert offers["acme tier_upgrade:scale"] == (10_800_00, "annual_from_monthly")

    def test_an_add_on_that_goes_along_is_paid_on_and_one_that_does_not_stops(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[users] | held[storage] | held[calls]
            acme       | growth  | year     | 270000        | 25         | 2             | 1
        """
        assert priced(drawing, "arr_after_minor")["acme tier_upgrade:scale"] == 9000_00 + 2 * 200_00

    def test_what_is_paid_now_not_being_known_the_difference_is_not(self):
        drawing = "account_id | tier_id | use[users]\nacme | starter | 5"
        assert priced(drawing, *DELTAS)["acme tier_upgrade:growth"] == (2400_00, None, None)


class TestSameTier:
    def test_seats_and_add_ons_come_on_top_of_what_is_billed_whatever_the_list_says(self):
        drawing = """
            account_id | tier_id | priced_by | seats | arr_now_minor | use[users] | use[storage_gb]
            acme       | growth  | year     | 25    | 150000        | 25         | 95
        """
        offers = priced(drawing, "arr_after_minor", "delta_arr_minor", "add_on_share")
        added = 3 * 120_00 + 200_00
        assert offers["acme add_on:growth:storage:28"] == (1500_00 + added, added, pytest.approx(200 / 1500))

    def test_the_share_of_an_add_on_is_of_the_list_price_where_nothing_is_billed(self):
        drawing = "account_id | tier_id | priced_by | seats | use[storage_gb]\nacme | growth | year | 25 | 95"
        offers = priced(drawing, "arr_after_minor", "delta_arr_minor", "add_on_share")
        assert offers["acme add_on:growth:storage"] == (None, 200_00, 0.1)

    def test_seats_given_back_save_their_price(self):
        drawing = """
            account_id | tier_id | priced_by | seats | arr_now_minor | peak[users] | history_weeks
            acme       | growth  | year     | 40    | 380000        | 20          | 20
        """
        offers = priced(drawing, *DELTAS)
        assert offers["acme right_size:growth:25"] == (2000_00, -1800_00, -1800_00)

    def test_an_old_plan_pays_its_own_price_and_cannot_buy_seats_it_does_not_sell(self):
        drawing = """
            account_id | tier_id|plan_index | priced_by | seats | arr_now_minor | use[users] | use[storage_gb]
            acme | growth  | 3          | year     | 20    | 150000        | 25         | 95
        """
        assert not [offer for offer in priced(drawing, "meets") if "growth" in offer]
        roomy = priced(drawing.replace("| 25  ", "| 12  "), "delta_arr_minor", "add_on_share")
        assert roomy["acme add_on:growth:storage"] == (200_00, pytest.approx(200 / 1500))


class TestOwnRate:
    DISCOUNTED = """
        account_id |tier_id|priced_by| seats | own_billed_minor | arr_now_minor | use[users] | use[storage_gb]
        acme       |growth |year    | 35    | {billed}         | {billed}      | 35         | 95
    """
    LISTED = 2000_00 + 10 * 120_00

    @pytest.mark.parametrize(
        ("billed", "share"),
        [
            (LISTED, 1.0),
            (LISTED * 9 // 10, 0.9),
            (LISTED * 11 // 10, 1.1),
            (LISTED * 5 // 10, 0.5),
            (LISTED * 4 // 10, 1.0),
            (LISTED * 16 // 10, 1.0),
            (LISTED - 12, 1.0),
        ],
    )
    def test_seats_cost_what_the_account_is_billed_unless_that_is_for_something_else(self, billed, share):
        offers = priced(self.DISCOUNTED.format(billed=billed), "price_share", "delta_arr_minor")
        added = round(4 * 120_00 * share) + 200_00
        assert offers["acme add_on:growth:storage:39"] == (pytest.approx(share), added)

    @pytest.mark.parametrize(("moves", "share"), [(True, 0.9), (False, 1.0)])
    def test_a_discount_goes_along_to_another_tier_if_the_policy_says_so(self, moves, share):
        drawing = self.DISCOUNTED.format(billed=self.LISTED * 9 // 10)
        rules = policy(offers={"discount_moves": moves})
        offers = priced(drawing, "price_share", "arr_after_minor", rules=rules)
        assert offers["acme tier_upgrade:scale"] == (pytest.approx(share), round(9000_00 * share))

    def test_a_surcharge_does_not(self):
        offers = priced(self.DISCOUNTED.format(billed=self.LISTED * 11 // 10), "arr_after_minor")
        assert offers["acme tier_upgrade:scale"] == 9000_00

    def test_the_rate_is_that_of_the_subscriptions_moved_and_not_of_those_beside(self):
        drawing = """
            account_id|tier_id|priced_by|seats|seats_beside|beside_minor|own_billed_minor|arr_now_minor|use[users]
            acme      |growth |year    |135  |100         |1900000     |288000          |2188000      |135
        """
        offers = priced(drawing, "price_share", "arr_after_minor", "delta_arr_minor")
        after = 19_000_00 + round(9000_00 * 0.9)
        assert offers["acme tier_upgrade:scale"] == (pytest.approx(0.9), after, after - 21_880_00)


class TestOverage:
    def test_begun_blocks_beyond_the_limit_are_charged_each_month_now_and_after(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[api_calls]
            acme       | growth  | year     | 200000        | 350001
        """
        offers = priced(
            drawing, "overage_now_minor", "overage_after_minor", "delta_arr_minor", "delta_spend_minor"
        )
        assert offers["acme tier_upgrade:scale"] == (251 * 3_00 * 12, 0, 7000_00, 7000_00 - 251 * 36_00)

    def test_a_unit_may_cost_a_part_of_a_cent_and_the_year_is_rounded(self):
        by_call = book(LADDER.replace("{per: 1000, price: 3}", "{per: 1, price: 0.0034}"))
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[api_calls]
            acme       | growth  | year     | 200000        | 100101
        """
        offers = priced(drawing, "overage_now_minor", tiers=by_call)
        assert offers["acme tier_upgrade:scale"] == 4_12  # 101 x 0.34 x 12 = 412.08

    def test_what_was_billed_goes_before_what_typical_use_would_cost(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[api_calls] | overage_minor
            acme       | growth  | year     | 200000        | 200000         | 500000
        """
        offers = priced(drawing, "overage_now_minor", "overage_after_minor")
        assert offers["acme tier_upgrade:scale"] == (5000_00, 0)
        assert offers["acme tier_upgrade:enterprise"] == (5000_00, 0)

    def test_what_was_billed_changes_as_typical_use_does(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[api_calls] | overage_minor
            acme       | growth  | year     | 200000        | 2100000        | 9000000
        """
        now, after = 2000 * 3_00 * 12, 1100 * 1_00 * 12
        offers = priced(drawing, "overage_after_minor")
        assert offers["acme tier_upgrade:scale"] == round(90_000_00 * after / now)

    def test_overage_of_odd_months_changes_as_the_largest_use_does(self):
        drawing = """
            account_id |tier_id|priced_by|use[api_calls]|peak[api_calls]|use[storage_gb]|overage_minor
            acme       |growth |year    |50000         |120000         |95             |60000
        """
        offers = priced(drawing, "overage_now_minor", "overage_after_minor")
        assert offers["acme add_on:growth:storage"] == (600_00, 600_00)
        assert offers["acme tier_upgrade:scale"] == (600_00, 0)

    def test_overage_that_no_reading_explains_is_not_promised_away_while_it_can_be_charged(self):
        drawing = """
            account_id | tier_id | priced_by | use[api_calls] | use[storage_gb] | overage_minor
            acme       | growth  | year     | 50000          | 95              | 60000
        """
        offers = priced(drawing, "overage_now_minor", "overage_after_minor")
        assert offers["acme tier_upgrade:scale"] == (600_00, 600_00)
        assert offers["acme tier_upgrade:enterprise"] == (600_00, 0)

    def test_a_meter_without_a_reading_is_left_out(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | use[users]
            acme       | growth  | year      | 200000        | 25
        """
        assert priced(drawing, "overage_now_minor", "delta_spend_minor")["acme tier_upgrade:scale"] == (
            0,
            7000_00,
        )


class TestCurrencies:
    def test_list_prices_are_turned_into_the_currency_of_the_account_and_rounded_once(self):
        drawing = """
            account_id | tier_id | priced_by | currency | rate | arr_now_minor | use[users]
            acme       | starter | year     | EUR      | 1.09 | 45000         | 5
        """
        offers = priced(drawing, "arr_after_minor", "delta_arr_minor")
        assert offers["acme tier_upgrade:growth"] == (round(200_000 / 1.09), round(200_000 / 1.09) - 450_00)

    def test_without_a_rate_no_amount_is_known(self):
        drawing = """
            account_id | tier_id | currency | rate | arr_now_minor | use[users]
            acme       | starter | CHF      | ?    | 45000         | 5
        """
        assert priced(drawing, *DELTAS, "overage_after_minor")["acme tier_upgrade:growth"] == (None,) * 4


class TestProRata:
    JULY = date(2026, 7, 1)

    DEARER = book(LADDER.replace("{monthly: 900, annual: 9000}", "{monthly: 1700, annual: 17000}"))

    def test_the_rest_of_a_calendar_year_is_184_of_365_days(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | term_start | term_end   | use[users]
            acme       | growth  | year     | 200000        | 2026-01-01 | 2027-01-01 | 25
        """
        offers = priced(drawing, "delta_arr_minor", "pro_rata_minor", tiers=self.DEARER, as_of=self.JULY)
        assert offers["acme tier_upgrade:scale"] == (15_000_00, 7_561_64)

    def test_without_a_term_it_is_the_year_up_to_the_renewal(self):
        drawing = """
            account_id | tier_id | priced_by | arr_now_minor | renewal_date | use[users]
            acme       | growth  | year     | 200000        | 2027-01-01   | 25
            bolt       | growth  | year     | 200000        | ?            | 25
        """
        offers = priced(drawing, "pro_rata_minor", tiers=self.DEARER, as_of=self.JULY)
        assert offers["acme tier_upgrade:scale"] == 7_561_64
        assert offers["bolt tier_upgrade:scale"] is None

    @pytest.mark.parametrize("today", [date(2025, 12, 31), date(2027, 1, 1)])
    def test_outside_the_term_there_is_no_rest_of_it(self, today):
        start, end = (np.array([float(day_of(day))]) for day in (date(2026, 1, 1), date(2027, 1, 1)))
        assert np.isnan(pro_rata(np.array([100.0]), start, end, day_of(today)))

    def test_on_the_first_day_the_whole_term_is_left(self):
        start, end = (np.array([float(day_of(day))]) for day in (date(2026, 1, 1), date(2027, 1, 1)))
        assert pro_rata(np.array([100.0]), start, end, day_of(date(2026, 1, 1))).tolist() == [100.0]


def test_no_offers_have_no_prices():
    accounts = find_needs(
        standing("account_id | tier_id | use[users]\nacme | growth | 1"), BOOK, POLICY, AS_OF
    )
    assert len(price(make_offers(accounts, BOOK, POLICY), accounts, BOOK, POLICY, AS_OF)) == 0
