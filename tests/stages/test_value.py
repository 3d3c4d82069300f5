"""What an offer is worth to the customer, and what that rests on."""

import pytest

from tests.stages.ladder import LADDER, by_offer
from tests.tables import AS_OF, accounts, book, drawn, policy, table
from upsell_cli.frames.offers import OFFERS, Priced
from upsell_cli.stages.value import weigh

DRIVERS = """
value:
  automated_share: 0.8
  drivers:
    - {id: reporting, feature: reports, hours_per_person_week: 1, hourly_cost: 50, source: benchmark}
    - {id: admin, feature: sso, hours_per_person_week: 2, people: 3, hourly_cost: 40, source: assumed}
    - {id: audit, kind: audit, feature: audit_log, amount_year: 6000, source: assumed}
    - {id: overage, kind: overage_avoided, source: measured}
    - id: contact
      kind: csm_hours
      tier: enterprise
      hours_per_person_week: 2
      people: 1
      hourly_cost: 60
      source: benchmark
"""
BOOK_TEXT = LADDER + DRIVERS
POLICY = policy()
OFFER = """
    account_id | offer_id            | offer_type   | from_rank | to_rank | add_on   | delta_spend_minor
    acme       | tier_upgrade:growth | tier_upgrade | 0         | 1       | ?        | 150000
    acme       | tier_upgrade:scale  | tier_upgrade | 0         | 2       | ?        | 1000000
"""
ACME = """
    account_id | active_users | rate | currency
    acme       | 10           | 1    | USD
"""
NAMES = ("customer_value_minor", "value_basis")


def weighed(
    offers: str = OFFER,
    who: str = ACME,
    told: str | None = None,
    *names: str,
    rates: str | None = None,
    catalogue: str = BOOK_TEXT,
) -> dict[str, object]:
    exchange = None if rates is None else table("rates", rates)
    value = None if told is None else table("value", told)
    frame = weigh(
        Priced(drawn(offers, OFFERS)), accounts(who), value, book(catalogue), POLICY, AS_OF, rates=exchange
    )
    return by_offer(frame, *(names or NAMES))


HALF = 0.5  # what a benchmark or an assumption counts
REPORTING = round(1 * 10 * 52 * 50_00 * 0.8 * HALF)
ADMIN = round(2 * 3 * 52 * 40_00 * 0.8 * HALF)
AUDIT = round(6000_00 * HALF)


class TestFromTheCatalogue:
    def test_the_drivers_of_what_is_gained_add_up_and_the_weakest_names_the_basis(self):
        assert weighed() == {
            "acme tier_upgrade:growth": (REPORTING, "benchmark"),
            "acme tier_upgrade:scale": (REPORTING + ADMIN + AUDIT, "assumed"),
        }

    def test_what_an_account_has_already_brings_nothing_new(self):
        offers = OFFER.replace("| 0  ", "| 1  ").replace("growth", "scale", 1).splitlines()[:3]
        offers[2] = "acme | tier_upgrade:scale | tier_upgrade | 1 | 2 | ? | 1"
        held = ACME.replace("| currency", "| currency | held[sso_pack]").replace("| USD", "| USD | 1")
        assert weighed("\n".join(offers)) == {"acme tier_upgrade:scale": (ADMIN + AUDIT, "assumed")}
        assert weighed("\n".join(offers), held) == {"acme tier_upgrade:scale": (AUDIT, "assumed")}

    def test_an_add_on_brings_what_it_provides(self):
        offers = """
            account_id | offer_id        | offer_type     | from_rank | to_rank | add_on   | delta_spend_minor
            acme       | add_on:sso_pack | add_on         | 1         | 1       | sso_pack | 40000
            acme       | seat_expansion  | seat_expansion | 1         | 1       | ?        | 40000
        """
        assert weighed(offers) == {
            "acme add_on:sso_pack": (ADMIN, "assumed"),
            "acme seat_expansion": (None, "none"),
        }

    def test_a_driver_of_a_tier_counts_when_the_tier_is_reached_or_passed(self):
        offers = OFFER.splitlines()[1] + "\nacme | tier_upgrade:enterprise | tier_upgrade | 2 | 3 | ? | 1"
        assert weighed(offers) == {
            "acme tier_upgrade:enterprise": (round(2 * 52 * 60_00 * 0.8 * HALF), "benchmark")
        }

    def test_without_active_users_hours_a_person_are_worth_nothing_known(self):
        who = ACME.replace("| 10  ", "| ?   ")
        assert weighed(OFFER, who)["acme tier_upgrade:growth"] == (None, "none")

    def test_amounts_are_turned_into_the_currency_of_the_account(self):
        who = ACME.replace("| 1    | USD", "| 1.25 | EUR")
        assert weighed(OFFER, who)["acme tier_upgrade:growth"] == (round(REPORTING / 1.25), "benchmark")
        assert weighed(OFFER, ACME.replace("| 1    |", "| ?    |"))["acme tier_upgrade:growth"] == (
            None,
            "none",
        )

    def test_a_smaller_plan_has_no_value_case(self):
        offers = OFFER.splitlines()[1] + "\nacme | right_size:starter | right_size | 1 | 0 | ? | -9"
        assert weighed(offers) == {"acme right_size:starter": (None, "none")}


