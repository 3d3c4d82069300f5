import json
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.config.yaml_reader import syntax
from upsell_cli.config.yaml_reader.document import Document, read_document
from upsell_cli.problems import UpsellError

TIERS = """\
# what we sell
tiers:
  - id: starter
    price: 49
  - name: Growth
    price:
    limits: &mid {users: 25}
  - limits: *mid
"""


def value(text):
    return read_document(text, "tiers.yaml").value


@pytest.mark.usefixtures("parser")
def test_a_file_becomes_plain_values():
    assert value(TIERS) == {
        "tiers": (
            {"id": "starter", "price": 49},
            {"name": "Growth", "price": None, "limits": {"users": 25}},
            {"limits": {"users": 25}},
        )
    }


@pytest.mark.parametrize(
    ("loc", "key", "begin"),
    [
        ((), "2:1", "2:1"),
        (("tiers",), "2:1", "3:3"),
        (("tiers", 0), "3:5", "3:5"),
        (("tiers", 0, "price"), "4:5", "4:12"),
        (("tiers", 1, "price"), "6:5", "6:11"),
        (("tiers", 1, "limits", "users"), "7:19", "7:26"),
        (("tiers", 2, "limits"), "8:5", "8:13"),
        (("tiers", 2, "limits", "users"), "7:19", "7:26"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_every_key_and_value_knows_its_line_and_column(loc, key, begin):
    document = read_document(TIERS, "tiers.yaml")
    assert str(document.place(loc, "key")) == f"tiers.yaml:{key}"
    assert str(document.place(loc)) == f"tiers.yaml:{begin}"


def test_what_is_not_in_the_file_is_placed_at_the_key_above_it():
    document = read_document(TIERS, "tiers.yaml")
    assert str(document.place(("tiers", 1, "limits", "seats"))) == "tiers.yaml:7:5"
    assert str(document.place(("policy", "gates"))) == "tiers.yaml:2:1"


def test_an_item_of_a_list_is_called_by_its_id_or_name():
    document = read_document(TIERS, "tiers.yaml")
    names = [document.named(("tiers", item, "price")) for item in range(3)]
    assert names == ["tiers[starter].price", "tiers[Growth].price", "tiers[2].price"]


def test_a_problem_shows_the_name_the_place_the_word_and_the_line():
    document = read_document(TIERS, "tiers.yaml")
    problem = document.problem("too-cheap", "49 is too cheap", ("tiers", 0, "price"), fix="Write more.")
    assert problem.value == "49"
    assert str(problem) == (
        "tiers.yaml:4:12: tiers[starter].price: 49 is too cheap. Write more.\n    price: 49\n           ^"
    )


@pytest.mark.parametrize("text", ["a: 1\nb: 2\r\nc: 3\rd: 4", "\ufeffa: 1\nb: 2\nc: 3\nd: 4"])
@pytest.mark.usefixtures("parser")
def test_lines_are_counted_as_editors_count_them(text):
    assert read_document(text, "tiers.yaml").mark(("d",)) == (4, 4)


@pytest.mark.usefixtures("parser")
def test_keys_are_text_as_written():
    assert list(value("no: a\n1: b\ntrue: c\n007: d\nnull: e\n2026-07-31: f\n")) == [
        "no",
        "1",
        "true",
        "007",
        "null",
        "2026-07-31",
    ]


def test_what_yaml_1_1_took_for_a_boolean_is_text_with_a_note():
    document = read_document("id: no\nfeatures: [On, 'yes', core]", "tiers.yaml")
    assert document.value == {"id": "no", "features": ("On", "yes", "core")}
    assert [(p.severity, p.message) for p in document.problems] == [
        ("note", 'id: no is read as the text "no"'),
        ("note", 'features[0]: On is read as the text "On"'),
    ]


@pytest.mark.usefixtures("parser")
def test_a_merge_key_fills_in_what_a_mapping_leaves_out():
    read = value(
        """
        a: &a {users: 5, seats: 1}
        b: &b {seats: 2, calls: 3}
        list: {users: 9, <<: [*a, *b]}
        one: {<<: *a}
        inline: {<<: {x: 1}, y: 2}
        text: {"<<": *a}
        """
    )
    assert read["list"] == {"users": 9, "seats": 1, "calls": 3}
    assert read["one"] == {"users": 5, "seats": 1}
    assert read["inline"] == {"x": 1, "y": 2}
    assert read["text"] == {"<<": {"users": 5, "seats": 1}}


@pytest.mark.usefixtures("parser")
def test_an_alias_of_a_word_can_be_a_key():
    assert value("a: &k users\n*k : 1") == {"a": "users", "users": 1}
    assert value("&k users: 1\nb: *k") == {"users": 1, "b": "users"}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("price: 199\nprice: 19", "yaml-duplicate-key", "2:1"),
        ("limits: {users: 5, users: 5}", "yaml-duplicate-key", "1:20"),
        ('a: 1\n"a": 2', "yaml-duplicate-key", "2:1"),
        ("<<: {a: 1}\n<<: {b: 1}", "yaml-duplicate-key", "2:1"),
        ("a: {<<: 5}", "yaml-merge", "1:9"),
        ("a: {<<: [{b: 1}, 5]}", "yaml-merge", "1:9"),
        ("? [a]\n: 1", "yaml-key", "1:3"),
        ("{a: 1}: 2", "yaml-key", "1:1"),
        ("id: {{ name }}", "yaml-key", "1:6"),
        ("price: .nan", "yaml-not-finite", "1:8"),
        ("users: 0100000", "yaml-leading-zero", "1:8"),
        ("users: 1e999", "yaml-number-size", "1:8"),
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag", "1:4"),
        ("a: !!python/name:os.system ''", "yaml-tag", "1:4"),
        ("a: !env HOME", "yaml-tag", "1:4"),
        ("a: !!binary aGk=", "yaml-tag", "1:4"),
        ("a: !!set {b}", "yaml-tag", "1:4"),
        ("a: !!map [b]", "yaml-tag", "1:4"),
        ("a: !!seq {b: 1}", "yaml-tag", "1:4"),
        ("a: !!timestamp 2026-07-31", "yaml-tag", "1:4"),
        ("!!int a: 1\n!!python/none b: 2", "yaml-tag", "2:1"),
        ("", "yaml-empty", None),
        ("# nothing\n\n", "yaml-empty", None),
        ("---\n...\n", "yaml-empty", None),
        ("- starter", "yaml-not-a-mapping", "1:1"),
        ("starter", "yaml-not-a-mapping", "1:1"),
        ('""', "yaml-not-a-mapping", "1:1"),
        ("null", "yaml-not-a-mapping", "1:1"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_what_is_refused_is_refused_at_its_place(refusal, text, code, place):
    assert refusal(text) == (code, f"tiers.yaml:{place}" if place else "tiers.yaml")


def test_a_duplicate_key_names_both_lines(problems):
    (problem,) = problems("tiers:\n- id: growth\n  price: 199\n  price: 19\n")
    assert str(problem.place) == "tiers.yaml:4:3"
    assert problem.message == 'tiers[growth]: the key "price" is a duplicate: line 3 has it already'


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file(problems):
    text = "a: .inf\nb: 007\nc: {d: 1, d: 2}\nb: !x 1\n"
    assert [str(p.place) for p in problems(text)] == [
        f"tiers.yaml:{place}" for place in ("1:4", "2:4", "3:11", "4:1", "4:4")
    ]


def test_a_forbidden_tag_on_nothing_is_told_as_such(problems):
    assert [problem.code for problem in problems("!nothing")] == ["yaml-tag", "yaml-not-a-mapping"]


def test_core_tags_on_lists_and_mappings_are_allowed():
    assert value("a: !!map {b: !!seq [1]}\nc: ! [2]") == {"a": {"b": (1,)}, "c": (2,)}


def test_nothing_in_a_file_is_ever_run(tmp_path):
    canary = tmp_path / "canary"
    with pytest.raises(UpsellError, match=r"tag !!python/object/apply:os\.system is not allowed"):
        read_document(f"!!python/object/apply:os.system ['touch {canary}']", "tiers.yaml")
    assert not canary.exists()


WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\uffff\ufffe")
)
NUMBERS = st.integers(-(10**29), 10**29) | st.decimals(-1000, 1000, places=3)
TREES = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | st.booleans() | NUMBERS | WORDS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def plain(tree):
    """Give a tree as the reader gives it: tuples for lists."""
    if isinstance(tree, dict):
        return {key: plain(item) for key, item in tree.items()}
    return tuple(plain(item) for item in tree) if isinstance(tree, list) else tree


def written(tree):
    """Write a tree as people do: words in quotes, numbers and the rest without."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(written(item) for item in tree) + "]"
    if isinstance(tree, str):
        return json.dumps(tree, ensure_ascii=False)
    return json.dumps(tree) if tree is None or isinstance(tree, bool) else str(tree)


@given(TREES)
def test_what_is_written_reads_back_the_same(tree):
    assert value(written(tree)) == plain(tree)


class Writer(yaml.SafeDumper):
    """A writer of YAML that knows decimals."""


Writer.add_representer(
    Decimal, lambda writer, number: writer.represent_scalar("tag:yaml.org,2002:float", str(number))
)


@given(TREES)
def test_what_another_yaml_writer_tags_and_quotes_reads_back_the_same(tree):
    assert value(yaml.dump(tree, Dumper=Writer, default_style='"', allow_unicode=True)) == plain(tree)


PIECES = [
    "&a ",
    "*a",
    "<<",
    ": ",
    "\n  ",
    "\n- ",
    "!!int ",
    "0x1",
    "1e9",
    ".nan",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
]
CHARACTERS = "abno01.:-?,[]{}#&*!|>%@`'\"\\~<= \t\n\ré\U0001f600\x00\u2028\ud800"
YAMLISH = st.lists(st.sampled_from([*PIECES, *CHARACTERS]), max_size=40).map("".join)


def outcome(data):
    """Give the document in some data, or else the problems that say why there is none."""
    try:
        return read_document(data, "tiers.yaml")
    except UpsellError as error:
        return error.problems


def is_told(problems):
    return len(problems) > 0 and all(problem.place and problem.fix for problem in problems)


@given(st.text(st.characters()) | YAMLISH | st.binary())
def test_any_file_gives_a_tree_or_says_what_is_wrong(data):
    read = outcome(data)
    assert isinstance(read, Document) or is_told(read)


@given(YAMLISH)
def test_the_parser_in_python_gives_a_tree_or_says_what_is_wrong(data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "PARSER", yaml.BaseLoader)
        read = outcome(data)
    assert isinstance(read, Document) or is_told(read)
