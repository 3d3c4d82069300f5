from datetime import date

import pytest

from tests.tables import AS_OF, book, seen, tables
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.subscriptions import subscribe

BOOK = book("""
    tiers:
      - {id: starter, name: Starter plan, price: 50}
      - {id: growth, price: {monthly: 100, annual: 1000, per_seat_monthly: 10, included_seats: 5}}
      - {id: scale, price: {quote: true}}
    add_ons:
      - {id: pack, name: Call pack, price: {monthly: 20, annual: 200}, repeatable: true}
      - {id: sso, price: 30}
    plans:
      - {match: "pro-*", tier: growth}
      - {match: "legacy", tier: growth, grandfathered: true, price: {monthly: 70}}
      - {match: "extra calls", add_on: pack}
""")


def subscribed(**given: str):
    read = tables(**given)
    return subscribe(list_accounts(read, AS_OF), read, BOOK, AS_OF)


class TestTier:
    @pytest.mark.parametrize(
        ("tier", "plan", "expected"),
        [
            ("growth", "?", "growth"),
            ("GROWTH", "?", "growth"),
            ("Starter Plan", "?", "starter"),
            ("?", "Pro-annual", "growth"),
            ("?", "scale", "scale"),
            ("starter", "pro-annual", "starter"),
            ("pro-annual", "?", "growth"),
            ("gold", "?", None),
            ("?", "?", None),
        ],
    )
    def test_is_read_from_its_id_or_name_then_the_plan_by_its_pattern(self, tier, plan, expected):
        facts = subscribed(billing=f"account_id | tier | plan\n acme | {tier} | {plan}")
        assert seen(facts, "tier_id") == {"acme": expected}

    def test_is_the_highest_of_several_whose_amounts_and_seats_add_up(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier    | mrr_minor | seats
                acme       | s1              | growth  |     100,00 |     7
                acme       | s2              | starter |      50,00 |     3
            """
        )
        columns = ("tier_id", "tier_rank", "subscriptions", "seats", "arr_now_minor")
        assert seen(facts, *columns) == {"acme": ("growth", 1, 2, 10, 1800_00)}

    def test_is_not_that_of_a_trial_beside_a_subscription_that_is_paid(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier    | mrr_minor | seats | status
                acme       | s1              | starter |      50,00 |     3 | active
                acme       | s2              | growth  |     100,00 |     9 | trialing
                bolt       | s3              | growth  |     100,00 |     9 | trialing
            """
        )
        columns = ("tier_id", "seats", "status", "arr_now_minor", "paid")
        assert seen(facts, *columns) == {
            "acme": ("starter", 3, "active", 600_00, True),
            "bolt": ("growth", 9, "trialing", 0, False),
        }

    def test_is_asked_of_the_usage_file_then_of_the_accounts_file_where_billing_does_not_know(self):
        facts = subscribed(
            usage_profile="account_id | tier\n nobill | growth\n acme | growth\n strange | starter",
            billing="""
                account_id | tier    | status
                acme       | starter | active
                strange    | gold    | active
                gone       | starter | canceled
            """,
            accounts="account_id | tier\n known | scale\n gone | growth",
        )
        assert seen(facts, "tier_id", "tier_source") == {
            "acme": ("starter", "billing"),
            "gone": (None, None),
            "known": ("scale", "accounts"),
            "nobill": ("growth", "usage"),
            "strange": ("starter", "usage"),
        }

    def test_of_an_old_plan_keeps_the_row_of_plans_that_names_it(self):
        facts = subscribed(
            billing="""
                account_id | tier    | plan
                kept       | ?       | Legacy
                both       | growth  | legacy
                other      | starter | legacy
                plain      | growth  | ?
            """
        )
        assert seen(facts, "plan", "plan_index", "grandfathered") == {
            "kept": ("Legacy", 1, True),
            "both": ("legacy", 1, True),
            "other": ("legacy", None, False),
            "plain": ("growth", None, False),
        }


