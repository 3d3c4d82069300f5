"""The order of the list."""

import pytest

from tests.stages.judged import nobody, verdicts
from tests.tables import seen
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.stages.rank import rank

LIST = """
    account_id | state       | expected_value_minor | chance | points | delta_arr_base_minor | customer_value_minor | return_low | delta_spend_base_minor
    small      | qualified   |                  100 |    0.3 |     20 |                  500 |                    9 | no         | 500
    twin_b     | qualified   |                  300 |    0.2 |     10 |                  900 |                    ? | no         | 900
    twin_a     | qualified   |                  300 |    0.2 |     10 |                  900 |                    ? | no         | 900
    larger     | qualified   |                  300 |    0.1 |      5 |                 1000 |                    ? | no         | 1000
    quote_low  | qualified   |                    ? |    0.1 |      5 |                    ? |                    ? | no         | ?
    quote_high | qualified   |                    ? |    0.4 |     30 |                    ? |                    ? | no         | ?
    worthless  | qualified   |                    0 |    0.9 |     50 |                    0 |                    ? | no         | 10
    would_not  | qualified   |                  999 |    0.9 |     60 |                 9999 |                    3 | yes        | 99
    saves_less | saves_money |                    0 |    0.9 |     50 |                    ? |                    ? | no         | -10
    saves_more | saves_money |                    0 |    0.1 |      1 |                    ? |                    ? | no         | -90
    less_small | right_size  |                    0 |    0.9 |     50 |                    ? |                    ? | no         | -10
    less_large | right_size  |                    0 |    0.1 |      1 |                    ? |                    ? | no         | -90
    held_b     | hold        |                  900 |    0.9 |     50 |                  900 |                    ? | no         | 900
    held_a     | hold        |                  100 |    0.9 |     50 |                  900 |                    ? | no         | 900
    held_top   | hold        |                    1 |    0.9 |     70 |                    1 |                    ? | no         | 900
    nothing    | no_need     |                    ? |    0.1 |     99 |                    ? |                    ? | no         | ?
    going      | in_progress |                    1 |    0.1 |      0 |                    1 |                    ? | no         | 1
    """  # noqa: E501  a table reads best whole


def drawn():
    """The list as it comes to be ranked; scores rise with points."""
    known = verdicts(LIST, before="rank")
    return Verdicts(known.assign(score=known["points"]))


def order(by="value"):
    return rank(drawn(), by)


def test_by_value_then_unknown_worth_by_chance_then_no_worth():
    ranked = {name: place for name, place in seen(order(), "rank").items() if place}
    assert list(ranked) == [
        "larger", "twin_a", "twin_b", "small", "quote_high", "quote_low", "worthless",
    ]  # fmt: skip
    assert list(ranked.values()) == list(range(1, 8))


def test_behind_the_qualified_stand_savings_by_size_and_the_other_states_by_points():
    behind = [name for name, place in seen(order(), "rank").items() if place is None]
    assert behind == [
        "would_not",
        "saves_more",
        "saves_less",
        "less_large",
        "less_small",
        "going",
        "held_top",
        "held_a",
        "held_b",
        "nothing",
    ]


@pytest.mark.parametrize(
    ("by", "first"),
    [("chance", "worthless"), ("score", "worthless"), ("arr", "larger"), ("customer-value", "small")],
)
def test_another_order_may_be_asked_for(by, first):
    assert seen(order(by), "rank")[first] == 1


def test_what_would_not_pay_has_no_rank_and_is_the_last_of_the_qualified_in_every_order():
    for by in ("value", "chance", "arr", "customer-value"):
        ranks = list(seen(order(by), "rank").items())
        assert ranks[7] == ("would_not", None)
        assert [place for _, place in ranks[:7]] == list(range(1, 8))


def test_the_order_of_the_rows_has_no_say():
    backwards = Verdicts(drawn().iloc[::-1].reset_index(drop=True))
    assert rank(backwards)["account_id"].tolist() == order()["account_id"].tolist()


def test_nobody_is_ranked_without_a_word():
    assert len(rank(nobody(before="rank"))) == 0
