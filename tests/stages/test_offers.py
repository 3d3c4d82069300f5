"""Which offers are made, what each would allow, and what it leaves unmet."""

import pytest

from tests.stages.ladder import BOOK, LADDER, by_offer, offered, standing
from tests.tables import AS_OF, book, policy
from upsell_cli.stages.needs import find_needs
from upsell_cli.stages.offers import make_offers

POLICY = policy()


def made(drawing: str, *names: str, tiers=BOOK) -> dict[str, object]:
    return by_offer(offered(drawing, POLICY, tiers), *names)


class TestUpgrades:
    def test_every_tier_up_the_path_is_offered_to_an_account_with_a_need(self):
        assert made("account_id | tier_id | use[storage_gb]\nacme | starter | 9", "to_rank", "meets") == {
            "acme tier_upgrade:growth": (1, True),
            "acme tier_upgrade:scale": (2, True),
            "acme tier_upgrade:enterprise": (3, True),
        }

    def test_nothing_is_offered_without_a_need_or_a_tier(self):
        assert (
            made(
                """
            account_id | tier_id | use[users] | use[storage_gb] | use[api_calls]
            roomy      | starter | 1          | 1               | 1
            no_tier    | ?       | 90         | 90              | 90
            """
            )
            == {}
        )

    def test_overage_alone_makes_an_upgrade_worth_a_look(self):
        assert set(
            made("account_id | tier_id | use[api_calls] | overage_minor\nacme | growth | 10 | 1", "meets")
        ) == {"acme tier_upgrade:scale", "acme tier_upgrade:enterprise"}

    @pytest.mark.parametrize(
        ("seats", "found"),
        [
            pytest.param("83", set(), id="200 + 58 x 12 = 896 against 900"),
            pytest.param("84", {"acme tier_upgrade:scale"}, id="200 + 59 x 12 = 908 against 900"),
        ],
    )
    def test_without_a_need_a_tier_is_offered_that_costs_less_for_as_many_seats(self, seats, found):
        drawing = f"""
            account_id | tier_id | seats   | limit[users] | use[users]
            acme       | growth  | {seats} | {seats}      | 30
        """
        assert set(made(drawing, "meets")) == found

    def test_a_tier_that_is_never_recommended_is_left_out_and_the_path_goes_on(self):
        tiers = book(LADDER.replace("  - id: scale\n", "  - id: scale\n    never_recommend: true\n"))
        drawing = "account_id | tier_id | use[storage_gb]\nacme | growth | 99"
        assert "acme tier_upgrade:scale" not in made(drawing, "meets", tiers=tiers)
        assert "acme tier_upgrade:enterprise" in made(drawing, "meets", tiers=tiers)

    def test_the_top_has_no_upgrade(self):
        assert made("account_id | tier_id | asked_days\nacme | enterprise | 3", "meets") == {}

    def test_what_a_tier_does_not_meet_is_named(self):
        offers = made(
            """
            account_id | tier_id | use[users] | use[storage_gb] | asked_days | asked[sso] | asked[webhooks]
            acme       | starter | 5          | 300             | 2          | 1           | 1
            """,
            "meets",
            "unmet",
            "unmet_count",
            "met_count",
        )
        assert offers["acme tier_upgrade:growth"] == (False, "storage_gb;sso;webhooks", 3, 1)
        assert offers["acme tier_upgrade:scale"] == (True, "", 0, 4)

    def test_support_and_compliance_are_met_by_promise_and_by_added_security(self):
        assert made(
            """
            account_id | tier_id | tickets | reply_hours | compliance_request
            acme       | starter | 5       | 50          | yes
            """,
            "unmet",
        ) == {
            "acme tier_upgrade:growth": "compliance",
            "acme tier_upgrade:scale": "",
            "acme tier_upgrade:enterprise": "",
        }

    def test_a_limit_that_may_be_passed_at_a_price_is_met_by_paying(self):
        offers = made(
            "account_id | tier_id | use[api_calls]\nacme | starter | 200000", "meets", "allows[api_calls]"
        )
        assert offers["acme tier_upgrade:growth"] == (True, 100000)

    def test_a_limit_that_is_not_stated_is_no_promise(self):
        silent = book(
            """
            tiers:
              - {id: starter, price: 10, limits: {storage_gb: 5}}
              - {id: growth, price: 20, limits: {users: 9}}
            """
        )
        drawing = """
            account_id | tier_id | limit[storage_gb] | use[storage_gb] | util[storage_gb]
            acme       | starter | 5                 | 5               | 1
        """
        assert made(drawing, "meets", "unmet", tiers=silent) == {
            "acme tier_upgrade:growth": (False, "storage_gb")
        }

    def test_a_feature_asked_for_without_a_name_is_met_by_anything_new(self):
        assert made("account_id | tier_id | feature_requests\nacme | scale | 2", "unmet") == {
            "acme tier_upgrade:enterprise": "feature"
        }
        assert (
            made("account_id | tier_id | feature_requests\nacme | growth | 2", "unmet")[
                "acme tier_upgrade:scale"
            ]
            == ""
        )

    @pytest.mark.parametrize(
        ("seats", "users", "billed"),
        [("?", 5, 6), ("2", 5, 6), ("40", 5, 40), ("?", "?", None)],
    )
    def test_a_tier_paid_by_the_seat_is_offered_with_room_for_everybody(self, seats, users, billed):
        drawing = f"""
            account_id | tier_id | seats   | use[users] | blocked_attempts
            acme       | starter | {seats} | {users}    | 1
        """
        assert made(drawing, "seats_after")["acme tier_upgrade:growth"] == billed


