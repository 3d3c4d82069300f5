"""The five questions a person asks before a conversation: yes, no or not known, each with its evidence."""

from collections.abc import Iterator

from upsell_cli.frames.accounts import ACCOUNTS, NEEDS
from upsell_cli.frames.documents.brief import Line, Mark
from upsell_cli.frames.verdicts import GATE
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.subject import Subject

NEED = ACCOUNTS.family("need")
NO_BUDGET = ("no", "false")


def five_questions(subject: Subject, telling: Telling) -> Iterator[Line]:
    """Give each question with its answer and what speaks for that."""
    asked = (
        ("content", "Content with what they have?", _content(subject)),
        ("wall", "Running into something?", _wall(subject)),
        ("fit", "Made for such a customer?", _fit(subject)),
        ("afford", "Can they afford it?", _afford(subject, telling)),
        ("value", "Can they say what it brings?", _value(telling)),
    )
    for name, question, answer in asked:
        text = telling.line(f"{name}_{answer}")
        if text:
            yield Line(text, question, answer)


def _content(subject: Subject) -> Mark:
    case = subject.case
    gates = [case[GATE.column(gate)] for gate in ("fix_relationship", "fix_adoption_first")]
    if any(gate is not None and bool(gate) for gate in gates):
        return "no"
    answered = case["nps"] is not None or case["csat"] is not None
    return "yes" if answered else "unknown"


def _wall(subject: Subject) -> Mark:
    if any(subject.case.of(NEED, need) for need in NEEDS):
        return "yes"
    return "no" if subject.case["limits_known"] else "unknown"


def _fit(subject: Subject) -> Mark:
    met, known = subject.case["fit_met"], subject.case["fit_known"]
    if not known:
        return "unknown"
    return "yes" if met == known else "no"


def _afford(subject: Subject, telling: Telling) -> Mark:
    if "saving" in telling.words or "budget" in telling.words:
        return "yes"
    return "no" if subject.case["budget"] in NO_BUDGET else "unknown"


def _value(telling: Telling) -> Mark:
    if any(name in telling.words for name in ("stated_by", "value_quote", "reached")):
        return "yes"
    return "no" if "worth" in telling.words else "unknown"
