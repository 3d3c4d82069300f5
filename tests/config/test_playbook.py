"""The playbook: ours is sound, and one's own is told what is wrong with it at its line."""

import re

import pytest

from upsell_cli.config.opening import default_policy, open_catalogue
from upsell_cli.config.playbook import default_playbook
from upsell_cli.frames.documents.vocabulary import TERMS
from upsell_cli.frames.verdicts import GATES
from upsell_cli.problems import UpsellError

TIERS = """\
version: 1
tiers:
  - {id: starter, price: 49, limits: {users: 5}}
playbook:
"""


def problems(tmp_path, playbook):
    path = tmp_path / "tiers.yaml"
    path.write_text(TIERS + playbook)
    with pytest.raises(UpsellError) as refused:
        open_catalogue(str(path)).playbook()
    return [str(problem) for problem in refused.value.problems]


def opened(tmp_path, playbook):
    (tmp_path / "tiers.yaml").write_text(TIERS + playbook)
    return open_catalogue(str(tmp_path / "tiers.yaml")).playbook()


def opened_catalogue(tmp_path):
    (tmp_path / "tiers.yaml").write_text(TIERS.removesuffix("playbook:\n"))
    return open_catalogue(str(tmp_path / "tiers.yaml"))


def test_ours_stands_the_tests_of_ones_own(tmp_path):
    ours = default_playbook()
    passages = {
        name: [[s.model_dump() for s in choices] for choices in told] for name, told in ours.passages.items()
    }
    assert passages
    [[question]] = opened(tmp_path, "  questions: [Who decides?]\n").questions
    assert question.text == "Who decides?"


def test_every_state_that_is_held_back_has_words_of_its_own():
    assert {f"held_{state}" for state in GATES} <= set(default_playbook().passages)


def test_every_placeholder_is_told_somewhere():
    told = {n for _, s in default_playbook().sentences() for n in re.findall(r"\{(\w+)\}", s.text)}
    asked = {n for _, s in default_playbook().sentences() for n in (*s.when.known, *s.when.unknown)}
    assert told | asked == set(TERMS)


def test_our_sentences_hold_no_figure_of_their_own():
    assert [
        s.text for _, s in default_playbook().sentences() if re.search(r"\d", re.sub(r"\{\w+\}", "", s.text))
    ] == []


def test_every_objection_we_have_words_for_is_one_of_the_policy():
    known = {objection["id"] for objection in default_policy()["objections"]}
    assert {copy.id for copy in default_playbook().objections} == known


@pytest.mark.parametrize(
    ("playbook", "told"),
    [
        ("  passages: {opening: ['{acount} grows']}\n", '5:24: no placeholder is called "acount"'),
        ("  passages: {opening: ['{acount} grows']}\n", "Did you mean `{account}`?"),
        ("  passages: {opning: ['Hello']}\n", 'no passage is called "opning". Did you mean `opening`?'),
        ("  passages: {message_why: ['You hire: {hiring}']}\n", "{hiring} is not for customers"),
        ("  passages: {opening: ['Act now, {account}']}\n", '"act now" presses'),
        ("  passages: {opening: ['Use {{account}}']}\n", '"{}" is not a placeholder'),
        ("  questions: [Why not decide before it is too late?]\n", '"before it is too late" presses'),
        ("  objections: [{id: expensiv, says: Dear!}]\n", "Did you mean `expensive`?"),
        ("  stories:\n    - {text: They did it.}\n", '"industry" is missing'),
        ("  sentences: []\n", 'unknown key "sentences"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(tmp_path, playbook, told):
    assert any(told in problem for problem in problems(tmp_path, playbook)), problems(tmp_path, playbook)


def test_ones_own_words_take_the_place_of_ours_and_lists_grow(tmp_path):
    own = opened(
        tmp_path, "  passages: {opening: [Good morning]}\n  objections: [{id: expensive, says: Too dear.}]\n"
    )
    assert [sentence.text for [sentence] in own.passages["opening"]] == ["Good morning"]
    [copy] = [copy for copy in own.objections if copy.id == "expensive"]
    assert copy.says == "Too dear."
    assert copy.answer  # ours, for one's own says none
    assert own.passages["plan_now"] == default_playbook().passages["plan_now"]
