from decimal import Decimal

import pytest

from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.config.yaml_reader.scalars import ScalarError, scalar, tagged_scalar


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("49", 49),
        ("-7", -7),
        ("+5", 5),
        ("0", 0),
        ("0x18", 24),
        ("0o17", 15),
        ("19.90", Decimal("19.90")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal(1000)),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_core_types_of_yaml_1_2(word, meaning):
    assert (scalar(word), type(scalar(word))) == (meaning, type(meaning))


TEXT = "no On y tRUE 1:30 12:30:45 2026-07-31 1_000 1,990 $199 48h 0x 0o9 nan inf - . +. 1e e3 1.2.3 << ="


@pytest.mark.parametrize("word", TEXT.split())
def test_everything_else_is_text(word):
    assert scalar(word) == word


def test_one_thousand_in_any_spelling_is_shown_the_same():
    assert [str(scalar(word)) for word in ("1000", "1e3", "1.0E+3")] == ["1000", "1000", "1000"]


@pytest.mark.parametrize("word", ["0100000", "007", "00", "-01", "+0123", "01.5", "00e1"])
def test_a_leading_zero_is_refused(word):
    with pytest.raises(ScalarError, match="leading zero"):
        scalar(word)


def test_the_fix_of_a_leading_zero_offers_the_number_and_the_text():
    with pytest.raises(ScalarError) as caught:
        scalar("-0100")
    assert caught.value.fix == 'Write -100, or "-0100" in quotes if it is text.'


@pytest.mark.parametrize("word", [".inf", "-.Inf", "+.INF", ".nan", ".NaN"])
def test_what_is_not_finite_is_refused(word):
    with pytest.raises(ScalarError, match="not a finite number"):
        scalar(word)


@pytest.mark.parametrize(
    "word", ["9" * 31, "9" * 10_000, "0x" + "f" * 40, "1e31", "1e-31", "1e" + "9" * 10_000]
)
def test_a_number_that_would_fill_the_memory_is_refused(word):
    with pytest.raises(ScalarError, match="more than 30 digits"):
        scalar(word)


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ('"0100000"', "0100000"),
        ("'true'", "true"),
        ("! 12", "12"),
        ("!!str 012", "012"),
        ("!!float 3", Decimal(3)),
        ('!!int "5"', 5),
        ("!!bool true", True),
        ('!!null ""', None),
    ],
)
def test_quotes_and_core_tags_say_the_type(written, meaning):
    read = read_document(f"x: {written}", "tiers.yaml").value["x"]
    assert (read, type(read)) == (meaning, type(meaning))


@pytest.mark.parametrize(("kind", "word"), [("int", "abc"), ("int", "1.5"), ("bool", "yes"), ("null", "x")])
def test_a_tag_that_the_value_contradicts_is_refused(kind, word):
    with pytest.raises(ScalarError, match=f"not what its tag !!{kind} says"):
        tagged_scalar(word, f"tag:yaml.org,2002:{kind}")
