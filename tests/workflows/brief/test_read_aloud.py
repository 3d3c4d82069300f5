"""What somebody would stumble over who reads a brief aloud, or acts on it: each once was told."""

import re

import pytest

from tests.workflows.brief.reading import texts
from upsell_cli.config.playbook import Playbook
from upsell_cli.frames.documents.brief import KINDS, Word
from upsell_cli.frames.verdicts import SAVING, TALKED_TO_LATER
from upsell_cli.problems import UpsellError
from upsell_cli.workflows.brief import briefs
from upsell_cli.workflows.brief.telling import Telling

STUMBLES = re.compile(
    r"\.\.(?!\.)|\bonce, last on\b|(?<![\d.,])1 (days|hours|weeks|months|seats|people|tickets|readings)\b"
    r"|\d\.0\b(?!x)| a (8|11|18)x?\b|\bstays out of reach\b|\bfirst of all: .* first\b"
)


def lines(brief, section):
    found = brief.section(section)
    return [line.text for line in found.lines] if found else []


def letter(brief):
    return " ".join(lines(brief, "message"))


@pytest.fixture
def told(sample_run):
    """Tell a brief of one account of the samples."""

    def tell(account_id, kind="rep"):
        place = sample_run.found.verdicts["account_id"].tolist().index(account_id)
        return next(briefs(sample_run, [place], kind))

    return tell


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_makes_one_stumble(everybody, kind):
    for brief in everybody[kind]:
        for text in texts(brief):
            assert not STUMBLES.search(text), (brief.account_id, text)


@pytest.mark.slow
def test_no_fact_of_a_call_is_told_twice(everybody):
    for brief in everybody["call"]:
        facts = [line.text for line in brief.sections[0].lines if line.label.startswith("Fact")]
        about = [fact.partition(":")[0] for fact in facts]
        assert len(set(about)) == len(about), (brief.account_id, facts)


@pytest.mark.slow
def test_whom_to_bring_in_is_asked_at_limits_of_people_alone(everybody):
    asked = [brief for brief in everybody["call"] if "who would you bring in" in " ".join(texts(brief))]
    assert asked
    assert all("of_people" in brief.words for brief in asked)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_can_be_added_only_where_nothing_is_left(everybody, kind):
    for brief in everybody[kind]:
        for text in texts(brief):
            if re.search(r"\(9\d %\)[;.] (At the limit, )?(nobody|nothing|no further)", text):
                pytest.fail(f"{brief.account_id}: {text}")


@pytest.mark.slow
def test_a_saving_is_told_to_the_customer_once_with_what_brings_it(everybody):
    savings = [brief for brief in everybody["message"] if brief.state in SAVING]
    assert savings
    for brief in savings:
        said = letter(brief)
        assert said.count(brief.words["saving"].text) == 1, said
        assert brief.words["offer"].text.casefold() in said.casefold()


@pytest.mark.slow
def test_who_would_wait_longer_for_answers_reads_so(everybody):
    slower = [brief for brief in everybody["message"] if "slower_reply" in brief.words]
    assert slower
    assert all(f"First answers would take {b.words['slower_reply'].text}." in letter(b) for b in slower)


@pytest.mark.slow
def test_the_sum_of_a_call_adds_up_to_its_title(everybody):
    for brief in everybody["call"]:
        words = brief.words
        if {"added", "spend", "overage_saved"} <= set(words) and "charges" not in words:
            assert words["added"].value - words["overage_saved"].value == words["spend"].value, brief.title


def test_nobody_is_written_to_who_said_no_or_has_a_move_under_way(sample_run, told):
    verdicts = sample_run.found.verdicts
    for state in TALKED_TO_LATER:
        account_id = verdicts.loc[verdicts["state"].eq(state), "account_id"].iloc[0]
        with pytest.raises(UpsellError, match="is sent no message now: "):
            told(account_id, "message")


def test_fewer_seats_are_not_told_as_keeping_all(told):
    assert "30 seats fewer" in letter(told("A1019", "message"))
    assert "keep all" not in letter(told("A1019", "message"))


def test_a_message_tells_of_a_second_limit_only_where_the_offer_raises_it(told):
    both = letter(told("A1062", "message"))
    assert "You also use 54 of 60 active users. With 14 more seats and the add-on" in both
    assert "also use" not in letter(told("A1010", "message"))


def test_a_talk_about_answers_is_not_led_by_seats(told):
    plan = told("A1006").section("plan")
    by_step = {line.label: line.text for line in plan.lines}
    assert by_step["Gap"] == "Let them say what stands between. On file: first answers after 36 hours."
    assert by_step["Offer"] == "A move to Scale: answers within 4 hours."
    assert by_step["Show"].startswith("Show the last waits for an answer")


def test_a_call_is_set_on_a_day_of_the_window(told):
    assert told("A1002", "call").as_of.strftime("%a") == "Sun"
    assert told("A1002", "call").head == (
        "Ines Baptiste; by call on Tue 17 Nov (Tue-Thu, 10:00-16:00 in Europe/Amsterdam)",
    )


def test_nobody_to_call_is_named_for_who_is_left_alone(told):
    brief = told("A1021", "call")
    assert brief.head == ()
    assert told("A1021").section("people") is None


def test_a_sentence_that_ends_with_a_pointed_name_ends_once():
    words = {"account": Word("account", "K-3", "Bäckerei Hörnchen e. K.")}
    telling = Telling(Playbook(), words, {})
    assert telling.filled("Ask {account}. Listen to {account}") == (
        "Ask Bäckerei Hörnchen e. K. Listen to Bäckerei Hörnchen e. K."
    )
