import pytest

from upsell_cli.config.yaml_reader.syntax import _meaning

pytestmark = pytest.mark.usefixtures("parser")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tiers:\n  - id: growth\n\tname: Growth\n", "tiers.yaml:3:1"),
        ("a:\n  b: 1\n  \tc: 2\n", "tiers.yaml:3:3"),
        ("a:\n\t- b\n", "tiers.yaml:2:1"),
        ("a:\n-\tid: x\n", "tiers.yaml:2:2"),
        ("\ta: 1\n", "tiers.yaml:1:1"),
        ("a: |\n\tx\n", "tiers.yaml:2:1"),
    ],
)
def test_a_tab_in_the_indentation_is_called_a_tab(refusal, text, place):
    assert refusal(text) == ("yaml-tab", place)


def test_a_tab_is_visible_in_the_line_shown(problems):
    (problem,) = problems("a:\n  b: 1\n\tc: 2\n")
    assert problem.excerpt == "\\tc: 2\n^"


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("a:\n  b: 1\n c: 2\n", "3:2", "indentation of this line"),
        ("- a\nb: 1\n", "2:1", "indentation of this line"),
        ("a: b: c\n", "1:5", "a `:` cannot stand here"),
        ("a: b\n  c: d\n", "2:4", "a `:` cannot stand here"),
        ("name Growth\nprice: 1\n", "2:6", "a `:` cannot stand here"),
        ("a: 1\nb\nc\n", "2:1", "no `:` after its key"),
        ("a: - b\n", "1:4", "a list item cannot begin here"),
        ("a: 'it's'\n", "1:8", "text follows a value"),
        ('a: "x" y\n', "1:8", "text follows a value"),
        ("a: @x\n", "1:4", "cannot begin with this character"),
        ("a: `x`\n", "1:4", "cannot begin with this character"),
        ("a: & x\n", "1:5", "no name follows"),
        ("a: *\n", "1:5", "no name follows"),
        ("a: !x!y z\n", "1:4", "is a tag"),
        ("a: !!%ff z\n", "1:6", "is a tag"),
        ("a: [,]\n", "1:5", "a value or a closing bracket is missing"),
        ("a: [1,\n", "2:1", "a value or a closing bracket is missing"),
        ("a: }\n", "1:4", "a value or a closing bracket is missing"),
        ("a: |2x\n  y\n", "1:6", "text of several lines"),
        ("%YAML 9.1\n---\na: 1\n", "1:1", "not a directive"),
        ("{a: 1}}\n", "1:7", "text after the end"),
        ("a: 1\n...\nfoo\n", "3:1", "text after the end"),
        ("a: \U0001f600 b: c\n", "1:7", "a `:` cannot stand here"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words_at_its_place(problems, text, place, told):
    (problem,) = problems(text)
    assert (problem.code, str(problem.place)) == ("yaml-syntax", f"tiers.yaml:{place}")
    assert told in problem.message
    assert problem.fix


@pytest.mark.parametrize(
    ("text", "opened", "noticed"),
    [
        ("a: 1\nb: 'x\nc: 2\nd: 3", "2:4", "noticed on line 4"),
        ('a: "x\nb: 2', "1:4", "noticed on line 2"),
        ("a: [1, 2\nb: 3\n", "1:4", "noticed on line 2"),
        ("a: {x: 1, 2\nb: 3\n", "1:4", "noticed on line 2"),
    ],
)
def test_what_is_never_closed_is_told_where_it_opens(problems, text, opened, noticed):
    (problem,) = problems(text)
    assert str(problem.place) == f"tiers.yaml:{opened}"
    assert noticed in problem.message


def test_what_the_parser_has_never_said_before_still_ends_with_what_to_do():
    message, fix = _meaning("while parsing something new: found something new", within_a_line=True)
    assert (message, fix.split(",")[0]) == ("this is not valid YAML", "Check the quotes")


@pytest.mark.parametrize("escape", [r"\q", r"\ud83d\ude00", r"\UFFFFFFFF"])
def test_an_escape_that_stands_for_no_character_is_refused(refusal, escape):
    assert refusal(f'a: "{escape}"')[0] == "yaml-syntax"


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\n---\nb: 2\n", 2), ("---\na: 1\n---\n", 3), ("--- {a: 1}\n--- 5\n", 2)]
)
def test_a_second_document_is_refused_where_it_begins(problems, text, line):
    (problem,) = problems(text)
    assert (problem.code, str(problem.place)) == ("yaml-documents", f"tiers.yaml:{line}:1")
    assert "second document" in problem.message


def test_markers_around_one_document_are_fine(problems):
    assert problems("%YAML 1.2\n---\na: 1\n...\n") == ()
