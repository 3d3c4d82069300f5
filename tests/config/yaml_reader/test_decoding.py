import pytest

from upsell_cli.config.yaml_reader.decoding import MOST_BYTES, decoded
from upsell_cli.problems import UpsellError


def refused(data):
    with pytest.raises(UpsellError) as caught:
        decoded(data, "tiers.yaml")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfname: caf\xc3\xa9", "\ufeffname: café", "name: café"])
def test_utf_8_with_or_without_a_byte_order_mark_is_read(data):
    assert decoded(data, "tiers.yaml").text == "name: café"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_named(encoding):
    problem = refused("version: 1".encode(encoding))
    assert problem.message == f"the file is {encoding.upper()}, not UTF-8"
    assert problem.fix == "Save it as UTF-8."


def test_a_byte_that_is_not_utf_8_is_shown_in_its_place():
    problem = refused("version: 1\r\nname: é ".encode() + b"caf\xe9")
    assert problem.message == "the byte 0xe9 is not UTF-8"
    assert str(problem.place) == "tiers.yaml:2:12"
    assert problem.excerpt == "name: é caf\\xe9\n           ^"


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ud83d"]
)
def test_a_hidden_character_is_named_in_its_place(hidden):
    problem = refused(f"a: 1\nb: x{hidden}")
    assert f"U+{ord(hidden):04X}" in problem.message
    assert str(problem.place) == "tiers.yaml:2:5"


def test_a_file_of_the_largest_size_is_read_and_a_larger_one_refused():
    assert decoded(b"#" * MOST_BYTES, "tiers.yaml").text
    assert "larger than 1,024 KiB" in refused(b"#" * (MOST_BYTES + 1)).message
