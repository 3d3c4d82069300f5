"""A question for everything that is not known and matters here."""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.subject import Subject


def questions(subject: Subject, telling: Telling) -> Iterator[Line]:
    """Give the questions in the order in which one would ask them; one's own come last."""
    case, words = subject.case, telling.words
    not_known = (
        ("ask_nps", case["nps"] is None and case["csat"] is None),
        ("ask_workaround", bool(case["workarounds"]) and "asked" not in words),
        ("ask_value", "stated_by" not in words and "saving" not in words),
        ("ask_goal", "goal" not in words),
        (
            "ask_team",
            "team_growth" not in words and "of_people" in words and case["scenario"] == "outgrowing",
        ),
        ("ask_champion", "champion" not in words),
        ("ask_approver", "approver" not in words and "saving" not in words),
        ("ask_budget", "budget" not in words and "saving" not in words),
        ("ask_renewal", case["renewal_date"] is None and case["interval"] != "month"),
    )
    for name, asked in not_known:
        if asked:
            yield from (Line(text) for text in telling.passage(name))
    yield from map(Line, telling.told(telling.playbook.questions))