class TestFromTheCustomer:
    def test_own_figures_go_before_the_catalogue_and_count_whole(self):
        told = """
            account_id | driver  | hours_per_person_week | people | hourly_cost_minor | source
            acme       | waiting | 10                    | 5      | 5000              | stated
        """
        value = round(10 * 5 * 52 * 50_00 * 0.8)
        assert weighed(OFFER, ACME, told) == {
            "acme tier_upgrade:growth": (value, "stated"),
            "acme tier_upgrade:scale": (value, "stated"),
        }

    def test_the_newest_statement_on_a_driver_wins_whatever_the_order_of_rows(self):
        rows = [
            "acme | reporting | 4 | 5 | 5000 | stated   | 2026-03-01",
            "acme | reporting | 2 | 5 | 5000 | measured | 2026-06-30",
            "acme | reporting | 9 | 5 | 5000 | stated   | 2026-07-01",
            "acme | reporting | 8 | 5 | 5000 | stated   | ?",
        ]
        head = "account_id | driver | hours_per_person_week | people | hourly_cost_minor | source | stated_on"
        expected = (round(2 * 5 * 52 * 50_00 * 0.8), "measured")
        for told in (rows, rows[::-1]):
            assert weighed(OFFER, ACME, "\n".join([head, *told]))["acme tier_upgrade:growth"] == expected

    def test_a_statement_on_a_driver_counts_only_where_the_driver_is_brought(self):
        told = """
            account_id | driver | hours_per_person_week | people | hourly_cost_minor | source
            acme       | ADMIN  | 1                     | 1      | 5000              | stated
        """
        assert weighed(OFFER, ACME, told) == {
            "acme tier_upgrade:growth": (REPORTING, "benchmark"),
            "acme tier_upgrade:scale": (round(52 * 50_00 * 0.8), "stated"),
        }

    def test_what_a_statement_leaves_out_is_the_catalogues_or_the_active_users(self):
        told = "account_id | driver | hours_per_person_week\nacme | reporting | 3"
        assert weighed(OFFER, ACME, told)["acme tier_upgrade:growth"] == (
            round(3 * 10 * 52 * 50_00 * 0.8),
            "stated",
        )

    def test_several_statements_add_up_and_the_weakest_names_the_basis(self):
        told = """
            account_id | driver | hours_per_person_week | people | hourly_cost_minor | source
            acme       | a      | 1                     | 1      | 5000              | measured
            acme       | b      | 1                     | 1      | 5000              | benchmark
        """
        hour = 52 * 50_00 * 0.8
        assert weighed(OFFER, ACME, told)["acme tier_upgrade:growth"] == (round(hour * 1.5), "benchmark")

    def test_a_statement_in_another_currency_or_about_another_account_is_not_used(self):
        told = """
            account_id | driver | hours_per_person_week | people | hourly_cost_minor | currency
            acme       | x      | 9                     | 9      | 5000              | EUR
            else       | x      | 9                     | 9      | 5000              | USD
        """
        assert weighed(OFFER, ACME, told)["acme tier_upgrade:growth"] == (REPORTING, "benchmark")

    def test_a_statement_in_another_currency_is_converted_where_a_rate_is_given(self):
        told = """
            account_id | driver | hours_per_person_week | people | hourly_cost_minor | currency
            acme       | x      | 1                     | 1      | 5000              | EUR
        """
        rates = "date | from | to | rate\n2026-06-01 | EUR | USD | 1.2"
        hour = round(52 * 60_00 * 0.8)
        assert weighed(OFFER, ACME, told, rates=rates)["acme tier_upgrade:growth"] == (hour, "stated")
        yen = ACME.replace("| 1    | USD", "| 0.5  | JPY")
        assert weighed(OFFER, yen, told, rates=rates)["acme tier_upgrade:growth"] == (2 * hour, "stated")


class TestYearlyAmounts:
    def test_an_amount_said_counts_by_its_source_and_is_no_hours(self):
        told = """
            account_id | driver  | amount_year_minor | source
            acme       | revenue | 600000            | assumed
        """
        assert weighed(OFFER, ACME, told)["acme tier_upgrade:growth"] == (300000, "assumed")

    def test_of_two_amounts_the_newest_counts(self):
        told = """
            account_id | driver  | amount_year_minor | source   | stated_on
            acme       | revenue | 900000            | stated   | 2026-01-01
            acme       | REVENUE | 600000            | measured | 2026-02-01
        """
        assert weighed(OFFER, ACME, told)["acme tier_upgrade:growth"] == (600000, "measured")


