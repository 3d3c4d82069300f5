"""Names, goals and people that would be markup, templates or commands, in the briefs of many accounts."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.workflows.brief.reading import written
from upsell_cli.frames.documents.brief import KINDS
from upsell_cli.workflows.brief import briefs

pytestmark = pytest.mark.slow

HOSTILE = (
    "<script>alert(1)</script>",
    "{spend} {{7*7}} ${HOME} %s",
    '" onmouseover="x',
    "[red]x[/red] | `rm` ](javascript:x) *b*",
    "a\x1b[31mb\x07\u202ec\r\nd",
    "&lt;b&gt; </title></style></article>",
)
TAGS = set(
    "html head meta title style body main article header h1 small p div section h2 dl dt dd ul li span "
    "table thead tbody tr th td".split()
)
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "data-of"}
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Seen(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture(scope="module")
def hostile(made_up_run):
    """The same company, in which everybody and everything is called something that would do harm."""
    verdicts = made_up_run.found.verdicts.copy()
    names = [f"{HOSTILE[place % len(HOSTILE)]} {place}" for place in range(len(verdicts))]
    for column in ("account_name", "goal", "industry", "csm", "owner"):
        verdicts[column] = names
    tables = made_up_run.found.inputs.tables
    people, events = tables.people.copy(), tables.events.copy()
    people["name"] = [HOSTILE[place % len(HOSTILE)] for place in range(len(people))]
    events.loc[events["text"].notna(), "text"] = HOSTILE[0] + HOSTILE[4] + HOSTILE[3]
    tables = tables._replace(people=people, events=events)
    inputs = made_up_run.found.inputs._replace(tables=tables)
    return replace(made_up_run, found=made_up_run.found._replace(verdicts=verdicts, inputs=inputs))


@pytest.fixture(scope="module")
def places(everybody, made_up_run):
    order = made_up_run.found.verdicts["account_id"].tolist()
    return {kind: [order.index(brief.account_id) for brief in everybody[kind]][::5] for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_element_that_is_not_ours(hostile, places, kind):
    for brief in briefs(hostile, places[kind], kind):
        seen = Seen(written(brief, "html"))
        assert seen.tags <= TAGS
        assert seen.attributes <= ATTRIBUTES


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_commands_a_screen_or_turns_a_line_around(hostile, places, kind):
    for brief in briefs(hostile, places[kind], kind):
        for form in ("table", "md", "html", "json"):
            assert not COMMANDS.search(written(brief, form)), (brief.account_id, form)


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_takes_none_of_it_for_markup(hostile, places, kind):
    for brief in briefs(hostile, places[kind], kind):
        text = re.sub(r"\\.", "", written(brief, "md"))
        assert not re.search(r"[<{]script|`|\]\(|\[red", text), brief.account_id


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_is_a_template(hostile, places, kind):
    told = [written(brief, "table") for brief in briefs(hostile, places[kind], kind)]
    named = [text for text in told if "{spend}" in text]
    assert named
    assert all("{{7*7}}" in " ".join(text.split()) for text in named)