class TestOpen:
    @pytest.mark.parametrize(
        ("dates", "status"),
        [
            ("? | ? | ? | ?", "active"),
            ("2026-06-30 | ? | active | ?", "active"),
            ("2026-07-01 | ? | active | ?", "none"),
            ("2026-01-01 | 2026-06-30 | active | ?", "ended"),
            ("2026-01-01 | 2026-07-01 | active | ?", "active"),
            ("2026-01-01 | ? | cancelled | ?", "ended"),
            ("2026-01-01 | 2026-12-31 | canceled | ?", "active"),
            ("2026-01-01 | ? | canceled | 2026-12-31", "active"),
            ("2026-01-01 | ? | expired | ?", "ended"),
            ("? | ? | future | ?", "none"),
            ("? | ? | incomplete | ?", "none"),
            ("? | ? | past_due | ?", "past_due"),
            ("? | ? | paused | ?", "paused"),
        ],
    )
    def test_dates_decide_and_without_them_the_status(self, dates, status):
        drawing = f"account_id | tier | started_at | ended_at | status | cancel_at\n acme | starter | {dates}"
        assert seen(subscribed(billing=drawing), "status") == {"acme": status}

    def test_the_state_of_a_history_that_holds_on_the_day_counts(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier    | mrr_minor | valid_from | valid_to
                acme       | s1              | starter |      50,00 | 2025-01-01 | 2026-03-01
                acme       | s1              | growth  |     100,00 | 2026-03-01 | 2026-09-01
                acme       | s1              | scale   |     900,00 | 2026-09-01 | ?
            """
        )
        columns = ("tier_id", "arr_now_minor", "last_rise_on")
        assert seen(facts, *columns) == {"acme": ("growth", 1200_00, date(2026, 3, 1))}

    def test_a_step_down_or_another_subscription_is_no_rise(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier    | valid_from | valid_to
                acme       | s1              | growth  | 2025-01-01 | 2026-03-01
                acme       | s1              | starter | 2026-03-01 | ?
                acme       | s2              | growth  | 2026-04-01 | ?
            """
        )
        assert seen(facts, "last_rise_on") == {"acme": None}

    def test_without_a_billing_row_there_is_no_subscription_and_payment_is_not_known(self):
        facts = subscribed(usage_profile="account_id | tier\n acme | starter", billing="account_id | tier")
        columns = ("status", "subscriptions", "paid", "tier_id", "arr_now_minor", "arr_basis")
        assert seen(facts, *columns) == {"acme": ("none", 0, None, "starter", 600_00, "list")}