class TestTheSameHoursNeverCountTwice:
    def test_hours_said_of_the_step_as_a_whole_hold_those_of_its_parts(self):
        told = """
            account_id | driver  | hours_per_person_week | people | hourly_cost_minor | amount_year_minor
            acme       | ?       | 10                    | 5      | 5000              | ?
            acme       | waiting | 4                     | 5      | 5000              | ?
            acme       | revenue | ?                     | ?      | ?                 | 100000
        """
        whole = round(10 * 5 * 52 * 50_00 * 0.8)
        assert weighed(OFFER, ACME, told)["acme tier_upgrade:growth"] == (whole + 100000, "stated")

    def test_a_part_counts_only_where_the_driver_that_holds_it_does_not(self):
        parted = BOOK_TEXT.replace("- {id: admin,", "- {id: admin, part_of: reporting,")
        offers = weighed(OFFER, ACME, catalogue=parted)
        assert offers["acme tier_upgrade:scale"] == (REPORTING + AUDIT, "assumed")

    def test_a_part_that_was_said_beside_what_holds_it_does_not_count_either(self):
        parted = BOOK_TEXT.replace("- {id: admin,", "- {id: admin, part_of: reporting,")
        told = """
            account_id | driver    | hours_per_person_week | people | hourly_cost_minor
            acme       | admin     | 2                     | 3      | 5000
            acme       | reporting | 1                     | 3      | 5000
        """
        worth = round(1 * 3 * 52 * 50_00 * 0.8)
        assert weighed(OFFER, ACME, told, catalogue=parted)["acme tier_upgrade:scale"] == (worth, "stated")


class TestReturn:
    def test_the_return_is_value_by_cost_and_pays_back_within_the_year_or_not_at_all(self):
        told = """
            account_id | driver | hours_per_person_week | people | hourly_cost_minor
            acme       | x      | 1                     | 1      | 5000
        """
        names = ("customer_cost_minor", "return_multiple", "payback_months")
        offers = weighed(OFFER, ACME, told, *names)
        value = 52 * 50_00 * 0.8
        assert offers["acme tier_upgrade:growth"] == (
            150000,
            pytest.approx(value / 150000),
            pytest.approx(150000 / value * 12),
        )
        assert offers["acme tier_upgrade:scale"] == (1000000, pytest.approx(value / 1000000), None)

    @pytest.mark.parametrize("cost", ["0", "-500", "?"])
    def test_without_added_cost_there_is_no_multiple_and_never_an_infinite_one(self, cost):
        offers = OFFER.replace("150000", cost)
        names = ("return_multiple", "payback_months")
        assert weighed(offers, ACME, None, *names)["acme tier_upgrade:growth"] == (None, None)


def test_no_offers_have_no_value():
    none = Priced(drawn(OFFER, OFFERS).iloc[:0])
    assert len(weigh(none, accounts(ACME), None, book(BOOK_TEXT), POLICY, AS_OF)) == 0


class TestWhatBeginsIt:
    NAMES = ("return_multiple", "payback_months", "one_off_minor", "ramp_months")
    YEARS = """
        account_id | amount_year_minor | one_off_cost_minor | ramp_months | source | stated_on
        acme       | 12000000          | ?                  | ?           | stated | 2026-05-01
    """

    def told(self, *rows, catalogue=BOOK_TEXT):
        said = self.YEARS + "\n".join(rows)
        return weighed(OFFER, ACME, said, *self.NAMES, catalogue=catalogue)["acme tier_upgrade:scale"]

    def test_without_a_word_on_it_nothing_is_paid_once_and_all_is_there_at_once(self):
        assert self.told() == (12.0, 1.0, 0, 0.0)

    def test_what_is_paid_once_is_a_cost_of_the_first_year(self):
        assert self.told("acme | ? | 500000 | ? | stated | 2026-05-02") == (8.0, 1.5, 500000, 0.0)

    def test_what_takes_time_brings_less_in_the_first_year_and_pays_back_later(self):
        assert self.told("acme | ? | ? | 6 | stated | 2026-05-02") == (9.0, pytest.approx(12**0.5), 0, 6.0)

    def test_the_newest_word_on_each_counts_and_replaces_no_figure_of_worth(self):
        older, newer = (
            "acme | ? | 900000 | 3 | stated | 2026-05-03",
            "acme | ? | 500000 | ? | stated | 2026-05-04",
        )
        assert self.told(older, newer)[2:] == (500000, 3.0)

    def test_the_catalogue_speaks_where_the_customer_has_not_and_of_higher_tiers_alone(self):
        priced = BOOK_TEXT.replace("  automated_share: 0.8", "  automated_share: 0.8\n  one_off_cost: 5000")
        assert self.told(catalogue=priced) == (8.0, 1.5, 500000, 0.0)
        more_seats = """
            account_id | offer_id       | offer_type     | from_rank | to_rank | add_on | delta_spend_minor
            acme       | seat_expansion | seat_expansion | 1         | 1       | ?      | 1000000
        """
        found = weighed(more_seats, ACME, self.YEARS, *self.NAMES, catalogue=priced)
        assert found == {"acme seat_expansion": (12.0, 1.0, 0, 0.0)}
