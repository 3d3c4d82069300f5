"""What holds of every brief of every account: nothing made up, nothing missing, nobody pressed."""

import re

import pytest

from tests.workflows.brief.reading import as_json, texts, written
from upsell_cli.config.playbook import default_playbook
from upsell_cli.frames.documents.brief import KINDS
from upsell_cli.frames.verdicts import STATES
from upsell_cli.render.brief import BRIEF_FORMATS
from upsell_cli.render.brief.screen import brief_lines
from upsell_cli.render.drawing.look import Look
from upsell_cli.workflows.brief import briefs

pytestmark = pytest.mark.slow

KEY_PARAGRAPHS = ("why", "value", "plan", "first", "call", "message", "problem", "return")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
HOLE = re.compile(r"\bnan\b|\bNone\b|<NA>|\bNaT\b|[{}]|\binf\b")
COUNTED = re.compile(r"^Fact \d$")
NOT_UNLESS_ASKED = "hold_out"
EMPTY = re.compile(r"^\s*[-*·?✓✗]\s*$|<(li|dd|p|h1|h2|dt)>\s*</|<td></td><td></td>", re.MULTILINE)


def test_every_state_is_among_the_accounts(made_up_run):
    assert set(made_up_run.found.verdicts["state"]) == set(STATES) - {NOT_UNLESS_ASKED}


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_is_a_word_of_the_json(everybody, kind):
    for brief in everybody[kind]:
        words = as_json(brief)["words"].values()
        known = {number for word in words for number in NUMBER.findall(word["text"])}
        told = {n for text in texts(brief) if not COUNTED.match(text) for n in NUMBER.findall(text)}
        assert told <= known, (brief.account_id, told - known)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_open_empty_or_pressing(everybody, kind):
    pressing = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in default_playbook().pressure))
    for brief in everybody[kind]:
        assert all(line.text.strip() for section in brief.sections for line in section.lines)
        for text in texts(brief):
            assert not HOLE.search(text), (brief.account_id, text)
            assert not pressing.search(text.casefold()), (brief.account_id, text)


@pytest.mark.parametrize("form", [form for form in BRIEF_FORMATS if "json" not in form])
@pytest.mark.parametrize("kind", KINDS)
def test_no_format_leaves_a_hole_or_an_empty_point(everybody, kind, form):
    for brief in everybody[kind][::5]:
        text = written(brief, form)
        assert not HOLE.search(text), brief.account_id
        assert not EMPTY.search(text), brief.account_id


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_accounts_share_a_key_paragraph(everybody, kind):
    seen: dict[tuple[str, str], str] = {}
    for brief in everybody[kind]:
        for name in KEY_PARAGRAPHS:
            section = brief.section(name)
            told = " ".join(line.text for line in section.lines) if section else ""
            if told:
                assert seen.setdefault((name, told), brief.account_id) == brief.account_id, told


def test_who_is_held_back_is_offered_nothing(everybody):
    offered = {brief.account_id for brief in everybody["approval"]}
    for brief in everybody["rep"]:
        if brief.account_id not in offered:
            assert {"offer", "spend", "added", "worth"}.isdisjoint(brief.words)


def test_its_amounts_are_those_of_the_list(made_up_run, everybody):
    verdicts = made_up_run.found.verdicts.set_index("account_id")
    for brief in everybody["rep"]:
        row = verdicts.loc[brief.account_id]
        for word, column, sign in (
            ("pays", "arr_now_minor", 1),
            ("added", "delta_arr_minor", 1),
            ("spend", "delta_spend_minor", 1),
            ("saving", "delta_spend_minor", -1),
            ("worth", "customer_value_minor", 1),
            ("return", "return_multiple", 1),
            ("payback", "payback_months", 1),
        ):
            if word in brief.words:
                assert brief.words[word].value == pytest.approx(sign * row[column]), (brief.account_id, word)


def test_a_page_for_a_call_fits_twelve_lines_of_eighty_columns(everybody, sample_run):
    of_the_samples = briefs(sample_run, range(len(sample_run.found.verdicts)), "call")
    for brief in (*everybody["call"], *of_the_samples):
        lines = list(brief_lines(brief, Look(width=80)))
        assert len(lines) <= 12, brief.account_id
        assert max(line.cell_len for line in lines) <= 80


@pytest.mark.parametrize(
    ("scenario", "opens"),
    [("support_need", "Waits "), ("feature_need", "Asked for "), ("compliance", "Audit or new rule on ")],
)
def test_the_first_fact_of_a_call_is_what_the_talk_is_about(made_up_run, everybody, scenario, opens):
    verdicts = made_up_run.found.verdicts
    about = set(
        verdicts.loc[verdicts["scenario"].eq(scenario) & verdicts["state"].eq("qualified"), "account_id"]
    )
    calls = [brief for brief in everybody["call"] if brief.account_id in about]
    assert calls
    assert {brief.sections[0].lines[0].text.startswith(opens) for brief in calls} == {True}


MET = re.compile(r"so the limit is met|is met, and|At the limit,|full today")


def test_a_limit_at_which_use_was_stopped_now_and_then_is_not_called_met(everybody):
    stopped = [brief for kind in KINDS for brief in everybody[kind] if "share_wall" in brief.words]
    assert stopped
    assert not [text for brief in stopped for text in texts(brief) if MET.search(text)]
