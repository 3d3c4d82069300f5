"""The guesses behind a first catalogue, one kind at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.stages.propose import currency_of, understand
from upsell_cli.stages.propose.joins import id_columns, leading_to_accounts
from upsell_cli.stages.propose.limits import round_up
from upsell_cli.stages.propose.meters import MOST, spot_meters
from upsell_cli.stages.propose.movement import Reading, kind_of
from upsell_cli.stages.propose.names import tiers_planned, unique_ids
from upsell_cli.stages.propose.prices import list_price
from upsell_cli.stages.propose.texts import days, look_like_dates, look_like_numbers

UNKNOWN = np.nan


def price(*bills, currency="USD"):
    """The price behind bills of (amount a year, seats, 1 if paid yearly)."""
    yearly, seats, by_year = np.array(bills, dtype=float).T
    found = list_price(yearly * 100, by_year, seats, currency)
    amounts = {key: float(amount) for key, amount in found.amounts if amount is not None}
    return amounts | ({"included": found.included_seats} if found.included_seats else {})


def survey(table, file="x.csv", known=(), **columns):
    """A file with columns of words; `known` are those that are recognised by their header."""
    return Survey(
        table,
        file,
        tuple(
            SurveyedColumn(name, name if name in known else None, tuple(str(cell) for cell in cells))
            for name, cells in columns.items()
        ),
    )


def asked(draft):
    return {(q.table, q.column): q.options for q in draft.questions}


def chosen(draft):
    return {(c.table, c.column): c.header for c in draft.choices}


class TestPrices:
    def test_a_discount_does_not_hide_the_list_price(self):
        assert price((1200, 3, 0), (1200, 8, 0), (1080, 5, 0), (960, 9, 0)) == {"monthly": 100}

    def test_what_is_paid_yearly_has_a_price_of_its_own(self):
        assert price((1200, 3, 0), (1200, 8, 0), (1000, 5, 1)) == {"monthly": 100, "annual": 1000}

    def test_amounts_that_follow_the_seats_are_charged_by_the_seat(self):
        assert price((240, 1, 0), (1200, 5, 0), (2160, 9, 0)) == {"per_seat_monthly": 20}

    def test_seats_beyond_those_included_show_in_the_amounts_above_the_usual_one(self):
        bills = [(2388, 5, 0), (2388, 25, 0), (2388, 10, 0), (3108, 30, 0), (3828, 35, 0), (5988, 50, 0)]
        assert price(*bills) == {"monthly": 199, "per_seat_monthly": 12, "included": 25}

    def test_equal_seats_cannot_show_a_price_by_the_seat(self):
        assert price((1200, 5, 0), (1200, 5, 0)) == {"monthly": 100}

    def test_without_seats_the_price_is_flat(self):
        assert price((1200, UNKNOWN, 0), (1200, UNKNOWN, 0), (2400, UNKNOWN, 0)) == {"monthly": 100}

    def test_a_few_amounts_without_any_two_alike_have_their_middle_as_the_price(self):
        assert price((1200, 1, 0), (2400, 1, 0), (6000, 1, 0)) == {"monthly": 200}

    def test_many_amounts_with_nothing_in_common_are_agreed_case_by_case(self):
        assert price(*((n**3 + 1000, n**2 % 7, 0) for n in range(1, 12))) == {}

    def test_what_is_free_costs_nothing(self):
        assert price((0, 1, 0), (0, 3, 0)) == {"monthly": 0}

    def test_no_amount_gives_no_price(self):
        assert price((UNKNOWN, 3, 0)) == {}

    def test_a_currency_without_cents_keeps_whole_amounts(self):
        found = list_price(np.array([12000.0, 12000.0]), np.array([0, 0]), np.array([1.0, 1.0]), "JPY")
        assert str(found.monthly) == "1000"

    @given(st.permutations([(2388, 5, 0), (2388, 25, 0), (3108, 30, 0), (3828, 35, 0), (1990, 9, 1)]))
    def test_the_order_of_bills_changes_nothing(self, bills):
        assert price(*bills) == price(*sorted(bills))


@given(st.floats(min_value=0.001, max_value=1e12))
def test_a_round_number_is_never_below_and_at_most_half_above(value):
    rounded = float(round_up(value))
    assert value <= rounded * (1 + 1e-12)
    assert rounded <= max(value * 1.5000001, value + 1)


class TestMovement:
    def kind(self, *values, name="thing"):
        return kind_of(name, [Reading("a", (2026, 1 + n // 28, 1 + n % 28), v) for n, v in enumerate(values)])

    def test_what_stands_is_a_level(self):
        assert self.kind(*[10, 10, 10, 11, 11, 11, 10] * 5)[0] == "level"

    def test_what_jumps_up_and_down_is_a_flow(self):
        assert self.kind(*[10, 80, 20, 70, 5] * 8)[0] == "flow"

    def test_a_flow_that_is_steady_is_told_by_falling_as_often_as_rising(self):
        assert self.kind(*[100, 104, 99, 103, 98, 101] * 6)[0] == "flow"

    def test_what_grows_and_starts_again_is_a_running_total_and_is_said_to_be_one(self):
        kind, because = self.kind(*[n % 10 * 7 + 3 for n in range(60)])
        assert kind == "level"
        assert "running total" in because

    @pytest.mark.parametrize(("name", "kind"), [("api calls", "flow"), ("projects", "level")])
    def test_where_readings_are_too_few_the_name_decides(self, name, kind):
        assert self.kind(5, 90, 3, name=name)[0] == kind


class TestMeters:
    def test_of_very_many_metrics_those_with_most_readings_are_kept(self):
        rows = [(f"m{n:02}", day) for n in range(MOST + 3) for day in range(1, 3 + n)]
        spotted = spot_meters(
            [
                survey(
                    "usage",
                    known=("account_id", "date", "metric", "value"),
                    account_id=["A"] * len(rows),
                    date=[f"2026-01-{day:02}" for _, day in rows],
                    metric=[name for name, _ in rows],
                    value=[day for _, day in rows],
                )
            ]
        )
        assert [meter.id for meter in spotted.own] == [f"m{n:02}" for n in range(3, MOST + 3)]
        assert spotted.left_out == ("m00", "m01", "m02")

    def test_events_count_people_and_are_left_to_choose_meters_from(self):
        events = survey(
            "usage",
            known=("account_id", "date", "metric", "user_id"),
            account_id="AAB",
            date=["2026-01-01"] * 3,
            metric=["Signed In", "Report Exported", "Signed In"],
            user_id=["u1", "u1", "u2"],
            weight=(3, 4, 5),
        )
        spotted = spot_meters([events])
        assert (spotted.built_in, spotted.own) == (("users",), ())
        assert spotted.left_out == ("Report Exported", "Signed In")

    def test_a_header_that_is_a_columns_name_elsewhere_gets_another_id(self):
        usage = survey(
            "usage", known=("account_id",), account_id="AB", **{"Value (%)": (3, 4), "Owner": (1, 7)}
        )
        assert [(m.id, m.column) for m in spot_meters([usage]).own] == [
            ("value_2", "Value (%)"),
            ("owner_2", "Owner"),
        ]


class TestHeaders:
    def test_plain_numbers_are_ids_only_under_a_header_that_says_so(self):
        columns = id_columns(survey("usage", customer_no=(1, 2), calls=(1, 2), ref_code=("x1", "x2")))
        assert [column.header for column in columns] == ["customer_no", "ref_code"]

    def test_an_id_that_belongs_to_two_accounts_leads_to_neither(self):
        billing = survey(
            "billing",
            known=("account_id",),
            account_id="AAB",
            plan_ref=("x1", "x2", "x2"),
            sub=("s1", "s2", "s3"),
        )
        assert [ids.header for ids in leading_to_accounts(billing, "account_id")] == ["sub"]

    def test_of_two_columns_that_meet_the_accounts_neither_is_taken(self):
        accounts = survey("accounts", known=("account_id",), account_id="ABCD")
        usage = survey("usage", xx="ABCD", yy="ABCD", users=(1, 2, 3, 4))
        assert asked(understand([accounts, usage])) == {("usage", "account_id"): ("xx", "yy")}

    def test_an_alias_that_another_header_rivals_is_decided_by_the_ids(self):
        billing = survey("billing", known=("account_id", "mrr"), account_id="ABCD", mrr=(1, 2, 3, 4))
        usage = Survey(
            "usage",
            "u.csv",
            (
                SurveyedColumn("customer_id", "account_id", ("w", "x", "y", "z")),
                SurveyedColumn("company_id", None, ("A", "B", "C", "D")),
                SurveyedColumn("users", "users", ("1", "2", "3", "4"), meter=True),
            ),
        )
        assert chosen(understand([billing, usage])) == {("usage", "account_id"): "company_id"}

    def test_ids_of_another_system_go_before_names_that_lead_to_the_same_accounts(self):
        accounts = survey("accounts", "crm.csv", known=("account_id",), account_id="ABCD", crm=list("wxyz"))
        billing = survey(
            "billing",
            known=("account_id", "mrr"),
            account_id="ABCD",
            mrr="1234",
            called=("Ash", "Box", "Cod", "Doe"),
        )
        deals = Survey(
            "deals",
            "deals.csv",
            (
                SurveyedColumn("Account ID", "account_id", ("w", "x", "y", "z")),
                SurveyedColumn("Account Name", None, ("Ash", "Box", "Cod", "Doe")),
                SurveyedColumn("Stage", "stage", ("Won",) * 4),
            ),
        )
        draft = understand([accounts, billing, deals])
        assert (draft.crosswalk, chosen(draft)["crosswalk", "from_id"]) == ("crm.csv", "crm")
        assert chosen(draft)["deals", "account_id"] == "Account ID"

    def test_a_crosswalk_leads_from_the_ids_of_every_file_that_has_them(self):
        accounts = survey("accounts", "crm.csv", known=("account_id",), account_id="ABCD", crm=list("wxyz"))
        deals = survey("deals", known=("stage",), owner_key=list("wxyz"), stage=["Won"] * 4)
        people = survey("people", known=("name",), firm_key=list("wxyz"), name=["Al", "Bo", "Cy", "Di"])
        draft = understand([accounts, deals, people])
        assert draft.crosswalk == "crm.csv"
        assert chosen(draft)["deals", "account_id"] == "owner_key"
        assert chosen(draft)["people", "account_id"] == "firm_key"

    def test_what_names_the_accounts_is_looked_for_in_all_files_once_it_is_known(self):
        accounts = survey("accounts", known=("owner",), one="ABCD", other=list("wxyz"), owner=["Vera"] * 4)
        usage = survey("usage", customer="ABCD", users=(1, 2, 3, 4))
        events = survey(
            "events", known=("date", "type"), by=list("wxyz"), date=["2026-03-01"] * 4, type=["nps"] * 4
        )
        draft = understand([accounts, usage, events])
        assert chosen(draft)["accounts", "account_id"] == "one"
        assert chosen(draft)["events", "account_id"] == "by"
        assert chosen(draft)["crosswalk", "from_id"] == "other"

    def test_subscriptions_of_an_account_are_told_apart_by_what_differs_on_every_row(self):
        billing = survey(
            "billing", known=("account_id", "mrr"), Id=("s1", "s2", "s3"), account_id="AAB", mrr="123"
        )
        assert chosen(understand([billing])) == {("billing", "subscription_id"): "Id"}

    def test_a_crosswalk_whose_ids_have_an_unknown_header_is_understood(self):
        crosswalk = survey("crosswalk", known=("account_id",), account_id="AB", internal=("x1", "x2"))
        assert chosen(understand([crosswalk])) == {("crosswalk", "from_id"): "internal"}

    def test_what_is_needed_and_fits_nothing_is_asked_with_every_header(self):
        deals = survey("deals", known=("account_id",), account_id="AB", amount=(5, 6))
        assert asked(understand([deals])) == {("deals", "stage"): ("amount",)}


class TestTexts:
    def test_a_count_that_begins_like_a_year_is_no_day(self):
        assert not look_like_dates(["20123", "20177"])
        assert look_like_numbers(["20123", "20177"])

    def test_the_month_is_first_where_a_second_part_above_12_shows_it(self):
        assert days(["03/04/2026", "03/31/2026"]) == [(2026, 3, 4), (2026, 3, 31)]
        assert days(["03/04/2026"]) == [(2026, 4, 3)]


class TestCurrency:
    def test_the_commonest_code_wins_and_a_tie_goes_by_the_alphabet(self):
        billing = survey("billing", known=("currency",), currency=("usd", "EUR", "eur", "USD"))
        assert currency_of([billing])[0] == "EUR"

    def test_without_codes_the_signs_at_the_amounts_tell(self):
        assert currency_of([survey("billing", known=("mrr",), mrr=("£49", "£199"))])[0] == "GBP"

    def test_nothing_said_is_dollars_and_said_to_be_a_guess(self):
        assert currency_of([survey("usage", users=(1,))]) == ("USD", "no file says which it is")


@given(st.lists(st.text(min_size=1), max_size=8, unique=True))
def test_no_two_things_get_one_id_and_none_what_another_is_called(titles):
    ids = unique_ids(titles)
    assert len(set(ids.values())) == len(titles)
    for title, own in ids.items():
        assert own not in {other.casefold() for other in titles if other.casefold() != title.casefold()}


def test_an_old_plan_is_remarked_on():
    remarks = {tier.id: bool(tier.remark) for tier in tiers_planned(["pro-2023-annual", "pro-annual"]).tiers}
    assert remarks == {"pro_2023": True, "pro": False}
