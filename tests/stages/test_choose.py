"""Which offer is talked about, which are refused, and which is the cheapest."""

import pytest

from tests.stages.ladder import BOOK, LADDER, by_offer
from tests.tables import accounts, book, drawn, policy
from upsell_cli.frames.offers import OFFERS, Priced
from upsell_cli.stages.choose import choose

POLICY = policy()
NEEDY = """
    account_id | need_count | arr_now_minor
    acme       | 1          | 100000
"""
TYPICAL = {
    "account_id": "acme",
    "to_rank": "2",
    "meets": "yes",
    "unmet_count": "0",
    "met_count": "1",
    "quote": "no",
    "delta_spend_minor": "?",
    "seats_after": "?",
    "add_on_share": "?",
}


def offers(*rows: dict[str, str]) -> Priced:
    """Offers with what is said of each over what is typical; the type is read from the id."""
    filled = [{**TYPICAL, **row, "offer_type": row["offer_id"].partition(":")[0]} for row in rows]
    lines = [" | ".join(filled[0]), *(" | ".join(row[name] for name in filled[0]) for row in filled)]
    return Priced(drawn("\n".join(lines), OFFERS))


def chosen(*rows: dict[str, str], who: str = NEEDY, rules=POLICY) -> list[str]:
    frame = choose(offers(*rows), accounts(who), BOOK, rules)
    return list(frame.loc[frame["recommended"], "offer_id"])


def cheapest(*rows: dict[str, str], who: str = NEEDY) -> list[str]:
    frame = choose(offers(*rows), accounts(who), BOOK, POLICY)
    return list(frame.loc[frame["cheapest"], "offer_id"])


def upgrade(to: str, spend: str, **more: str) -> dict[str, str]:
    return {
        "offer_id": f"tier_upgrade:{to}",
        "to_rank": str(BOOK.rank_of[to]),
        "delta_spend_minor": spend,
        **more,
    }


def add_on(spend: str, **more: str) -> dict[str, str]:
    return {"offer_id": "add_on:growth:storage", "to_rank": "1", "delta_spend_minor": spend, **more}


def test_the_cheapest_offer_that_meets_the_need_is_talked_about():
    assert chosen(upgrade("scale", "50000"), add_on("20000"), upgrade("growth", "9000", meets="no")) == [
        "add_on:growth:storage"
    ]


@pytest.mark.parametrize(
    ("spend", "expected"),
    [("22000", "tier_upgrade:scale"), ("22001", "add_on:growth:storage")],
)
def test_a_tier_that_costs_at_most_a_tenth_more_than_its_parts_is_preferred(spend, expected):
    assert chosen(upgrade("scale", spend), add_on("20000")) == [expected]
    assert cheapest(upgrade("scale", spend), add_on("20000")) == ["add_on:growth:storage"]


def test_a_tenth_of_a_saving_is_reckoned_the_same_way():
    assert chosen(upgrade("scale", "-900"), add_on("-1000")) == ["tier_upgrade:scale"]
    assert chosen(upgrade("scale", "-899"), add_on("-1000")) == ["add_on:growth:storage"]


def test_what_is_only_quoted_comes_after_what_has_a_price():
    quoted = upgrade("enterprise", "?", quote="yes")
    assert chosen(quoted, upgrade("scale", "900000")) == ["tier_upgrade:scale"]
    assert chosen(quoted) == ["tier_upgrade:enterprise"]


def test_without_any_price_the_nearest_tier_is_talked_about():
    assert chosen(upgrade("scale", "?"), upgrade("growth", "?")) == ["tier_upgrade:growth"]


def test_equal_prices_prefer_a_tier_then_seats_then_add_ons():
    seats = {"offer_id": "seat_expansion:growth:30", "to_rank": "1", "delta_spend_minor": "100"}
    assert chosen(add_on("100"), seats) == ["seat_expansion:growth:30"]
    assert chosen(add_on("100"), seats, upgrade("scale", "100")) == ["tier_upgrade:scale"]


def test_add_ons_above_three_tenths_of_the_base_are_refused_but_still_shown_as_the_cheapest():
    rows = (add_on("100", add_on_share="0.31"), upgrade("scale", "5000"))
    assert chosen(*rows) == ["tier_upgrade:scale"]
    assert cheapest(*rows) == ["add_on:growth:storage"]
    refused = by_offer(choose(offers(*rows), accounts(NEEDY), BOOK, POLICY), "refused")
    assert refused == {"acme add_on:growth:storage": "add_on_share", "acme tier_upgrade:scale": ""}
    assert chosen(add_on("100", add_on_share="0.3"), upgrade("scale", "5000")) == ["add_on:growth:storage"]


