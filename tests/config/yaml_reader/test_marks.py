from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.config.yaml_reader.marks import WIDEST, SourceText, caret


def test_control_characters_are_spelled_out_and_the_caret_still_fits():
    assert caret("\tname: \x1b[31m\u202ered", 14) == (
        r"\tname: \x1b[31m\u202ered" + "\n" + " " * len(r"\tname: \x1b[31m\u202e") + "^"
    )


def test_wide_and_combining_characters_count_as_the_cells_they_take():
    assert caret("東京: e\u0301 x", 8).splitlines()[1] == " " * len("TTTT: e ") + "^"


def test_a_long_line_is_cut_around_the_place():
    line, pointer = caret("a" * 500 + "?" + "b" * 500, 501).splitlines()
    assert line[pointer.index("^")] == "?"
    assert (line[0], line[-1], len(line)) == ("…", "…", WIDEST)


def test_a_place_past_the_last_line_is_shown_on_the_last_line():
    source = SourceText.of("tiers.yaml", "a: 1\nb: [")
    problem = source.problem("code", "message", source.mark(9)._replace(line=3, column=1))
    assert (str(problem.place), problem.excerpt) == ("tiers.yaml:2:1", "b: [\n^")


@given(st.text(alphabet=st.characters(), max_size=300), st.integers(1, 301))
def test_any_line_can_be_shown(line, column):
    shown, pointer = caret(line, column).split("\n")
    assert shown.isprintable()
    assert pointer.strip(" ") == "^"
