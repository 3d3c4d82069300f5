"""The page of a brief in a real browser: accessible, at rest, read on a phone, printed on one sheet."""

import io
import re

import pytest

from upsell_cli.frames.documents.brief import KINDS
from upsell_cli.render.brief.page import write_page
from upsell_cli.workflows.brief import briefs
from upsell_cli.workflows.brief.make import can_be_made
from upsell_cli.workflows.subject import subjects

pytestmark = pytest.mark.slow

PHONE = 390
LEAST_PX = 14
"""Below this nobody reads on a phone without a pinch."""

SHEETS = ("A4", "Letter")

SMALL_TEXT = """least => [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => parseFloat(getComputedStyle(e).fontSize) < least)
    .map(e => e.outerHTML.slice(0, 120))"""
SPILT = """width => [...document.querySelectorAll('main *')]
    .filter(e => !e.closest('thead') && e.getBoundingClientRect().right > width + 0.5)
    .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def told(sample_run):
    """The longest brief of every state and scenario, of each kind."""
    scenarios = sample_run.found.verdicts["scenario"]
    longest: dict[tuple[str, str], tuple[int, int]] = {}
    for place, brief in enumerate(briefs(sample_run, range(len(scenarios)), "rep")):
        length = sum(len(line.text) for section in brief.sections for line in section.lines)
        about = (brief.state, str(scenarios.iloc[place]))
        longest[about] = max(longest.get(about, (0, 0)), (length, place))
    chosen = [place for _, place in longest.values()]
    subject_of = dict(zip(chosen, subjects(sample_run.found, sample_run.opened, chosen), strict=True))
    return {
        kind: list(briefs(sample_run, [p for p in chosen if can_be_made(kind, subject_of[p])], kind))
        for kind in KINDS
    }


@pytest.fixture(scope="module")
def pages(told):
    """A page of each kind, with a few of those."""
    return {kind: page_of(told[kind][::4]) for kind in KINDS}


def page_of(some):
    stream = io.StringIO()
    write_page(stream, some)
    return stream.getvalue()


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]]


def sheets(page, **paper):
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=False, **paper)))


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_no_accessibility_violation(opened, pages, kind):
    page, _ = opened(pages[kind])
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_neither_in_the_dark_nor_on_a_phone(opened, pages, width, scheme):
    page, _ = opened(pages["approval"], width, scheme)
    assert violations(page) == []
    page.set_content(pages["rep"])
    assert violations(page) == []


def test_the_judge_of_accessibility_would_see_a_violation(opened):
    page, _ = opened("<html lang=en><title>x</title><main><p style='color:#999;background:#fff'>pale</main>")
    assert [rule for rule, _ in violations(page)] == ["color-contrast", "page-has-heading-one"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_asks_for_nothing_but_itself(opened, pages, kind):
    _, asked = opened(pages[kind])
    assert len(asked) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_its_style_is_let_through_by_its_own_policy(opened, pages, kind):
    page, _ = opened(pages[kind])
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1056px"


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_phone_nothing_is_wider_than_the_screen_or_too_small_to_read(opened, pages, kind):
    page, _ = opened(pages[kind], PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert page.evaluate(SPILT, PHONE) == []
    assert page.evaluate(SMALL_TEXT, LEAST_PX) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", SHEETS)
def test_every_brief_prints_on_one_sheet(opened, told, kind, paper):
    page, _ = opened(page_of(told[kind]))
    assert sheets(page, format=paper) == len(told[kind])


def test_printed_from_a_dark_screen_it_is_black_on_white(opened, pages):
    page, _ = opened(pages["rep"], scheme="dark")
    page.emulate_media(media="print")
    body = "getComputedStyle(document.body)"
    assert page.evaluate(f"[{body}.color, {body}.backgroundColor]") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
