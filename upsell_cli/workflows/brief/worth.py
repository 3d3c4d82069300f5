"""The value of an offer with its working: each driver as a sum one can check, then what it comes to."""

from collections.abc import Iterator

from upsell_cli.calendar import spoken
from upsell_cli.frames.documents.brief import Line
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.words.said import called
from upsell_cli.workflows.brief.words.value import part_working
from upsell_cli.workflows.subject import Row, Subject


def worth(subject: Subject, telling: Telling, notes: Notes) -> Iterator[Line]:
    """Give the drivers, the return, what the hours are, and the price of waiting."""
    if "worth" not in telling.words:
        yield from (Line(text) for text in telling.passage("value_none"))
        return
    yield from drivers(subject, telling, notes)
    for name in ("value_sum", "value_hours", "value_wait"):
        yield from (Line(text) for text in telling.passage(name))


def drivers(subject: Subject, telling: Telling, notes: Notes) -> Iterator[Line]:
    """Give each driver of the value with its sum and where its figures come from."""
    if "worth" in telling.words:
        yield from (_driver(subject, part, place, notes) for place, part in enumerate(subject.working))


def _driver(subject: Subject, part: Row, place: int, notes: Notes) -> Line:
    name = (part["driver"] or "the step up as a whole").replace("_", " ")
    amount = notes(
        f"driver.{place}", part["value_minor"], f"{subject.case.amount(part['value_minor'])} a year"
    )
    working = notes(f"working.{place}", part["hours_per_person_week"], part_working(subject, part))
    return Line(f"{amount} = {working} ({_source(subject, part)})", called(name[:1].upper() + name[1:]))


def _source(subject: Subject, part: Row) -> str:
    who = f" by {called(part['stated_by'])}" if part["stated_by"] else ""
    when = f", {spoken(part['stated_on'], subject.case.today)}" if part["stated_on"] else ""
    return f"{part['source']}{who}{when}"
