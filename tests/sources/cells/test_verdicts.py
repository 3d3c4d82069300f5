"""A cell that does not fit is told so that a person can mend it."""

import pytest

from upsell_cli.frames.inputs import TABLES, InputColumn, Kind
from upsell_cli.problems import Place, Problem
from upsell_cli.sources.cells.verdicts import verdict

AT = Place("file.csv", 3, "Header")
SATISFACTION = TABLES["accounts"]["satisfaction"]
STATUS = TABLES["billing"]["status"]
CURRENCY = TABLES["billing"]["currency"]


def told(column: InputColumn, text: str) -> Problem:
    return verdict(column, AT, text, ".", "USD")


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Kind.NUMBER, "twelve", "bad-number"),
        (Kind.NUMBER, "#REF!", "bad-number"),
        (Kind.NUMBER, "####", "bad-number"),
        (Kind.ID, "#SPILL!", "mangled-id"),
        (Kind.ID, "#######", "mangled-id"),
        (Kind.NUMBER, "9" * 40, "bad-number"),
        (Kind.DATE, "#N/A", "bad-date"),
        (Kind.DATE, "2024-02-30", "bad-date"),
        (Kind.DATE, "01/02/2024", "ambiguous-date"),
        (Kind.DATE, "45382", "spreadsheet-date"),
        (Kind.FLAG, "maybe", "bad-flag"),
        (Kind.FLAG, "#NAME?", "bad-flag"),
        (Kind.ID, "1E+15", "mangled-id"),
        (Kind.ID, "", "missing-value"),
        (Kind.MONEY, "12 pounds", "bad-amount"),
        (Kind.MONEY, "5 EUR", "other-currency"),
    ],
)
def test_every_kind_of_mistake_has_its_code(kind: Kind, text: str, code: str):
    assert told(InputColumn("x", kind, ""), text).code == code


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (SATISFACTION, "85%", "is a percentage"),
        (SATISFACTION, "11", "outside 0 to 10"),
        (SATISFACTION, "-1", "below zero"),
        (SATISFACTION, "\u22121", "below zero"),
        (TABLES["events"]["severity"], "0", "outside 1 to 5"),
        (InputColumn("x", Kind.NUMBER, "", least=2), "1", "outside at least 2"),
        (InputColumn("x", Kind.COUNT, "", least=0), "24.5", "whole units"),
        (InputColumn("x", Kind.MONEY, ""), "1.5e6", "exponent"),
        (InputColumn("x", Kind.DATE, ""), "45382", "2024-03-31"),
        (InputColumn("x", Kind.DATE, ""), "1711843200", "seconds"),
        (InputColumn("x", Kind.DATE, ""), "31/12/24", "two digits"),
        (InputColumn("x", Kind.DATE, ""), "31-Dec-24", "two digits"),
        (InputColumn("x", Kind.DATE, ""), "Jan-26", "month of a year"),
        (InputColumn("x", Kind.NUMBER, ""), "1.2k", "zeros cut off"),
        (InputColumn("x", Kind.NUMBER, ""), "1.2 GB", 'a number of "GB"'),
        (TABLES["events"]["severity"], "soon", "neither a number nor a word"),
        (InputColumn("x", Kind.NUMBER, ""), "96,25", 'decimal mark is the ","'),
        (InputColumn("x", Kind.NUMBER, ""), "1.000.000", 'decimal mark is the ","'),
        (InputColumn("x", Kind.NUMBER, ""), "\u0663", "is not a number"),
        (InputColumn("x", Kind.MONEY, ""), "1.199,00 $", "otherwise than the column"),
        (InputColumn("x", Kind.MONEY, ""), "R$ 5", "contradicts USD"),
        (InputColumn("x", Kind.MONEY, ""), "5 pounds", "not an amount"),
        (InputColumn("x", Kind.MONEY, ""), "1.199", "more decimals than USD"),
        (CURRENCY, "dollars", "three letters"),
    ],
)
def test_the_message_says_why(column: InputColumn, text: str, words: str):
    assert words in told(column, text).message


def test_a_word_is_answered_with_the_nearest_one_or_with_all():
    assert told(STATUS, "activ").fix == 'Did you mean "active"?'
    assert told(STATUS, "zzz").fix.startswith("Use one of active, ")


def test_the_value_and_its_place_are_always_there():
    problem = told(SATISFACTION, "great")
    assert (problem.value, problem.place) == ("great", AT)