def test_where_nothing_meets_every_need_the_upgrade_that_leaves_least_unmet_is_talked_about():
    rows = (
        upgrade("growth", "100", meets="no", unmet_count="2"),
        upgrade("scale", "300", meets="no", unmet_count="1"),
        upgrade("enterprise", "200", meets="no", unmet_count="1"),
        add_on("1", meets="no", unmet_count="1"),
    )
    assert chosen(*rows) == ["tier_upgrade:enterprise"]
    assert cheapest(*rows) == []


def test_what_meets_nothing_is_never_talked_about():
    assert chosen(upgrade("growth", "100", meets="no", unmet_count="1", met_count="0")) == []


class TestLeaps:
    """Acme pays 1,000.00; the policy lets an upgrade add up to eight times that."""

    STEP = upgrade("growth", "200000", meets="no", unmet_count="1")

    @pytest.mark.parametrize(
        ("spend", "expected"), [("800000", "tier_upgrade:enterprise"), ("800001", "tier_upgrade:growth")]
    )
    def test_a_price_far_above_todays_waits_behind_a_smaller_step_that_helps(self, spend, expected):
        assert chosen(self.STEP, upgrade("enterprise", spend)) == [expected]

    def test_it_is_still_shown_as_the_cheapest_that_meets_every_need(self):
        assert cheapest(self.STEP, upgrade("enterprise", "900000")) == ["tier_upgrade:enterprise"]

    def test_a_smaller_step_that_helps_with_nothing_does_not_stand_in_its_way(self):
        useless = {**self.STEP, "met_count": "0"}
        assert chosen(useless, upgrade("enterprise", "900000")) == ["tier_upgrade:enterprise"]

    def test_who_pays_nothing_today_leaps_nowhere(self):
        free = NEEDY.replace("100000", "0")
        assert chosen(self.STEP, upgrade("enterprise", "900000"), who=free) == ["tier_upgrade:enterprise"]


class TestQuotes:
    """Of a price that is only agreed case by case nobody knows how far a leap it is."""

    STEP = upgrade("growth", "200000", meets="no", unmet_count="1")
    QUOTED = upgrade("enterprise", "?", quote="yes")

    def test_what_is_only_quoted_waits_behind_a_step_with_a_price_that_helps(self):
        assert chosen(self.STEP, self.QUOTED) == ["tier_upgrade:growth"]
        refused = by_offer(choose(offers(self.STEP, self.QUOTED), accounts(NEEDY), BOOK, POLICY), "refused")
        assert refused == {"acme tier_upgrade:growth": "", "acme tier_upgrade:enterprise": "quoted"}

    def test_it_is_still_shown_as_the_cheapest_that_meets_every_need(self):
        assert cheapest(self.STEP, self.QUOTED) == ["tier_upgrade:enterprise"]

    @pytest.mark.parametrize(
        "step",
        [{"met_count": "0"}, {"delta_spend_minor": "800001"}],
        ids=["helps with nothing", "is too far a leap"],
    )
    def test_it_does_not_wait_behind_a_step_that(self, step):
        assert chosen({**self.STEP, **step}, self.QUOTED) == ["tier_upgrade:enterprise"]

    def test_it_does_not_wait_behind_a_step_with_too_few_seats(self):
        capped = book(LADDER.replace("      users: 25\n", "      users: 60\n"))
        rows = offers({**self.STEP, "seats_after": "61"}, self.QUOTED)
        frame = choose(rows, accounts(NEEDY), capped, POLICY)
        assert list(frame.loc[frame["recommended"], "to_rank"]) == [BOOK.rank_of["enterprise"]]

    def test_the_next_tier_waits_for_nothing_above_it(self):
        higher = upgrade("enterprise", "200000", meets="no", unmet_count="1")
        assert chosen(upgrade("scale", "?", quote="yes"), higher) == ["tier_upgrade:scale"]

    def test_a_quote_with_an_amount_is_a_price(self):
        assert chosen(self.STEP, {**self.QUOTED, "delta_spend_minor": "300000"}) == [
            "tier_upgrade:enterprise"
        ]

    def test_who_pays_nothing_today_takes_the_step_that_has_a_price_too(self):
        assert chosen(self.STEP, self.QUOTED, who=NEEDY.replace("100000", "0")) == ["tier_upgrade:growth"]