class TestSeats:
    def test_more_seats_are_offered_where_people_are_short_and_seats_are_sold(self):
        assert made(
            "account_id | tier_id | seats | use[users]\nacme | growth | 25 | 24",
            "seats_after",
            "quantity",
            "allows[users]",
            "meets",
        )["acme seat_expansion:growth:27"] == (27, 2, 27, True)

    def test_no_seats_are_offered_in_a_tier_with_one_price_for_all(self):
        assert not [
            o
            for o in made("account_id | tier_id | seats | use[users]\nacme | scale | 9 | 99", "meets")
            if "seat" in o
        ]

    def test_no_more_seats_are_offered_than_the_tier_sells(self):
        capped = book(LADDER.replace("      users: 25\n", "      users: 60\n"))
        drawing = """
            account_id | tier_id | seats | limit[users] | use[users]
            fits       | growth  | 50    | 50           | 50
            too_many   | growth  | 60    | 60           | 60
        """
        seats = [offer for offer in made(drawing, "meets", tiers=capped) if "seat_expansion" in offer]
        assert seats == ["fits seat_expansion:growth:55"]

    def test_seats_are_not_offered_to_somebody_who_needs_something_else_as_well(self):
        drawing = """
            account_id | tier_id | seats | use[users] | asked_days | asked[webhooks]
            acme       | growth  | 25    | 25         | 1          | 1
        """
        assert not [offer for offer in made(drawing, "meets") if "seat" in offer]

    def test_where_the_seats_paid_for_are_not_known_none_are_added(self):
        drawing = "account_id | tier_id | seats | use[users]\nacme | growth | ? | 25"
        assert not [offer for offer in made(drawing, "meets") if "seat" in offer]


class TestAddOns:
    def test_as_many_pieces_are_offered_as_close_the_gap(self):
        assert made(
            "account_id | tier_id | use[storage_gb]\nacme | growth | 290",
            "quantity",
            "allows[storage_gb]",
            "meets",
        )["acme add_on:growth:storage+storage+storage"] == (3, 400, True)

    def test_the_cheapest_few_are_put_together_with_the_seats_that_are_needed(self):
        offers = made(
            """
            account_id | tier_id | seats | use[users] | use[storage_gb] | asked_days | asked[sso]
            acme       | growth  | 25    | 25         | 95              | 1          | 1
            """,
            "add_on",
            "seats_after",
            "quantity",
            "seats_added",
            "meets",
        )
        assert offers["acme add_on:growth:storage+sso_pack:28"] == ("storage+sso_pack", 28, 2, 3, True)

    def test_more_parts_than_the_policy_allows_are_not_put_together(self):
        drawing = """
            account_id | tier_id | use[storage_gb] | asked_days | asked[sso] | tickets | reply_hours
            acme       | growth  | 95              | 1          | 1          | 5       | 30
        """
        three = by_offer(offered(drawing, POLICY), "meets")
        two = by_offer(offered(drawing, policy(offers={"add_ons_together": 2})), "meets")
        assert "acme add_on:growth:storage+sso_pack+fast_help" in three
        assert not [offer for offer in two if "add_on" in offer]

    def test_an_add_on_needs_what_it_builds_on_a_tier_it_is_sold_for_and_is_not_sold_twice(self):
        unfit = LADDER.replace("requires_features: [reports]", "requires_features: [webhooks]")
        drawing = "account_id | tier_id | asked_days | asked[sso]\nacme | growth | 1 | 1"
        assert "acme add_on:growth:sso_pack" in made(drawing, "meets")
        assert "acme add_on:growth:sso_pack" not in made(drawing, "meets", tiers=book(unfit))
        assert not [o for o in made(drawing.replace("growth", "starter"), "meets") if "add_on" in o]
        slow = """
            account_id | tier_id | tickets | reply_hours | held[fast_help]
            held       | growth  | 5       | 1.5         | 1
            not_held   | growth  | 5       | 30          | 0
        """
        assert [o for o in made(slow, "meets") if "add_on" in o] == ["not_held add_on:growth:fast_help"]

    def test_a_limit_that_may_be_passed_at_a_price_is_tried_with_and_without_an_add_on(self):
        drawing = """
            account_id | tier_id | use[api_calls] | asked_days | asked[sso]
            acme       | growth  | 120000         | 1          | 1
        """
        assert {o for o in made(drawing, "meets") if "add_on" in o} == {
            "acme add_on:growth:calls+sso_pack",
            "acme add_on:growth:sso_pack",
        }

    def test_what_can_be_bought_again_is_bought_for_what_is_expected_and_not_for_its_upper_end(self):
        drawing = """
            account_id | tier_id | use[storage_gb] | ahead[storage_gb] | upper[storage_gb]
            acme       | growth  | 95              | 120               | 400
            bolt       | growth  | 95              | ?                 | 400
        """
        allowed = made(drawing, "allows[storage_gb]", "meets")
        assert allowed["acme add_on:growth:storage"] == (200, True)
        assert allowed["bolt add_on:growth:storage"] == (200, True)
        assert allowed["acme tier_upgrade:scale"] == (1000, True)

    def test_a_wish_that_nothing_fulfils_leaves_no_add_on_to_offer(self):
        drawing = """
            account_id | tier_id | use[storage_gb] | asked_days | asked[webhooks]
            acme       | growth  | 95              | 1          | 1
        """
        assert not [o for o in made(drawing, "meets") if "add_on" in o]

    def test_an_add_on_that_sets_a_limit_closes_the_gap_with_one_piece(self):
        setting = LADDER.replace("extends_limits: {storage_gb: 100}", "overrides: {storage_gb: 500}")
        drawing = "account_id | tier_id | use[storage_gb]\nacme | growth | 290"
        assert made(drawing, "allows[storage_gb]", tiers=book(setting))["acme add_on:growth:storage"] == 500


