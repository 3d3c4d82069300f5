"""The page for whoever approves: problem, change, cost, return, risk, alternatives, and the decision asked.

Built by allow-list: its passages can name quotable words alone, and no score, chance, margin, expected value
or objection is anywhere near it.
"""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line, Section
from upsell_cli.workflows.brief.alternatives import priced_alternatives
from upsell_cli.workflows.brief.comparison import comparison
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.worth import drivers
from upsell_cli.workflows.subject import Subject


def approval_sections(subject: Subject, telling: Telling, notes: Notes) -> Iterator[Section]:
    """Give the page, part by part."""
    offer = subject.offer
    if offer is None:
        return
    yield Section("problem", "Why this is on the table", tuple(_lines(telling, "approval_problem")))
    yield Section("change", "What would change", grid=comparison(subject, offer, telling, notes))
    yield Section("cost", "What it costs", tuple(_lines(telling, "approval_cost")))
    told = tuple(_lines(telling, "approval_return"))
    yield Section("return", "What it brings", (*drivers(subject, telling, notes), *told) if told else ())
    yield Section("risk", "What speaks against it, and the way back", tuple(_lines(telling, "approval_risk")))
    others = tuple(priced_alternatives(subject, offer, telling, notes))
    yield Section("alternatives", "What else was considered", others)
    yield Section("decision", "What is asked", tuple(_lines(telling, "approval_decision")))


def _lines(telling: Telling, name: str) -> Iterator[Line]:
    return (Line(text) for text in telling.passage(name))