class TestWithoutANeed:
    CONTENT = NEEDY.replace("| 1 ", "| 0 ")

    @pytest.mark.parametrize(("spend", "expected"), [("-1", 1), ("0", 1), ("1", 0), ("?", 0)])
    def test_only_what_costs_no_more_is_talked_about(self, spend, expected):
        assert len(chosen(upgrade("scale", spend), who=self.CONTENT)) == expected

    def test_nothing_that_leaves_something_unmet_is_talked_about(self):
        assert chosen(upgrade("scale", "-5", meets="no", unmet_count="1"), who=self.CONTENT) == []


def smaller(spend: str, **more: str) -> dict[str, str]:
    return {"offer_id": "right_size:starter", "to_rank": "0", "delta_spend_minor": spend, **more}


class TestSmallerPlans:
    @pytest.mark.parametrize(("spend", "expected"), [("-10000", 1), ("-9999", 0), ("5", 0), ("?", 0)])
    def test_one_is_recommended_when_it_saves_a_tenth(self, spend, expected):
        assert len(chosen(smaller(spend))) == expected

    def test_it_stands_beside_the_pitch_and_is_never_the_cheapest_offer(self):
        assert chosen(smaller("-50000"), upgrade("scale", "10")) == [
            "right_size:starter",
            "tier_upgrade:scale",
        ]
        assert cheapest(smaller("-50000"), upgrade("scale", "10")) == ["tier_upgrade:scale"]

    def test_one_that_is_not_known_to_fit_is_not_recommended(self):
        assert chosen(smaller("-50000", meets="?")) == []

    def test_the_one_that_saves_most_is_recommended(self):
        seats = {**smaller("-20000"), "offer_id": "right_size:growth:5", "to_rank": "1"}
        assert chosen(smaller("-30000"), seats) == ["right_size:starter"]

    def test_without_a_known_bill_any_saving_counts_for_nothing(self):
        unknown = NEEDY.replace("100000", "?")
        assert chosen(smaller("-50000"), who=unknown) == []


CHARGED = """
    account_id | need_count | need[overage] | arr_now_minor
    acme       | 1          | yes           | 100000
"""


class TestChargesAlone:
    """Use beyond a limit is charged, and nothing else asks for more."""

    def test_a_smaller_plan_that_costs_less_with_them_goes_before_a_larger_one(self):
        assert chosen(upgrade("scale", "50000"), smaller("-20000"), who=CHARGED) == ["right_size:starter"]

    def test_a_larger_one_that_costs_less_stays_beside_it(self):
        assert set(chosen(upgrade("scale", "-1"), smaller("-20000"), who=CHARGED)) == {
            "right_size:starter",
            "tier_upgrade:scale",
        }

    @pytest.mark.parametrize(("spend", "expected"), [("0", 1), ("1", 0)])
    def test_an_add_on_in_their_place_must_not_cost_more(self, spend, expected):
        assert len(chosen(add_on(spend), who=CHARGED)) == expected

    def test_without_a_smaller_plan_the_larger_is_talked_about(self):
        assert chosen(upgrade("scale", "50000"), who=CHARGED) == ["tier_upgrade:scale"]


def test_each_account_has_its_own_choice():
    rows = (upgrade("scale", "5"), upgrade("scale", "6", account_id="bolt"), add_on("1", account_id="bolt"))
    frame = choose(offers(*rows), accounts(NEEDY + "    bolt       | 1          | 100000\n"), BOOK, POLICY)
    assert by_offer(frame[frame["recommended"]], "cheapest") == {
        "acme tier_upgrade:scale": True,
        "bolt add_on:growth:storage": True,
    }


def test_more_seats_than_a_tier_sells_are_refused_and_never_the_cheapest():
    capped = book(LADDER.replace("      users: 25\n", "      users: 60\n"))
    rows = (upgrade("growth", "5", seats_after="61"), upgrade("scale", "9"))
    frame = choose(offers(*rows), accounts(NEEDY), capped, POLICY)
    assert by_offer(frame, "refused", "recommended", "cheapest") == {
        "acme tier_upgrade:growth": ("seats", False, False),
        "acme tier_upgrade:scale": ("", True, True),
    }


def test_among_no_offers_nothing_is_chosen():
    assert len(choose(Priced(offers(upgrade("scale", "5")).iloc[:0]), accounts(NEEDY), BOOK, POLICY)) == 0
