"""What follows from figures about a return, and what must hold whatever the figures."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.config.opening import default_rules
from upsell_cli.frames.documents.roi import Claim, Figures, RoiQuestion
from upsell_cli.problems import UpsellError
from upsell_cli.workflows.roi.answer import answer
from upsell_cli.workflows.roi.figures import asked, with_figures

RULES = default_rules().value
TEN_HOURS = Figures(10, 5, Decimal(50), Decimal(15_000), wait_months=6)
PLANNING = Claim("planning", "stated", 1, 0.7, 1, 4, 6, 48_00, stated_by="Ada", older=1)

amounts = st.integers(0, 10**9)
shares = st.floats(0, 1)
hours = st.builds(
    lambda week, people, hourly, share: Claim("h", "stated", share, 0, 1, week, people, float(hourly)),
    st.floats(0, 60), st.integers(1, 500), st.integers(1, 500_00), shares,
)  # fmt: skip
yearly = st.builds(
    lambda amount, share: Claim("y", "assumed", share, 0, 1, amount_minor=float(amount)), amounts, shares
)
questions = st.builds(
    lambda claims, cost, one_off, ramp: RoiQuestion(tuple(claims), cost, "USD", 1, one_off, ramp),
    st.lists(hours | yearly, min_size=1, max_size=4), st.integers(1, 10**9), amounts, st.floats(0, 12),
)  # fmt: skip


class TestTheWorkedExample:
    def test_ten_hours_of_each_of_five_people(self):
        found = answer(asked(TEN_HOURS, RULES))
        case = found.case
        assert case.payback_months
        assert case.break_even_share
        assert found.waiting
        assert (case.worth_minor, case.shown, case.net_minor) == (130_000_00, "8x", 115_000_00)
        assert (round(case.payback_months, 2), round(case.break_even_share, 3)) == (1.38, 0.115)
        assert (found.waiting.hours, found.waiting.net_minor) == (1_300, 57_500_00)

    def test_ten_hours_of_the_whole_team(self):
        team = answer(asked(TEN_HOURS, RULES)).whole_team
        assert team
        assert (team.worth_minor, team.shown) == (26_000_00, "1.7x")
        alone = answer(asked(replace(TEN_HOURS, people=1), RULES))
        assert (alone.case, alone.whole_team) == (team, None)
        assert alone.waiting
        assert alone.waiting.hours == 260


class TestRange:
    def test_what_was_said_may_come_true_by_seven_tenths(self):
        found = answer(asked(TEN_HOURS, RULES))
        assert (found.low.worth_minor, found.high.worth_minor) == (91_000_00, 130_000_00)

    def test_an_assumption_counts_half_and_names_the_basis(self):
        found = answer(asked(replace(TEN_HOURS, drivers=(("revenue", Decimal(1000), None),)), RULES))
        assert (found.case.worth_minor, found.basis) == (130_500_00, "assumed")

    def test_a_share_given_by_hand_is_within_its_range(self):
        found = answer(asked(replace(TEN_HOURS, realisation=0.4), RULES))
        assert found.low.worth_minor == found.case.worth_minor == 52_000_00

    def test_a_contact_saves_hours_a_month(self):
        found = asked(replace(TEN_HOURS, drivers=(("contact", Decimal(8), "stated"),)), RULES)
        assert found.claims[1].worth_minor() == 8 * 12 * 50_00


class TestFloor:
    def test_below_the_least_return_it_is_no_argument_and_what_is_needed_is_known(self):
        found = answer(asked(replace(TEN_HOURS, people=0.5), RULES))
        assert (found.pitched, found.needed_minor) == (False, 15_000_00)

    def test_what_costs_nothing_more_needs_no_return(self):
        assert answer(asked(replace(TEN_HOURS, added_cost_year=Decimal(0)), RULES)).pitched


class TestOverAnAccount:
    QUESTION = RoiQuestion((PLANNING,), 5_200_00, "USD", 1.0)

    def test_a_figure_given_goes_before_the_accounts_and_the_rest_is_kept(self):
        found = with_figures(self.QUESTION, Figures(people=3), RULES)
        [claim] = found.claims
        assert (claim.hours_per_person_week, claim.people, claim.hourly_minor) == (4, 3, 48_00)
        assert found.notes == ("hours as given here, in place of planning (stated by Ada)",)
        assert found.cost_minor == 5_200_00

    def test_a_driver_given_replaces_the_one_of_that_name_only(self):
        found = with_figures(self.QUESTION, Figures(drivers=(("planning", Decimal(9), "measured"),)), RULES)
        assert [(claim.name, claim.worth_minor()) for claim in found.claims] == [("planning", 9_00)]

    def test_nothing_given_changes_nothing(self):
        assert with_figures(self.QUESTION, Figures(), RULES) == self.QUESTION


def test_what_is_missing_is_named_at_once():
    with pytest.raises(UpsellError) as refused:
        asked(Figures(hours_per_person_week=10), RULES)
    assert "`--people`, `--hourly-cost`, `--added-cost-year`" in str(refused.value)


@given(questions, st.integers(1, 10**9))
def test_a_higher_price_never_raises_a_return(question, more):
    dearer = answer(replace(question, cost_minor=question.cost_minor + more)).case
    assert (dearer.multiple or 0.0) <= (answer(question).case.multiple or 0.0)


@given(questions, st.integers(2, 1000))
def test_the_same_in_smaller_money_is_the_same_return(question, times):
    claims = tuple(
        replace(claim, hourly_minor=claim.hourly_minor * times, amount_minor=claim.amount_minor * times)
        for claim in question.claims
    )
    scaled = replace(
        question,
        claims=claims,
        cost_minor=question.cost_minor * times,
        one_off_minor=question.one_off_minor * times,
    )
    rounding = (len(claims) + 1) / question.cost_minor
    assert answer(scaled).case.multiple == pytest.approx(answer(question).case.multiple, abs=rounding)


@given(questions)
def test_low_is_never_above_what_is_expected_nor_that_above_high(question):
    found = answer(question)
    assert found.low.worth_minor <= found.case.worth_minor <= found.high.worth_minor


@given(questions)
def test_the_break_even_share_of_the_value_just_pays(question):
    case = answer(question).case
    if case.break_even_share:
        assert case.first_year_worth_minor * case.break_even_share == pytest.approx(
            case.first_year_cost_minor
        )
