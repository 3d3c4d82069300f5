"""What holds of every brief of every account: nothing made up, nothing missing, nobody pressed."""

import re

import pytest

from tests.companies import made_up_company
from upsell_cli.config.playbook import default_playbook
from upsell_cli.frames.brief import FOR_CUSTOMERS
from upsell_cli.frames.vocabulary import TERMS
from upsell_cli.render.brief.screen import brief_lines
from upsell_cli.render.look import Look
from upsell_cli.workflows.brief import briefs

ACCOUNTS = 500
KEY_PARAGRAPHS = ("why", "value", "plan", "first")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
HOLE = re.compile(r"\bnan\b|\bNone\b|<NA>|\bNaT\b|[{}]|\binf\b")
INTERNAL = re.compile(
    r"\bscore|\bchance|\bmargin|expected value|objection|qualified|clicks|looks? at prices", re.IGNORECASE
)
WITH_AN_OFFER = ("qualified", "saves_money", "right_size", "in_progress", "cool_down")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return made_up_company(tmp_path_factory.mktemp("company"), ACCOUNTS, seed=11)


@pytest.fixture(scope="module")
def everybody(book):
    return list(briefs(book, range(len(book.found.verdicts)), "rep"))


def offered(book):
    verdicts = book.found.verdicts
    can = verdicts["state"].isin(WITH_AN_OFFER) & verdicts["offer_id"].notna()
    return [place for place, so in enumerate(can) if so]


def texts(brief):
    yield from filter(None, (brief.title, *brief.head, brief.banner))
    for section in brief.sections:
        yield from (text for line in section.lines for text in (line.label, line.text) if text)
        if section.grid:
            yield from filter(None, (cell for row in section.grid.rows for cell in row))


@pytest.mark.slow
def test_every_number_is_a_word_of_the_json(everybody):
    for brief in everybody:
        known = {n for word in brief.words.values() for n in NUMBER.findall(word.text)}
        told = {n for text in texts(brief) for n in NUMBER.findall(text)}
        assert told <= known, brief.account_id


@pytest.mark.slow
def test_nothing_is_left_open_empty_or_pressing(everybody):
    pressing = default_playbook().pressure
    for brief in everybody:
        assert all(line.text.strip() for section in brief.sections for line in section.lines)
        for text in texts(brief):
            assert not HOLE.search(text), (brief.account_id, text)
            assert not any(re.search(rf"\b{re.escape(word)}\b", text.lower()) for word in pressing), text


@pytest.mark.slow
def test_no_two_accounts_share_a_key_paragraph(everybody):
    seen: dict[tuple[str, str], str] = {}
    for brief in everybody:
        for name in KEY_PARAGRAPHS:
            section = brief.section(name)
            told = " ".join(line.text for line in section.lines) if section else ""
            if told:
                assert seen.setdefault((name, told), brief.account_id) == brief.account_id, told


@pytest.mark.slow
def test_who_is_held_back_is_offered_nothing(everybody):
    for brief in everybody:
        if brief.state not in WITH_AN_OFFER:
            assert {"offer", "spend", "added", "worth"}.isdisjoint(brief.words)


@pytest.mark.slow
def test_a_page_for_a_call_fits_twelve_lines_of_eighty_columns(book):
    for brief in briefs(book, range(len(book.found.verdicts)), "call"):
        assert len(list(brief_lines(brief, Look(width=80)))) <= 12, brief.account_id


@pytest.mark.slow
@pytest.mark.parametrize("kind", FOR_CUSTOMERS)
def test_what_a_customer_reads_holds_quotable_words_alone(book, kind):
    secret = {name for name, term in TERMS.items() if not term.quotable}
    for brief in briefs(book, offered(book), kind):
        body = " ".join(texts(brief))
        assert not INTERNAL.search(body), (brief.account_id, body)
        hidden = {
            brief.words[name].text for name in ("reason", "hiring", "competitor_quote") if name in brief.words
        }
        assert not any(text in body for text in hidden)
        assert secret.isdisjoint(name for name in brief.words if brief.words[name].quotable)


@pytest.mark.slow
def test_a_message_has_at_most_120_words(book):
    for brief in briefs(book, offered(book), "message"):
        assert len(" ".join(line.text for part in brief.sections for line in part.lines).split()) <= 120
