"""What becomes of the list under other rules: every account once, by the gravest way it changes."""

import pytest

from tests.stages.judged import verdicts
from upsell_cli.stages.relist import relist

LIST = """
account_id | state       | rank | offer_type     | to_tier | seats_after | delta_arr_minor | delta_spend_minor
first      | qualified   |    1 | tier_upgrade   | mid     |           ? |          100000 |            120000
second     | qualified   |    2 | seat_expansion | low     |          12 |           50000 |             50000
saver      | saves_money |    ? | tier_upgrade   | mid     |           ? |           10000 |            -20000
deal       | in_progress |    ? | tier_upgrade   | high    |           ? |          300000 |            300000
content    | no_need     |    ? | ?              | ?       |           ? |               ? |                 ?
unpaid     | hold        |    ? | tier_upgrade   | mid     |           ? |          100000 |            100000
"""


def relisted(*replacements, renamed=None, drawing=LIST):
    after = drawing
    for was, is_now in replacements:
        assert was in after
        after = after.replace(was, is_now)
    then, now = (verdicts(text, before="words") for text in (drawing, after))
    return [(each.how, now["account_id"][each.after]) for each in relist(then, now, renamed or {})]


def test_a_list_beside_itself_is_the_same():
    assert relisted() == []


@pytest.mark.parametrize(
    ("was", "is_now", "told"),
    [
        ("content    | no_need    ", "content    | qualified  ", [("enters", "content")]),
        ("second     | qualified   |    2", "second     | no_need     |    ?", [("leaves", "second")]),
        ("second     | qualified  ", "second     | saves_money", [("state", "second")]),
        ("content    | no_need    ", "content    | needs_data ", [("state", "content")]),
        ("mid     |           ? |          100000 |            120000",
         "high    |           ? |          100000 |            120000", [("offer", "first")]),
        ("| low     |          12", "| low     |          15", [("offer", "second")]),
        ("           120000", "           130000", [("amount", "first")]),
        ("          50000 |             50000", "              ? |                 ?",
         [("amount", "second")]),
        ("         300000 |            300000", "         400000 |            400000", [("amount", "deal")]),
        ("qualified   |    2", "qualified   |    ?", [("rank", "second")]),
    ],
)  # fmt: skip
def test_an_account_is_told_of_once_and_how(was, is_now, told):
    assert relisted((was, is_now)) == told


def test_an_offer_that_nobody_may_talk_about_is_no_news():
    was = "unpaid     | hold        |    ? | tier_upgrade   | mid "
    assert relisted((was, was.replace("mid ", "high"))) == []


def test_a_tier_with_a_new_id_is_no_other_offer():
    assert [how for how, _ in relisted(("mid ", "team"))] == ["offer", "offer"]
    assert relisted(("mid ", "team"), renamed={"mid": "team"}) == []


def test_who_comes_stands_first_then_who_goes_then_the_rest():
    changes = (
        ("           120000", "           130000"),
        ("saver      | saves_money", "saver      | no_need    "),
        ("content    | no_need    ", "content    | qualified  "),
    )
    assert relisted(*changes) == [("enters", "content"), ("leaves", "saver"), ("amount", "first")]
