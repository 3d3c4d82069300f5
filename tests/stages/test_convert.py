"""What an offer changes, in the catalogue's currency."""

from tests.stages.judged import nobody, verdicts
from tests.tables import seen
from upsell_cli.stages.convert import convert


def test_amounts_are_in_the_catalogues_currency_and_rounded_once():
    drawn = verdicts(
        """
        account_id | rate | delta_spend_minor | delta_arr_minor
        ours       |    1 |             1,001 |           1,001
        theirs     | 1.10 |             1,005 |           1,005
        no_rate    |    ? |             1,005 |           1,005
        quoted     |    1 |                 ? |               ?
        saves      |    1 |              -500 |            -400
        """,
        before="convert",
    )
    assert seen(convert(drawn), "delta_spend_base_minor", "delta_arr_base_minor") == {
        "ours": (1001, 1001),
        "theirs": (1106, 1106),
        "no_rate": (None, None),
        "quoted": (None, None),
        "saves": (-500, -400),
    }


def test_nobodys_amounts_are_converted_without_a_word():
    assert len(convert(nobody(before="convert"))) == 0
