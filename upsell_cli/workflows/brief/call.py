"""The short page for a call: three facts, one sum, what not to do, an opening question, the next step."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from upsell_cli.frames.documents.brief import Line, Section
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.subject import Subject

MOST_LINES = 12
"""Lines that fit on the corner of a screen beside the call."""
COLUMNS = 80
BESIDE = 12
"""Columns that a label and the blanks around it take."""
HANGING = 4
"""Columns that further lines of the head stand in, or a banner behind its mark."""

FACTS = (
    "fact_saving",
    "fact_compliance",
    "fact_limit",
    "fact_asked",
    "fact_support",
    "fact_second",
    "fact_stated",
    "fact_overage",
    "fact_growth",
    "fact_renewal",
    "fact_content",
    "fact_room",
    "fact_account",
)
"""Passages that a fact is taken from, the strongest first."""
SAID_BY = {"fact_room": ("fact_limit", "fact_saving")}
"""Passages with nothing to add once one of others is told."""
MATTER = {
    "outgrowing": "fact_limit",
    "feature_need": "fact_asked",
    "support_need": "fact_support",
    "compliance": "fact_compliance",
    "team_growth": "fact_growth",
    "cheaper_on_target": "fact_saving",
}
"""The fact that a talk of a scenario is about, told before any other."""

OFFERED = (("Sum", "call_sum"), ("Do not", "call_dont"), ("Ask", "opening"), ("Next", "call_next"))
HELD = (("First", "call_first"), ("Ask", "call_ask_held"), ("Next", "call_next_held"))

LEFT_ALONE = "blocked"
"""State in which there is nothing to bring up."""


def call_sections(subject: Subject, telling: Telling, _: Notes) -> Iterator[Section]:
    """Give one section; as many facts as leave room for the rest."""
    parts = OFFERED if subject.offers_something else HELD
    rest = [Line(text, label) for label, name in parts if (text := telling.line(name))]
    title = f"{telling.line('call_title')}  {subject.case['account_id']}"
    head = [title, *telling.passage("call_head"), telling.line("call_banner")]
    above = sum(_height(text, HANGING) for text in filter(None, head))
    room = MOST_LINES - above - sum(_height(line.text) for line in rest)
    most = 0 if subject.state == LEFT_ALONE else subject.policy.brief.facts_in_call
    yield Section("call", "", (*_facts(telling, subject.case["scenario"], most, room), *rest))


def _facts(telling: Telling, scenario: str | None, most: int, room: int) -> Sequence[Line]:
    matter = MATTER.get(scenario or "", FACTS[0])
    told: dict[str, str] = {}
    for name in dict.fromkeys((matter, *FACTS)):
        text = telling.line(name)
        if len(told) == most:
            break
        if text and told.keys().isdisjoint(SAID_BY.get(name, ())) and _height(text) <= room:
            room -= _height(text)
            told[name] = text
    return [Line(text, f"Fact {place}") for place, text in enumerate(told.values(), start=1)]


def _height(text: str, beside: int = BESIDE) -> int:
    """Give the lines that a text takes beside a label, on a screen of usual width."""
    return len(wrap(text, COLUMNS - beside)) or 1
