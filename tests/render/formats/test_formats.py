"""Which format a file gets."""

import pytest

from upsell_cli.problems import UpsellError
from upsell_cli.render.formats.formats import format_of, known_format

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.csv", "csv"), ("b/A.TSV", "tsv"), ("a.b.json", "json"), ("a.ndjson", "jsonl"), ("a.markdown", "md")],
)
def test_the_suffix_decides(path, name):
    assert format_of(path, FORMATS, given="json") == name


def test_without_a_suffix_the_given_format_counts():
    assert format_of("/dev/stdout", FORMATS, given="json") == "json"


@pytest.mark.parametrize("path", ["out.docx", "out"])
def test_an_unknown_suffix_names_the_known_ones(path):
    with pytest.raises(UpsellError, match=r"\.csv, \.tsv, \.json"):
        format_of(path, FORMATS)


def test_a_format_that_this_result_does_not_have_is_unknown_here():
    with pytest.raises(UpsellError, match=r"End it with one of \.json"):
        format_of("out.csv", ("table", "json"))


def test_a_slip_in_a_format_is_answered_with_the_nearest():
    with pytest.raises(UpsellError, match="Did you mean `json`"):
        known_format("jsn", FORMATS)
