"""What a customer reads, in every format: what may be quoted, and nothing of how we judge."""

import re

import pytest

from tests.workflows.brief.reading import as_json, texts, written
from upsell_cli.frames.documents.brief import FOR_CUSTOMERS
from upsell_cli.frames.documents.vocabulary import TERMS
from upsell_cli.render.brief import BRIEF_FORMATS

pytestmark = pytest.mark.slow

INTERNAL = re.compile(
    r"\bscore|\bchance|\bmargin|expected value|objection|qualified|clicks|looks? at prices|in_progress|cool",
    re.IGNORECASE,
)
TELLING = ("reason", "hiring", "competitor_quote", "workaround_quote", "heard", "budget", "next_step")
"""Words that would give us away, and are long enough to be looked for."""


@pytest.mark.parametrize("kind", FOR_CUSTOMERS)
def test_it_names_words_that_may_be_quoted_alone(everybody, kind):
    secret = {name for name, term in TERMS.items() if not term.quotable}
    for brief in everybody[kind]:
        assert secret.isdisjoint(brief.words)
        assert all(word["quotable"] for word in as_json(brief)["words"].values())


@pytest.mark.parametrize("kind", FOR_CUSTOMERS)
def test_it_says_nothing_of_how_we_judge(everybody, kind):
    whole = {brief.account_id: brief for brief in everybody["rep"]}
    for brief in everybody[kind]:
        body = " ".join(texts(brief))
        assert not INTERNAL.search(body), (brief.account_id, body)
        known = whole[brief.account_id].words
        assert not any(known[name].text in body for name in TELLING if name in known)


@pytest.mark.parametrize("form", [form for form in BRIEF_FORMATS if "json" not in form])
@pytest.mark.parametrize("kind", FOR_CUSTOMERS)
def test_no_format_adds_to_it(everybody, kind, form):
    for brief in everybody[kind][::5]:
        assert not INTERNAL.search(written(brief, form)), brief.account_id
        assert brief.account_id not in written(brief, form)


def test_a_message_has_at_most_120_words(everybody):
    for brief in everybody["message"]:
        assert len(" ".join(line.text for part in brief.sections for line in part.lines).split()) <= 120