class TestFit:
    def test_conditions_of_the_target_are_met_failed_or_not_known(self):
        offers = made(
            """
            account_id | tier_id | blocked_attempts | employees | industry  | integrations
            all        | starter | 1                | 50        | software  | 2
            some       | starter | 1                | 5         | Logistics | ?
            none       | starter | 1                | 500       | Farming   | 0
            unknown    | starter | 1                | ?         | ?         | ?
            """,
            "fit_met",
            "fit_known",
            "fit_of",
        )
        assert {who: offers[f"{who} tier_upgrade:growth"] for who in ("all", "some", "none", "unknown")} == {
            "all": (3, 3, 3),
            "some": (1, 2, 3),
            "none": (0, 3, 3),
            "unknown": (0, 0, 3),
        }
        assert offers["all tier_upgrade:scale"] == (0, 0, 0)


def test_no_accounts_get_no_offers_with_the_same_columns():
    some = find_needs(standing("account_id | tier_id | use[users]\nacme | growth | 25"), BOOK, POLICY, AS_OF)
    offers, none = make_offers(some, BOOK, POLICY), make_offers(some.iloc[:0], BOOK, POLICY)
    assert len(none) == 0
    assert none.dtypes.to_dict() == offers.dtypes.to_dict()


def test_a_book_without_add_ons_or_features_is_enough():
    plain = book(
        "tiers: [{id: a, price: 10, limits: {users: 5}}, {id: b, price: 20, limits: {users: unlimited}}]"
    )
    drawing = "account_id | tier_id | limit[users] | use[users] | util[users]\nacme | a | 5 | 5 | 1"
    accounts = standing(drawing).assign(tier_rank=0)
    needs = find_needs(accounts.astype({"tier_rank": "Int64"}), plain, POLICY, AS_OF)
    assert by_offer(make_offers(needs, plain, POLICY), "meets") == {"acme tier_upgrade:b": True}


def test_a_ladder_of_one_tier_offers_nothing():
    only = book("tiers: [{id: starter, price: 10, limits: {users: 5}}]")
    drawing = "account_id | tier_id | use[users] | history_weeks | peak[users]\nacme | starter | 5 | 20 | 5"
    assert made(drawing, "meets", tiers=only) == {}


def test_whoever_pays_beyond_a_limit_is_offered_tiers_so_that_a_saving_can_be_seen():
    drawing = """
        account_id | tier_id | use[users] | use[storage_gb] | use[api_calls]
        beyond     | growth  | 3          | 10              | 150000
        within     | growth  | 3          | 10              | 70000
        """
    found = offered(drawing, POLICY)
    upgrades = found[found["offer_type"] == "tier_upgrade"]
    assert set(upgrades["account_id"]) == {"beyond"}


class TestChargesAlone:
    """A need that stops nobody; `scale` includes no more of it than `growth` does."""

    LADDER = book(LADDER.replace("included: 1000000", "included: 100000"))

    def test_they_are_met_only_by_what_includes_more_of_it(self):
        assert made(
            "account_id | tier_id | use[api_calls]\nacme | growth | 90000",
            "meets",
            "unmet",
            tiers=self.LADDER,
        ) == {
            "acme tier_upgrade:scale": (False, "api_calls"),
            "acme tier_upgrade:enterprise": (True, ""),
            "acme add_on:growth:calls": (True, ""),
        }

    def test_beside_another_need_they_can_be_paid(self):
        drawing = "account_id | tier_id | use[storage_gb] | use[api_calls]\nacme | growth | 95 | 90000"
        meets = made(drawing, "meets", tiers=self.LADDER)
        assert meets["acme tier_upgrade:scale"]
        assert meets["acme add_on:growth:storage"]
