"""Objections, the likeliest for this account first, each with its answer from this account's figures."""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.subject import Subject

ALWAYS = ("expensive", "wait", "not_needed", "approval", "other_tools")
"""Objections everybody meets; the others are prepared for where the data points to them."""


def answers(subject: Subject, telling: Telling) -> Iterator[Line]:
    """Give what they will say, the likeliest first, and what to bring; only where it costs more than now."""
    copies = {copy.id: copy for copy in telling.playbook.objections}
    order = sorted(subject.objections, key=lambda code: -subject.objections[code])
    codes = [code for code in order if code in ALWAYS or subject.objections[code] > 0]
    told = [code for code in codes if code in copies][: subject.policy.brief.objections]
    for code in told:
        text = " ".join(telling.told(copies[code].answer))
        if text:
            yield Line(text, copies[code].says or code.replace("_", " "))