class TestAmounts:
    @pytest.mark.parametrize(
        ("columns", "cells", "expected"),
        [
            ("mrr_minor", "41,66", 499_92),
            ("arr_minor", "500,00", 500_00),
            ("arr_minor | mrr_minor", "500,00 | 41,67", 500_00),
            ("amount_minor | interval", "500,00 | year", 500_00),
            ("amount_minor | interval", "50,00 | monthly", 600_00),
            ("amount_minor | interval", "50,00 | quarter", 200_00),
            ("amount_minor | interval", "1,01 | week", 52_52),
            ("amount_minor | interval", "1,01 | day", 368_65),
            ("mrr_minor | is_trial", "50,00 | yes", 0),
            ("mrr_minor | status", "50,00 | free", 0),
        ],
    )
    def test_of_a_year_are_exact(self, columns, cells, expected):
        facts = subscribed(billing=f"account_id | tier | {columns}\n acme | starter | {cells}")
        columns = ("arr_now_minor", "arr_basis", "paid")
        assert seen(facts, *columns) == {"acme": (expected, "billed", expected > 0)}

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("starter | ? | ? | ?", 600_00),
            ("growth | ? | ? | ?", 1000_00),
            ("growth | ? | ? | month", 1200_00),
            ("growth | ? | 8 | month", 1200_00 + 3 * 120_00),
            ("growth | ? | 3 | month", 1200_00),
            ("growth | ? | 5 | year", 1000_00),
            ("? | legacy | 5 | month", 840_00),
            ("scale | ? | 5 | month", None),
            ("gold | ? | 5 | month", None),
        ],
    )
    def test_that_are_not_billed_are_list_prices(self, line, expected):
        facts = subscribed(billing=f"account_id | tier | plan | seats | interval\n acme | {line}")
        basis = None if expected is None else "list"
        assert seen(facts, "arr_now_minor", "arr_basis") == {"acme": (expected, basis)}

    @pytest.mark.parametrize(
        ("columns", "line", "expected"),
        [
            ("mrr", "100,00", "month"),
            ("mrr", "83,33", "year"),
            ("mrr", "91,66", "year"),
            ("mrr", "91,67", "month"),
            ("mrr", "?", "year"),
            ("mrr | interval", "83,33 | month", "month"),
            ("arr | interval", "1200,00 | quarter", "month"),
            ("arr | interval", "1200,00 | year", "year"),
            ("mrr | seats", "110,00 | 6", "month"),
            ("mrr | seats", "93,33 | 6", "year"),
        ],
    )
    def test_tell_whose_prices_are_offered_where_nobody_says_how_they_pay(self, columns, line, expected):
        columns = columns.replace("mrr", "mrr_minor").replace("arr", "arr_minor")
        facts = subscribed(billing=f"account_id | tier | {columns}\n acme | growth | {line}")
        assert seen(facts, "priced_by") == {"acme": expected}

    def test_are_offered_by_the_month_where_no_price_for_a_year_is_named(self):
        facts = subscribed(billing="account_id | tier\n acme | starter")
        assert seen(facts, "priced_by") == {"acme": "month"}

    def test_include_add_ons(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier   | plan        | add_on    | mrr_minor | seats
                acme       | s1              | growth | ?           | ?         |     140,00 |     9
                acme       | s2              | ?      | Extra Calls | ?         |          ? |     3
                acme       | s3              | ?      | ?           | sso       |      25,00 |     1
                acme       | s4              | ?      | ?           | something |       1,00 |     ?
            """
        )
        columns = (
            "arr_now_minor",
            "arr_basis",
            "seats",
            "subscriptions",
            "add_ons",
            "held[pack]",
            "held[sso]",
        )
        expected = 1680_00 + 3 * 240_00 + 300_00 + 12_00
        assert seen(facts, *columns) == {"acme": (expected, "list", 9, 1, "pack;sso", 3, 1)}

    def test_an_add_on_that_names_its_tier_stands_for_the_subscription_that_is_not_listed(self):
        facts = subscribed(
            billing="account_id | tier | add_on | mrr_minor | seats\n acme | growth | pack | 120,00 | 9"
        )
        columns = ("tier_id", "seats", "add_ons", "held[pack]", "arr_now_minor")
        assert seen(facts, *columns) == {"acme": ("growth", 9, "pack", 1, 1440_00)}

    def test_in_several_currencies_are_not_added_up(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier    | mrr_minor | currency
                mixed      | s1              | growth  |     100,00 | EUR
                mixed      | s2              | starter |      50,00 | USD
                euro       | s3              | growth  |     100,00 | EUR
                unpriced   | s4              | growth  |          ? | EUR
                home       | s5              | growth  |     100,00 | ?
            """
        )
        assert seen(facts, "currency", "arr_now_minor") == {
            "mixed": ("EUR", None),
            "euro": ("EUR", 1200_00),
            "unpriced": ("EUR", None),
            "home": ("USD", 1200_00),
        }

    def test_are_nothing_once_all_has_ended(self):
        facts = subscribed(billing="account_id | tier | mrr_minor | status\n acme | growth | 100,00 | ended")
        assert seen(facts, "arr_now_minor", "paid", "tier_id") == {"acme": (0, False, None)}


class TestWithoutBilling:
    def test_the_usage_file_tells_what_was_bought(self):
        facts = subscribed(
            usage_profile="""
                account_id | tier    | mrr_minor | seats | currency | renewal_date | started_at
                acme       | growth  |     100,00 |     8 | EUR      | 2026-09-01   | 2026-01-06
            """
        )
        columns = (
            "tier_source", "arr_now_minor", "arr_basis", "paid", "seats", "currency",
            "days_to_renewal", "tenure_weeks", "status", "subscriptions", "add_ons",
        )  # fmt: skip
        assert seen(facts, *columns) == {
            "acme": ("usage", 1200_00, "billed", True, 8, "EUR", 63, 25.0, None, None, None)
        }

    def test_the_accounts_file_fills_in(self):
        facts = subscribed(
            usage_profile="account_id | seats\n acme | ?",
            accounts="account_id | tier | seats | renewal_date\n acme | growth | 6 | 2026-07-10",
        )
        columns = ("tier_source", "seats", "arr_now_minor", "arr_basis", "days_to_renewal")
        assert seen(facts, *columns) == {"acme": ("accounts", 6, 1000_00 + 120_00, "list", 10)}

    def test_a_status_in_the_usage_file_counts(self):
        facts = subscribed(usage_profile="account_id | tier | status\n acme | growth | canceled")
        assert seen(facts, "status", "paid", "tier_id") == {"acme": ("ended", False, None)}


class TestDates:
    def test_the_next_renewal_is_the_earliest_ahead_and_the_end_of_the_term_stands_in_for_it(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier    | renewal_date | term_end
                acme       | s1              | growth  | 2027-01-01   | ?
                acme       | s2              | starter | ?            | 2026-07-30
                past       | s3              | growth  | 2026-01-01   | ?
                filled     | s4              | growth  | 2026-01-01   | ?
                today      | s5              | growth  | 2026-06-30   | ?
            """,
            accounts="account_id | renewal_date\n filled | 2026-08-01",
        )
        assert seen(facts, "renewal_date", "days_to_renewal") == {
            "acme": (date(2026, 7, 30), 30),
            "past": (date(2026, 1, 1), None),
            "filled": (date(2026, 8, 1), 32),
            "today": (date(2026, 6, 30), 0),
        }

    @pytest.mark.parametrize(
        ("columns", "cells", "renewal"),
        [
            ("interval | term_end", "month | 2026-07-30", None),
            ("term_start | term_end", "2026-06-30 | 2026-07-30", None),
            ("term_start | term_end", "2025-07-30 | 2026-07-30", date(2026, 7, 30)),
            ("interval | renewal_date", "month | 2026-07-30", date(2026, 7, 30)),
        ],
    )
    def test_the_end_of_a_month_is_no_renewal_unless_it_is_called_one(self, columns, cells, renewal):
        facts = subscribed(billing=f"account_id | tier | {columns}\n acme | growth | {cells}")
        assert seen(facts, "renewal_date") == {"acme": renewal}

    def test_notice_is_given_when_every_subscription_has_it(self):
        facts = subscribed(
            billing="""
                account_id | subscription_id | tier   | status       | cancel_at  | term_end
                leaving    | s1              | growth | active       | 2026-08-01 | ?
                leaving    | s2              | growth | non_renewing | ?          | 2026-09-01
                staying    | s3              | growth | active       | 2026-08-01 | ?
                staying    | s4              | growth | active       | ?          | ?
            """
        )
        assert seen(facts, "cancel_on") == {"leaving": date(2026, 9, 1), "staying": None}

    def test_who_lets_a_term_run_out_leaves_on_its_last_day(self):
        facts = subscribed(
            billing="""
                account_id | tier   | status | ends_with_term | term_end
                leaving    | growth | active | yes            | 2026-08-01
                staying    | growth | active | no             | 2026-08-01
                unsaid     | growth | active | ?              | 2026-08-01
            """
        )
        assert seen(facts, "cancel_on") == {"leaving": date(2026, 8, 1), "staying": None, "unsaid": None}

    def test_tenure_is_not_known_without_a_first_day(self):
        assert seen(subscribed(billing="account_id | tier\n acme | growth"), "tenure_weeks") == {"acme": None}


def test_nothing_given_passes_through():
    assert len(subscribed()) == 0


def test_seats_added_in_the_same_tier_tell_when_how_often_and_how_many_are_bought():
    facts = subscribed(
        billing="""
            account_id | subscription_id | tier    | seats | valid_from | valid_to
            steady     | s1              | growth  |    10 | 2025-01-01 | 2026-01-01
            steady     | s1              | growth  |    15 | 2026-01-01 | 2026-01-31
            steady     | s1              | growth  |    35 | 2026-01-31 | 2026-05-01
            steady     | s1              | growth  |    30 | 2026-05-01 | 2026-06-01
            steady     | s1              | growth  |    31 | 2026-06-01 | ?
            once       | s1              | growth  |    10 | 2025-01-01 | 2026-01-01
            once       | s1              | growth  |    12 | 2026-01-01 | ?
            moved_up   | s1              | starter |     5 | 2025-01-01 | 2026-01-01
            moved_up   | s1              | growth  |    25 | 2026-01-01 | ?
            another    | s1              | growth  |    10 | 2025-01-01 | ?
            another    | s2              | growth  |    20 | 2026-01-01 | ?
        """
    )
    assert seen(facts, "last_seats_on", "seat_gap_days", "most_seats_bought") == {
        "another": (None, None, None),
        "moved_up": (None, None, None),
        "once": (date(2026, 1, 1), None, 2),
        "steady": (date(2026, 6, 1), 75.5, 20),
    }
